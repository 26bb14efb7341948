//! The context of an update: the shell, the open project, the clock, and the effects so far.

use crate::app::action::{Effect, Field};
use crate::app::project::OpenProject;
use crate::app::session::SessionId;
use crate::app::shell::Shell;
use crate::jobs::Job;
use crate::jobs::notice::Notice;
use crate::jobs::project::{ProjectId, ProjectJob};
use crate::model::annotation::{Id, Time};
use crate::model::offset::ByteRange;

/// A clock and fresh ids, which the model must not have by itself.
pub trait Outside {
    /// The present time.
    fn now(&self) -> Time;
    /// An id that nothing else has.
    fn fresh_id(&mut self) -> Id;
}

/// Everything that a function of an update works with besides a session.
pub struct Context<'a> {
    /// The shell.
    pub shell: &'a mut Shell,
    /// The open project.
    pub project: &'a mut Option<OpenProject>,
    /// Clock and ids.
    pub outside: &'a mut dyn Outside,
    /// The effects so far, in order.
    pub effects: Vec<Effect>,
}

impl Context<'_> {
    /// Shows what was done in the status bar.
    pub fn say(&mut self, status: impl Into<String>) {
        self.shell.status = status.into();
        self.shell.said = self.shell.millis;
    }

    /// Shows a message above the article.
    pub fn notify(&mut self, notice: Notice) {
        self.shell.notices.push(notice);
    }

    /// Gives the keyboard to a part of the window; instead of an article that a view or the map covers, to that.
    pub fn focus(&mut self, field: Field) {
        let field = match (field, &*self.project) {
            (Field::Article, Some(OpenProject { view: Some(_), .. })) => Field::ProjectView,
            (Field::Article, _) => self.shell.middle(),
            (field, _) => field,
        };
        self.effects.push(Effect::Focus(field));
    }

    /// Scrolls to a passage.
    pub fn reveal(&mut self, range: ByteRange) {
        self.effects.push(Effect::Reveal(range));
    }

    /// Starts a job for a session.
    pub fn start(&mut self, session: SessionId, job: Job) {
        self.effects.push(Effect::Do(Some(session), job));
    }

    /// Starts a job of a project.
    pub fn start_for_project(&mut self, project: ProjectId, job: ProjectJob) {
        self.effects.push(Effect::Do(None, Job::Project(project, Box::new(job))));
    }

    /// Starts a job that belongs to no session.
    pub fn start_alone(&mut self, job: Job) {
        self.effects.push(Effect::Do(None, job));
    }
}
