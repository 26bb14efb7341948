//! The context of an update: the shell, the open project, the clock, and the effects so far.

use crate::app::action::{Effect, Field};
use crate::app::project::OpenProject;
use crate::app::session::SessionId;
use crate::app::shell::Shell;
use crate::app::tabs::request::TabRequest;
use crate::jobs::Job;
use crate::jobs::notice::{Notice, NoticeTopic};
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
    /// The session that the update is about: its messages belong to it, and its view scrolls.
    pub about: Option<SessionId>,
    /// The active session.
    pub active: Option<SessionId>,
    /// Requests about the open articles, in order.
    pub tabs: Vec<TabRequest>,
}

impl Context<'_> {
    /// Shows what was done in the status bar, unless it was done in an article that is not the active one.
    pub fn say(&mut self, status: impl Into<String>) {
        if self.about.is_some() && self.about != self.active {
            return;
        }
        self.shell.status = status.into();
        self.shell.said = self.shell.millis;
    }

    /// Shows a message below the article that it is about, or below all.
    pub fn notify(&mut self, notice: Notice) {
        let about = self.about.filter(|_| !notice.topic.is_some_and(NoticeTopic::is_of_project));
        self.shell.notices.push(about, notice);
    }

    /// Removes the messages on a topic about this article, or about the project.
    pub fn withdraw(&mut self, topic: NoticeTopic) {
        self.shell.notices.withdraw(self.about.filter(|_| !topic.is_of_project()), topic);
    }

    /// Asks for something about the open articles, which is done at the end of the update.
    pub fn ask_tabs(&mut self, request: TabRequest) {
        self.tabs.push(request);
    }

    /// Gives the keyboard to a part of the window; instead of an article that a view or the map covers, to that. Of several
    /// requests in an update the last one counts.
    pub fn focus(&mut self, field: Field) {
        if matches!(field, Field::Article | Field::ProjectView | Field::Manual | Field::Find) {
            self.shell.over = None;
        }
        self.effects.retain(|effect| !matches!(effect, Effect::Focus(_)));
        self.effects.push(Effect::Focus(field));
    }

    /// Scrolls to a passage of this article.
    pub fn reveal(&mut self, range: ByteRange) {
        self.effects.extend(self.about.map(|about| Effect::Reveal(about, range)));
    }

    /// Scrolls to a passage of the old text of this article.
    pub fn reveal_old(&mut self, range: ByteRange) {
        self.effects.extend(self.about.map(|about| Effect::RevealOld(about, range)));
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
