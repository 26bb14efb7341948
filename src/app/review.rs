//! What an article's change left to decide: passages that stand on other words, and passages that are lost.
//!
//! What waits is in the annotations themselves, so that a decision is an ordinary step that can be undone, and what was not
//! decided still waits when the file is opened again. Only the text as it was is kept beside them.

use crate::app::action::Effect;
use crate::app::panel::Panel;
use crate::app::state::{Open, State};
use crate::app::update::Work;
use crate::jobs::edition::{Comparison, Edition};
use crate::jobs::job::Job;
use crate::jobs::notice::NoticeTopic;
use crate::jobs::reanchor::SeekJob;
use crate::model::anchor::{Fate, Outcome};
use crate::model::annotation::{Fragment, Id, Part};
use crate::model::edit::Edit;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selection::{Focus, Selection};
use crate::model::selector::Quote;
use crate::model::set::AnnotationSet;
use crate::model::step::StepKind;
use crate::model::text::ArticleText;
use std::collections::HashMap;
use std::sync::Arc;

/// A passage that waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Whose it is.
    pub annotation: Id,
    /// Of which part.
    pub part: Part,
    /// The passage as it is now: on other words, or lost.
    pub fragment: Fragment,
}

/// Where lost passages may be, and which question the person is at.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// The question that is lit.
    pub lit: Option<Question>,
    /// Which of several places is proposed for it.
    pub choice: usize,
    /// What looking for the words of lost passages found.
    pub sought: HashMap<Quote, Outcome>,
    /// True if the two versions of the article are shown side by side.
    pub compared: bool,
    /// The difference that was stepped to last.
    pub current: Option<usize>,
    /// The selection in the old text.
    pub selection: Selection,
    /// The generation of the set that was last looked through.
    of: Option<u64>,
}

/// An edition that a step of the history leads to, with its decisions.
#[derive(Debug)]
pub struct Other {
    /// The edition.
    pub edition: Edition,
    /// Decisions about its passages.
    pub decisions: Decisions,
}

impl From<Edition> for Other {
    fn from(edition: Edition) -> Self {
        let decisions = Decisions::new(edition.comparison.as_deref());
        Self { edition, decisions }
    }
}

impl Decisions {
    /// Decisions on an article, with the candidates for the passages that its change left.
    pub fn new(comparison: Option<&Comparison>) -> Self {
        let fates = comparison.map_or(&[][..], |comparison| &comparison.fates);
        let lost = fates.iter().filter_map(|fate| match &fate.now {
            Fragment::Lost(quote) => Some((quote.as_ref().clone(), fate.outcome.clone())),
            _ => None,
        });
        Self { sought: lost.collect(), ..Self::default() }
    }

    /// The places that a passage may be put on, the best first.
    pub fn places(&self, fragment: &Fragment) -> Vec<ByteRange> {
        match fragment {
            Fragment::Found(range) => vec![*range],
            Fragment::Changed(changed) => vec![changed.range],
            Fragment::Lost(quote) => match self.sought.get(quote.as_ref()) {
                Some(Outcome::Ambiguous(places)) => places.iter().map(|(range, _)| *range).collect(),
                Some(Outcome::Lost { candidate }) => candidate.iter().map(|(range, _)| *range).collect(),
                Some(found) => found.range().into_iter().collect(),
                None => Vec::new(),
            },
        }
    }
}

/// Every passage of a set that waits for a decision, in the order of its annotations.
pub fn questions(set: &AnnotationSet) -> Vec<Question> {
    let parts = set.annotations().iter().flat_map(|mark| mark.parts().map(move |(part, target)| (mark, part, target)));
    let fragments = parts.flat_map(|(mark, part, target)| {
        target.fragments().iter().map(move |fragment| (mark, part, fragment)).filter(|(.., fragment)| {
            // A mark that never had any words has nothing to be found by.
            fragment.quote().is_some_and(|quote| !quote.exact.is_empty())
        })
    });
    fragments
        .map(|(mark, part, fragment)| Question { annotation: mark.id.clone(), part, fragment: fragment.clone() })
        .collect()
}

/// True if what was carried over with the same words is accepted. The step itself is what tells, so that undoing it takes
/// the decision back.
pub fn is_accepted(open: &Open) -> bool {
    open.history.is_done_here(StepKind::AcceptUnchanged)
}

/// A passage in the list of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which it is.
    pub question: Question,
    /// Its fate.
    pub fared: Fared,
}

/// What became of a passage in the list of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fared {
    /// It waits for a decision.
    Waits,
    /// It was found elsewhere with the same words.
    Moved,
    /// It is where it was.
    Same,
}

