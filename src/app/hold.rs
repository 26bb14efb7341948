//! Two windows on one file: one works on it, and the others show it.

use std::path::Path;

use crate::app::context::Context;
use crate::app::reload::reload;
use crate::app::reports::name;
use crate::app::session::Session;
use crate::app::session::watch::{AGAIN, Holding};
use crate::jobs::Job;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::storage::lock::Claim;

/// Milliseconds that another window has to release a file.
const PATIENCE: u64 = 15_000;

/// Claims the annotation file for this window.
pub fn claim(session: &Session, cx: &mut Context<'_>) {
    cx.start(session.id, Job::Claim(session.saving.path.clone()));
}

/// Takes the answer to a claim.
pub fn claimed(session: &mut Session, cx: &mut Context<'_>, path: &Path, claim: Claim) {
    if session.saving.path != path {
        return;
    }
    match (claim, &session.watch.holding) {
        (Claim::Unknown, _) => session.watch.holding = Holding::Unknown,
        (Claim::Ours(lock), was) => {
            let waited = was.is_elsewhere();
            session.watch.holding = Holding::Ours(lock);
            if waited {
                session.read_only = None;
                cx.say("You can edit here now");
                cx.withdraw(NoticeTopic::Elsewhere);
                // The other window saved it last.
                reload(session, cx);
            }
        }
        // Wanted twice: the lock that is there is this window's own.
        (Claim::Theirs(_), Holding::Ours(_)) => {}
        (Claim::Theirs(_), Holding::Asked(since, _)) if cx.shell.millis < since + PATIENCE => {}
        (Claim::Theirs(process), was) => {
            let name = name(path);
            let text = if matches!(was, Holding::Asked(..)) {
                format!("The other window that has {name} open does not respond. Close it and try again")
            } else {
                let process = process.map(|number| format!(" (process {number})")).unwrap_or_default();
                format!(
                    "{name} is open in another window{process} and read-only here. To edit it here, choose Edit here; \
                         the other window then saves it and becomes read-only"
                )
            };
            leave_to_others(session, cx, text);
        }
    }
}

/// Asks the other window to save the file and to release it.
pub fn take_over(session: &mut Session, cx: &mut Context<'_>) {
    session.watch.holding = Holding::Asked(cx.shell.millis, None);
    session.watch.again = Some(cx.shell.millis + AGAIN);
    cx.say("Waiting for the other window to save");
    ask(session, cx);
}

fn ask(session: &Session, cx: &mut Context<'_>) {
    cx.start(session.id, Job::Ask(session.saving.path.clone()));
}

/// Takes the answer to a request. While another window asks too, or looks who asks, it is tried again.
pub fn asked(session: &mut Session, path: &Path, claim: Claim) {
    if session.saving.path == path
        && let (Holding::Asked(_, asking), Claim::Ours(lock)) = (&mut session.watch.holding, claim)
    {
        *asking = Some(lock);
    }
}

/// Asks and claims again, if the other window was asked to release the file.
pub fn ask_again(session: &mut Session, cx: &mut Context<'_>) {
    if let Holding::Asked(_, asking) = &session.watch.holding {
        let unheard = asking.is_none();
        session.watch.again = Some(cx.shell.millis + AGAIN);
        if unheard {
            ask(session, cx);
        }
        claim(session, cx);
    }
}

/// Releases the file for another window that asks for it.
pub fn release(session: &mut Session, cx: &mut Context<'_>) {
    let text = format!(
        "{} is now edited in another window. Everything was saved; it is read-only here",
        name(&session.saving.path)
    );
    leave_to_others(session, cx, text);
}

fn leave_to_others(session: &mut Session, cx: &mut Context<'_>, text: String) {
    session.watch.holding = Holding::Theirs;
    session.open_elsewhere();
    cx.withdraw(NoticeTopic::Elsewhere);
    cx.notify(Notice::warning(text).on(NoticeTopic::Elsewhere));
}
