//! Changes of the article: passages that wait for a decision, and passages reanchored with the same text.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::edits::commit;
use crate::app::reveal::withdraw;
use crate::app::session::Session;
use crate::app::session::decisions::{Question, questions};
use crate::app::shell::panel::Panel;
use crate::jobs::Job;
use crate::jobs::reanchor::SeekJob;
use crate::model::anchor::{Fate, Outcome, projected};
use crate::model::annotation::{Fragment, Part};
use crate::model::edit::Edit;
use crate::model::offset::ByteRange;
use crate::model::selection::Focus;
use crate::model::selector::Quote;
use crate::model::step::StepKind;
use crate::model::text::ArticleText;

/// A passage in the list of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The passage.
    pub question: Question,
    /// Its fate.
    pub fared: Fared,
}

/// The fate of a passage in the list of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fared {
    /// It waits for a decision.
    Waits,
    /// It was found elsewhere with the same text.
    Moved,
    /// It is where it was.
    Same,
}

/// True if the passages reanchored with the same text are accepted. The step itself says so, so that undoing it takes the
/// decision back.
pub fn is_accepted(session: &Session) -> bool {
    session.history.is_done_here(StepKind::AcceptUnchanged)
}

/// True if there are passages reanchored with the same text to accept.
pub fn has_unaccepted(session: &Session) -> bool {
    session.is_editable() && session.comparison.is_some() && !is_accepted(session)
}

/// True if there is a question to decide.
pub fn has_question(session: &Session) -> bool {
    session.is_editable() && current(session).is_some()
}

/// True if there is anything to show about changes: the article differs from what it was, or passages were lost.
pub fn has_changes(session: &Session) -> bool {
    let is_lost = |check: &str| matches!(check, "lost" | "changed");
    session.comparison.is_some() || session.problems.listed().iter().any(|problem| is_lost(problem.check))
}

/// The list of changes: passages that wait, then those reanchored with the same text that are not accepted yet. Of these
/// the moved ones come first, since they more likely need a look.
pub fn rows(session: &Session) -> Vec<Row> {
    let waiting = questions(session.set()).into_iter().map(|question| Row { question, fared: Fared::Waits });
    let review = session.comparison.as_ref().filter(|_| !is_accepted(session));
    let fates = review.map_or(&[][..], |review| &review.fates);
    let reanchored = |wanted: Fared| {
        fates.iter().filter(|fate| fate.part == Part::Target).filter_map(move |fate| {
            let fared = match fate.outcome {
                Outcome::Exact(_) => Fared::Same,
                Outcome::Moved(_) => Fared::Moved,
                _ => return None,
            };
            let (annotation, fragment) = (fate.annotation.clone(), fate.now.clone());
            let question = Question { annotation, part: fate.part, fragment };
            (fared == wanted && is_asked(session, &question)).then_some(Row { question, fared })
        })
    };
    waiting.chain(reanchored(Fared::Moved)).chain(reanchored(Fared::Same)).collect()
}

/// True if the passage of a question is still as it was when it was asked.
fn is_asked(session: &Session, question: &Question) -> bool {
    let target = session.set().get(&question.annotation).and_then(|mark| mark.part(question.part));
    target.is_some_and(|target| target.fragments().contains(&question.fragment))
}

/// The fate of the passage of a question when the article changed, if it is known.
pub fn fate<'a>(session: &'a Session, question: &Question) -> Option<&'a Fate> {
    session.comparison.as_ref()?.fates.iter().find(|fate| {
        fate.annotation == question.annotation && fate.part == question.part && fate.now == question.fragment
    })
}

/// The old text of the passage of a question.
pub fn words<'a>(session: &'a Session, question: &'a Question) -> &'a str {
    let was = || Some(session.comparison.as_ref()?.old.slice(fate(session, question)?.was.range()?));
    let described = question.fragment.quote().map(|quote| quote.exact.as_str());
    described.or_else(was).unwrap_or_default()
}

/// The place that is proposed for a question.
pub fn proposed(session: &Session, question: &Question) -> Option<ByteRange> {
    let places = session.decisions.places(&question.fragment);
    let lit = session.decisions.lit.as_ref() == Some(question);
    let choice = if lit { session.decisions.choice % places.len().max(1) } else { 0 };
    places.get(choice).copied()
}

/// The question that a command is about: the highlighted one, or else the first of the selected mark.
pub fn current(session: &Session) -> Option<Question> {
    // With another mark selected since, it is the turn of that one.
    let is_selected = |question: &Question| session.focus.mark.as_ref().is_none_or(|mark| *mark == question.annotation);
    let lit = session.decisions.lit.clone().filter(|question| is_asked(session, question) && is_selected(question));
    lit.or_else(|| {
        let mark = session.mark()?;
        let mut fragments = mark.parts().flat_map(|(part, target)| target.fragments().iter().map(move |f| (part, f)));
        let (part, fragment) = fragments.find(|(_, fragment)| fragment.quote().is_some())?;
        Some(Question { annotation: mark.id.clone(), part, fragment: fragment.clone() })
    })
}

/// Highlights a question, selects its mark and shows the place that is proposed for it.
pub fn light_question(session: &mut Session, cx: &mut Context<'_>, question: Question) {
    session.history.seal();
    session.focus.mark = Some(question.annotation.clone());
    if session.decisions.lit.as_ref() != Some(&question) {
        session.decisions.choice = 0;
    }
    session.decisions.lit = Some(question);
    withdraw(session, cx);
    show_question(session, cx);
}