/// The list of changes: what waits for a decision, then what was carried over with the same words and is not accepted yet;
/// of that what moved comes first, since it is more likely to need a look.
pub fn rows(open: &Open) -> Vec<Row> {
    let waiting = questions(open.document.set()).into_iter().map(|question| Row { question, fared: Fared::Waits });
    let fates = open.review.as_ref().filter(|_| !is_accepted(open)).map_or(&[][..], |review| &review.fates);
    let carried = |wanted: Fared| {
        fates.iter().filter(|fate| fate.part == Part::Target).filter_map(move |fate| {
            let fared = match fate.outcome {
                Outcome::Exact(_) => Fared::Same,
                Outcome::Moved(_) => Fared::Moved,
                _ => return None,
            };
            let (annotation, fragment) = (fate.annotation.clone(), fate.now.clone());
            let question = Question { annotation, part: fate.part, fragment };
            (fared == wanted && is_asked(open, &question)).then_some(Row { question, fared })
        })
    };
    waiting.chain(carried(Fared::Moved)).chain(carried(Fared::Same)).collect()
}

/// True if the passage of a question is still as it was when it was asked.
fn is_asked(open: &Open, question: &Question) -> bool {
    let target = open.document.set().get(&question.annotation).and_then(|mark| mark.part(question.part));
    target.is_some_and(|target| target.fragments().contains(&question.fragment))
}

/// What became of the passage of a question when the article changed, if it is known.
pub fn fate<'a>(open: &'a Open, question: &Question) -> Option<&'a Fate> {
    open.review.as_ref()?.fates.iter().find(|fate| {
        fate.annotation == question.annotation && fate.part == question.part && fate.now == question.fragment
    })
}

/// The words that the passage of a question was.
pub fn words<'a>(open: &'a Open, question: &'a Question) -> &'a str {
    let was = || Some(open.review.as_ref()?.old.slice(fate(open, question)?.was.range()?));
    let described = question.fragment.quote().map(|quote| quote.exact.as_str());
    described.or_else(was).unwrap_or_default()
}

/// True if there is anything to say about changes: the article differs from what it was, or passages were lost.
pub fn has_changes(open: &Open) -> bool {
    open.review.is_some() || open.problems.listed().iter().any(|problem| matches!(problem.check, "lost" | "changed"))
}

/// The place that is proposed for a question.
pub fn proposed(open: &Open, question: &Question) -> Option<ByteRange> {
    let places = open.decisions.places(&question.fragment);
    let lit = open.decisions.lit.as_ref() == Some(question);
    let choice = if lit { open.decisions.choice % places.len().max(1) } else { 0 };
    places.get(choice).copied()
}

/// True if there is a question to decide.
pub fn undecided(state: &State) -> bool {
    state.editable() && state.open.as_ref().is_some_and(|open| current(open).is_some())
}

/// True if there is something carried over with the same words to accept.
pub fn unaccepted(state: &State) -> bool {
    let waits = |open: &Open| open.review.is_some() && !is_accepted(open);
    state.editable() && state.open.as_ref().is_some_and(waits)
}

/// The question that a command is about: the lit one, or else the first of the selected mark.
pub fn current(open: &Open) -> Option<Question> {
    // With another mark selected since, it is that one's turn.
    let is_selected = |question: &Question| open.focus.mark.as_ref().is_none_or(|mark| *mark == question.annotation);
    let lit = open.decisions.lit.clone().filter(|question| is_asked(open, question) && is_selected(question));
    lit.or_else(|| {
        let mark = open.document.set().get(open.focus.mark.as_ref()?)?;
        let mut fragments = mark.parts().flat_map(|(part, target)| target.fragments().iter().map(move |f| (part, f)));
        let (part, fragment) = fragments.find(|(_, fragment)| fragment.quote().is_some())?;
        Some(Question { annotation: mark.id.clone(), part, fragment: fragment.clone() })
    })
}

