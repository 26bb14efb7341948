//! Decisions about passages whose text changed or was lost.
//!
//! The passages that wait are part of the annotations, so that a decision is an ordinary step that can be undone, and what
//! was not decided still waits when the file is opened again. Only the old text is kept beside them.

use std::collections::HashMap;

use crate::jobs::edition::{Comparison, Edition};
use crate::model::anchor::Outcome;
use crate::model::annotation::{Fragment, Id, Part};
use crate::model::offset::ByteRange;
use crate::model::selection::Selection;
use crate::model::selector::Quote;
use crate::model::set::AnnotationSet;

/// A passage that waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its mark.
    pub annotation: Id,
    /// The part of the mark.
    pub part: Part,
    /// The passage as it is now: on different text, or lost.
    pub fragment: Fragment,
}

/// Candidates for lost passages, and the question that the person is at.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// The highlighted question.
    pub lit: Option<Question>,
    /// The index of the place that is proposed for it.
    pub choice: usize,
    /// Search results for the text of lost passages.
    pub sought: HashMap<Quote, Outcome>,
    /// True if the two versions of the article are shown side by side.
    pub compared: bool,
    /// The difference that the person went to last.
    pub current: Option<usize>,
    /// The selection in the old text.
    pub selection: Selection,
    /// The generation of the annotations at the last search.
    pub of: Option<u64>,
}

/// An edition of the article to which a step of the history leads, with its decisions.
#[derive(Debug)]
pub struct OtherEdition {
    /// The edition.
    pub edition: Edition,
    /// The decisions about its passages.
    pub decisions: Decisions,
}

impl From<Edition> for OtherEdition {
    fn from(edition: Edition) -> Self {
        let decisions = Decisions::new(edition.comparison.as_deref());
        Self { edition, decisions }
    }
}

impl Decisions {
    /// Decisions on a changed article, with the candidates that reanchoring found for its lost passages.
    pub fn new(comparison: Option<&Comparison>) -> Self {
        let fates = comparison.map_or(&[][..], |comparison| &comparison.fates);
        let lost = fates.iter().filter_map(|fate| match &fate.now {
            Fragment::Lost(quote) => Some((quote.as_ref().clone(), fate.outcome.clone())),
            _ => None,
        });
        Self { sought: lost.collect(), ..Self::default() }
    }

    /// The places proposed for a passage, the best first.
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

/// Every passage that waits for a decision, in the order of the annotations.
pub fn questions(set: &AnnotationSet) -> Vec<Question> {
    let parts = set.annotations().iter().flat_map(|mark| mark.parts().map(move |(part, target)| (mark, part, target)));
    let fragments = parts.flat_map(|(mark, part, target)| {
        target.fragments().iter().map(move |fragment| (mark, part, fragment)).filter(|(.., fragment)| {
            // A mark that never had any text cannot be searched for.
            fragment.quote().is_some_and(|quote| !quote.exact.is_empty())
        })
    });
    fragments
        .map(|(mark, part, fragment)| Question { annotation: mark.id.clone(), part, fragment: fragment.clone() })
        .collect()
}
