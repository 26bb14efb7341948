//! Taking a file that was opened: its session replaces the active one.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::action::{Effect, Field};
use crate::app::adopt::seek_renamed;
use crate::app::autosave::save_place;
use crate::app::context::Context;
use crate::app::hold::claim;
use crate::app::listing::list_others;
use crate::app::preferences::write_settings;
use crate::app::reports::report_behind;
use crate::app::session::{Session, Sessions};
use crate::app::shell::panel::Panel;
use crate::jobs::Job;
use crate::jobs::notice::Notice;
use crate::jobs::open::Loaded;
use crate::jobs::progress::Progress;

/// Takes a file that was opened, or reports why it could not be. A file comes too late if its opening was cancelled, or
/// another one was begun.
pub fn opened(
    sessions: &mut Sessions,
    cx: &mut Context<'_>,
    path: PathBuf,
    progress: &Arc<Progress>,
    result: Result<Box<Loaded>, String>,
) {
    let Some(options) = cx.shell.waiting.end_opening(progress) else { return };
    let loaded = match result {
        Ok(loaded) => *loaded,
        Err(why) => {
            list_others(cx);
            return cx.notify(Notice::error(why));
        }
    };
    // The first messages of a window are about the settings and the keys.
    if let Some(session) = sessions.active_mut() {
        save_place(session, cx);
        cx.shell.notices.clear();
    }
    for notice in loaded.notices.clone() {
        cx.notify(notice);
    }
    let place = loaded.place.clone();
    let rescued = loaded.rescued.as_ref().map(|rescued| rescued.copy.clone());
    let mut session = Session::new(sessions.fresh_id(), loaded, options, cx.shell.millis);
    let path = if rescued.is_some() { session.file() } else { path };
    cx.shell.copies.retain(|copy| Some(&copy.path) != rescued.as_ref());
    cx.say(format!("Opened {}", path.display()));
    cx.shell.settings.remember(&path);
    write_settings(cx);
    if let Some(place) = place {
        let top = session.resume(&place);
        cx.effects.push(Effect::Resume(session.text().clone(), top));
    }
    claim(&session, cx);
    forget_the_last(cx);
    report_behind(&mut session, cx);
    seek_renamed(&session, cx);
    // The work of the session that is closed was saved, or discarded on purpose.
    let copy = sessions.replace_active(session).and_then(|closed| closed.saving.copy);
    if let Some(copy) = copy.filter(|copy| Some(copy) != rescued.as_ref()) {
        cx.start_alone(Job::DropCopy(copy));
    }
    if let Some(text) = cx.shell.adopted.take() {
        cx.notify(Notice::info(text));
    }
    cx.focus(Field::Article);
    list_others(cx);
}

/// Drops everything the shell shows of the last session.
fn forget_the_last(cx: &mut Context<'_>) {
    cx.shell.find = None;
    cx.shell.offer = None;
    cx.shell.picker = None;
    cx.shell.panel = Panel::Marks;
    cx.shell.laid = None;
}
