//! Leaving a session: what the person wants next happens once the work is saved.

use crate::app::action::Effect;
use crate::app::autosave::{drop_copy, save_as_is, save_now, save_place};
use crate::app::context::Context;
use crate::app::open::load;
use crate::app::project::file::may_close;
use crate::app::session::Session;
use crate::app::shell::waiting::Target;

/// Goes on with whatever waits for the work to be saved.
pub fn go_on(session: &mut Session, cx: &mut Context<'_>) {
    if session.is_unsaved() {
        if cx.shell.waiting.is_leaving() {
            save_now(session, cx);
        }
    } else if drop_copy(session, cx) {
        // Its answer comes back here.
    } else {
        leave(cx);
    }
}

/// Does whatever is wanted next, once the articles are saved.
pub fn leave(cx: &mut Context<'_>) {
    if cx.shell.waiting.is_closing() {
        if may_close(cx) {
            cx.effects.push(Effect::Quit);
        }
    } else if let Some(target) = cx.shell.waiting.take_target() {
        load(cx, target);
    }
}

/// Discards the work for what is wanted next; if that cannot be opened, the work is still there, and still not saved.
pub fn discard(session: &mut Session, cx: &mut Context<'_>) {
    cx.shell.dialog = None;
    if cx.shell.waiting.is_closing() {
        session.saving.saved = session.set().generation();
        session.saving.lost = None;
        go_on(session, cx);
    } else {
        // With nothing else wanted, the file on disk replaces the work.
        let target = cx.shell.waiting.take_target();
        load(cx, target.unwrap_or_else(|| Target::File(session.file(), session.watch.options)));
    }
}

/// Closes the window once the work is saved.
pub fn quit(session: Option<&mut Session>, cx: &mut Context<'_>) {
    cx.shell.waiting.close_next();
    let Some(session) = session else { return leave(cx) };
    save_place(session, cx);
    if !session.is_unsaved() && session.saving.stamp.is_some() && session.is_editable() {
        // It may be gone or damaged since, and this is the last look at it.
        save_as_is(session, cx, false);
    } else {
        go_on(session, cx);
    }
}
