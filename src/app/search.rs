//! Searching the article and the fields of its marks.

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::session::Session;
use crate::app::shell::find::Find;
use crate::jobs::Job;
use crate::jobs::find::{FindJob, Hit};
use crate::model::query::Precision;
use crate::model::selection::Selection;

/// Opens the search bar and gives it the keyboard; in the manual, that has it.
pub fn open_search(session: &mut Session, cx: &mut Context<'_>) {
    if cx.shell.manual.is_open {
        return cx.focus(Field::ManualFind);
    }
    session.find.get_or_insert_with(Find::default);
    cx.focus(Field::Find);
}

/// Searches for text.
pub fn find(session: &mut Session, cx: &mut Context<'_>, words: String) {
    let precision = cx.shell.precision;
    let job =
        FindJob { words: words.clone(), precision, article: session.article().clone(), set: session.set().clone() };
    cx.shell.searched.clone_from(&words);
    let text = Some(session.text().clone());
    session.find = Some(Find { words, precision, text, ..Find::default() });
    cx.start(session.id, Job::Find(Box::new(job)));
}

/// Changes the precision of searches, also of the present one.
pub fn find_as(session: &mut Session, cx: &mut Context<'_>, precision: Precision) {
    cx.shell.precision = precision;
    if let Some(words) = session.find.as_ref().map(|find| find.words.clone()) {
        find(session, cx, words);
    }
}

/// Searches once more for the last text, and then goes to the next result, to the previous one, or to the present one.
pub fn search_again(session: &mut Session, cx: &mut Context<'_>, forward: Option<bool>) {
    find(session, cx, cx.shell.searched.clone());
    if let Some(find) = &mut session.find {
        find.forward = forward;
    }
}

/// Takes the results of a search, unless another one was begun since.
pub fn found(
    session: &mut Session,
    cx: &mut Context<'_>,
    words: &str,
    precision: Precision,
    result: Result<Vec<Hit>, String>,
) {
    let Some(find) = session.find.as_mut().filter(|find| find.words == words && find.precision == precision) else {
        return;
    };
    match result {
        Ok(hits) => {
            let selected = session.focus.selection.range();
            let start = |hit: &Hit| hit.range.start();
            find.current = match find.forward {
                Some(false) => hits.iter().rposition(|hit| start(hit) < selected.start()).or(hits.len().checked_sub(1)),
                Some(true) if !selected.is_empty() => hits.iter().position(|hit| start(hit) > selected.start()),
                _ => hits.iter().position(|hit| start(hit) >= selected.start()),
            };
            find.current = find.current.or(Some(0)).filter(|_| !hits.is_empty());
            find.hits = hits;
            show_hit(session, cx);
        }
        Err(why) => find.error = Some(why),
    }
}

/// Goes to the next result, or the previous one, and around the ends. With the bar closed, opens it with the last text.
pub fn step_hit(session: &mut Session, cx: &mut Context<'_>, forward: bool) {
    let Some(find) = &mut session.find else {
        search_again(session, cx, Some(forward));
        return cx.focus(Field::Article);
    };
    if let count @ 1.. = find.hits.len() {
        let current = find.current.unwrap_or(0);
        find.current = Some(if forward { (current + 1) % count } else { (current + count - 1) % count });
        show_hit(session, cx);
    }
}

fn show_hit(session: &mut Session, cx: &mut Context<'_>) {
    let hit = session.find.as_ref().and_then(|find| find.hits.get(find.current?));
    let Some(Hit { range, mark }) = hit.cloned() else { return };
    match mark {
        Some(mark) => {
            session.select(Selection::caret(range.start()));
            session.focus.mark = Some(mark);
        }
        None => session.select(Selection::of(range)),
    }
    cx.reveal(range);
}
