//! Open articles and project, kept for the next start, which opens them again.

use std::path::{Path, PathBuf};

use crate::app::context::Context;
use crate::app::open::load;
use crate::app::session::Session;
use crate::app::session::leaving::Target;
use crate::app::sessions::Sessions;
use crate::app::shell::look::kept_look;
use crate::app::shell::restored::Restored;
use crate::app::shell::waiting::Aim;
use crate::articles::ReadOptions;
use crate::jobs::Job;
use crate::storage::last::LastOpen;

/// Milliseconds after a change until it is kept.
const RESTS: u64 = 500;

/// Opens what was open last, as far as it is not being opened already.
pub fn reopen_last(cx: &mut Context<'_>, last: LastOpen) {
    let path = |path: &String| (!path.is_empty()).then(|| PathBuf::from(path));
    let files: Vec<PathBuf> = last.articles.iter().map(PathBuf::from).collect();
    // Articles that are gone are no news, but the project is.
    let folder = path(&last.folder).map(|folder| (folder, Aim::Tab));
    let wanted: Vec<_> = folder.into_iter().chain(files.iter().map(|file| (file.clone(), Aim::Again))).collect();
    let (active, beside, is_left) = (path(&last.active), path(&last.beside), last.is_left);
    cx.shell.restored.add(Restored { files, active, beside, is_left });
    for (path, aim) in wanted {
        if !cx.shell.waiting.is_opening(&path) {
            load(cx, Target::File(path, ReadOptions::default()), aim);
        }
    }
}

/// Notes what is open, and keeps that soon.
pub fn keep_last(sessions: &Sessions, cx: &mut Context<'_>) {
    if cx.shell.waiting.is_reading() {
        return;
    }
    let now = last_open(sessions, cx);
    let (millis, is_closing) = (cx.shell.millis, cx.shell.waiting.is_closing);
    let (kept, due) = &mut cx.shell.last;
    if kept.as_ref() == Some(&now) {
        *due = None;
        return;
    }
    let at = *due.get_or_insert(millis + RESTS);
    if at <= millis || is_closing {
        (*kept, *due) = (Some(now.clone()), None);
        cx.start_alone(Job::KeepLast(Box::new(now)));
    }
}

fn last_open(sessions: &Sessions, cx: &Context<'_>) -> LastOpen {
    let root = cx.project.as_ref().map(|project| project.root.as_path());
    let spelled = |path: &Path| path.to_str().unwrap_or_default().to_owned();
    let file = |session: &Session| Some(spelled(&session.file())).filter(|file| !file.is_empty());
    LastOpen {
        folder: root.map(spelled).unwrap_or_default(),
        articles: sessions.iter().filter_map(file).collect(),
        active: sessions.active().and_then(file).unwrap_or_default(),
        beside: sessions.beside().and_then(file).unwrap_or_default(),
        is_left: sessions.is_beside_left(),
        look: kept_look(cx.shell),
    }
}
