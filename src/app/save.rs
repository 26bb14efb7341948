//! Saving because the person wants it, and the results of every save.

use std::path::PathBuf;

use crate::app::autosave::{save_as_is, save_now};
use crate::app::context::Context;
use crate::app::hold::claim;
use crate::app::leave::go_on;
use crate::app::merge::ask_to_merge;
use crate::app::reload::reload;
use crate::app::session::Session;
use crate::app::session::leaving::Asked;
use crate::app::session::saving::Lost;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::save::Saved;
use crate::storage::files::SaveError;

/// Saves. If nothing was changed, the file is looked at: it may be gone, or damaged.
pub fn save_asked(session: &mut Session, cx: &mut Context<'_>) {
    if let Some(why) = &session.read_only {
        cx.say(why.clone());
    } else if session.saving.stamp.is_none() && !session.is_unsaved() {
        cx.say("No changes to save");
    } else {
        save_as_is(session, cx, true);
    }
}

/// Tries again to save.
pub fn retry(session: &mut Session, cx: &mut Context<'_>) {
    cx.shell.dialog = None;
    save_now(session, cx);
}

/// Saves to another file from now on.
pub fn save_to(session: &mut Session, cx: &mut Context<'_>, path: PathBuf) {
    cx.shell.dialog = None;
    session.watch.renamed();
    session.saving.moved(path);
    save_now(session, cx);
    claim(session, cx);
}

/// Saves over whatever is there.
pub fn overwrite(session: &mut Session, cx: &mut Context<'_>) {
    cx.shell.dialog = None;
    session.saving.overwrite = true;
    save_now(session, cx);
}

/// Takes the result of a save.
pub fn saved(
    session: &mut Session,
    cx: &mut Context<'_>,
    generation: u64,
    path: PathBuf,
    result: Result<Saved, SaveError>,
) {
    if session.saving.path != path {
        return;
    }
    match result {
        Ok(saved) => {
            session.saving.done(generation, &saved, cx.outside.now());
            session.problems.saved();
            cx.withdraw(NoticeTopic::NotSaved);
            cx.withdraw(NoticeTopic::FileLost);
            if !saved.written {
                cx.say("All changes are saved");
            } else if saved.asked {
                cx.say("Saved");
            }
            if let Some(aside) = saved.aside {
                cx.notify(Notice::info(format!(
                    "{} was damaged by another program. Its contents were kept in {}, and your work is saved",
                    path.display(),
                    aside.display()
                )));
            }
            go_on(session, cx);
        }
        // Another program wrote the file, and nothing was changed here.
        Err(SaveError::Changed { .. }) if !session.is_unsaved() => {
            session.saving.given_up();
            reload(session, cx);
        }
        Err(error) => {
            if matches!(error, SaveError::Gone { .. }) {
                session.saving.lost = Some(Lost::Gone);
            }
            session.saving.failed(error.to_string(), cx.shell.millis);
            session.saving.held = error.is_conflict();
            if session.saving.held {
                ask_to_merge(session, cx, &error);
            } else if session.leaving.is_wanted() {
                session.question = Some(Asked::Unsaved(error.to_string()));
            } else {
                cx.notify(Notice::error(error.to_string()).on(NoticeTopic::NotSaved));
            }
        }
    }
}
