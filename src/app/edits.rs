//! Changes of the document: each is applied, recorded in the history, and saved.

use std::sync::Arc;

use crate::app::commands;
use crate::app::context::Context;
use crate::app::editions::turned;
use crate::app::hints::follow_step;
use crate::app::project::OpenProject;
use crate::app::project::edits::{redo_in_project, undo_in_project, undoable_in_project};
use crate::app::session::decisions::OtherEdition;
use crate::app::session::{Session, SessionId};
use crate::app::steps::Steps;
use crate::app::tabs::request::TabRequest;
use crate::model::annotation::Annotation;
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::field::{Plain, Value};
use crate::model::history::Thread;
use crate::model::message::counted;
use crate::model::selection::Focus;
use crate::model::step::StepKind;

/// Makes a change as a step that can be undone, leaving `after` selected. False if it is refused, which is reported.
pub fn commit(
    session: &mut Session,
    cx: &mut Context<'_>,
    kind: StepKind,
    edit: Edit,
    after: Focus,
    thread: Option<Thread>,
) -> bool {
    if let Some(why) = &session.read_only {
        cx.say(why.clone());
        return false;
    }
    match session.document.apply(edit) {
        Ok(inverse) => {
            record(session, cx, kind, inverse, after, thread);
            cx.say(kind.title());
            true
        }
        Err(error) => {
            cx.say(format!("{}: {error}", kind.title()));
            false
        }
    }
}

/// Records a step that was applied, given its inverse, leaving `after` selected.
pub fn record(
    session: &mut Session,
    cx: &mut Context<'_>,
    kind: StepKind,
    inverse: Edit,
    after: Focus,
    thread: Option<Thread>,
) {
    follow_step(session, cx, &inverse);
    let number = cx.shell.next_step();
    session.record(kind, inverse, after, thread, number);
    session.saving.changed(cx.shell.millis);
}

/// Replaces the document as a step that can be undone; `other` is everything known of the new one.
pub fn replace_document(
    session: &mut Session,
    cx: &mut Context<'_>,
    kind: StepKind,
    thread: Option<Thread>,
    document: Document,
    other: OtherEdition,
) {
    let after = session.focus_in(&document);
    if commit(session, cx, kind, Edit::Document(Box::new(document)), after, thread) {
        if session.analysis.is_of(session.article()) {
            session.problems = other.edition.problems;
        } else {
            session.editions.push(other);
        }
        turned(session, cx);
    }
}

/// Changes the selected mark. Steps of one kind are joined while a field is being typed into.
pub fn change(
    session: &mut Session,
    cx: &mut Context<'_>,
    kind: StepKind,
    is_typed: bool,
    change: impl FnOnce(&mut Annotation),
) {
    let Some(old) = session.mark() else { return };
    let mut new = old.clone();
    change(&mut new);
    if new == *old {
        return cx.say(format!("{}: already set", kind.title()));
    }
    new.modified = cx.outside.now();
    let thread = is_typed.then(|| Thread::Typing(new.id.clone()));
    let focus = session.focus.clone();
    commit(session, cx, kind, Edit::Replace(Arc::new(new)), focus, thread);
}

/// Changes the selected marks, one or several, as one step.
pub fn change_chosen(
    session: &mut Session,
    cx: &mut Context<'_>,
    kind: StepKind,
    is_typed: bool,
    change: impl Fn(&mut Annotation),
) {
    if session.several().is_none() {
        return self::change(session, cx, kind, is_typed, change);
    }
    let now = cx.outside.now();
    let mut edits = Vec::new();
    for mark in session.chosen() {
        let mut new = mark.clone();
        change(&mut new);
        if new != *mark {
            new.modified = now.clone();
            edits.push(Edit::Replace(Arc::new(new)));
        }
    }
    if edits.is_empty() {
        return cx.say(format!("{}: already set", kind.title()));
    }
    let marks = counted(edits.len(), "mark", "marks");
    let thread = session.focus.mark.clone().filter(|_| is_typed).map(Thread::Typing);
    let focus = session.focus.clone();
    if commit(session, cx, kind, Edit::Batch(edits), focus, thread) {
        cx.say(format!("{}: {marks}", kind.title()));
    }
}

/// Sets a plain field of the selected marks, or of the one whose field is being typed into.
pub fn set_field(
    session: &mut Session,
    cx: &mut Context<'_>,
    field: &'static Plain<Annotation>,
    value: Value<'static>,
    is_typed: bool,
) {
    let kind = field.step(&value);
    let set = |mark: &mut Annotation| (field.set)(mark, value.clone());
    if is_typed {
        change(session, cx, kind, true, set);
    } else {
        change_chosen(session, cx, kind, false, set);
    }
}

/// Undoes the last step of the article and of the project: the later of the two, or both if they were one.
pub fn undo(session: Option<&mut Session>, cx: &mut Context<'_>) {
    let article = session.as_deref().and_then(undoable);
    let project = cx.project.as_ref().and_then(undoable_in_project);
    let last = article.max(project);
    if last.is_none() {
        return;
    }
    if project == last
        && let Some(other) = elsewhere(session.as_deref(), cx, last)
    {
        return cx.ask_tabs(TabRequest::Undo(other));
    }
    let number = cx.shell.next_step();
    if project == last {
        undo_in_project(cx, number);
    }
    if let Some(session) = session.filter(|_| article == last) {
        undo_in_article(session, cx, number);
    }
}

