//! Folders: listing their files, and making new ones.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::storage::files::{EXTENSION, SaveError};
use crate::storage::journal::is_of_a_save;
use crate::storage::project::is_project_file;

/// Greatest depth of folders that are listed: more than a person makes.
const DEPTH: usize = 64;

/// Files below a folder.
#[derive(Debug, Default)]
pub struct Listing {
    /// The files, sorted by path.
    pub files: Vec<PathBuf>,
    /// The folders in which a save may have been cut short.
    pub torn: HashSet<PathBuf>,
}

impl Listing {
    /// True if the save of this file may have been cut short: only then is it worth listing its folder for that.
    pub fn is_torn(&self, file: &Path) -> bool {
        file.parent().is_some_and(|folder| self.torn.contains(folder))
    }
}

/// Files below `folder` with one of these extensions. Hidden files and folders, links to folders and the files in `without`
/// are left out.
///
/// # Errors
/// If a folder cannot be read.
pub fn files(folder: &Path, without: &Path, extensions: &[&str]) -> Result<Listing, String> {
    let without =
        fs::canonicalize(without).ok().filter(|without| Some(without) != fs::canonicalize(folder).ok().as_ref());
    let mut found = Listing::default();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let entries = fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let entries = entries.map_err(|error| format!("{} could not be read: {error}", folder.display()))?;
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            let is_hidden = name.starts_with('.');
            if is_hidden && is_of_a_save(&name) {
                found.torn.insert(folder.clone());
            }
            let Some(kind) = entry.file_type().ok().filter(|_| !is_hidden) else { continue };
            if kind.is_dir() {
                if depth < DEPTH && (without.is_none() || fs::canonicalize(&path).ok() != without) {
                    folders.push((path, depth + 1));
                }
            } else if path.is_file() && has_extension(&path, extensions) {
                found.files.push(path);
            }
        }
    }
    found.files.sort();
    Ok(found)
}

/// The annotation files below `folder`, as [`files`](self::files()) lists them, without project files.
///
/// # Errors
/// If a folder cannot be read, or there are none.
pub fn annotations(folder: &Path, without: &Path) -> Result<Listing, String> {
    let mut found = files(folder, without, &[EXTENSION])?;
    found.files.retain(|path| !is_project_file(path));
    if found.files.is_empty() {
        return Err(format!("no annotation files (.{EXTENSION}) found in {}", folder.display()));
    }
    Ok(found)
}

/// True if a file has one of these extensions, in upper or lower case.
pub fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let has = |extension: &std::ffi::OsStr| extensions.iter().any(|one| extension.eq_ignore_ascii_case(one));
    path.extension().is_some_and(has)
}

/// Makes a folder and its parents, if it does not exist.
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

/// Path of a file in a folder, with `/` between its parts on every system.
pub fn joined(folder: &Path, name: &str) -> String {
    let parts = folder.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.chain([name.to_owned()]).collect::<Vec<_>>().join("/")
}
