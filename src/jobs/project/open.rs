//! Opening a folder as a project.

use std::fs;
use std::path::Path;

/// Checks that a folder can be opened as a project; its articles are read later, by a [follower](super::follow).
///
/// # Errors
/// With a message for the person, if the folder cannot be read.
pub fn open_folder(folder: &Path) -> Result<(), String> {
    fs::read_dir(folder).map(drop).map_err(|error| format!("Could not open {}: {error}", folder.display()))
}
