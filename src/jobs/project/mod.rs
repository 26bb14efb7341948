//! Jobs of projects.

pub mod entry;
pub mod find;
pub mod folder;
pub mod follow;
pub mod open;

use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::project::find::{FindAllJob, find_all};
use crate::jobs::project::follow::{News, read_again};
use crate::model::project::Project;
use crate::model::project::corpus::Corpus;
use crate::model::project::find::Findings;
use crate::model::project::overview::Overview;

/// The identity of an open project. It is never given twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectId(pub u64);

/// Work on a project for another thread than the window's.
#[derive(Debug)]
pub enum ProjectJob {
    /// Read the articles with these paths in this folder again.
    Read(PathBuf, Vec<String>),
    /// Search all articles.
    Find(Box<FindAllJob>),
    /// Make the overview of these articles with this content.
    Survey(Corpus, Project),
}

/// The result of a job of a project.
#[derive(Debug)]
pub enum ProjectAnswer {
    /// The result of this search, or why its text is no pattern.
    Found(Box<FindAllJob>, Result<Findings, String>),
    /// An overview.
    Surveyed(Arc<Overview>),
    /// News of the folder.
    News(News),
}

impl ProjectJob {
    /// Runs the job to its end.
    pub fn run(self) -> ProjectAnswer {
        match self {
            Self::Find(job) => {
                let result = find_all(&job);
                ProjectAnswer::Found(job, result)
            }
            Self::Survey(corpus, content) => ProjectAnswer::Surveyed(Arc::new(Overview::new(&corpus, &content))),
            Self::Read(root, paths) => ProjectAnswer::News(read_again(&root, paths)),
        }
    }
}
