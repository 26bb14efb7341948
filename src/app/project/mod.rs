//! The open project: a folder of articles with their annotations, and what was derived from them.

pub mod intent;
pub mod update;

use std::path::PathBuf;

use crate::jobs::project::ProjectId;
use crate::jobs::project::entry::file_of;
use crate::model::project::Project;
use crate::model::project::corpus::Corpus;

/// The open project.
#[derive(Debug)]
pub struct OpenProject {
    /// Its identity.
    pub id: ProjectId,
    /// The folder.
    pub root: PathBuf,
    /// The articles with their annotations: as the open sessions have them, the others as they are on disk.
    pub corpus: Corpus,
    /// The content of the project file.
    pub content: Project,
}

impl OpenProject {
    /// The name of the folder.
    pub fn name(&self) -> String {
        self.root.file_name().unwrap_or(self.root.as_os_str()).to_string_lossy().into_owned()
    }

    /// The path of an article's file.
    pub fn file(&self, path: &str) -> PathBuf {
        file_of(&self.root, path)
    }
}
