//! Searching the article and the fields of its marks.

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::session::Session;
use crate::app::shell::find::Find;
use crate::jobs::Job;
use crate::jobs::find::{FindJob, Hit};
use crate::model::query::Precision;
use crate::model::selection::Selection;

/// Opens the search bar and gives it the keyboard.
pub fn open_search(cx: &mut Context<'_>) {
    cx.shell.find.get_or_insert_with(Find::default);
    cx.focus(Field::Find);
}

/// Searches for text.
pub fn find(session: &Session, cx: &mut Context<'_>, words: String) {
    let precision = cx.shell.precision;
    let job =
        FindJob { words: words.clone(), precision, article: session.article().clone(), set: session.set().clone() };
    cx.shell.find = Some(Find { words, precision, hits: Vec::new(), current: None });
    cx.start(session.id, Job::Find(Box::new(job)));
}

/// Changes the precision of searches, also of the present one.
pub fn find_as(session: &Session, cx: &mut Context<'_>, precision: Precision) {
    cx.shell.precision = precision;
    if let Some(words) = cx.shell.find.as_ref().map(|find| find.words.clone()) {
        find(session, cx, words);
    }
}

/// Takes the results of a search, unless another one was begun since.
pub fn found(session: &mut Session, cx: &mut Context<'_>, words: &str, precision: Precision, hits: Vec<Hit>) {
    let caret = session.focus.selection.range().start();
    if let Some(find) = cx.shell.find.as_mut().filter(|find| find.words == words && find.precision == precision) {
        let next = hits.iter().position(|hit| hit.range.start() >= caret);
        find.current = next.or(Some(0)).filter(|_| !hits.is_empty());
        find.hits = hits;
        show_hit(session, cx);
    }
}

/// Goes to the next result, or the previous one, and around the ends.
pub fn step_hit(session: &mut Session, cx: &mut Context<'_>, forward: bool) {
    if let Some(find) = &mut cx.shell.find
        && let count @ 1.. = find.hits.len()
    {
        let current = find.current.unwrap_or(0);
        find.current = Some(if forward { (current + 1) % count } else { (current + count - 1) % count });
        show_hit(session, cx);
    }
}

fn show_hit(session: &mut Session, cx: &mut Context<'_>) {
    let hit = cx.shell.find.as_ref().and_then(|find| find.hits.get(find.current?));
    let Some(Hit { range, mark }) = hit else { return };
    let range = *range;
    match mark {
        Some(mark) => {
            session.select(Selection::caret(range.start()));
            session.focus.mark = Some(mark.clone());
        }
        None => session.select(Selection::of(range)),
    }
    cx.reveal(range);
}
