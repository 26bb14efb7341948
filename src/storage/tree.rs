//! Folders: the files in them and in the folders in them, and new ones.

use std::fs;
use std::path::{Path, PathBuf};

use crate::storage::files::SaveError;

/// How deep folders are looked through: deeper than any that a person makes.
const DEPTH: usize = 64;

/// The files below `folder` with one of these extensions, in the order of their paths. Hidden files and folders, links to
/// folders, and what lies in `without` are left out.
///
/// # Errors
/// If a folder cannot be read.
pub fn files(folder: &Path, without: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, String> {
    let without =
        fs::canonicalize(without).ok().filter(|without| Some(without) != fs::canonicalize(folder).ok().as_ref());
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let entries = fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let entries = entries.map_err(|error| format!("{} could not be read: {error}", folder.display()))?;
        for entry in entries {
            let path = entry.path();
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            let Some(kind) = entry.file_type().ok().filter(|_| !is_hidden) else { continue };
            if kind.is_dir() {
                if depth < DEPTH && (without.is_none() || fs::canonicalize(&path).ok() != without) {
                    folders.push((path, depth + 1));
                }
            } else if path.is_file() && has_extension(&path, extensions) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a file's name ends with one of these extensions, in capitals or not.
pub fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let has = |extension: &std::ffi::OsStr| extensions.iter().any(|one| extension.eq_ignore_ascii_case(one));
    path.extension().is_some_and(has)
}

/// Makes a folder, with the folders it lies in, if it is not there.
///
/// # Errors
/// If the system refuses, or a file has its name.
pub fn create(folder: &Path) -> Result<(), SaveError> {
    fs::create_dir_all(folder).map_err(|source| SaveError::System { path: folder.to_owned(), source })
}

/// True if two paths lead to one file.
pub fn is_same(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// A name in a folder, as one path with `/` between its parts on every system.
pub fn joined(folder: &Path, name: &str) -> String {
    let parts = folder.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.chain([name.to_owned()]).collect::<Vec<_>>().join("/")
}
