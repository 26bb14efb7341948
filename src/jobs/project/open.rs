//! Opening a folder as a project.

use std::fs;
use std::path::Path;

/// Checks that a folder can be opened as a project; its articles are read later, by a [follower](super::follow).
///
/// # Errors
/// With a message for the person, if the folder cannot be read.
pub fn open_folder(folder: &Path) -> Result<(), String> {
    if folder.is_file() {
        return Err(format!("{} is a file; a folder of articles is expected", folder.display()));
    }
    fs::read_dir(folder).map(drop).map_err(|error| format!("Could not open {}: {error}", folder.display()))
}
