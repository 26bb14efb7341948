//! A version of an article, with what is derived from it.

use std::collections::HashMap;

use crate::jobs::analysis::Reading;
use crate::jobs::problems::Problems;
use crate::model::anchor::{Carried, Change, Fate, Outcome, Tally};
use crate::model::annotation::{Fragment, Id, Part};
use crate::model::article::Article;
use crate::model::offset::ByteRange;
use crate::model::selection::Selection;
use crate::model::selector::Quote;
use crate::model::set::AnnotationSet;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// An article that a step of the history leads to: what is known of it besides its annotations.
#[derive(Debug)]
pub struct Other {
    /// What was worked out from it.
    pub reading: Reading,
    /// What it was before, if it changed since.
    pub review: Option<Box<Review>>,
    /// What is known of its passages that wait for a decision.
    pub decisions: Decisions,
    /// What is wrong with it.
    pub problems: Problems,
}

/// The article as it was when it was annotated, and what became of its passages.
#[derive(Clone, Debug)]
pub struct Review {
    /// The text as it was.
    pub old: ArticleText,
    /// Its structure.
    pub structure: Structure,
    /// The annotations on it.
    pub before: AnnotationSet,
    /// What became of each passage.
    pub fates: Vec<Fate>,
    /// Where the texts differ, in order.
    pub differences: Vec<Change>,
    /// True if the two are shown side by side.
    pub compared: bool,
    /// The difference that was stepped to last.
    pub current: Option<usize>,
    /// The selection in the old text.
    pub selection: Selection,
}

impl Review {
    /// An article as it was, with its annotations, and what became of them where it was carried over to another text.
    pub fn new(old: &Article, before: AnnotationSet, carried: &Carried) -> Self {
        Self {
            old: old.text.clone(),
            structure: old.structure.clone(),
            before,
            fates: carried.fates.clone(),
            differences: carried.changes.clone(),
            compared: false,
            current: None,
            selection: Selection::default(),
        }
    }

    /// What it says in one line, and whether there is something to decide.
    pub fn summary(&self) -> (String, bool) {
        let tally: Tally = self.fates.iter().map(|fate| &fate.outcome).collect();
        (
            format!("The article changed since it was annotated: {tally}"),
            tally.changed + tally.ambiguous + tally.lost > 0,
        )
    }
}

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
    /// The generation of the set that was last looked through.
    pub of: Option<u64>,
}

impl Decisions {
    /// Takes what was found out when the text changed.
    pub fn learn(&mut self, fates: &[Fate]) {
        let lost = fates.iter().filter_map(|fate| match &fate.now {
            Fragment::Lost(quote) => Some((quote.as_ref().clone(), fate.outcome.clone())),
            _ => None,
        });
        self.sought.extend(lost);
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
