//! Renaming annotations after articles that were renamed or moved within a project.

use std::path::{Path, PathBuf};

use crate::jobs::project::folder::file_of;
use crate::jobs::renamed::{RenameJob, rename};
use crate::storage::files::{Stamp, annotation_path};
use crate::storage::lock::{self, Claim};
use crate::storage::renamed;
use crate::storage::settings::Folders;

/// An article that was renamed or moved, and left its annotations behind: its paths within the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The path to which the annotations belong.
    pub from: String,
    /// The path at which the article is.
    pub to: String,
}

/// The outcome of renaming annotations after their article.
#[derive(Debug)]
pub struct Outcome {
    /// The article.
    pub moved: Moved,
    /// The reason why they have their old name, if so; for the person.
    pub result: Result<(), String>,
}

/// Renames annotations after their articles.
pub fn move_annotations(root: &Path, moved: Vec<Moved>, folders: &Folders) -> Vec<Outcome> {
    let one = |moved: Moved| {
        let annotations = annotation_path(&file_of(root, &moved.from));
        let job = RenameJob { annotations, article: file_of(root, &moved.to) };
        let result = rename(&job, folders).map(drop);
        Outcome { moved, result }
    };
    moved.into_iter().map(one).collect()
}

/// An open article that is no longer in its place: its files as they were known, and where the article may be now.
#[derive(Clone, Debug)]
pub struct MoveJob {
    /// The article's file, and its stamp.
    pub article: (PathBuf, Option<Stamp>),
    /// The annotation file, and its stamp; `None` if there was no file.
    pub annotations: (PathBuf, Option<Stamp>),
    /// True if the annotations are another window's to rename.
    pub is_elsewhere: bool,
    /// The files of the project with the article's bytes.
    pub candidates: Vec<PathBuf>,
}

/// The files of an open article in their new place.
#[derive(Debug)]
pub struct Relocated {
    /// The article's file, and its stamp.
    pub article: (PathBuf, Option<Stamp>),
    /// The annotation file, and its stamp; `None` if there is no file.
    pub annotations: (PathBuf, Option<Stamp>),
    /// The claim to that file.
    pub claim: Claim,
}

/// Finds an open article again, and renames its annotations after it. `None` if it is not certain where it is, or if it is
/// back in its place.
///
/// # Errors
/// With a message for the person, if the annotations keep their old name.
pub fn relocate(job: &MoveJob, folders: &Folders) -> Result<Option<Relocated>, String> {
    let ((old, stamp), (kept, expected)) = (&job.article, &job.annotations);
    if old.exists() {
        return Ok(None);
    }
    // Of several with the same bytes, the very file that was opened.
    let same = job.candidates.iter().find_map(|path| Some((path, Some(stamp.as_ref()?.renamed_to(path)?))));
    let only = || match &job.candidates[..] {
        [path] => Some((path, *stamp)),
        _ => None,
    };
    let Some((article, stamp)) = same.or_else(only) else { return Ok(None) };
    let path = annotation_path(article);
    let along = expected.and_then(|expected| expected.copied_to(&path));
    let expected = match (kept.exists(), path.exists(), expected) {
        // Renamed or moved along with the article, by the person or by the other window.
        (false, true, Some(expected)) if along.is_some() || job.is_elsewhere => along.or(Some(*expected)),
        (false, false, None) => None,
        (true, false, Some(_)) if !job.is_elsewhere => *expected,
        _ => return Ok(None),
    };
    let claim = lock::claim(folders, &path);
    if kept.exists() {
        if matches!(claim, Claim::Theirs(_)) {
            return Err(format!("{} is open in another window. Close it there and try again", path.display()));
        }
        renamed::rename(kept, article).map_err(|error| error.to_string())?;
    }
    // If another program changed it, it is read from there.
    let expected = expected.map(|expected| expected.copied_to(&path).unwrap_or(expected));
    Ok(Some(Relocated { article: (article.clone(), stamp), annotations: (path, expected), claim }))
}
