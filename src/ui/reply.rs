//! The way back to the window for the results of background work.

use std::sync::mpsc::Sender;

use crate::app::action::Action;
use crate::app::session::SessionId;
use crate::jobs::Answer;

/// Sends answers to the window and wakes it.
#[derive(Clone)]
pub struct Reply {
    sender: Sender<Action>,
    ctx: egui::Context,
    session: Option<SessionId>,
}

impl Reply {
    /// Sends to this channel and wakes this window.
    pub fn new(sender: Sender<Action>, ctx: egui::Context) -> Self {
        Self { sender, ctx, session: None }
    }

    /// The same, for answers that belong to this session.
    #[must_use]
    pub fn for_session(self, session: Option<SessionId>) -> Self {
        Self { session, ..self }
    }

    /// Sends the result of a job.
    pub fn answer(&self, answer: Answer) {
        self.send(Action::Answered(self.session, answer));
    }

    /// Sends an answer; does nothing after the window is closed.
    pub fn send(&self, action: impl Into<Action>) {
        let _ = self.sender.send(action.into());
        self.ctx.request_repaint();
    }
}
