//! The project file: reading it, merging it with unsaved work, copies of unsaved work.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::jobs::read::{Access, read_source};
use crate::jobs::save::{Disk, SaveJob};
use crate::model::project::Project;
use crate::model::project::merge::{ProjectMerge, merge};
use crate::storage::files::{FileError, SaveError, Stamp};
use crate::storage::project::{LIMIT, reader, writer};
use crate::storage::rescue;
use crate::storage::settings::Folders;

/// Longest wait for a save on another thread: a network folder may never answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// A project file as it is on disk.
#[derive(Clone, Debug, Default)]
pub struct OnDisk {
    /// Its content; empty if there is no file.
    pub project: Project,
    /// Its stamp; `None` if there is no file.
    pub stamp: Option<Stamp>,
    /// Its version, if that is later than the one that this program writes.
    pub newer: Option<u32>,
    /// Oddities of the file, each a line without a full stop.
    pub notices: Vec<String>,
}

/// Reads a project file. There need not be one.
///
/// # Errors
/// With a message for the person.
pub fn read_project(path: &Path, access: Access) -> Result<OnDisk, String> {
    let source = match read_source(path, access, LIMIT) {
        Ok(source) => source,
        Err(error @ FileError::System { .. }) if error.is_missing() => return Ok(OnDisk::default()),
        Err(error) => return Err(error.to_string()),
    };
    let file = reader::read(path, source.bytes).map_err(|error| error.to_string())?;
    let newer = file.newer.then_some(file.version);
    let notices = source.cut_short.into_iter().chain(file.notices).collect();
    Ok(OnDisk { project: file.project, stamp: Some(source.stamp), newer, notices })
}

/// The message about a project file that a newer version wrote.
pub fn newer(path: &Path, version: u32) -> String {
    format!(
        "{} was written by a newer version of Gainsay (format {version}) and is read-only here. Its articles can be edited",
        path.display()
    )
}

/// A project file to read, and the work that it is to be merged with.
#[derive(Debug)]
pub struct ContentJob {
    /// The file.
    pub path: PathBuf,
    /// The content of the file when it was last read or written, and the present one, if that has unsaved work.
    pub unsaved: Option<(Arc<Project>, Project)>,
    /// The folders of this computer, if copies of unsaved work of earlier windows are wanted.
    pub copies: Option<Folders>,
}

/// A project file that was read.
#[derive(Debug)]
pub struct Content {
    /// The file.
    pub disk: OnDisk,
    /// The unsaved work merged with it, and the generation of that work.
    pub merged: Option<(u64, ProjectMerge)>,
    /// Unsaved work of an earlier window, merged with the file, and its copy.
    pub rescued: Option<(PathBuf, ProjectMerge)>,
}

/// Reads a project file and merges it with unsaved work.
///
/// # Errors
/// With a message for the person.
pub fn read_content(job: &ContentJob) -> Result<Content, String> {
    let disk = read_project(&job.path, Access::Work)?;
    let merged = job.unsaved.as_ref().map(|(base, mine)| (mine.generation(), merge(base, mine, &disk.project)));
    let rescued = job.copies.as_ref().and_then(|folders| rescued(folders, &job.path, &disk.project));
    Ok(Content { disk, merged, rescued })
}

/// The newest copy of unsaved work on a project file.
fn rescued(folders: &Folders, path: &Path, disk: &Project) -> Option<(PathBuf, ProjectMerge)> {
    let copy = rescue::list(folders).into_iter().find(|copy| copy.of == path)?;
    let (file, _) = reader::open(&copy.path).ok()?;
    let is_as_it_was = rescue::digest(&writer::write(disk)) == copy.base;
    // If the file has changed since, its common base with the work is unknown.
    let base = if is_as_it_was { disk.clone() } else { Project::default() };
    Some((copy.path, merge(&base, &file.project, disk)))
}

/// Unsaved work on a project to copy to the data folder.
#[derive(Clone, Debug)]
pub struct ProjectCopyJob {
    /// The project file.
    pub of: PathBuf,
    /// The content of that file when it was last read or written here.
    pub base: Arc<Project>,
    /// The content to write.
    pub project: Arc<Project>,
    /// The copy that it replaces.
    pub before: Option<PathBuf>,
    /// The settings and data folders.
    pub folders: Folders,
}

/// Copies unsaved work on a project to the data folder, and returns the path of the copy.
///
/// # Errors
/// If the copy cannot be written.
pub fn keep_project_copy(job: &ProjectCopyJob) -> Result<PathBuf, SaveError> {
    let base = rescue::digest(&writer::write(&job.base));
    rescue::keep(&job.folders, job.before.as_deref(), (&job.of, &base), &writer::write(&job.project))
}

/// Saves a project for the last time, or else copies the work to the data folder; returns the path of what was written.
///
/// # Errors
/// If neither can be written.
pub fn part(disk: &Disk, save: SaveJob<Project>, copy: &ProjectCopyJob) -> Result<PathBuf, SaveError> {
    let path = save.path.clone();
    if disk.save_last(save, PATIENCE) { Ok(path) } else { keep_project_copy(copy) }
}
