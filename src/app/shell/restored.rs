//! Articles that are opened again, as they were open before.

use std::path::PathBuf;

/// Articles that are opened again: those of a project with it, or those of the last window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Their files, in the order of their tabs.
    pub files: Vec<PathBuf>,
    /// The file of the active one.
    pub active: Option<PathBuf>,
    /// The file of the one beside it.
    pub beside: Option<PathBuf>,
    /// True if that one is on the left.
    pub is_left: bool,
}

impl Restored {
    /// Takes more articles. The one that is to be active already stays that.
    pub(in crate::app) fn add(&mut self, more: Self) {
        for file in more.files {
            if !self.files.contains(&file) {
                self.files.push(file);
            }
        }
        if self.active.is_none() {
            (self.active, self.beside, self.is_left) = (more.active, more.beside, more.is_left);
        }
    }
}
