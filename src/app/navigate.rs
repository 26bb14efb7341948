//! Going from mark to mark and from heading to heading.

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::reveal::{choose, go_to};
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::model::annotation::Id;
use crate::model::listing::Listing;
use crate::model::offset::ByteRange;
use crate::model::query::Filter;
use crate::model::segment;
use crate::model::selection::Selection;
use crate::model::text::ArticleText;

/// Selects the next or previous mark of those listed: after the selected one, or, without one, after the caret.
pub fn step_mark(session: &mut Session, cx: &mut Context<'_>, forward: bool) {
    let (marks, filter) = (session.set().annotations(), &session.filter);
    let listed: Vec<usize> =
        if filter.is_empty() { Vec::new() } else { filter.positions(session.set(), session.text()) };
    let listed = |at: usize| filter.is_empty() || listed.binary_search(&at).is_ok();
    let selected = session.focus.mark.as_ref().and_then(|id| session.set().position(id));
    let caret = session.focus.selection.focus;
    let after_caret = || marks.partition_point(|mark| mark.target.bounds().is_some_and(|range| range.start() < caret));
    let next = if forward {
        let from = selected.map_or_else(after_caret, |at| at + 1);
        (from..marks.len()).find(|at| listed(*at))
    } else {
        let from = selected.unwrap_or_else(after_caret);
        (0..from).rev().find(|at| listed(*at))
    };
    match next.and_then(|at| marks.get(at)).map(|mark| mark.id.clone()) {
        Some(id) => choose(session, cx, Some(id)),
        None => {
            let words = if forward { "No more marks below" } else { "No more marks above" };
            let filtered = if filter.is_empty() { "" } else { " that match the filter" };
            cx.say(format!("{words}{filtered}"));
        }
    }
}

/// Selects the first of the marks listed, and gives their list the keyboard.
pub fn choose_first(session: &mut Session, cx: &mut Context<'_>) {
    let shell = &cx.shell;
    let listing = Listing::new(session.set(), session.text(), &session.filter, shell.mark_order, shell.grouping);
    let first = (0..listing.len()).find_map(|row| listing.mark(row));
    match first.and_then(|at| session.set().annotations().get(at)).map(|mark| mark.id.clone()) {
        Some(id) => {
            choose(session, cx, Some(id));
            cx.focus(Field::Panel(Panel::Marks));
        }
        None => {
            cx.say("No marks match the filter");
            cx.focus(Field::Filter);
        }
    }
}

/// True if the list of marks has this one.
pub fn lists(session: &Session, id: &Id) -> bool {
    let filter = &session.filter;
    session.set().position(id).is_some_and(|at| {
        filter.is_empty() || filter.positions(session.set(), session.text()).binary_search(&at).is_ok()
    })
}

/// Lists all marks if the filter leaves out the selected one, which is about to be changed.
pub fn list_mark(session: &mut Session, cx: &mut Context<'_>) {
    if session.mark().is_some_and(|mark| !lists(session, &mark.id)) {
        session.filter = Filter::default();
        cx.say("Filter cleared: it hid this mark");
    }
}

/// Selects the next or previous of the parts that `parts` cuts a paragraph into, without boilerplate: the next one after
/// the start of the selection, or the first one within it.
pub fn step_statement(
    session: &mut Session,
    cx: &mut Context<'_>,
    forward: bool,
    parts: fn(&ArticleText, ByteRange) -> Vec<ByteRange>,
) {
    let (text, boilerplate) = (session.text(), &session.analysis.boilerplate);
    let selected = session.focus.selection.range();
    let is_next = |part: &ByteRange| {
        let within = part.start() == selected.start() && *part != selected && selected.encloses(*part);
        let beyond =
            if selected.is_empty() { part.start() >= selected.start() } else { part.start() > selected.start() };
        if forward { beyond || within } else { part.start() < selected.start() }
    };
    let mut paragraph = text.full_paragraph(selected.start());
    let found = loop {
        let hidden = |part: &ByteRange| boilerplate.at(part.start()).is_some();
        let has_words = |part: &ByteRange| text.slice(*part).chars().any(char::is_alphanumeric);
        let mut parts = parts(text, paragraph).into_iter().filter(|part| has_words(part) && !hidden(part));
        let found = if forward { parts.find(is_next) } else { parts.rfind(is_next) };
        let next = if forward {
            segment::next_paragraph(text, paragraph.start())
        } else {
            segment::previous_paragraph(text, paragraph.start())
        };
        if found.is_some() || next == paragraph.start() || next == text.end() {
            break found;
        }
        paragraph = text.full_paragraph(next);
    };
    match found {
        Some(part) => {
            session.select(Selection::of(part));
            cx.reveal(part);
        }
        None => cx.say(if forward { "No more sentences below" } else { "No more sentences above" }),
    }
}

/// Goes to the next heading, or to the one before the caret.
pub fn step_heading(session: &mut Session, cx: &mut Context<'_>, forward: bool) {
    let (sections, caret) = (session.analysis.outline.sections(), session.focus.selection.focus);
    let next = if forward {
        sections.iter().find(|section| section.heading.start() > caret)
    } else {
        sections.iter().rev().find(|section| section.heading.start() < caret)
    };
    match next.map(|section| section.heading) {
        Some(heading) => go_to(session, cx, heading),
        None => cx.say(if forward { "No more headings below" } else { "No more headings above" }),
    }
}
