//! Tabs: which of the open articles is shown, and in what order they are.
//!
//! A feature has the session that it is about and no other one. What it wants of the others it asks for with
//! [`Context::ask_tabs`], and [`carry_out`] does that at the end of the update.

pub mod carry_out;
pub mod close;
pub mod last;
pub mod open;
pub mod question;
pub mod request;
pub mod restore;
pub mod steps;

use crate::app::action::{Effect, Field};
use crate::app::context::Context;
use crate::app::details::begin_details;
use crate::app::pick::{is_linking, pick};
use crate::app::project::show::leave_view;
use crate::app::reveal::{choose, choose_passage};
use crate::app::session::{Session, SessionId};
use crate::app::sessions::Sessions;
use crate::app::shell::picker::{OpenArticle, Purpose};
use crate::app::shell::waiting::Aim;

/// Shows an article that is open, and gives it the keyboard. A question about the one shown is answered first.
pub fn show(sessions: &mut Sessions, cx: &mut Context<'_>, id: SessionId) {
    if cx.shell.dialog.is_some() && sessions.active().is_some() {
        cx.shell.wanted_tab = Some(id);
        return;
    }
    cx.shell.wanted_tab = None;
    leave_view(cx);
    if cx.active != Some(id) {
        // The other end of a link may be clicked in another article of the project.
        if !(is_linking(cx.shell) && is_in_project(sessions, cx, id)) {
            cx.shell.picker = None;
        }
        sessions.activate(id);
        turned(sessions, cx);
    }
    cx.focus(Field::Article);
}

fn is_in_project(sessions: &Sessions, cx: &Context<'_>, id: SessionId) -> bool {
    let session = sessions.get(id).zip(cx.project.as_ref());
    session.is_some_and(|(session, project)| project.path_of(session).is_some())
}

/// Lists the open articles, the one used last before the active one highlighted.
pub(super) fn list(sessions: &Sessions, cx: &mut Context<'_>) {
    let listed = |session: &Session| OpenArticle {
        id: session.id,
        title: session.article().name(),
        place: session.file().display().to_string(),
    };
    let mut open: Vec<&Session> = sessions.iter().collect();
    open.sort_by_key(|session| std::cmp::Reverse(session.used));
    let open = open.into_iter().map(listed).collect();
    pick(sessions.active(), cx, Purpose::Open(open));
    if let Some(picker) = &mut cx.shell.picker {
        picker.light(usize::from(sessions.len() > 1));
    }
}

/// Shows the article that was used last before this one beside it, or this one alone again.
pub(super) fn turn_beside(sessions: &mut Sessions, cx: &mut Context<'_>) {
    if !sessions.turn_beside() {
        cx.say("Open another article to see the two side by side");
    }
    cx.focus(Field::Article);
}

/// Shows an article beside the active one, or that alone again; of the active one, the one used before it.
pub(super) fn show_beside(sessions: &mut Sessions, cx: &mut Context<'_>, id: SessionId) {
    leave_view(cx);
    if cx.active == Some(id) || sessions.beside().is_some_and(|beside| beside.id == id) {
        return turn_beside(sessions, cx);
    }
    sessions.show_beside(id, false);
    cx.focus(Field::Article);
}

/// Moves a tab by one place.
pub(super) fn move_tab(sessions: &mut Sessions, cx: &mut Context<'_>, id: SessionId, forward: bool) {
    let Some(at) = sessions.position(id) else { return };
    match if forward { at + 1 } else { at.wrapping_sub(1) } {
        to if to < sessions.len() => sessions.place(id, to),
        _ if sessions.len() == 1 => cx.say("No other article is open"),
        _ => cx.say(if forward { "This is the last tab" } else { "This is the first tab" }),
    }
}

/// Notes which session is active now.
pub fn turned(sessions: &Sessions, cx: &mut Context<'_>) {
    let active = sessions.active().map(|session| session.id);
    cx.active = active;
    cx.shell.manual.is_open = false;
    cx.about = active;
}

/// Shows the article that waited for a dialog to close.
pub fn show_wanted(sessions: &mut Sessions, cx: &mut Context<'_>) {
    if cx.shell.dialog.is_none()
        && let Some(id) = cx.shell.wanted_tab.take()
    {
        show(sessions, cx, id);
    }
}

/// Selects a mark or a passage of a session that is shown now, and scrolls to it.
pub fn go_to_aim(session: &mut Session, cx: &mut Context<'_>, aim: &Aim) {
    cx.about = Some(session.id);
    match aim {
        Aim::Mark(mark) if session.set().get(mark).is_some() => {
            cx.shell.full_map = false;
            choose(session, cx, Some(mark.clone()));
        }
        Aim::Mark(_) => cx.say("That mark is not there any more"),
        Aim::Passage(range) if session.text().admits(*range) => {
            cx.shell.full_map = false;
            choose_passage(session, cx, *range);
        }
        Aim::Details => begin_details(session, cx),
        Aim::Passage(_) | Aim::Tab | Aim::Again | Aim::Instead(_) => {}
    }
}

/// Ends everything that runs for a session that was closed or replaced.
pub fn ended(closed: &Session, cx: &mut Context<'_>) {
    cx.shell.notices.forget(Some(closed.id));
    cx.shell.waiting.forget(closed.id);
    cx.effects.push(Effect::Close(closed.id));
}
