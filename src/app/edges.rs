//! Moving the edges of the selected mark, by words or to where they were dragged.

use crate::app::context::Context;
use crate::app::edits::change;
use crate::app::proposals::propose;
use crate::app::session::Session;
use crate::model::annotation::{Fragment, Id, Target};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::segment;
use crate::model::selection::Selection;
use crate::model::step::StepKind;
use crate::model::text::ArticleText;

/// An edge of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// Moves an edge of the selected mark, or of its fragment at the caret, as far as something of the fragment remains and
/// it meets no other one.
pub fn move_edge(
    session: &mut Session,
    cx: &mut Context<'_>,
    edge: Edge,
    step: fn(&ArticleText, ByteOffset) -> ByteOffset,
) {
    let (text, Some(mark)) = (session.text(), session.mark()) else { return };
    let Some(range) = fragment_at(&mark.target, edge, session.focus.selection.focus) else { return };
    let (start, end) = match edge {
        Edge::Start => (step(text, range.start()), range.end()),
        Edge::End => (range.start(), step(text, range.end())),
    };
    if start >= end {
        return cx.say("A mark needs at least one word");
    }
    let moved = ByteRange::new(start, end);
    if mark.target.found().any(|other| other != range && other.overlaps(moved)) {
        return cx.say("The next fragment begins there");
    }
    let Some(moved) = text.trimmed(moved) else { return };
    set_fragment(session, cx, range, moved);
    let shown = if edge == Edge::Start { moved.start() } else { moved.end() };
    cx.reveal(ByteRange::new(shown, shown));
}

/// Changes a fragment of the selected mark, whose end was dragged.
pub fn reshape(session: &mut Session, cx: &mut Context<'_>, id: &Id, from: ByteRange, to: ByteRange) {
    let Some(mark) = session.mark().filter(|mark| mark.id == *id) else { return };
    let Some(to) = segment::tidied(session.text(), to) else { return };
    if mark.target.found().any(|other| other != from && other.overlaps(to)) {
        return;
    }
    session.history.seal();
    set_fragment(session, cx, from, to);
}

/// The fragment whose edge moves: the one at the caret, unless the caret is at the start of the mark or outside; then the
/// first or the last one.
fn fragment_at(target: &Target, edge: Edge, caret: ByteOffset) -> Option<ByteRange> {
    let is_whole = target.bounds().is_none_or(|bounds| caret == bounds.start());
    let mut held = target.found().filter(|range| !is_whole && range.start() <= caret && caret <= range.end());
    held.next().or_else(|| match edge {
        Edge::Start => target.found().next(),
        Edge::End => target.found().next_back(),
    })
}

/// Replaces a fragment of the selected mark, with the caret at the end that moved.
fn set_fragment(session: &mut Session, cx: &mut Context<'_>, from: ByteRange, to: ByteRange) {
    let Some(mark) = session.mark() else { return };
    let Some(fragment) = mark.target.fragments().iter().find(|fragment| fragment.range() == Some(from)) else { return };
    let target = mark.target.with(fragment, Fragment::Found(to));
    let offered = session.offer.as_ref().is_some_and(|offer| offer.mark == mark.id);
    session.focus.selection = Selection::caret(if from.start() == to.start() { to.end() } else { to.start() });
    change(session, cx, StepKind::MoveBoundary, false, |mark| mark.target = target);
    if offered {
        // The proposal is for the old passage.
        propose(session);
    }
}
