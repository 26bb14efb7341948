//! Checking a project on disk, for the command line.

use std::path::{Path, PathBuf};

use crate::jobs::project::content::{OnDisk, newer, read_project};
use crate::jobs::project::follow::Follower;
use crate::jobs::read::Access;
use crate::model::project::check::{ProjectProblem, problems};
use crate::model::project::corpus::Corpus;
use crate::model::project::overview::Overview;
use crate::storage::files::{folder_of, full};
use crate::storage::project::writer;
use crate::storage::replace;

/// A project that was checked.
#[derive(Debug)]
pub struct CheckedProject {
    /// Oddities of the file, each a line without a full stop.
    pub notices: Vec<String>,
    /// The problems that were repaired, each with what was done.
    pub repaired: Vec<(ProjectProblem, String)>,
    /// The problems that are left.
    pub problems: Vec<ProjectProblem>,
    /// True if a newer version wrote the file, so that nothing can be repaired.
    pub newer: bool,
}

/// The articles of a folder with their annotations.
pub fn read_corpus(root: PathBuf) -> Corpus {
    let mut follower = Follower::new(root);
    follower.look();
    let mut corpus = Corpus::default();
    while let Some(news) = follower.read_on() {
        corpus.update(news.entries, &news.gone);
    }
    corpus
}

/// Checks a project file with the articles of its folder; repairs what can be repaired if that is wanted.
///
/// # Errors
/// With a message for the person, if the file cannot be read or must not be written; it is then unchanged.
pub fn check_project(path: &Path, repair: bool) -> Result<CheckedProject, String> {
    let path = &full(path);
    let access = if repair { Access::Work } else { Access::Read };
    let OnDisk { mut project, stamp, newer: version, notices } = read_project(path, access)?;
    if let Some(version) = version.filter(|_| repair) {
        return Err(newer(path, version));
    }
    let corpus = read_corpus(folder_of(path).to_owned());
    let mut found = problems(&Overview::new(&corpus, &project), &project);
    let mut repaired = Vec::new();
    let to_repair = |found: &[ProjectProblem]| found.iter().position(|problem| repair && problem.repair().is_some());
    while let Some(at) = to_repair(&found) {
        let problem = found.swap_remove(at);
        let Some(fix) = problem.repair().cloned() else { break };
        project.apply(fix.edit);
        repaired.push((problem, fix.what));
        // One repair may solve several problems.
        found = problems(&Overview::new(&corpus, &project), &project);
    }
    if !repaired.is_empty() {
        let source = writer::write(&project);
        replace::save(path, source.as_bytes(), stamp.as_ref()).map_err(|error| error.to_string())?;
    }
    Ok(CheckedProject { notices, repaired, problems: found, newer: version.is_some() })
}
