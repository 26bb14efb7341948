//! Jobs of projects.

pub mod entry;

use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::project::entry::read_entry;
use crate::model::project::Project;
use crate::model::project::corpus::{Corpus, Entry};
use crate::model::project::overview::Overview;

/// The identity of an open project. It is never given twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectId(pub u64);

/// Work on a project for another thread than the window's.
#[derive(Debug)]
pub enum ProjectJob {
    /// Read the articles with these paths in this folder.
    Read(PathBuf, Vec<String>),
    /// Make the overview of these articles with this content.
    Survey(Corpus, Project),
}

/// The result of a job of a project.
#[derive(Debug)]
pub enum ProjectAnswer {
    /// Articles as they are on disk.
    Read(Vec<Arc<Entry>>),
    /// An overview.
    Surveyed(Arc<Overview>),
}

impl ProjectJob {
    /// Runs the job to its end.
    pub fn run(self) -> ProjectAnswer {
        match self {
            Self::Read(root, paths) => {
                ProjectAnswer::Read(paths.iter().map(|path| Arc::new(read_entry(&root, path))).collect())
            }
            Self::Survey(corpus, content) => ProjectAnswer::Surveyed(Arc::new(Overview::new(&corpus, &content))),
        }
    }
}
