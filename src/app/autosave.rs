//! Saving without being asked: soon after a change, and to a copy in the data folder where the file cannot be saved.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::session::Session;
use crate::jobs::Job;

/// Saves everything that is not saved yet.
pub fn save_now(session: &mut Session, cx: &mut Context<'_>) {
    if session.is_unsaved() {
        save_as_is(session, cx, false);
    }
}

/// Saves even if nothing was changed: the file may be gone or damaged. `asked` if the person wants it.
pub fn save_as_is(session: &mut Session, cx: &mut Context<'_>, asked: bool) {
    if let Some(job) = session.begin_save(asked) {
        cx.start(session.id, job);
    }
}

/// Saves the reading position, if it changed.
pub fn save_place(session: &mut Session, cx: &mut Context<'_>) {
    if let Some(job) = session.begin_place_save() {
        cx.start(session.id, job);
    }
}

/// Saves everything that is due.
pub fn save_due(session: &mut Session, cx: &mut Context<'_>) {
    let is_due = |due: Option<u64>| due.is_some_and(|due| due <= cx.shell.millis);
    let (place, work) = (is_due(session.place.due), is_due(session.saving.due(session.set().generation())));
    if place {
        save_place(session, cx);
    }
    if work {
        save_now(session, cx);
    }
    let generation = session.set().generation();
    if session.saving.copy_due(generation).is_some_and(|due| due <= cx.shell.millis) {
        session.saving.copying(generation);
        let job = session.copy_job(Arc::new(session.document.clone()), &cx.shell.folders);
        cx.start(session.id, Job::KeepCopy(Box::new(job)));
    }
}

/// Deletes the copy of work that is saved. False if there is none.
pub fn drop_copy(session: &Session, cx: &mut Context<'_>) -> bool {
    let copy = session.saving.copy.clone();
    let exists = copy.is_some();
    if let Some(copy) = copy {
        cx.start(session.id, Job::DropCopy(copy));
    }
    exists
}
