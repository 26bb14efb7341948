//! The window of a passage: the text between the context that still exists.

use crate::model::align::letters::Letters;
use crate::model::anchor::effort::Effort;
use crate::model::anchor::revision::{Change, Place, Revision};
use crate::model::anchor::search::{by_likeness, occurrences};
use crate::model::anchor::wanted::{Candidate, Wanted, best_end, distinct};
use crate::model::offset::ByteRange;
use crate::model::selector::CONTEXT;
use crate::model::text::ArticleText;

/// The possible new places of the ends of a passage.
#[derive(Debug)]
pub(super) struct Window {
    /// The passage in the old text, without white space at its ends.
    was: ByteRange,
    start: Place,
    end: Place,
}

/// Maximum letters of the replacement of a passage of this length; in a longer one it may as well be elsewhere.
const fn near(letters: usize) -> usize {
    4 * letters + 8 * CONTEXT
}

impl Window {
    /// The window of a passage of the old text whose place in its context did not change.
    pub fn new(revision: &Revision<'_>, place: ByteRange) -> Self {
        let was = revision.old.trimmed(place).unwrap_or(place);
        Self { was, start: revision.start(was.start().get()), end: revision.end(was.end().get()) }
    }

    /// True if the window contains a place in the new text.
    pub fn holds(&self, place: ByteRange) -> bool {
        self.extent().encloses(place)
    }

    /// The whole window.
    fn extent(&self) -> ByteRange {
        let start = match &self.start {
            Place::At(start) => *start,
            Place::Within(change) => change.new.start().get(),
        };
        let end = match &self.end {
            Place::At(end) => *end,
            Place::Within(change) => change.new.end().get(),
        };
        ByteRange::of(start, end.max(start))
    }

    /// The candidates in the window, the best first; `None` if finding them takes too much effort.
    pub fn candidates(
        &self,
        revision: &Revision<'_>,
        wanted: &Wanted<'_>,
        effort: &mut Effort,
    ) -> Option<Vec<Candidate>> {
        let new = revision.new;
        let mut places: Vec<Candidate> = self.image(revision, wanted, effort)?.into_iter().collect();
        if !places.iter().any(|place| wanted.admits(place)) {
            places.extend(self.among(new, wanted, effort)?);
        }
        places = distinct(places);
        if let Some(best) = places.first().filter(|best| !wanted.is_same(new, best)) {
            // A word more or less at the ends of the change must not hide the exact text.
            let length = wanted.quote.exact.len();
            let around = widened(new, best.range, length);
            effort.take(around.len())?;
            let mut same = Vec::new();
            occurrences(new, around, &wanted.quote.exact, effort, &mut same)?;
            let same = same.into_iter().filter(|same| same.overlaps(best.range));
            let same: Vec<Candidate> = same.filter_map(|same| wanted.candidate(new, same)).collect();
            if !same.is_empty() {
                places = same;
            }
        }
        Some(places)
    }

    /// The text between the new start and the new end of the passage.
    fn image(&self, revision: &Revision<'_>, wanted: &Wanted<'_>, effort: &mut Effort) -> Option<Option<Candidate>> {
        if self.start == self.end {
            // The whole passage is inside a change: there is nothing to go by.
            return Some(None);
        }
        let start = match &self.start {
            Place::At(start) => *start,
            Place::Within(change) => start_among(revision, *change, self.was.start().get(), effort)?,
        };
        let end = match &self.end {
            Place::At(end) => *end,
            Place::Within(change) => end_among(revision, *change, self.was.end().get(), effort)?,
        };
        if start >= end {
            return Some(None);
        }
        effort.take(2 * wanted.effort(end - start))?;
        let sure = matches!((&self.start, &self.end), (Place::At(_), Place::At(_)));
        let candidate = wanted.rounded(revision.new, ByteRange::of(start, end));
        Some(candidate.filter(|candidate| sure || wanted.fits(candidate)))
    }

    /// The most similar text inside the replacement.
    fn among(&self, new: &ArticleText, wanted: &Wanted<'_>, effort: &mut Effort) -> Option<Vec<Candidate>> {
        let stretch = self.extent();
        // In bytes first, since most of an article may be new.
        if stretch.len() > 4 * near(wanted.len()) {
            return Some(Vec::new());
        }
        let letters = Letters::of(new.slice(stretch), stretch.start().get());
        if letters.letters.len() > near(wanted.len()) {
            return Some(Vec::new());
        }
        let mut places = by_likeness(new, [&letters], wanted, effort)?;
        places.retain(|place| wanted.fits(place));
        Some(places)
    }
}

/// The new start of a passage that started at `byte` inside a change: the one after which the new text is most similar
/// to the old.
fn start_among(revision: &Revision<'_>, change: Change, byte: usize, effort: &mut Effort) -> Option<usize> {
    let (had, has) = letters(revision, change, ByteRange::of(byte, change.old.end().get()), effort)?;
    let had: Vec<char> = had.letters.into_iter().rev().collect();
    Some(has.byte(has.letters.len() - best_end(&had, has.letters.iter().rev().copied())))
}

/// The new end of a passage that ended at `byte` inside a change: the one before which the new text is most similar to
/// the old.
fn end_among(revision: &Revision<'_>, change: Change, byte: usize, effort: &mut Effort) -> Option<usize> {
    let (had, has) = letters(revision, change, ByteRange::of(change.old.start().get(), byte), effort)?;
    Some(has.byte(best_end(&had.letters, has.letters.iter().copied())))
}

/// The letters of the part of a passage that is inside a change, and those of the replacement.
fn letters(
    revision: &Revision<'_>,
    change: Change,
    part: ByteRange,
    effort: &mut Effort,
) -> Option<(Letters, Letters)> {
    let had = Letters::of(revision.old.slice(part), 0);
    let has = Letters::of(revision.new.slice(change.new), change.new.start().get());
    effort.take(had.letters.len() * had.letters.len().div_ceil(32) + 4 * change.new.len())?;
    Some((had, has))
}

/// A stretch extended by this many bytes on both sides, as far as the text goes.
fn widened(text: &ArticleText, stretch: ByteRange, by: usize) -> ByteRange {
    let whole = text.as_str();
    let (start, end) = (stretch.start().get().saturating_sub(by), (stretch.end().get() + by).min(whole.len()));
    ByteRange::of(whole.floor_char_boundary(start), whole.ceil_char_boundary(end))
}
