//! Selecting text and marks in the article.

use crate::app::context::Context;
use crate::app::pick::{is_linking, light_elsewhere, light_mark, linking_from};
use crate::app::reveal::{choose, withdraw};
use crate::app::session::{Session, SessionId};
use crate::app::shell::picker::ways;
use crate::model::annotation::{Annotation, Id};
use crate::model::offset::ByteOffset;
use crate::model::segment;
use crate::model::selection::Selection;

/// Selects the smallest mark at a place, the next one when clicked again, and none where there is none. While a link is
/// being made, highlights the mark as its other end.
pub fn click(session: &mut Session, cx: &mut Context<'_>, offset: ByteOffset) {
    if let Some(origin) = linking_from(cx.shell) {
        return light_at(session, cx, origin, offset);
    }
    let marks = session.set().cover().at(offset);
    let current = session.focus.mark.as_ref().and_then(|id| marks.iter().position(|mark| mark.id == *id));
    let next = current.map_or(0, |current| (current + 1) % marks.len());
    let id = marks.get(next).map(|mark| mark.id.clone());
    session.history.seal();
    session.focus.mark = id;
    session.several.clear();
    withdraw(session, cx);
}

/// Selects a mark from the margin or a list. While a link is being made, highlights it as its other end: the mark that the
/// link starts from stays selected.
pub fn choose_or_light(session: &mut Session, cx: &mut Context<'_>, id: Option<Id>) {
    match id {
        Some(id) if linking_from(cx.shell) == Some(session.id) => light_mark(session, cx, &id),
        Some(id) if is_linking(cx.shell) => light_elsewhere(session, cx, id),
        id => choose(session, cx, id),
    }
}

/// Selects several marks of a list; `shown` is the one whose place is shown.
pub fn choose_several(session: &mut Session, cx: &mut Context<'_>, ids: Vec<Id>, shown: Id) {
    choose_or_light(session, cx, Some(shown.clone()));
    if session.focus.mark.as_ref() == Some(&shown) {
        session.several.choose(ids, Some(shown));
    }
}

/// Highlights the mark at a place as the other end of a link from an article, if it can be linked.
fn light_at(session: &mut Session, cx: &mut Context<'_>, origin: SessionId, offset: ByteOffset) {
    let from = || cx.shell.picker.as_ref()?.from.as_ref();
    let from = match session.mark().filter(|_| session.id == origin) {
        Some(own) => Some(own),
        None => {
            cx.project.as_ref().zip(from()).and_then(|(project, from)| Some(project.corpus.mark_at(from)?.0.as_ref()))
        }
    };
    let Some(from) = from else { return };
    let linkable = |mark: &Annotation| mark.id != from.id && !ways(&from.kind, &mark.kind).is_empty();
    let mark = session.set().cover().at(offset).into_iter().find(|mark| linkable(mark)).map(|mark| mark.id.clone());
    match mark {
        Some(mark) => choose_or_light(session, cx, Some(mark)),
        None => cx.say("No mark here can be linked to this one"),
    }
}

/// Selects the word at the caret, then its clause, its sentence, its paragraph.
pub fn grow(session: &mut Session, cx: &mut Context<'_>) {
    let before = session.focus.selection;
    let text = session.text();
    let range = text.trimmed(before.range()).unwrap_or(before.range());
    if let Some(larger) = segment::enclosing(text, range).first().copied() {
        session.grown.push(before);
        session.focus.selection = Selection::of(larger);
        cx.reveal(larger);
    } else if before.is_empty() {
        cx.say("There are no words here to select");
    } else {
        cx.say("Nothing larger to select");
    }
}

/// Selects less again.
pub fn shrink(session: &mut Session) {
    let smaller = session.grown.pop();
    let range = session.focus.selection.range();
    let derived = || segment::enclosed(session.text(), range).map(Selection::of);
    session.focus.selection = smaller.or_else(derived).unwrap_or(Selection::caret(range.start()));
}
