//! Merging project files, by hand or for git.

use std::path::Path;

use crate::jobs::project::content::{OnDisk, read_project};
use crate::jobs::read::Access;
use crate::model::project::Project;
use crate::model::project::merge::{Brought, ProjectMerge, brought, merge};
use crate::storage::files::{self, Stamp};
use crate::storage::project::{LIMIT, reader};

/// Merged project files.
#[derive(Debug)]
pub struct MergedProjects {
    /// The merge, with its conflicts.
    pub merge: ProjectMerge,
    /// The changes of our side, and of theirs.
    pub brought: [Brought; 2],
    /// The stamp of our file; `None` if there is none.
    pub ours: Option<Stamp>,
}

/// True if a file says that it is a project file, whatever its name is: git merges copies.
pub fn is_project(path: &Path) -> bool {
    files::read_bytes(path, LIMIT).is_ok_and(|(bytes, _)| reader::is_project(&bytes))
}

/// Merges two project files with their common base, reading `ours` with this access. A base that is missing or empty is one
/// with nothing in it, as git has it where both sides added a file.
///
/// # Errors
/// With a message for the person, for the first file that cannot be read or that a newer version wrote.
pub fn merge_projects(base: &Path, ours: &Path, theirs: &Path, access: Access) -> Result<MergedProjects, String> {
    let is_empty = std::fs::metadata(base).is_ok_and(|metadata| metadata.len() == 0);
    let base = if is_empty { Project::default() } else { read(base, Access::Read)?.project };
    let (ours, theirs) = (read(ours, access)?, read(theirs, Access::Read)?);
    let brought = [&ours, &theirs].map(|side| brought(&base, &side.project));
    Ok(MergedProjects { merge: merge(&base, &ours.project, &theirs.project), brought, ours: ours.stamp })
}

fn read(path: &Path, access: Access) -> Result<OnDisk, String> {
    let disk = read_project(path, access)?;
    match disk.newer {
        Some(version) => Err(format!(
            "{} was written by a newer version of Gainsay (format {version}), and only that version can merge it. Nothing \
             was changed",
            path.display()
        )),
        None => Ok(disk),
    }
}