impl Work<'_> {
    /// Lights a question, selects its mark and shows where it is proposed to be.
    pub fn light(&mut self, question: Question) {
        let Some(open) = &mut self.state.open else { return };
        open.history.seal();
        open.focus.mark = Some(question.annotation.clone());
        if open.decisions.lit.as_ref() != Some(&question) {
            open.decisions.choice = 0;
        }
        open.decisions.lit = Some(question);
        self.withdraw();
        self.show_question();
    }

    /// Lights the next question, or the previous one.
    pub fn step_question(&mut self, forward: bool) {
        let Some(open) = &self.state.open else { return };
        let rows = rows(open);
        let at = current(open).and_then(|lit| rows.iter().position(|row| row.question == lit));
        let next = match (at, forward) {
            (None, _) => Some(0),
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        if let Some(row) = next.and_then(|next| rows.get(next)) {
            self.light(row.question.clone());
        }
    }

    /// Proposes the next of several places for the lit question, or the previous one.
    pub fn turn_place(&mut self, forward: bool) {
        let Some(open) = &mut self.state.open else { return };
        let Some(question) = current(open) else { return };
        let count = open.decisions.places(&question.fragment).len().max(1);
        let step = if forward { 1 } else { count - 1 };
        open.decisions.choice = (open.decisions.choice % count + step) % count;
        open.decisions.lit = Some(question);
        self.show_question();
    }

    /// Puts the passage on the place that is proposed for it.
    pub fn accept_place(&mut self) {
        let Some(open) = &self.state.open else { return };
        let Some(question) = current(open) else { return };
        match proposed(open, &question) {
            Some(range) if question.fragment == Fragment::Found(range) => {
                // It is there already: that it is right is no change.
                self.state.said = "Match accepted: the passage stays in place".to_owned();
                self.step_question(true);
            }
            Some(range) => self.decide(StepKind::AcceptMatch, question, Fragment::Found(range)),
            None => {
                self.state.said = "No match found: select the passage in the article and move the mark there".to_owned()
            }
        }
    }

    /// Puts the passage on the selected words.
    pub fn put_on_selection(&mut self) {
        let Some(question) = self.state.open.as_ref().and_then(current) else { return };
        if let Some(range) = self.take_selection() {
            self.decide(StepKind::MoveToSelection, question, Fragment::Found(range));
        }
    }

    /// Says that the passage is not in the article.
    pub fn leave_lost(&mut self) {
        let Some(open) = &self.state.open else { return };
        let Some(question) = current(open) else { return };
        match &question.fragment {
            Fragment::Changed(changed) => {
                let lost = Fragment::lost(&open.document.article().text, changed.quote.clone());
                self.decide(StepKind::MarkLost, question, lost);
            }
            // A file that says that words are lost which are in its text is read as a file that is wrong about them.
            Fragment::Found(_) => {
                self.state.said =
                    "The text is still in the article: move the mark to the right place, or delete it".to_owned();
            }
            Fragment::Lost(_) => self.step_question(true),
        }
    }

    fn decide(&mut self, kind: StepKind, question: Question, fragment: Fragment) {
        let Some(open) = &mut self.state.open else { return };
        let all = rows(open);
        let at = all.iter().position(|row| row.question == question).unwrap_or_default();
        let next = all.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| all.get(before)));
        let next = next.map(|row| row.question.clone());
        let Some(old) = open.document.set().get(&question.annotation) else { return };
        let mut new = old.as_ref().clone();
        let Some(target) = new.part_mut(question.part) else { return };
        *target = target.with(&question.fragment, fragment);
        new.modified = self.outside.now();
        let mark = next.as_ref().map_or(question.annotation, |next| next.annotation.clone());
        open.decisions.lit = next;
        open.decisions.choice = 0;
        let focus = Focus { selection: open.focus.selection, mark: Some(mark) };
        self.commit(kind, Edit::Replace(Arc::new(new)), focus, None);
        self.show_question();
    }

    /// Accepts everything that was carried over with the same words. No mark changes by it, but the article as it is now is
    /// from then on the one that they are made on: it is saved with them, and they are not asked about again.
    pub fn accept_carried(&mut self) {
        let Some(open) = &self.state.open else { return };
        let focus = open.focus.clone();
        self.commit(StepKind::AcceptUnchanged, Edit::Batch(Vec::new()), focus, None);
    }

    /// Shows the old and the new text side by side, or the article alone again.
    pub fn compare(&mut self) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.review.is_some()) else { return };
        open.decisions.compared ^= true;
        if open.decisions.compared {
            // The way there was found, and the panel says the same.
            self.state.notices.retain(|notice| notice.topic != Some(NoticeTopic::Reanchored));
            self.state.full_map = false;
            self.state.show(Panel::Changes);
            if !self.show_selected_change() {
                self.step_difference(true);
            }
        }
    }

    /// Shows the passage that is selected in both texts, and the place where they differ that is in it or at its edge:
    /// the lit question, or else the first passage of the selected mark that has changed. Says whether there is one.
    fn show_selected_change(&mut self) -> bool {
        let Some(open) = &mut self.state.open else { return false };
        let of_mark = || {
            let mark = open.focus.mark.as_ref()?;
            let fates = &open.review.as_ref()?.fates;
            let fate = fates.iter().find(|fate| fate.annotation == *mark && fate.part == Part::Target)?;
            let (annotation, fragment) = (fate.annotation.clone(), fate.now.clone());
            Some(Question { annotation, part: fate.part, fragment })
        };
        let Some(question) = current(open).or_else(of_mark) else { return false };
        let (was, now) = (fate(open, &question).and_then(|fate| fate.was.range()), proposed(open, &question));
        let Some(review) = &open.review else { return false };
        let touches = |one: ByteRange, other: Option<ByteRange>| {
            other.is_some_and(|other| one.start() <= other.end() && other.start() <= one.end())
        };
        let at = review.differences.iter().position(|change| touches(change.old, was) || touches(change.new, now));
        if let Some(at) = at {
            let difference = review.differences[at];
            open.decisions.current = Some(at);
            open.decisions.selection = Selection::caret(difference.old.start());
            open.focus.selection = Selection::caret(difference.new.start());
            open.grown.clear();
            self.state.said = format!("Change {} of {}", at + 1, review.differences.len());
        }
        open.decisions.choice = if open.decisions.lit.as_ref() == Some(&question) { open.decisions.choice } else { 0 };
        open.decisions.lit = Some(question);
        self.show_question();
        true
    }

    /// Goes to the next place where the texts differ, or the previous one.
    pub fn step_difference(&mut self, forward: bool) {
        let Some(open) = &mut self.state.open else { return };
        let Some(review) = &open.review else { return };
        let caret = open.focus.selection.focus;
        // Where the caret still is at the change that was stepped to, from there; else from the caret.
        let stepped = open.decisions.current.filter(|at| review.differences[*at].new.start() == caret);
        let next = match (stepped, forward) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => Some(review.differences.partition_point(|difference| difference.new.start() < caret)),
            (None, false) => {
                review.differences.partition_point(|difference| difference.new.start() < caret).checked_sub(1)
            }
        };
        let count = review.differences.len();
        let Some((index, difference)) = next.and_then(|next| Some((next, *review.differences.get(next)?))) else {
            self.state.said = if forward { "No more changes below" } else { "No more changes above" }.to_owned();
            return;
        };
        open.decisions.current = Some(index);
        open.decisions.selection = Selection::caret(difference.old.start());
        open.focus.selection = Selection::caret(difference.new.start());
        open.grown.clear();
        self.state.said = format!("Change {} of {count}", index + 1);
        self.effects.push(Effect::Reveal(difference.new));
        self.effects.push(Effect::RevealOld(difference.old));
    }

    /// Looks for the words of lost passages where they were not looked for yet.
    pub fn seek(&mut self) {
        if self.state.panel != Panel::Changes {
            return;
        }
        let Some(open) = &mut self.state.open else { return };
        let generation = open.document.set().generation();
        if open.decisions.of.replace(generation) == Some(generation) {
            return;
        }
        let quotes: Vec<Quote> = questions(open.document.set())
            .into_iter()
            .filter_map(|question| match question.fragment {
                Fragment::Lost(quote) if !open.decisions.sought.contains_key(quote.as_ref()) => Some(*quote),
                _ => None,
            })
            .collect();
        if !quotes.is_empty() {
            self.effects
                .push(Effect::Do(Job::Seek(Box::new(SeekJob { text: open.document.article().text.clone(), quotes }))));
        }
    }

    /// Takes what was found of lost passages.
    pub fn sought(&mut self, text: &ArticleText, found: Vec<(Quote, Outcome)>) {
        if let Some(open) = self.state.open.as_mut().filter(|open| open.document.article().text.is_same(text)) {
            open.decisions.sought.extend(found);
        }
    }

    /// Brings the lit question into sight: where it is proposed to be, or where it would have been; and where it was.
    fn show_question(&mut self) {
        let Some(open) = &self.state.open else { return };
        let Some(question) = &open.decisions.lit else { return };
        let was = fate(open, question).and_then(|fate| fate.was.range());
        if let Some(range) = was {
            self.effects.push(Effect::RevealOld(range));
        }
        let differences = open.review.as_ref().map_or(&[][..], |review| review.differences.as_slice());
        let would_be = || {
            let at: ByteOffset = crate::model::anchor::projected(differences, was?.start());
            let at = open.document.article().text.floor(at);
            Some(ByteRange::new(at, at))
        };
        if let Some(range) = proposed(open, question).or_else(would_be) {
            self.effects.push(Effect::Reveal(range));
        }
    }
}
