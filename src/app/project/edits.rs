//! Changes of the open project: each is applied, recorded in its history, and saved.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::session::Session;
use crate::model::annotation::Id;
use crate::model::project::check::ProjectFix;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::{ArticleItem, Item};
use crate::model::project::step::ProjectStep;

/// Changes the open project as a step that can be undone. False if that is refused, which is reported.
pub fn commit(cx: &mut Context<'_>, step: ProjectStep, edit: ProjectEdit) -> bool {
    let number = cx.shell.next_step();
    record(cx, step, edit, None, number)
}

/// Changes the open project while a field of the item with this id is typed into: one step until the field is left.
pub fn commit_typed(cx: &mut Context<'_>, step: ProjectStep, typed: &Id, edit: ProjectEdit) -> bool {
    let number = cx.shell.next_step();
    record(cx, step, edit, Some(typed.clone()), number)
}

/// Changes the open project together with the last step in an article: both are undone at once.
pub fn commit_along(session: &Session, cx: &mut Context<'_>, step: ProjectStep, edit: ProjectEdit) -> bool {
    let number = session.history.done_last().unwrap_or_else(|| cx.shell.next_step());
    let status = cx.shell.status.clone();
    let done = record(cx, step, edit, None, number);
    if done {
        cx.say(status);
        if let Some(project) = &mut *cx.project {
            project.joint.insert(number, session.id);
        }
    }
    done
}

fn record(cx: &mut Context<'_>, step: ProjectStep, edit: ProjectEdit, typed: Option<Id>, number: u64) -> bool {
    let Some(project) = &mut *cx.project else { return false };
    if let Some(why) = &project.read_only {
        let why = why.clone();
        cx.say(why);
        return false;
    }
    project.history.apply(&mut project.content, step, edit, typed, number);
    project.saving.changed(cx.shell.millis);
    cx.say(step.title());
    true
}

/// The number of the last step in the project, if it can be undone.
pub fn undoable_in_project(project: &OpenProject) -> Option<u64> {
    project.history.done_last().filter(|_| project.is_editable())
}

/// Undoes the last step in the project, and says which; the undoing has this number.
pub fn undo_in_project(cx: &mut Context<'_>, number: u64) {
    cross(cx, "Undone", |project| project.history.undo(&mut project.content, number));
}

/// Redoes the step in the project that was undone last, and says which.
pub fn redo_in_project(cx: &mut Context<'_>) {
    cross(cx, "Redone", |project| project.history.redo(&mut project.content));
}

fn cross(cx: &mut Context<'_>, done: &str, cross: impl FnOnce(&mut OpenProject) -> Option<ProjectStep>) {
    let Some(project) = &mut *cx.project else { return };
    if let Some(step) = cross(project) {
        project.saving.changed(cx.shell.millis);
        cx.say(format!("{done}: {}", step.title()));
    }
}

/// The item of an article of the project: the one that is there, or a new one, which goes into the project with the edit.
pub fn article_item(cx: &mut Context<'_>, path: &str) -> Option<Arc<ArticleItem>> {
    let project = cx.project.as_ref()?;
    if let Some(item) = project.content.article_at(path) {
        return Some(item.clone());
    }
    let sha256 = project.corpus.get(path).map(|entry| entry.document.article().sha256.clone()).unwrap_or_default();
    let item = ArticleItem {
        id: cx.outside.fresh_id(),
        path: path.to_owned(),
        sha256,
        done: false,
        modified: cx.outside.now(),
        extra: Default::default(),
    };
    Some(Arc::new(item))
}

/// Marks articles as done, or as not done if all of them are, as one step.
pub fn turn_done(cx: &mut Context<'_>, paths: &[String]) {
    let items: Vec<Arc<ArticleItem>> = paths.iter().filter_map(|path| article_item(cx, path)).collect();
    let done = !items.iter().all(|item| item.done);
    let now = cx.outside.now();
    let changed = items.iter().filter(|item| item.done != done).map(|item| {
        let item = ArticleItem { done, modified: now.clone(), ..item.as_ref().clone() };
        ProjectEdit::Put(Item::Article(Arc::new(item)))
    });
    let edits: Vec<ProjectEdit> = changed.collect();
    if !edits.is_empty() {
        commit(cx, if done { ProjectStep::MarkDone } else { ProjectStep::MarkNotDone }, ProjectEdit::Batch(edits));
    }
}

/// Repairs a problem of the project.
pub fn repair(cx: &mut Context<'_>, fix: ProjectFix) {
    if commit(cx, ProjectStep::Repair, fix.edit) {
        cx.say(fix.what);
    }
}

/// Repairs every problem of the project whose repair loses nothing, as one step; returns their number.
pub fn repair_project(cx: &mut Context<'_>) -> usize {
    let Some(project) = cx.project.as_ref().filter(|project| project.is_editable()) else { return 0 };
    let edits: Vec<ProjectEdit> = project.repairs().map(|fix| fix.edit.clone()).collect();
    let count = edits.len();
    if count > 0 && commit(cx, ProjectStep::Repair, ProjectEdit::Batch(edits)) { count } else { 0 }
}
