//! Searches for a passage by its exact text, by similar text, and by its context.

use std::cmp::Reverse;

use crate::model::align::letters::Letters;
use crate::model::anchor::effort::Effort;
use crate::model::anchor::outcome::Outcome;
use crate::model::anchor::wanted::{Candidate, Choice, PLACES, Wanted, distinct, lost};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selector::{CONTEXT, Quote};
use crate::model::text::ArticleText;

/// The effort for one passage that the person asks about.
const ONE: usize = 1 << 30;

/// Maximum text, in bytes, that is searched for similar text.
const LIKE: usize = 32 << 20;

/// The cost of comparing the context of a place.
const PLACE: usize = 64 * CONTEXT;

/// Searches all of `text` for a passage that was not found, for the person to choose from.
pub fn resolve(text: &ArticleText, quote: &Quote) -> Outcome {
    let effort = &mut Effort::new(ONE);
    let (wanted, there) = (Wanted::new(quote), text.byte_of_scalar(quote.start));
    let same = by_words(text, &wanted, effort).unwrap_or_default();
    let best = nearest(&same, there);
    if let Some(outcome) = of_same(&wanted, same, there) {
        return outcome;
    }
    let like = Grounds::new(text, [text.whole()]).like(&wanted, effort).unwrap_or_default();
    let best = best.or(nearest(&like, there));
    let like = Choice::of(like.into_iter().filter(|like| wanted.may_be_at(like)).collect(), there);
    let changed = like.outcome(|one| Outcome::Changed { range: one.range, similarity: one.similarity });
    changed.unwrap_or(lost(best))
}

/// The outcome of places with the exact text of a passage: it is at one of them, or at `there`, unless the context
/// contradicts that.
fn of_same(wanted: &Wanted<'_>, same: Vec<Candidate>, there: Option<ByteOffset>) -> Option<Outcome> {
    let is_there = |candidate: &Candidate| Some(candidate.range.start()) == there;
    let likely = same.into_iter().filter(|same| wanted.may_share(same) || is_there(same));
    Choice::of(likely.collect(), there)
        .outcome(|one| if is_there(&one) { Outcome::Exact(one.range) } else { Outcome::Moved(one.range) })
}

/// The best candidate; of equals the one nearest to the expected place.
fn nearest(candidates: &[Candidate], expected: Option<ByteOffset>) -> Option<Candidate> {
    let far = |candidate: &Candidate| candidate.range.start().get().abs_diff(expected.unwrap_or_default().get());
    let rank = |candidate: &&Candidate| (candidate.similarity, candidate.context, Reverse(far(candidate)));
    candidates.iter().max_by_key(rank).copied()
}

/// Searches `text` for the exact text of a passage, in its context if that is known; `None` if too little effort is
/// left.
///
/// Similar text is not searched for: a passage that was lost would be found again, against the decision that it is
/// lost.
pub fn same_words(text: &ArticleText, quote: &Quote, effort: &mut Effort) -> Option<Outcome> {
    let wanted = Wanted::new(quote);
    let Some(same) = by_words(text, &wanted, effort) else {
        effort.given_up += 1;
        return None;
    };
    Some(of_same(&wanted, same, text.byte_of_scalar(quote.start)).unwrap_or(Outcome::Lost { candidate: None }))
}

/// Every place of the exact text of a passage; `None` if that takes too much effort.
pub(super) fn by_words(text: &ArticleText, wanted: &Wanted<'_>, effort: &mut Effort) -> Option<Vec<Candidate>> {
    let mut places = Vec::new();
    occurrences(text, text.whole(), &wanted.quote.exact, effort, &mut places)?;
    Some(places.into_iter().filter_map(|place| wanted.candidate(text, place)).collect())
}

