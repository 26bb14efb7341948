//! Questions about a session wait until it is shown, and no other question is.

use crate::app::context::Context;
use crate::app::merge::open_merge;
use crate::app::session::leaving::Asked;
use crate::app::session::{Session, SessionId};
use crate::app::sessions::Sessions;
use crate::app::shell::dialog::Dialog;
use crate::app::tabs::turned;

/// Asks what is to be asked: about the active session, or about one that is to be left, which is then shown. A question that
/// nobody waits for does not open while something is typed, whose keys it would get.
pub fn ask(sessions: &mut Sessions, cx: &mut Context<'_>) {
    if cx.shell.millis < cx.shell.types_until && !sessions.iter().any(|session| session.leaving.is_wanted()) {
        return;
    }
    if sessions.active().is_some_and(|session| session.question.is_some()) {
        return ask_about(sessions.active_mut(), cx);
    }
    let leaves = |session: &&Session| session.question.is_some() && session.leaving.is_wanted();
    let next: Option<SessionId> = sessions.iter().find(leaves).map(|session| session.id);
    if let Some(id) = next.filter(|_| cx.shell.dialog.is_none()) {
        sessions.activate(id);
        turned(sessions, cx);
        ask_about(sessions.active_mut(), cx);
    }
}

fn ask_about(session: Option<&mut Session>, cx: &mut Context<'_>) {
    let Some(session) = session else { return };
    match session.question.take() {
        Some(Asked::Merge { why, is_gone }) => open_merge(session, cx, why, is_gone),
        Some(Asked::Unsaved(why)) => cx.shell.dialog = Some(Dialog::Unsaved(why)),
        None => {}
    }
}
