//! Renaming annotations after articles that were renamed or moved within a project.

use std::path::Path;

use crate::jobs::project::folder::file_of;
use crate::jobs::renamed::{RenameJob, rename};
use crate::storage::files::annotation_path;
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
