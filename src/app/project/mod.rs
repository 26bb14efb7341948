//! The open project: a folder of articles with their annotations, and what was derived from them.

pub mod edits;
pub mod intent;
pub mod overview;
pub mod update;

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::session::saving::Saving;
use crate::jobs::project::ProjectId;
use crate::jobs::project::entry::file_of;
use crate::model::project::Project;
use crate::model::project::corpus::Corpus;
use crate::model::project::history::ProjectHistory;
use crate::model::project::overview::Overview;
use crate::storage::project::project_file;

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
    /// What follows from both, as far as it was made; nothing before the first one.
    pub overview: Option<Arc<Overview>>,
    /// True while an overview is being made.
    pub surveys: bool,
    /// The steps to undo and redo in it.
    pub history: ProjectHistory,
    /// The project file, and whether it holds the work.
    pub saving: Saving<Project>,
    /// The reason why the content cannot be changed, if so.
    pub read_only: Option<String>,
}

impl OpenProject {
    /// A project in a folder, of which nothing was read yet.
    pub fn new(id: ProjectId, root: PathBuf) -> Self {
        let content = Project::default();
        let saving = Saving::new(project_file(&root), None, Arc::default(), content.generation());
        Self {
            id,
            root,
            corpus: Corpus::default(),
            content,
            overview: None,
            surveys: false,
            history: ProjectHistory::default(),
            saving,
            read_only: None,
        }
    }

    /// True if the content may be changed.
    pub fn is_editable(&self) -> bool {
        self.read_only.is_none()
    }

    /// The name of the folder.
    pub fn name(&self) -> String {
        self.root.file_name().unwrap_or(self.root.as_os_str()).to_string_lossy().into_owned()
    }

    /// The path of an article's file.
    pub fn file(&self, path: &str) -> PathBuf {
        file_of(&self.root, path)
    }
}