/// The other article of a step of the project that was one with a step there: neither is undone or redone alone.
fn elsewhere(session: Option<&Session>, cx: &Context<'_>, number: Option<u64>) -> Option<SessionId> {
    let joint = cx.project.as_ref()?.joint.get(&number?).copied();
    joint.filter(|joint| session.map(|session| session.id) != Some(*joint))
}

/// Undoes the last step of an article; that gets this number.
pub fn undo_in_article(session: &mut Session, cx: &mut Context<'_>, number: u64) {
    let undone = session.history.undo(&mut session.document, number);
    arrive(session, cx, "Undone", undone.map_err(|error| error.to_string()));
}

/// Does what was undone last again.
pub fn redo(session: Option<&mut Session>, cx: &mut Context<'_>) {
    let Some(last) = redoable(session.as_deref(), cx.project.as_ref()) else { return };
    if cx.project.as_ref().is_some_and(|project| project.history.undone_last() == Some(last)) {
        let next = cx.project.as_ref().and_then(|project| project.history.next());
        if let Some(other) = elsewhere(session.as_deref(), cx, next) {
            return cx.ask_tabs(TabRequest::Redo(other));
        }
        redo_in_project(cx);
    }
    if let Some(session) = session.filter(|session| session.history.undone_last() == Some(last)) {
        let redone = session.history.redo(&mut session.document);
        arrive(session, cx, "Redone", redone.map_err(|error| error.to_string()));
    }
}

/// The number of the last step in an article, if it can be undone.
fn undoable(session: &Session) -> Option<u64> {
    session.history.done_last().filter(|_| session.is_editable())
}

/// True if there is something to undo in the article or the project.
pub fn can_undo(session: Option<&Session>, project: Option<&OpenProject>) -> bool {
    session.and_then(undoable).is_some() || project.and_then(undoable_in_project).is_some()
}

/// The number of what was undone last in the article or the project, if nothing was done since.
fn redoable(session: Option<&Session>, project: Option<&OpenProject>) -> Option<u64> {
    let session = session.filter(|session| session.is_editable());
    let project = project.filter(|project| project.is_editable());
    let undone = session.and_then(|it| it.history.undone_last()).max(project.and_then(|it| it.history.undone_last()));
    let done = session.and_then(|it| it.history.done_last()).max(project.and_then(|it| it.history.done_last()));
    undone.filter(|undone| Some(*undone) > done)
}

/// True if there is something to redo in the article or the project.
pub fn can_redo(session: Option<&Session>, project: Option<&OpenProject>) -> bool {
    redoable(session, project).is_some()
}

/// Undoes or redoes steps until this many are done.
pub fn travel(session: &mut Session, cx: &mut Context<'_>, done: usize) {
    if !session.is_editable() {
        return;
    }
    let from = Steps::new(session, cx.project.as_ref()).done();
    let back = done < from;
    let mut crossed = 0;
    for _ in 0..from.abs_diff(done) {
        let project = cx.project.as_ref();
        if !(if back { can_undo(Some(session), project) } else { can_redo(Some(session), project) })
            || !cx.tabs.is_empty()
        {
            break;
        }
        crossed += 1;
        if back {
            undo(Some(session), cx);
        } else {
            redo(Some(session), cx);
        }
    }
    if crossed > 1 {
        cx.say(format!("{crossed} steps {}", if back { "undone" } else { "redone" }));
    }
}

/// Selects and shows what was selected on the other side of a step.
fn arrive(session: &mut Session, cx: &mut Context<'_>, done: &str, step: Result<Option<(StepKind, Focus)>, String>) {
    match step {
        Ok(Some((kind, focus))) => {
            let bounds = focus.mark.as_ref().and_then(|id| session.set().get(id)).and_then(|mark| mark.target.bounds());
            let range = bounds.unwrap_or_else(|| focus.selection.range());
            session.focus = focus;
            session.grown.clear();
            session.saving.changed(cx.shell.millis);
            session.offer = None;
            cx.say(format!("{done}: {}", kind.title()));
            turned(session, cx);
            cx.reveal(range);
        }
        Ok(None) => {}
        Err(error) => cx.say(error),
    }
}

/// Ends typing: the next change is a step of its own.
pub fn seal(session: Option<&mut Session>, cx: &mut Context<'_>) {
    if let Some(session) = session {
        session.history.seal();
    }
    if let Some(project) = &mut *cx.project {
        project.history.seal();
    }
}

/// Undoes what was typed into a field of the selected mark or of a link since it was entered. Redo brings it back.
pub fn untype(session: &mut Session, cx: &mut Context<'_>) {
    if !session.history.is_typing() {
        return;
    }
    let number = cx.shell.next_step();
    match session.history.undo(&mut session.document, number) {
        Ok(_) => {
            session.saving.changed(cx.shell.millis);
            let key = cx.shell.keymap.shown(&commands::edit::REDO);
            cx.say(format!("Text discarded; {key} restores it"));
        }
        Err(error) => cx.say(error.to_string()),
    }
}
