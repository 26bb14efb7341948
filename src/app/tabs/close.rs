//! Closing tabs and the window, once the work in them is saved.

use crate::app::action::{Effect, Field};
use crate::app::autosave::{save_as_is, save_now, save_place};
use crate::app::context::Context;
use crate::app::leave::go_on;
use crate::app::open::load;
use crate::app::pick::linking_from;
use crate::app::project::file::may_close;
use crate::app::session::leaving::Next;
use crate::app::session::{Session, SessionId};
use crate::app::sessions::Sessions;
use crate::app::shell::waiting::Aim;
use crate::app::tabs::{ended, turned};

/// Closes sessions, each once its work is saved.
pub fn begin_close(sessions: &mut Sessions, cx: &mut Context<'_>, ids: &[SessionId]) {
    for session in sessions.iter_mut().filter(|session| ids.contains(&session.id)) {
        leave_for_good(session, cx);
    }
}

/// Closes the window once the work of all sessions is saved.
pub fn begin_quit(sessions: &mut Sessions, cx: &mut Context<'_>) {
    (cx.shell.waiting.is_closing, cx.shell.waiting.is_closed) = (true, false);
    for session in sessions.iter_mut() {
        leave_for_good(session, cx);
    }
}

/// Saves a session to close it. It may be gone or damaged on disk since, and this is the last look at it.
fn leave_for_good(session: &mut Session, cx: &mut Context<'_>) {
    session.leaving.want(Next::Close);
    save_place(session, cx);
    if !session.is_unsaved() && session.saving.stamp.is_some() && session.is_editable() {
        save_as_is(session, cx, false);
    } else {
        go_on(session, cx);
    }
}

/// Keeps everything open that was to be closed.
pub fn stay(sessions: &mut Sessions, cx: &mut Context<'_>) {
    (cx.shell.waiting.is_closing, cx.shell.waiting.is_closed) = (false, false);
    for session in sessions.iter_mut() {
        session.leaving.want(Next::Stay);
    }
}

/// Leaves the sessions whose work is saved: closes them, opens something in their place, or closes the window.
pub fn leave_saved(sessions: &mut Sessions, cx: &mut Context<'_>) {
    for session in sessions.iter_mut().filter(|session| session.leaving.is_ready && session.is_unsaved()) {
        session.leaving.is_ready = false;
        save_now(session, cx);
    }
    if cx.shell.waiting.is_closing {
        let are_ready = sessions.iter().all(|session| session.leaving.is_ready);
        if are_ready && !cx.shell.waiting.is_closed && may_close(cx) {
            cx.shell.waiting.is_closed = true;
            cx.effects.push(Effect::Quit);
        }
        return;
    }
    let ready: Vec<SessionId> =
        sessions.iter().filter(|session| session.leaving.is_ready).map(|session| session.id).collect();
    for id in ready {
        let next = sessions.get_mut(id).map(|session| std::mem::take(&mut session.leaving).next);
        match next {
            Some(Next::Reopen(target)) => load(cx, target, Aim::Instead(id)),
            Some(Next::Close) => close(sessions, cx, id),
            Some(Next::Stay) | None => {}
        }
    }
}

/// Closes the sample article that nobody asked for, unless the person worked on it: something else is open now.
pub fn give_way(sessions: &mut Sessions, cx: &mut Context<'_>) {
    let gives_way = |session: &&Session| session.gives_way && session.history.is_empty() && !session.is_unsaved();
    let found = sessions.iter().find(gives_way).map(|session| session.id);
    if let Some(id) = found {
        close(sessions, cx, id);
    }
}

fn close(sessions: &mut Sessions, cx: &mut Context<'_>, id: SessionId) {
    let was_active = cx.active == Some(id);
    let Some(closed) = sessions.remove(id) else { return };
    ended(&closed, cx);
    turned(sessions, cx);
    if was_active || linking_from(cx.shell) == Some(id) {
        cx.shell.picker = None;
    }
    if was_active {
        cx.focus(Field::Article);
    }
}
