//! Writing a new file without replacing the files of the document.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::storage::files::{self, SaveError};
use crate::storage::{replace, tree};

/// The reason why a file was not written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The file exists.
    #[error("{} already exists. Replace it?", .0.display())]
    Exists(PathBuf),
    /// The file is the article or its annotation file.
    #[error("{} is the article or its annotation file and cannot be replaced. Choose another file", .0.display())]
    Source(PathBuf),
    /// It is not wanted any more.
    #[error("cancelled")]
    Cancelled,
    /// The file could not be written.
    #[error("{}", .0.of_output())]
    NotWritten(#[from] SaveError),
}

/// Writes a file, unless it already has these bytes or is one of the `sources`.
///
/// # Errors
/// If the file exists and must not be replaced, or cannot be written.
pub fn write_file(path: &Path, bytes: &[u8], sources: &[PathBuf], replace: bool) -> Result<(), WriteError> {
    if admit(path, || files::sha256_if_same(path, bytes).is_some(), sources, replace)? {
        replace::overwrite(path, bytes)?;
    }
    Ok(())
}

/// True if a file is to be written; false if it exists and is the `same`.
pub(super) fn admit(
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
