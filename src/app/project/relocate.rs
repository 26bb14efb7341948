//! Open articles that were renamed or moved: the session goes on with the files in their new place.
//!
//! Unsaved work, the steps to undo and the selection stay as they are: only the paths are others. Nothing is saved while the
//! annotations are being renamed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::action::Effect;
use crate::app::context::Context;
use crate::app::hold::claimed;
use crate::app::leave::go_on;
use crate::app::preferences::write_settings;
use crate::app::project::OpenProject;
use crate::app::project::flowing::Flowing;
use crate::app::reports::name;
use crate::app::session::Session;
use crate::app::session::watch::Holding;
use crate::app::sessions::Sessions;
use crate::app::shell::dialog::Dialog;
use crate::jobs::Job;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::project::folder::{file_of, path_in};
use crate::jobs::project::moves::{MoveJob, Relocated};
use crate::model::article::Article;
use crate::model::edit::Edit;
use crate::model::project::corpus::Entry;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::{ArticleItem, Item};
use crate::storage::files::annotation_path;

/// Looks for the open articles whose files are no longer in their places.
pub fn relocate(sessions: &mut Sessions, cx: &mut Context<'_>) {
    let Some(project) = cx.project.as_mut().filter(|project| project.unread == Some(0)) else { return };
    let left = |(at, flowing): (usize, &Flowing)| flowing.is_left.then_some(at);
    let left: Vec<usize> = project.flowing.iter().enumerate().filter_map(left).collect();
    for at in left {
        let Some(session) = sessions.get_mut(project.flowing[at].session()) else { continue };
        let file = file_of(&project.root, &project.flowing[at].path);
        let is_own = session.saving.path == annotation_path(&file);
        let is_busy = session.saving.under_way.is_some()
            || session.saving.moves
            || session.watch.reading
            || cx.shell.waiting.is_replacing(session.id);
        if !is_own || is_busy {
            continue;
        }
        let candidates = candidates(project, &project.flowing[at].path, &session.article().sha256);
        if candidates.is_empty() || candidates == project.flowing[at].searched {
            continue;
        }
        project.flowing[at].searched.clone_from(&candidates);
        session.saving.moves = true;
        let job = session.move_job(file, candidates.into_iter().map(|(path, _)| path).collect());
        cx.effects.push(Effect::Do(Some(session.id), Job::Relocate(Box::new(job))));
    }
}

/// The very file of an article, if its renaming was seen, or else the files with its digest. None that are open; with true for
/// those that have annotations.
fn candidates(project: &OpenProject, path: &str, sha256: &str) -> Vec<(PathBuf, bool)> {
    let is_open = |path: &str| project.flowing.iter().any(|flowing| flowing.path == path);
    let entries = project.corpus.entries().iter().filter(|entry| entry.has_file && entry.failure.is_none());
    let seen = project.renamed.iter().find(|(from, _)| from == path).map(|(_, to)| to);
    let is_alike = |entry: &Entry| !sha256.is_empty() && entry.document.article().sha256 == sha256;
    let same = entries.filter(|entry| seen.map_or_else(|| is_alike(entry), |seen| entry.path == *seen));
    let others = same.filter(|entry| !is_open(&entry.path));
    others.map(|entry| (file_of(&project.root, &entry.path), entry.is_marked)).collect()
}

/// Goes on with the files in their new place.
pub fn relocated(
    session: &mut Session,
    cx: &mut Context<'_>,
    job: &MoveJob,
    result: Result<Option<Box<Relocated>>, String>,
) {
    session.saving.moves = false;
    if session.saving.path == job.annotations.0 {
        match result {
            Ok(Some(relocated)) => go_to(session, cx, job, *relocated),
            Ok(None) => {}
            Err(why) => cx.notify(Notice::warning(why)),
        }
    }
    go_on(session, cx);
}

fn go_to(session: &mut Session, cx: &mut Context<'_>, job: &MoveJob, relocated: Relocated) {
    let Relocated { article: (path, stamp), annotations: (annotations, expected), claim } = relocated;
    let was_elsewhere = session.watch.holding.is_elsewhere();
    session.watch.renamed();
    session.watch.article = stamp;
    session.saving.renamed(annotations.clone(), expected);
    let article = Article { file: name(&path), ..session.article().clone() };
    // No step: there is nothing to undo.
    let _ = session.document.apply(Edit::Article(Box::new(article)));
    session.path = Some(path.clone());
    session.place.due.get_or_insert(cx.shell.millis);
    // Another window that works on it still does.
    if was_elsewhere {
        session.watch.holding = Holding::Theirs;
    }
    claimed(session, cx, &annotations, claim);
    for topic in [NoticeTopic::ArticleGone, NoticeTopic::FileLost, NoticeTopic::NotSaved] {
        cx.withdraw(topic);
    }
    session.question = None;
    if cx.active == Some(session.id) && matches!(cx.shell.dialog, Some(Dialog::Merge(_))) {
        cx.shell.dialog = None;
    }
    cx.shell.settings.renamed(&job.article.0, &path);
    write_settings(cx);
    say(session, cx, job, &path);
}

/// Gives the item of the article in the project its new path, and says where the article is now.
fn say(session: &Session, cx: &mut Context<'_>, job: &MoveJob, path: &Path) {
    let millis = cx.shell.millis;
    let Some(project) = &mut *cx.project else { return };
    let (Some(from), Some(to)) = (path_in(&project.root, &job.article.0), path_in(&project.root, path)) else { return };
    if project.listed.cursor.as_ref() == Some(&from) {
        project.listed.cursor = Some(to.clone());
    }
    if let Some(item) = project.content.article_at(&from).filter(|_| project.is_editable()) {
        let item =
            ArticleItem { path: to.clone(), sha256: session.article().sha256.clone(), ..ArticleItem::clone(item) };
        project.content.apply(ProjectEdit::Put(Item::Article(Arc::new(item))));
        project.saving.changed(millis);
    }
    cx.say(match session.saving.stamp {
        Some(_) => format!("{from} is now {to}, and its annotations with it"),
        None => format!("{from} is now {to}"),
    });
}
