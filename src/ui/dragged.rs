//! A mark that is dragged over the window: a card, or the stripe of a mark in an article.

use crate::app::action::Intent;
use crate::app::project::intent::ProjectIntent;
use crate::app::session::Session;
use crate::app::session::SessionId;
use crate::app::state::State;
use crate::model::annotation::Id;

/// A mark of an open article that is being dragged.
#[derive(Clone, Debug, PartialEq)]
pub struct DraggedMark {
    /// The article.
    pub session: SessionId,
    /// The mark.
    pub mark: Id,
}

/// The intent to link the mark with one of an article that it was dropped on. Nothing for the same mark, and for marks of
/// articles that are not in one project.
pub fn dropped(state: &State, dragged: &DraggedMark, session: &Session, to: &Id) -> Option<Intent> {
    if dragged.session == session.id {
        return (dragged.mark != *to).then(|| Intent::LinkTo(dragged.mark.clone(), to.clone()));
    }
    let project = state.project.as_ref()?;
    let from = state.sessions.get(dragged.session)?;
    let link = ProjectIntent::LinkTo(project.spot(from, &dragged.mark)?, project.spot(session, to)?);
    Some(Intent::Project(Box::new(link)))
}