/// Appends the places of `words` in a stretch of a text, overlapping ones too; `None` if that takes too much effort.
pub(super) fn occurrences(
    text: &ArticleText,
    stretch: ByteRange,
    words: &str,
    effort: &mut Effort,
    places: &mut Vec<ByteRange>,
) -> Option<()> {
    let (hay, base) = (text.slice(stretch), stretch.start().get());
    let step = words.chars().next().map_or(0, char::len_utf8);
    let mut from = 0;
    effort.take(hay.len())?;
    while step > 0
        && let Some(at) = hay.get(from..).and_then(|rest| rest.find(words))
    {
        // Each search reads the words once to prepare and once to compare; then each place is weighed.
        effort.take(2 * words.len() + PLACE)?;
        places.push(ByteRange::of(base + from + at, base + from + at + words.len()));
        from += at + step;
    }
    Some(())
}

/// The stretches of a text where a missing passage may be.
#[derive(Debug)]
pub(super) struct Grounds<'t> {
    text: &'t ArticleText,
    stretches: Vec<(ByteRange, Letters)>,
}

impl<'t> Grounds<'t> {
    /// These stretches of a text.
    pub fn new(text: &'t ArticleText, stretches: impl IntoIterator<Item = ByteRange>) -> Self {
        let mut left = LIKE;
        let with_letters = |stretch: ByteRange| {
            left = left.saturating_sub(stretch.len());
            let letters =
                if left > 0 { Letters::of(text.slice(stretch), stretch.start().get()) } else { Letters::default() };
            (stretch, letters)
        };
        Self { text, stretches: stretches.into_iter().map(with_letters).collect() }
    }

    /// The places of the exact text of a passage that are mostly in these stretches; `None` if that takes too much
    /// effort.
    pub fn same(&self, wanted: &Wanted<'_>, effort: &mut Effort) -> Option<Vec<Candidate>> {
        let (words, mut places) = (&wanted.quote.exact, Vec::new());
        for (stretch, _) in &self.stretches {
            if 2 * stretch.len() >= words.len() {
                let (start, end) = (stretch.start().get(), stretch.end().get());
                let (start, end) = (start.saturating_sub(words.len() / 2), end + words.len() / 2);
                let whole = self.text.as_str();
                let around =
                    ByteRange::of(whole.floor_char_boundary(start), whole.ceil_char_boundary(end.min(whole.len())));
                occurrences(self.text, around, words, effort, &mut places)?;
            }
        }
        places.dedup();
        Some(places.into_iter().filter_map(|place| wanted.candidate(self.text, place)).collect())
    }

    /// The places in these stretches that are most similar to a passage, the best first; `None` if that takes too much
    /// effort.
    pub fn like(&self, wanted: &Wanted<'_>, effort: &mut Effort) -> Option<Vec<Candidate>> {
        by_likeness(self.text, self.stretches.iter().map(|(_, letters)| letters), wanted, effort)
    }
}

/// The few places in stretches of a text, given by their letters, that are most similar to a passage, the best first.
/// `None` if that takes too much effort.
pub(super) fn by_likeness<'l>(
    text: &ArticleText,
    stretches: impl IntoIterator<Item = &'l Letters>,
    wanted: &Wanted<'_>,
    effort: &mut Effort,
) -> Option<Vec<Candidate>> {
    let mut ends = Vec::new();
    for letters in stretches {
        // A stretch with less than half of the letters is less than half similar.
        if 2 * letters.letters.len() >= wanted.len() && wanted.len() > 0 {
            effort.take(wanted.effort(letters.letters.len()))?;
            ends.extend(wanted.ends(letters).into_iter().map(|(edits, end)| (edits, end, letters)));
        }
    }
    ends.sort_by_key(|(edits, ..)| *edits);
    ends.truncate(PLACES);
    effort.take(ends.len() * (wanted.effort(8 * wanted.len()) + PLACE))?;
    let places = ends.into_iter().map(|(_, end, letters)| wanted.ending(letters, end));
    Some(distinct(places.filter_map(|place| wanted.rounded(text, place)).collect()))
}
