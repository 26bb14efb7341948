//! Splitting the selected mark, and joining it with the next one.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::edits::commit;
use crate::app::project::ends::lead_over;
use crate::app::session::Session;
use crate::model::annotation::Annotation;
use crate::model::edit::Edit;
use crate::model::message::counted;
use crate::model::selection::{Focus, Selection};
use crate::model::split;
use crate::model::step::StepKind;

/// Splits the selected mark at the caret. Both marks keep speaker, cue and tags; note and links stay with the first.
pub fn split_mark(session: &mut Session, cx: &mut Context<'_>) {
    let Some(mark) = session.mark() else { return };
    let caret = session.focus.selection.focus;
    let Some((before, after)) = split::split(session.text(), &mark.target, caret) else {
        return cx.say("Place the caret within the mark, where it is to be split");
    };
    let now = cx.outside.now();
    let first = Annotation { target: before, modified: now.clone(), ..mark.clone() };
    let second = Annotation {
        id: cx.outside.fresh_id(),
        target: after,
        note: String::new(),
        created: now.clone(),
        modified: now,
        creator: cx.shell.settings.creator.as_str().into(),
        ..mark.clone()
    };
    let links = session.set().relations_of(&mark.id).len();
    let shown = second.target.bounds().map_or(caret, |bounds| bounds.start());
    let after = Focus { selection: Selection::caret(shown), mark: Some(second.id.clone()) };
    let edit = Edit::Batch(vec![Edit::Replace(Arc::new(first)), Edit::Add(Arc::new(second))]);
    if commit(session, cx, StepKind::Split, edit, after, None) && links > 0 {
        cx.say(format!("Mark split: {} with its first part", counted(links, "link stays", "links stay")));
    }
}

/// Joins the selected mark with the next one of its kind, or else the one before.
pub fn join_next(session: &mut Session, cx: &mut Context<'_>) {
    let Some(mark) = session.mark() else { return };
    let kind = mark.kind.name().to_lowercase();
    let Some(other) = neighbour(session, mark) else { return cx.say(format!("There is no other {kind} to join with")) };
    if split::has_other_speaker(mark, other) {
        return cx.say(format!("The next {kind} has another speaker"));
    }
    // The earlier one is first, in its note too, but the selected one stays.
    let is_later =
        mark.target.bounds().map(|bounds| bounds.start()) > other.target.bounds().map(|bounds| bounds.start());
    let (first, second) = if is_later { (other, mark) } else { (mark, other) };
    let joined = Annotation { modified: cx.outside.now(), ..split::join(session.text(), first, second) };
    let after = Focus { selection: session.focus.selection, mark: Some(joined.id.clone()) };
    let gone = if joined.id == first.id { second.id.clone() } else { first.id.clone() };
    let kept = joined.id.clone();
    let (edit, bounds) = (session.set().joining(joined, &second.id.clone()), other.target.bounds());
    if commit(session, cx, StepKind::Join, edit, after, None) {
        lead_over(session, cx, &gone, &kept);
        if let Some(bounds) = bounds {
            cx.reveal(bounds);
        }
    }
}

/// The next mark of the kind of `mark`, or else the one before.
fn neighbour<'a>(session: &'a Session, mark: &Annotation) -> Option<&'a Annotation> {
    let marks = session.set().annotations();
    let at = session.set().position(&mark.id)?;
    let is_like = |other: &&Arc<Annotation>| other.kind == mark.kind && other.target.bounds().is_some();
    let next = marks[at + 1..].iter().find(is_like);
    next.or_else(|| marks[..at].iter().rfind(is_like)).map(AsRef::as_ref)
}
