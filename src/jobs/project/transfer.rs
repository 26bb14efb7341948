//! Exporting a project.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::interchange::project::{ProjectFormat, Survey, project_losses};
use crate::interchange::{Cancelled, Folder, Output, Printing};
use crate::jobs::export::Manner;
use crate::jobs::parallel::in_parallel;
use crate::jobs::progress::Progress;
use crate::jobs::project::folder::file_of;
use crate::jobs::write::{WriteError, write_file};
use crate::model::project::corpus::Corpus;
use crate::storage::files::annotation_path;
use crate::storage::project::project_file;
use crate::storage::tree;

/// An export of a project to write.
#[derive(Clone, Debug)]
pub struct ProjectExportJob {
    /// The file to write, or the folder for a format that writes one.
    pub path: PathBuf,
    /// The folder of the project, of which no file is replaced.
    pub root: PathBuf,
    /// The format.
    pub format: &'static ProjectFormat,
    /// The project, which is made anew if its articles changed since.
    pub survey: Survey,
    /// Its articles.
    pub corpus: Corpus,
    /// True to replace existing files.
    pub replace: bool,
    /// The manner of the export.
    pub manner: Manner,
    /// The progress, by which printing is cancelled.
    pub progress: Arc<Progress>,
}

/// Losses of a project in a format to count.
#[derive(Clone, Debug)]
pub struct LossesJob {
    /// The format.
    pub format: &'static ProjectFormat,
    /// The project, which is made anew if its articles changed since.
    pub survey: Survey,
    /// Its articles.
    pub corpus: Corpus,
}

/// Counts the losses of a project in a format.
pub fn count_losses(job: LossesJob) -> Vec<String> {
    project_losses(job.format, &job.survey.current(&job.corpus))
}

/// The byte-order mark of UTF-8 (Unicode 16, 23.8).
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Makes an export in memory. Calls `keep_going` with the progress in per cent.
///
/// # Errors
/// If it is cancelled.
pub fn made(
    format: &ProjectFormat,
    survey: &Survey,
    manner: Manner,
    keep_going: &dyn Fn(u32) -> bool,
) -> Result<Output, WriteError> {
    let output = (format.write)(survey, &Printing { paper: manner.paper, keep_going });
    match output.map_err(|Cancelled| WriteError::Cancelled)? {
        Output::Text(text) if manner.mark && format.is_table() => Ok(Output::Text(format!("{BYTE_ORDER_MARK}{text}"))),
        output => Ok(output),
    }
}

/// Writes an export.
///
/// # Errors
/// If the file exists and must not be replaced, or cannot be written.
pub fn export_project(job: &ProjectExportJob) -> Result<(), WriteError> {
    let survey = job.survey.clone().current(&job.corpus);
    let output = made(job.format, &survey, job.manner, &|done| job.progress.go_on(done))?;
    let sources = sources(job);
    let Output::Folder(Folder { files, shared }) = output else {
        return write_file(&job.path, output.file().unwrap_or_default(), &sources, job.replace);
    };
    // A folder that is new has none of them.
    let sources = if job.path.exists() { real(&sources) } else { HashSet::new() };
    let files: Vec<(PathBuf, &[u8])> =
        files.iter().chain(&shared).map(|(name, bytes)| (file_of(&job.path, name), bytes.as_slice())).collect();
    tree::create(&job.path)?;
    for folder in files.iter().filter_map(|(path, _)| path.parent()).collect::<BTreeSet<&Path>>() {
        tree::create(folder)?;
    }
    // Each waits for the disk.
    let mut written = Ok(());
    in_parallel(
        &files,
        |(path, bytes)| {
            let is_source = !sources.is_empty() && fs::canonicalize(path).is_ok_and(|path| sources.contains(&path));
            write_file(path, bytes, if is_source { std::slice::from_ref(path) } else { &[] }, job.replace)
        },
        |one| {
            if written.is_ok() {
                written = one;
            }
        },
    );
    written
}

/// The files themselves, without links.
fn real(files: &[PathBuf]) -> HashSet<PathBuf> {
    files.iter().filter_map(|file| fs::canonicalize(file).ok()).collect()
}

/// The files of the project, as far as an export could meet them.
fn sources(job: &ProjectExportJob) -> Vec<PathBuf> {
    let articles = job.corpus.entries().iter().map(|entry| file_of(&job.root, &entry.path));
    let both = |file: PathBuf| [annotation_path(&file), file];
    let is_near = |path: &Path| job.format.is_folder || path.file_name() == job.path.file_name();
    articles.flat_map(both).chain([project_file(&job.root)]).filter(|path| is_near(path)).collect()
}
