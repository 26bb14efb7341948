//! The open articles of a project: kept while it is open, and opened again with it.

use std::path::PathBuf;

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::open::load;
use crate::app::project::OpenProject;
use crate::app::project::kept::{kept, take_kept};
use crate::app::session::leaving::Target;
use crate::app::session::{Session, SessionId};
use crate::app::sessions::Sessions;
use crate::app::shell::restored::Restored;
use crate::app::shell::waiting::Aim;
use crate::app::tabs::turned;
use crate::articles::ReadOptions;
use crate::jobs::Job;
use crate::jobs::project::folder::path_in;
use crate::storage::tabs::{KeptViews, OpenTabs};

/// Milliseconds after a change until it is kept.
const RESTS: u64 = 500;

/// Opens the articles again that were open when the project was closed.
pub fn restore(sessions: &Sessions, cx: &mut Context<'_>, tabs: OpenTabs) {
    let Some(project) = &mut *cx.project else { return };
    let files: Vec<_> = tabs.articles.iter().map(|path| project.file(path)).collect();
    take_kept(project, KeptViews::clone(&tabs.views));
    let named = |path: &String| Some(path).filter(|path| !path.is_empty()).map(|path| project.file(path));
    let (active, beside, is_left) = (named(&tabs.active), named(&tabs.beside), tabs.is_left);
    cx.shell.restored.add(Restored { files: files.clone(), active, beside, is_left });
    project.tabs.kept = tabs;
    let is_wanted = |file: &PathBuf| sessions.of_file(file).is_none() && !cx.shell.waiting.is_opening(file);
    let wanted: Vec<_> = files.into_iter().filter(is_wanted).collect();
    if wanted.is_empty() && sessions.is_empty() && !cx.shell.waiting.is_restoring() && cx.shell.shows_sidebar() {
        cx.focus(Field::Project(cx.shell.sidebar.panel));
    }
    for file in wanted {
        load(cx, Target::File(file, ReadOptions::default()), Aim::Again);
    }
}

/// Puts an article that was opened again in its place among the tabs, and shows it if it was shown.
pub fn arrange(sessions: &mut Sessions, cx: &mut Context<'_>, id: SessionId) {
    let restored = &cx.shell.restored;
    let rank = |session: &Session| restored.files.iter().position(|file| *file == session.file());
    sessions.sort_by_key(|session| rank(session).unwrap_or(usize::MAX));
    let opened = |file: &Option<PathBuf>| Some(sessions.of_file(file.as_ref()?)?.id);
    let (active, beside) = (opened(&restored.active), opened(&restored.beside));
    // Files that the person opened meanwhile stay.
    let is_untouched = sessions.active().is_none_or(|session| rank(session).is_some());
    let (before, is_left) = (cx.active, restored.is_left);
    match active.filter(|_| is_untouched) {
        Some(active) => {
            sessions.activate(active);
            if let Some(beside) = beside {
                sessions.show_beside(beside, is_left);
            }
        }
        None if sessions.active().is_none() => sessions.activate(id),
        None => {}
    }
    turned(sessions, cx);
    if cx.active != before {
        cx.focus(Field::Article);
    }
}

/// Notes which articles of the project are open, and keeps that soon.
pub fn keep_tabs(sessions: &Sessions, cx: &mut Context<'_>) {
    if cx.shell.waiting.is_restoring() {
        return;
    }
    cx.shell.restored = Restored::default();
    let (millis, is_closing) = (cx.shell.millis, cx.shell.waiting.is_closing);
    let Some(project) = &mut *cx.project else { return };
    let now = open_tabs(sessions, project);
    if now == project.tabs.kept {
        project.tabs.due = None;
        return;
    }
    let due = *project.tabs.due.get_or_insert(millis + RESTS);
    if due <= millis || is_closing {
        project.tabs.due = None;
        project.tabs.kept = now.clone();
        let job = Job::KeepTabs(project.root.clone(), now);
        cx.start_alone(job);
    }
}

/// The open articles of a project.
fn open_tabs(sessions: &Sessions, project: &OpenProject) -> OpenTabs {
    let path = |session: Option<&Session>| session.and_then(|session| path_of(project, session)).unwrap_or_default();
    OpenTabs {
        articles: sessions.iter().filter_map(|session| path_of(project, session)).collect(),
        active: path(sessions.active()),
        beside: path(sessions.beside()),
        is_left: sessions.is_beside_left(),
        views: Box::new(kept(project)),
    }
}

/// The path within the project's folder of the file of an open article.
fn path_of(project: &OpenProject, session: &Session) -> Option<String> {
    path_in(&project.root, &session.file())
}
