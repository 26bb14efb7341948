//! The list of articles: kept current by a job, one at a time; stepping through it.

use std::sync::Arc;

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::open::open;
use crate::app::project::OpenProject;
use crate::app::project::edits::turn_done;
use crate::app::project::listed::Basis;
use crate::app::project::show::leave_view;
use crate::app::session::Session;
use crate::app::shell::sidebar::ProjectPanel;
use crate::jobs::project::ProjectJob;
use crate::jobs::project::list::ListJob;
use crate::model::project::listing::{ArticleList, ArticleQuery, ListedArticle};

/// Starts making the list anew if what it is made from changed since.
pub fn keep_list(cx: &mut Context<'_>) {
    let Some(project) = &mut *cx.project else { return };
    let basis = Basis {
        articles: project.corpus.generation(),
        content: project.content.generation(),
        overview: project.overview.as_ref().map(|overview| overview.of()),
        query: project.listed.query.clone(),
    };
    if project.listed.is_made || project.listed.of.as_ref() == Some(&basis) {
        return;
    }
    project.listed.is_made = true;
    let job = ListJob {
        corpus: project.corpus.clone(),
        content: project.content.clone(),
        overview: project.overview.clone(),
        query: basis.query.clone(),
        old: project.listed.list.clone(),
    };
    project.listed.of = Some(basis);
    let id = project.id;
    cx.start_for_project(id, ProjectJob::List(Box::new(job)));
}

/// Takes a new list.
pub fn took_list(project: &mut OpenProject, list: Arc<ArticleList>) {
    let listed = &mut project.listed;
    listed.is_made = false;
    listed.generation += 1;
    listed.list = list;
}

/// Changes the choices for the list.
pub fn change_query(cx: &mut Context<'_>, change: impl FnOnce(&mut ArticleQuery)) {
    if let Some(project) = &mut *cx.project {
        change(&mut project.listed.query);
    }
}

/// Hides the articles of a group, or shows them again.
pub fn fold_group(cx: &mut Context<'_>, name: &str, fold: bool) {
    change_query(cx, |query| {
        if fold {
            query.folded.insert(name.to_owned());
        } else {
            query.folded.remove(name);
        }
    });
}

/// Opens the next or previous listed article that `admits` takes.
pub fn step_article(
    session: Option<&mut Session>,
    cx: &mut Context<'_>,
    forward: bool,
    none: &str,
    admits: impl Fn(&ListedArticle) -> bool,
) {
    let Some(project) = &mut *cx.project else { return };
    let shown = session.as_deref().and_then(|session| project.path_of(session)).map(str::to_owned);
    let from = shown.as_deref().or(project.listed.cursor.as_deref());
    let next = project.listed.list.step(from, forward, admits).map(str::to_owned);
    match next.filter(|next| shown.as_ref() != Some(next)) {
        Some(path) => open_article(cx, path),
        None => cx.say(none),
    }
}

/// Opens an article of the project.
pub fn open_article(cx: &mut Context<'_>, path: String) {
    let Some(project) = &mut *cx.project else { return };
    let file = project.file(&path);
    project.listed.cursor = Some(path);
    leave_view(cx);
    open(cx, file);
}

/// Lists below the articles what could not be read, and gives the list the keyboard; or hides that list.
pub fn turn_unreadable(cx: &mut Context<'_>) {
    let is_shown = cx.shell.sidebar.panel == ProjectPanel::Articles && cx.shell.shows_sidebar();
    let Some(project) = &mut *cx.project else { return };
    project.listed.unreadable = !(project.listed.unreadable && is_shown);
    let field = if project.listed.unreadable { Field::Unreadable } else { Field::Project(ProjectPanel::Articles) };
    cx.shell.show_project(ProjectPanel::Articles);
    cx.focus(field);
}

/// Marks the open article as done or not done; with the list's keys, the article that they act on.
pub fn turn_shown(session: Option<&Session>, cx: &mut Context<'_>) {
    let Some(project) = &*cx.project else { return };
    let path = session.and_then(|session| project.path_of(session)).or(project.listed.cursor.as_deref());
    match path.map(str::to_owned) {
        Some(path) => turn_done(cx, &[path]),
        None => cx.say("Open an article of the project first"),
    }
}
