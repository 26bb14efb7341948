//! Taking a file that was opened: its session has a tab of its own, or the place of another one.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::action::{Effect, Field};
use crate::app::adopt::seek_renamed;
use crate::app::autosave::save_place;
use crate::app::context::Context;
use crate::app::hold::claim;
use crate::app::preferences::write_settings;
use crate::app::reports::report_behind;
use crate::app::session::Session;
use crate::app::sessions::Sessions;
use crate::app::shell::waiting::Aim;
use crate::app::tabs::close::give_way;
use crate::app::tabs::open::show_at;
use crate::app::tabs::restore::arrange;
use crate::app::tabs::{ended, turned};
use crate::jobs::Job;
use crate::jobs::notice::Notice;
use crate::jobs::open::Loaded;
use crate::jobs::progress::Progress;
use crate::jobs::sample::is_sample;

/// Takes a file that was opened, or reports why it could not be. A file comes too late if its opening was cancelled.
pub fn opened(
    sessions: &mut Sessions,
    cx: &mut Context<'_>,
    path: PathBuf,
    progress: &Arc<Progress>,
    result: Result<Box<Loaded>, String>,
) {
    let Some((opening, is_last)) = cx.shell.waiting.end_opening(progress) else { return };
    let loaded = match result {
        Ok(loaded) => *loaded,
        // It may be gone since.
        Err(_) if opening.aim == Aim::Again => return,
        Err(why) => return cx.notify(Notice::error(why)),
    };
    // Opened by another name meanwhile, or twice.
    let there = sessions.of_file(&loaded.annotation_path).map(|session| session.id);
    if let Some(there) = there.filter(|_| !matches!(opening.aim, Aim::Instead(_)) && loaded.rescued.is_none()) {
        return show_at(sessions, cx, there, &opening.aim);
    }
    // The first messages of a window are about the settings and the keys.
    if !sessions.is_empty() && opening.aim != Aim::Again {
        cx.shell.notices.forget(None);
    }
    let (place, notices) = (loaded.place.clone(), loaded.notices.clone());
    let rescued = loaded.rescued.as_ref().map(|rescued| rescued.copy.clone());
    let mut session = Session::new(sessions.fresh_id(), loaded, opening.options, cx.shell.millis);
    session.gives_way = opening.aim == Aim::Again && is_sample(&cx.shell.folders, &path);
    let id = session.id;
    cx.about = Some(id);
    for notice in notices {
        cx.notify(notice);
    }
    let path = if rescued.is_some() { session.file() } else { path };
    cx.shell.copies.retain(|copy| Some(&copy.path) != rescued.as_ref());
    if opening.aim != Aim::Again {
        cx.shell.settings.remember(&path);
        write_settings(cx);
    }
    if let Some(place) = place {
        let top = session.resume(&place);
        cx.effects.push(Effect::Resume(id, session.text().clone(), top));
    }
    claim(&session, cx);
    report_behind(&mut session, cx);
    seek_renamed(&session, cx);
    if let Some(text) = cx.shell.adopted.take() {
        cx.notify(Notice::info(text));
    }
    let closed = match opening.aim {
        Aim::Instead(other) => {
            if let Some(closed) = sessions.get_mut(other) {
                save_place(closed, cx);
            }
            sessions.replace(other, session)
        }
        Aim::Tab | Aim::Mark(_) | Aim::Passage(_) | Aim::Details | Aim::Again => {
            sessions.add(session);
            None
        }
    };
    if let Some(closed) = closed {
        ended(&closed, cx);
        turned(sessions, cx);
        // The work of the session that is closed was saved, or discarded on purpose.
        if let Some(copy) = closed.saving.copy.filter(|copy| Some(copy) != rescued.as_ref()) {
            cx.start_alone(Job::DropCopy(copy));
        }
        cx.focus(Field::Article);
    } else if opening.aim == Aim::Again {
        return arrange(sessions, cx, id);
    } else {
        give_way(sessions, cx);
        if is_last {
            show_at(sessions, cx, id, &opening.aim);
        }
    }
    cx.say(format!("Opened {}", path.display()));
}
