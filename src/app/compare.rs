//! Comparing the old and the new text of an article side by side.

use crate::app::changes::{current, fate, proposed, show_question};
use crate::app::context::Context;
use crate::app::session::Session;
use crate::app::session::decisions::Question;
use crate::app::shell::panel::Panel;
use crate::jobs::notice::NoticeTopic;
use crate::model::annotation::Part;
use crate::model::offset::ByteRange;
use crate::model::selection::Selection;

/// Shows the old and the new text side by side, or the article alone again.
pub fn compare(session: &mut Session, cx: &mut Context<'_>) {
    session.decisions.compared ^= true;
    if session.decisions.compared {
        // The person found the way here, and the panel has the same message.
        cx.withdraw(NoticeTopic::Reanchored);
        cx.shell.full_map = false;
        cx.shell.show(Panel::Changes);
        if !show_selected_change(session, cx) {
            step_difference(session, cx, true);
        }
    }
}

/// Shows the selected passage in both texts, and the difference in it or at its edge: the highlighted question, or else the
/// first changed passage of the selected mark. False if there is none.
fn show_selected_change(session: &mut Session, cx: &mut Context<'_>) -> bool {
    let of_mark = || {
        let mark = session.focus.mark.as_ref()?;
        let fates = &session.comparison.as_ref()?.fates;
        let fate = fates.iter().find(|fate| fate.annotation == *mark && fate.part == Part::Target)?;
        let (annotation, fragment) = (fate.annotation.clone(), fate.now.clone());
        Some(Question { annotation, part: fate.part, fragment })
    };
    let Some(question) = current(session).or_else(of_mark) else { return false };
    let was = fate(session, &question).and_then(|fate| fate.was.range());
    let now = proposed(session, &question);
    let touches = |one: ByteRange, other: Option<ByteRange>| {
        other.is_some_and(|other| one.start() <= other.end() && other.start() <= one.end())
    };
    let Some(review) = &session.comparison else { return false };
    let at = review.differences.iter().position(|change| touches(change.old, was) || touches(change.new, now));
    if let Some(at) = at {
        select_difference(session, cx, at);
    }
    if session.decisions.lit.as_ref() != Some(&question) {
        session.decisions.choice = 0;
    }
    session.decisions.lit = Some(question);
    show_question(session, cx);
    true
}

/// Goes to the next difference between the texts, or the previous one.
pub fn step_difference(session: &mut Session, cx: &mut Context<'_>, forward: bool) {
    let caret = session.focus.selection.focus;
    let Some(review) = &session.comparison else { return };
    // From the change that was stepped to last, if the caret is still there; else from the caret.
    let stepped = session.decisions.current.filter(|at| review.differences[*at].new.start() == caret);
    let before_caret = || review.differences.partition_point(|difference| difference.new.start() < caret);
    let next = match (stepped, forward) {
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
        (None, true) => Some(before_caret()),
        (None, false) => before_caret().checked_sub(1),
    };
    let Some((at, difference)) = next.and_then(|next| Some((next, *review.differences.get(next)?))) else {
        return cx.say(if forward { "No more changes below" } else { "No more changes above" });
    };
    select_difference(session, cx, at);
    cx.reveal(difference.new);
    cx.reveal_old(difference.old);
}

/// Puts the carets of both texts at a difference.
fn select_difference(session: &mut Session, cx: &mut Context<'_>, at: usize) {
    let Some(review) = &session.comparison else { return };
    let difference = review.differences[at];
    session.decisions.current = Some(at);
    session.decisions.selection = Selection::caret(difference.old.start());
    cx.say(format!("Change {} of {}", at + 1, review.differences.len()));
    session.select(Selection::caret(difference.new.start()));
}
