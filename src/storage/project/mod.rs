//! The project file, `project.gainsay.ron` in the folder of a project: written whole, like annotation files.

pub mod reader;
mod v1;
pub mod writer;

use std::path::{Path, PathBuf};

/// Name of the project file.
pub const FILE_NAME: &str = "project.gainsay.ron";

/// Largest project file, in bytes.
pub const LIMIT: u64 = 256 << 20;

/// The project file of the project in this folder.
pub fn project_file(root: &Path) -> PathBuf {
    root.join(FILE_NAME)
}

/// True if a path has the name of a project file.
pub fn is_project_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == FILE_NAME)
}