/// Highlights the next question, or the previous one.
pub fn step_question(session: &mut Session, cx: &mut Context<'_>, forward: bool) {
    let rows = rows(session);
    let at = current(session).and_then(|lit| rows.iter().position(|row| row.question == lit));
    let next = match (at, forward) {
        (None, _) => Some(0),
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    };
    if let Some(row) = next.and_then(|next| rows.get(next)) {
        light_question(session, cx, row.question.clone());
    }
}

/// Proposes the next of several places for the highlighted question, or the previous one.
pub fn turn_place(session: &mut Session, cx: &mut Context<'_>, forward: bool) {
    let Some(question) = current(session) else { return };
    let count = session.decisions.places(&question.fragment).len().max(1);
    let step = if forward { 1 } else { count - 1 };
    session.decisions.choice = (session.decisions.choice % count + step) % count;
    session.decisions.lit = Some(question);
    show_question(session, cx);
}

/// Puts the passage on the place that is proposed for it.
pub fn accept_match(session: &mut Session, cx: &mut Context<'_>) {
    let Some(question) = current(session) else { return };
    match proposed(session, &question) {
        Some(range) if question.fragment == Fragment::Found(range) => {
            // It is there already: accepting that is no change.
            cx.say("Match accepted: the passage stays in place");
            step_question(session, cx, true);
        }
        Some(range) => decide(session, cx, StepKind::AcceptMatch, question, Fragment::Found(range)),
        None => cx.say("No match found: select the passage in the article and move the mark there"),
    }
}

/// Puts the passage on the selected text.
pub fn move_to_selection(session: &mut Session, cx: &mut Context<'_>) {
    let Some(question) = current(session) else { return };
    if let Some(range) = session.take_selection() {
        decide(session, cx, StepKind::MoveToSelection, question, Fragment::Found(range));
    }
}

/// Marks the passage as lost.
pub fn mark_lost(session: &mut Session, cx: &mut Context<'_>) {
    let Some(question) = current(session) else { return };
    match &question.fragment {
        Fragment::Changed(changed) => {
            let lost = Fragment::lost(session.text(), changed.quote.clone());
            decide(session, cx, StepKind::MarkLost, question, lost);
        }
        // A file with lost passages that are in its text is reported as wrong about them.
        Fragment::Found(_) => {
            cx.say("The text is still in the article: move the mark to the right place, or delete it")
        }
        Fragment::Lost(_) => step_question(session, cx, true),
    }
}

/// Replaces the passage of a question, and highlights the next one.
fn decide(session: &mut Session, cx: &mut Context<'_>, kind: StepKind, question: Question, fragment: Fragment) {
    let all = rows(session);
    let at = all.iter().position(|row| row.question == question).unwrap_or_default();
    let next = all.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| all.get(before)));
    let next = next.map(|row| row.question.clone());
    let Some(old) = session.set().get(&question.annotation) else { return };
    let mut new = old.as_ref().clone();
    let Some(target) = new.part_mut(question.part) else { return };
    *target = target.with(&question.fragment, fragment);
    new.modified = cx.outside.now();
    let mark = next.as_ref().map_or(question.annotation, |next| next.annotation.clone());
    session.decisions.lit = next;
    session.decisions.choice = 0;
    let focus = Focus { selection: session.focus.selection, mark: Some(mark) };
    commit(session, cx, kind, Edit::Replace(Arc::new(new)), focus, None);
    show_question(session, cx);
}

/// Accepts everything that was reanchored with the same text. No mark changes, but the new article is saved with them, and
/// nobody is asked about them again.
pub fn accept_all(session: &mut Session, cx: &mut Context<'_>) {
    let focus = session.focus.clone();
    commit(session, cx, StepKind::AcceptUnchanged, Edit::Batch(Vec::new()), focus, None);
}

/// Searches for the text of lost passages for which there was no search yet, while the list of changes is shown.
pub fn seek(session: &mut Session, cx: &mut Context<'_>) {
    let generation = session.set().generation();
    if cx.shell.panel != Panel::Changes || session.decisions.of.replace(generation) == Some(generation) {
        return;
    }
    let is_new = |quote: &Quote| !session.decisions.sought.contains_key(quote);
    let quotes: Vec<Quote> = questions(session.set())
        .into_iter()
        .filter_map(|question| match question.fragment {
            Fragment::Lost(quote) if is_new(&quote) => Some(*quote),
            _ => None,
        })
        .collect();
    if !quotes.is_empty() {
        cx.start(session.id, Job::Seek(Box::new(SeekJob { text: session.text().clone(), quotes })));
    }
}

/// Takes the results of that search.
pub fn sought(session: &mut Session, text: &ArticleText, found: Vec<(Quote, Outcome)>) {
    if session.text().is_same(text) {
        session.decisions.sought.extend(found);
    }
}

/// Scrolls to the highlighted question: to the proposed or the likely place, and to its old place.
pub fn show_question(session: &Session, cx: &mut Context<'_>) {
    let Some(question) = &session.decisions.lit else { return };
    let was = fate(session, question).and_then(|fate| fate.was.range());
    if let Some(range) = was {
        cx.reveal_old(range);
    }
    let differences = session.comparison.as_ref().map_or(&[][..], |review| review.differences.as_slice());
    let would_be = || {
        let at = session.text().floor(projected(differences, was?.start()));
        Some(ByteRange::new(at, at))
    };
    if let Some(range) = proposed(session, question).or_else(would_be) {
        cx.reveal(range);
    }
}
