//! Copies of work that could not be saved, in the data folder.

use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::articles::ReadOptions;
use crate::jobs::open::{Loaded, Rescued, join_beside};
use crate::jobs::read::{Access, Kept, read_annotations};
use crate::model::document::Document;
use crate::storage::files::{self, SaveError};
use crate::storage::settings::Folders;
use crate::storage::{reader, rescue, writer};

/// The work as it is to be copied to the data folder.
#[derive(Clone, Debug)]
pub struct CopyJob {
    /// The annotation file it belongs to.
    pub of: PathBuf,
    /// Contents when it was last read or written here.
    pub base: Arc<Document>,
    /// Contents to write.
    pub document: Arc<Document>,
    /// The copy it takes the place of.
    pub before: Option<PathBuf>,
    /// Where the data folder is.
    pub folders: Folders,
}

/// Copies work to the data folder that cannot be saved where it belongs; returns where.
///
/// # Errors
/// If the system refuses.
pub fn keep_copy(job: &CopyJob) -> Result<PathBuf, SaveError> {
    let base = rescue::digest(&writer::write(&job.base));
    rescue::keep(&job.folders, job.before.as_deref(), (&job.of, &base), &writer::write(&job.document))
}

/// Opens the work of a copy in the data folder as that on the file it belongs to.
///
/// # Errors
/// With a message for the person, if it cannot be read.
pub fn open_copy(path: &Path, goes_on: &dyn Fn(u32) -> bool) -> Result<Loaded, String> {
    let lost = |error: io::Error| format!("Could not read the copy {}: {error}", path.display());
    let copy = rescue::head(path).map_err(lost)?;
    let (source, stamp) = files::read_bytes(path, files::ANNOTATIONS_LIMIT).map_err(|error| error.to_string())?;
    let file = reader::read(path, source).map_err(|error| error.to_string())?;
    // A file that is gone or damaged holds nothing; it is not written over unasked.
    let on_disk = read_annotations(&copy.of, Access::Work)
        .ok()
        .map(|Kept { file, stamp, .. }| (Arc::new(file.document), Some(stamp)));
    let (base, expected) = on_disk.unwrap_or_default();
    let is_as_it_was = rescue::digest(&writer::write(&base)) == copy.base;
    // Of a file that was changed since nobody knows what it has in common with the work.
    let (base, expected) = if is_as_it_was { (base, expected) } else { Default::default() };
    let loaded = join_beside(copy.of, Kept { file, stamp, told: Vec::new() }, ReadOptions::default(), goes_on)?;
    Ok(Loaded { rescued: Some(Rescued { copy: copy.path, base, expected }), ..loaded })
}
