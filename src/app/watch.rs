//! Watching the open files: what another program or another window does to them.

use crate::app::action::Effect;
use crate::app::autosave::save_now;
use crate::app::context::Context;
use crate::app::hold::{ask_again, claim, release};
use crate::app::merge::ask_to_merge;
use crate::app::reanchor::reanchor;
use crate::app::reload::reload;
use crate::app::reports::{TRIES, report_gone};
use crate::app::session::Session;
use crate::app::session::saving::Lost;
use crate::app::session::watch::AGAIN;
use crate::jobs::notice::NoticeTopic;
use crate::jobs::watch::LookJob;
use crate::jobs::watch::{Now, Seen};
use crate::storage::files::SaveError;

/// Has the files of the session watched, and looked at again if it is time to.
pub fn watch(session: &mut Session, cx: &mut Context<'_>) {
    if session.saving.under_way.is_some() || session.saving.moves || session.watch.reading {
        return;
    }
    let due = session.watch.again.is_some_and(|again| again <= cx.shell.millis);
    if !due && session.is_watched() {
        return;
    }
    let job = Box::new(session.look_job(&cx.shell.folders));
    session.watch.watched = Some(job.clone());
    cx.effects.push(Effect::Watch(session.id, job));
    if due {
        session.watch.again = None;
        ask_again(session, cx);
    }
}

/// Takes the result of a look at the files.
pub fn looked(session: &mut Session, cx: &mut Context<'_>, job: &LookJob, seen: Seen) {
    if session.saving.path != job.annotations || session.saving.stamp != job.expected {
        return;
    }
    let Seen { annotations, article, asked, freed } = seen;
    if freed {
        claim(session, cx);
    }
    let changed = annotations == Now::Changed || article == Now::Changed;
    if annotations == Now::Same && article == Now::Same {
        session.watch.failures = 0;
    }
    // Nothing more may happen to the files, and what is to be done now may be refused, or have to wait.
    if (changed && !session.saving.held && session.watch.failures < TRIES) || asked {
        session.watch.again.get_or_insert(cx.shell.millis + AGAIN);
    }
    if session.saving.moves {
        // The files are looked at again after that.
        session.watch.watched = None;
        return;
    }
    if session.watch.reading || session.saving.under_way.is_some() || cx.shell.waiting.is_replacing(session.id) {
        return;
    }
    let (has_changes, is_unsaved) = (session.has_changes(), session.is_unsaved());
    match annotations {
        Now::Gone if session.is_editable() => session.saving.lost = Some(Lost::Gone),
        Now::Same if session.saving.lost.take().is_some() => cx.withdraw(NoticeTopic::FileLost),
        Now::Same => {}
        // Reading it tells more.
        Now::Gone | Now::Changed => {}
    }
    report_gone(session, cx, annotations == Now::Gone, article == Now::Gone);
    match (annotations, article) {
        (Now::Changed, _) if has_changes => changed_on_disk(session, cx),
        (Now::Changed, _) => reload(session, cx),
        _ if asked && !is_unsaved => release(session, cx),
        _ if asked => save_soon(session, cx),
        (Now::Same, Now::Changed) if !session.is_editable() => reload(session, cx),
        (_, Now::Changed) => reanchor(session, cx, false),
        _ => {}
    }
}

/// Saves everything that is not saved, unless that failed: then it is tried again in its own time.
fn save_soon(session: &mut Session, cx: &mut Context<'_>) {
    if session.saving.error.is_none() {
        save_now(session, cx);
    }
}

/// The annotation file changed on disk while there is unsaved work: the person decides about both.
fn changed_on_disk(session: &mut Session, cx: &mut Context<'_>) {
    if !session.saving.held && (cx.shell.dialog.is_none() || cx.active != Some(session.id)) {
        let changed = SaveError::Changed { path: session.saving.path.clone() };
        ask_to_merge(session, cx, &changed);
    }
}
