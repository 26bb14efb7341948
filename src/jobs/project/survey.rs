//! Reading a whole project at once, for the command line.

use std::path::Path;
use std::sync::Arc;

use crate::interchange::project::Survey;
use crate::jobs::parallel::in_parallel;
use crate::jobs::project::content::{OnDisk, read_project};
use crate::jobs::project::entry::read_entry;
use crate::jobs::project::folder::{access_to, walk};
use crate::jobs::project::open::open_folder;
use crate::jobs::read::Access;
use crate::model::project::corpus::Corpus;
use crate::storage::project::project_file;

/// A project as its folder has it, with messages about what could not be read.
#[derive(Debug)]
pub struct Surveyed {
    /// The project.
    pub survey: Survey,
    /// The messages.
    pub notices: Vec<String>,
}

/// Reads the project in a folder, on all processors. Nothing is written. Calls `told` with the number of articles after each.
///
/// # Errors
/// With a message for the person, if the folder or its project file cannot be read. A failure of an article is a notice.
pub fn survey_folder(root: &Path, told: &mut dyn FnMut(usize)) -> Result<Surveyed, String> {
    open_folder(root)?;
    let found = walk(root);
    let unreadable = found.census.unreadable.iter().map(|(path, why)| format!("{path}: {why}"));
    let mut notices: Vec<String> = unreadable.collect();
    if found.census.is_cut {
        notices.push("the folder has more than can be looked at; the rest is left out".to_owned());
    }
    let (articles, torn): (Vec<_>, _) = (found.articles.into_iter().collect(), found.torn);
    let mut entries = Vec::with_capacity(articles.len());
    in_parallel(
        &articles,
        |(path, files)| read_entry(root, path, files, access_to(&torn, path)),
        |entry| {
            notices.extend(entry.failure.clone());
            entries.push(Arc::new(entry));
            told(articles.len());
        },
    );
    let file = project_file(root);
    let OnDisk { project: content, notices: odd, .. } = read_project(&file, Access::Read)?;
    notices.extend(odd.iter().map(|notice| format!("{}: {notice}", file.display())));
    let mut corpus = Corpus::default();
    corpus.update(entries, &[]);
    // `.` has no name of its own.
    let whole = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let whole = whole.canonicalize().unwrap_or(whole);
    let name = whole.file_name().unwrap_or(whole.as_os_str()).to_string_lossy().into_owned();
    Ok(Surveyed { survey: Survey::new(name, &corpus, content), notices })
}
