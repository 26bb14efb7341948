//! Recent files and folders that are not there now.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::storage::settings::Settings;

/// Recent files and folders that are not there now, as far as they were looked for.
#[derive(Debug, Default)]
pub struct Recents {
    /// Those that are not there.
    pub(in crate::app) gone: HashSet<PathBuf>,
    /// Those that were looked for last.
    pub(in crate::app) sought: Vec<PathBuf>,
}

impl Recents {
    /// True if a file or folder is not there now.
    pub fn is_gone(&self, path: &Path) -> bool {
        self.gone.contains(path)
    }

    /// The recent files and folders of the settings.
    pub(in crate::app) fn of(settings: &Settings) -> Vec<PathBuf> {
        settings.recent_folders.iter().chain(&settings.recent).cloned().collect()
    }
}
