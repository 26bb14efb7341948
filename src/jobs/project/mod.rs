//! Jobs of projects.

pub mod entry;

use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::project::entry::read_entry;
use crate::model::project::corpus::Entry;

/// The identity of an open project. It is never given twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectId(pub u64);

/// Work on a project for another thread than the window's.
#[derive(Debug)]
pub enum ProjectJob {
    /// Read the articles with these paths in this folder.
    Read(PathBuf, Vec<String>),
}

/// The result of a job of a project.
#[derive(Debug)]
pub enum ProjectAnswer {
    /// Articles as they are on disk.
    Read(Vec<Arc<Entry>>),
}

impl ProjectJob {
    /// Runs the job to its end.
    pub fn run(self) -> ProjectAnswer {
        match self {
            Self::Read(root, paths) => {
                ProjectAnswer::Read(paths.iter().map(|path| Arc::new(read_entry(&root, path))).collect())
            }
        }
    }
}
