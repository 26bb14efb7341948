//! The views of the open articles. Each keeps its place while it is not shown.

use std::collections::HashMap;

use egui::{Context, Id, RawInput};

use crate::app::session::SessionId;
use crate::app::sessions::Sessions;
use crate::model::offset::ByteRange;
use crate::ui::text_view::{Reveal, TextView};

/// The views of an open article.
#[derive(Default)]
pub struct Pane {
    /// The article.
    pub text: TextView,
    /// The range to reveal in the article.
    pub reveal: Option<Reveal>,
    /// The annotated version of the article, when versions are compared.
    pub old: TextView,
    /// The range to reveal in the annotated version.
    pub reveal_old: Option<Reveal>,
}

impl Pane {
    /// Reveals a range of the article.
    pub fn reveal(&mut self, range: ByteRange) {
        self.reveal = Some(next_reveal(self.reveal, range));
    }

    /// Reveals a range of the annotated version.
    pub fn reveal_old(&mut self, range: ByteRange) {
        self.reveal_old = Some(next_reveal(self.reveal_old, range));
    }
}

fn next_reveal(last: Option<Reveal>, range: ByteRange) -> Reveal {
    Reveal { serial: last.map_or(0, |last| last.serial + 1), range }
}

/// The views of all open articles.
#[derive(Default)]
pub struct Panes(HashMap<SessionId, Pane>);

impl Panes {
    /// The views of an article.
    pub fn of(&mut self, session: SessionId) -> &mut Pane {
        self.0.entry(session).or_default()
    }

    /// The same, if there are any yet.
    pub fn get(&self, session: SessionId) -> Option<&Pane> {
        self.0.get(&session)
    }

    /// Drops the views of an article that was closed.
    pub fn close(&mut self, session: SessionId) {
        self.0.remove(&session);
    }

    /// Frees the layouts of articles that are not shown.
    pub fn rest(&mut self, sessions: &Sessions) {
        for (id, pane) in &mut self.0 {
            if !sessions.shown().any(|session| session.id == *id) {
                pane.text.rest();
                pane.old.rest();
            }
        }
    }

    /// True if a widget is the article of a view.
    pub fn has_id(&self, id: Id) -> bool {
        self.0.values().any(|pane| pane.text.has_id(id))
    }

    /// True if a mark is being dragged to another one, or an end of one.
    pub fn drags(&self) -> bool {
        self.0.values().any(|pane| pane.text.drags())
    }

    /// Takes the steps of a wheel over the articles that are shown.
    pub fn take_wheel(&mut self, ctx: &Context, input: &mut RawInput, sessions: &Sessions) {
        for session in sessions.shown() {
            self.of(session.id).text.take_wheel(ctx, input);
        }
    }
}
