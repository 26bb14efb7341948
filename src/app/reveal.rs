//! Going to a mark or a passage: selecting it and scrolling to it.

use crate::app::context::Context;
use crate::app::session::Session;
use crate::app::shell::picker::{Picker, Purpose};
use crate::model::annotation::Id;
use crate::model::offset::ByteRange;
use crate::model::selection::Selection;

/// Drops the proposal and the picker if they are for another mark than the selected one.
pub fn withdraw(session: &mut Session, cx: &mut Context<'_>) {
    let mark = &session.focus.mark;
    let stale = |of: Option<&Id>| of.is_some_and(|of| Some(of) != mark.as_ref());
    if stale(session.offer.as_ref().map(|offer| &offer.mark)) {
        session.offer = None;
    }
    let is_its = |picker: &&Picker| match picker.purpose {
        Purpose::Link => picker.origin == Some(session.id),
        _ => cx.active == Some(session.id),
    };
    if stale(cx.shell.picker.as_ref().filter(is_its).and_then(|picker| picker.mark.as_ref())) {
        cx.shell.picker = None;
    }
}

/// Puts the caret at the start of a passage and scrolls to it.
pub fn go_to(session: &mut Session, cx: &mut Context<'_>, range: ByteRange) {
    session.select(Selection::caret(range.start()));
    cx.reveal(range);
}

/// Selects a mark and scrolls to it.
pub fn choose(session: &mut Session, cx: &mut Context<'_>, id: Option<Id>) {
    session.history.seal();
    let bounds = id.as_ref().and_then(|id| session.set().get(id)).and_then(|mark| mark.target.bounds());
    session.focus.mark = id;
    session.several.clear();
    if let Some(bounds) = bounds {
        go_to(session, cx, bounds);
    }
    withdraw(session, cx);
}

/// Selects a passage with the smallest mark around it, and scrolls to it. A mark elsewhere does not stay selected.
pub fn choose_passage(session: &mut Session, cx: &mut Context<'_>, range: ByteRange) {
    session.history.seal();
    session.focus.mark = session.set().cover().around(range).map(|mark| mark.id.clone());
    session.several.clear();
    session.select(Selection::of(range));
    cx.reveal(range);
    withdraw(session, cx);
}
