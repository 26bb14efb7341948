//! Copies of unsaved work in the data folder.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::articles::ReadOptions;
use crate::jobs::open::{Loaded, Rescued, join_beside};
use crate::jobs::read::{Access, ReadAnnotations, read_annotations};
use crate::model::document::Document;
use crate::storage::files::{self, SaveError};
use crate::storage::project::is_project_file;
use crate::storage::settings::Folders;
use crate::storage::{reader, rescue, writer};

/// Unsaved work to copy to the data folder.
#[derive(Clone, Debug)]
pub struct CopyJob {
    /// The annotation file it belongs to.
    pub of: PathBuf,
    /// The content of that file when it was last read or written here.
    pub base: Arc<Document>,
    /// The content to write.
    pub document: Arc<Document>,
    /// The copy that it replaces.
    pub before: Option<PathBuf>,
    /// The settings and data folders.
    pub folders: Folders,
}

/// Copies unsaved work to the data folder, and returns the path of the copy.
///
/// # Errors
/// If the copy cannot be written.
pub fn keep_copy(job: &CopyJob) -> Result<PathBuf, SaveError> {
    let base = rescue::digest(&writer::write(&job.base));
    rescue::keep(&job.folders, job.before.as_deref(), (&job.of, &base), &writer::write(&job.document))
}

/// The copies of unsaved annotations. Those of projects are merged when the project is opened.
pub fn list_annotations(folders: &Folders) -> Vec<rescue::Copy> {
    rescue::list(folders).into_iter().filter(|copy| !is_project_file(&copy.of)).collect()
}

/// Opens a copy in place of the annotation file it belongs to.
///
/// # Errors
/// With a message for the person, if it cannot be read.
pub fn open_copy(path: &Path, keep_going: &dyn Fn(u32) -> bool) -> Result<Loaded, String> {
    let lost = |error: io::Error| format!("Could not read the copy {}: {error}", path.display());
    let copy = rescue::head(path).map_err(lost)?;
    let (source, stamp) = files::read_bytes(path, files::ANNOTATIONS_LIMIT).map_err(|error| error.to_string())?;
    let file = reader::read(path, source).map_err(|error| error.to_string())?;
    // A missing or damaged file counts as empty; it is not replaced unasked.
    let on_disk = read_annotations(&copy.of, Access::Work)
        .ok()
        .map(|ReadAnnotations { file, stamp, .. }| (Arc::new(file.document), Some(stamp)));
    let (base, expected) = on_disk.unwrap_or_default();
    let is_as_it_was = rescue::digest(&writer::write(&base)) == copy.base;
    // If the file has changed since, its common base with the work is unknown.
    let (base, expected) = if is_as_it_was { (base, expected) } else { Default::default() };
    let loaded = join_beside(
        copy.of,
        ReadAnnotations { file, stamp, cut_short: Vec::new() },
        ReadOptions::default(),
        keep_going,
    )?;
    Ok(Loaded { rescued: Some(Rescued { copy: copy.path, base, expected }), ..loaded })
}
