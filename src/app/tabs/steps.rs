//! Steps that are in the project and in an article that is not the active one: they are undone and redone whole.

use crate::app::context::Context;
use crate::app::edits::{redo, undo};
use crate::app::session::SessionId;
use crate::app::sessions::Sessions;
use crate::app::tabs::show;

/// Undoes or redoes a step of the project together with the step in another article that was one with it, and shows that.
pub fn cross_elsewhere(sessions: &mut Sessions, cx: &mut Context<'_>, id: SessionId, back: bool) {
    let Some(project) = &*cx.project else { return };
    let done = if back { "undone" } else { "redone" };
    let Some(session) = sessions.get(id) else {
        return cx.say(format!("That step also changed an article that is closed now, and is not {done} alone"));
    };
    let is_last = match back {
        true => session.history.done_last() == project.history.done_last(),
        false => session.history.undone_last() == project.history.undone_last(),
    };
    if !is_last || !session.is_editable() {
        let name = session.article().name();
        return cx.say(format!("That step also changed “{name}”, which was changed since: it is {done} there"));
    }
    show(sessions, cx, id);
    if back {
        undo(sessions.get_mut(id), cx);
    } else {
        redo(sessions.get_mut(id), cx);
    }
}
