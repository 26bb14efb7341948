//! Writing a file without replacing what must not be replaced.

use std::path::Path;
use std::path::PathBuf;

use thiserror::Error;

use crate::storage::files::{self, SaveError};
use crate::storage::{replace, tree};

/// Why an export was not written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// There is a file of that name.
    #[error("{} already exists. Replace it?", .0.display())]
    Exists(PathBuf),
    /// It would take the place of the article or of its annotations.
    #[error("{} is the article or its annotation file and cannot be replaced. Choose another file", .0.display())]
    Source(PathBuf),
    /// The file could not be written.
    #[error("{0}")]
    NotWritten(#[from] SaveError),
}

/// Writes a file; not if one with these bytes is there, nor in the place of one of the `sources`.
///
/// # Errors
/// If there is a file of that name that is not to be replaced, or it cannot be written.
pub fn write_file(path: &Path, bytes: &[u8], sources: &[PathBuf], replace: bool) -> Result<(), WriteError> {
    if admit(path, || files::sha256_if_same(path, bytes).is_some(), sources, replace)? {
        replace::overwrite(path, bytes)?;
    }
    Ok(())
}

/// True if a file is still to be written; not if it is there already, and is the `same`.
pub(in crate::jobs) fn admit(
    path: &Path,
    same: impl FnOnce() -> bool,
    sources: &[PathBuf],
    replace: bool,
) -> Result<bool, WriteError> {
    if !path.try_exists().unwrap_or(false) {
        return Ok(true);
    }
    if path.is_file() && same() {
        return Ok(false);
    }
    if sources.iter().any(|source| tree::is_same(source, path)) {
        return Err(WriteError::Source(path.to_owned()));
    }
    if replace { Ok(true) } else { Err(WriteError::Exists(path.to_owned())) }
}
