//! Leaving a session: what the person wants next happens once the work is saved.

use crate::app::autosave::{drop_copy, save_now};
use crate::app::context::Context;
use crate::app::open::load;
use crate::app::session::Session;
use crate::app::session::leaving::{Next, Target};
use crate::app::shell::waiting::Aim;

/// Goes on with whatever waits for the work to be saved.
pub fn go_on(session: &mut Session, cx: &mut Context<'_>) {
    if session.is_unsaved() {
        if session.leaving.is_wanted() {
            save_now(session, cx);
        }
    } else if drop_copy(session, cx) {
        // Its answer comes back here.
    } else {
        session.leaving.is_ready = session.leaving.is_wanted();
    }
}

/// Discards the work for what is wanted next; if that cannot be opened, the work is still there, and still not saved.
pub fn discard(session: &mut Session, cx: &mut Context<'_>) {
    cx.shell.dialog = None;
    match std::mem::take(&mut session.leaving).next {
        Next::Close => {
            session.leaving.want(Next::Close);
            session.saving.saved = session.set().generation();
            session.saving.lost = None;
            go_on(session, cx);
        }
        Next::Reopen(target) => load(cx, target, Aim::Instead(session.id)),
        // With nothing else wanted, the file on disk replaces the work.
        Next::Stay => load(cx, Target::File(session.file(), session.watch.options), Aim::Instead(session.id)),
    }
}
