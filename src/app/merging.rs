//! Merging annotation files: on the command line three of them, in the window what is open with what another program wrote.

use std::path::Path;
use std::sync::Arc;

use crate::app::jobs;
use crate::model::merge::{Merge, Version};
use crate::storage::files::{self, Stamp};

/// An annotation file as it lies on disk, to be merged.
#[derive(Clone, Debug)]
pub struct OnDisk {
    /// What it says.
    pub version: Arc<Version>,
    /// Which file that was.
    pub stamp: Stamp,
}

/// Reads an annotation file to merge it.
///
/// # Errors
/// With a message for the person: if it cannot be read, or was written by a newer version, of which this one does not know
/// how to put two together.
pub fn read(path: &Path) -> Result<OnDisk, String> {
    let (file, stamp) = jobs::read_annotations(path)?;
    if file.newer {
        return Err(format!(
            "{} was written by a newer version of Gainsay (format {}), and only that can merge it. Nothing was changed",
            path.display(),
            file.version
        ));
    }
    let version = Version { article: file.article, set: file.set, extra: file.extra };
    Ok(OnDisk { version: Arc::new(version), stamp })
}

/// The version that two others come from; an empty one if there is no such file, or nothing in it, as git has it where both
/// sides added a file.
///
/// # Errors
/// As [`read`].
pub fn read_base(path: &Path) -> Result<Arc<Version>, String> {
    match files::read_bytes(path, files::ANNOTATIONS_LIMIT) {
        Ok((bytes, _)) if bytes.is_empty() => Ok(Arc::default()),
        Err(error) if error.is_missing() => Ok(Arc::default()),
        _ => Ok(read(path)?.version),
    }
}

/// Merges two annotation files, given the one that both come from; says also which file `ours` was.
///
/// # Errors
/// As [`read`], for the first that cannot be read.
pub fn merge_files(base: &Path, ours: &Path, theirs: &Path) -> Result<(Merge, Stamp), String> {
    let (base, ours, theirs) = (read_base(base)?, read(ours)?, read(theirs)?);
    Ok((Merge::new(base, ours.version, theirs.version), ours.stamp))
}
