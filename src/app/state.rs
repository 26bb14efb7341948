//! The window's state: the open sessions, the open project, and the shell around them.

use crate::app::project::OpenProject;
use crate::app::session::{Session, Sessions};
use crate::app::shell::Shell;
use crate::storage::settings::{Folders, Settings};

/// The window's state.
#[derive(Debug)]
pub struct State {
    /// The open documents.
    pub sessions: Sessions,
    /// The open project.
    pub project: Option<OpenProject>,
    /// Everything else the window shows.
    pub shell: Shell,
}

impl State {
    /// A window with nothing open.
    pub fn new(folders: Folders, settings: Settings) -> Self {
        Self { sessions: Sessions::default(), project: None, shell: Shell::new(folders, settings) }
    }

    /// The session that the window shows.
    pub fn session(&self) -> Option<&Session> {
        self.sessions.active()
    }
}
