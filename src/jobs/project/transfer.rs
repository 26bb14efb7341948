//! Exporting a project.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::interchange::project::{ProjectFormat, Survey, project_losses};
use crate::interchange::{Cancelled, Folder, Output, Printing};
use crate::jobs::export::Manner;
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
    tree::create(&job.path)?;
    for (name, bytes) in files.iter().chain(&shared) {
        let path = file_of(&job.path, name);
        tree::create(path.parent().unwrap_or(&job.path))?;
        write_file(&path, bytes, &sources, job.replace)?;
    }
    Ok(())
}

/// The files of the project, as far as an export could meet them.
fn sources(job: &ProjectExportJob) -> Vec<PathBuf> {
    let articles = job.corpus.entries().iter().map(|entry| file_of(&job.root, &entry.path));
    let both = |file: PathBuf| [annotation_path(&file), file];
    let is_near = |path: &Path| job.format.is_folder || path.file_name() == job.path.file_name();
    articles.flat_map(both).chain([project_file(&job.root)]).filter(|path| is_near(path)).collect()
}
