//! The window's state: the open sessions, the open project, and the shell around them.

use crate::app::action::Field;
use crate::app::pick::linking_from;
use crate::app::project::OpenProject;
use crate::app::project::view::ProjectView;
use crate::app::session::Session;
use crate::app::sessions::Sessions;
use crate::app::shell::Shell;
use crate::app::shell::panel::Panel;
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

    /// The view of the project in place of the article, with the project.
    pub fn project_view(&self) -> Option<(&OpenProject, &ProjectView)> {
        let project = self.project.as_ref()?;
        Some((project, project.view.as_ref()?))
    }

    /// The active session, which the panels show.
    pub fn session(&self) -> Option<&Session> {
        self.sessions.active()
    }

    /// The session that the open picker is about: that of the link that is made, or else the active one.
    pub fn picked(&self) -> Option<&Session> {
        linking_from(&self.shell).map_or_else(|| self.session(), |id| self.sessions.get(id))
    }

    /// The time at which a question opens that waits until nothing is typed, in milliseconds since the start.
    pub fn question_due(&self) -> Option<u64> {
        let is_asked = self.session().is_some_and(|session| session.question.is_some());
        is_asked.then_some(self.shell.types_until).filter(|until| *until > self.shell.millis)
    }

    /// The middle of the window: the article, or the manual, the view of the project or the map in its place. A search in the article
    /// shows the article.
    pub fn middle(&self) -> Field {
        let searches = self.session().is_some_and(|session| session.find.is_some());
        match self.project_view() {
            _ if self.shell.manual.is_open => Field::Manual,
            Some(_) => Field::ProjectView,
            None if self.shell.full_map && !searches => Field::Panel(Panel::Map),
            None => Field::Article,
        }
    }
}
