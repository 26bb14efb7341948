//! Finding passages again when the article has changed: nothing is attached to other words, nothing is dropped.
//!
//! What lies before the first change or after the last one is carried over by arithmetic. The rest is looked for by its
//! exact words, and where they occur more than once, by what stood around them. What cannot be told apart stays lost.

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selector::{CONTEXT, Quote};
use crate::model::text::ArticleText;

/// What became of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same words at the same place.
    Exact(ByteRange),
    /// The same words at another place.
    Moved(ByteRange),
    /// Not there, or in several places that cannot be told apart.
    Lost,
}

/// Quotes shorter than this many scalars are found only with some of their context: a "said" is not any "said".
const SHORT: usize = 12;

/// How many scalars of its context a short quote must keep.
const SHORT_CONTEXT: usize = 4;

/// How much work one search may be: bytes read and compared. A text of `aaaa…` with a quote of the same would take hours.
const EFFORT: usize = 1 << 30;

/// Looks for `quote` in `text`: where it says it is, then anywhere.
pub fn resolve(text: &ArticleText, quote: &Quote) -> Outcome {
    resolve_within(text, quote, &mut { EFFORT }).unwrap_or(Outcome::Lost)
}

/// As [`resolve`], taking its work (about one a byte that is read) from `effort`; `None` if that is used up.
///
/// For searching for many quotes, whose places may be many each, in bounded time.
pub fn resolve_within(text: &ArticleText, quote: &Quote, effort: &mut usize) -> Option<Outcome> {
    let start = text.byte_of_scalar(quote.start);
    let range = start.map(|start| ByteRange::of(start.get(), start.get() + quote.exact.len()));
    let places = occurrences(text, &quote.exact, effort)?;
    let mut scored: Vec<(usize, bool, ByteRange)> =
        places.into_iter().map(|place| (kept_context(text, place, quote), Some(place) == range, place)).collect();
    scored.sort_by(|a, b| b.cmp(a));
    let Some((context, in_place, best)) = scored.first().copied() else { return Some(Outcome::Lost) };
    let rival = scored.get(1).is_some_and(|(other, same_place, _)| (*other, *same_place) == (context, in_place));
    let wanted = quote.prefix.chars().count() + quote.suffix.chars().count();
    let too_short = quote.exact.chars().count() < SHORT && context < SHORT_CONTEXT.min(wanted);
    Some(match (rival || too_short, in_place) {
        (true, _) => Outcome::Lost,
        (false, true) => Outcome::Exact(best),
        (false, false) => Outcome::Moved(best),
    })
}

/// Every place of `words` in `text`, overlapping ones too; `None` if finding them takes more than `effort`.
fn occurrences(text: &ArticleText, words: &str, effort: &mut usize) -> Option<Vec<ByteRange>> {
    let whole = text.as_str();
    let step = words.chars().next().map_or(0, char::len_utf8);
    let mut found = Vec::new();
    let mut from = 0;
    *effort = effort.checked_sub(whole.len())?;
    while step > 0
        && let Some(at) = whole.get(from..).and_then(|rest| rest.find(words))
    {
        // Each search reads the words once to prepare and once to compare; then each place is weighed and sorted.
        *effort = effort.checked_sub(2 * words.len() + 8 * CONTEXT)?;
        found.push(ByteRange::of(from + at, from + at + words.len()));
        from += at + step;
    }
    Some(found)
}

/// How many scalars of the quote's context still stand around a place.
fn kept_context(text: &ArticleText, place: ByteRange, quote: &Quote) -> usize {
    let whole = text.as_str();
    let before = whole[..place.start().get()].chars().rev().zip(quote.prefix.chars().rev());
    let after = whole[place.end().get()..].chars().zip(quote.suffix.chars());
    before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
}

/// Two versions of a text, compared by what they begin and end with alike.
#[derive(Clone, Copy, Debug)]
pub struct Revision<'a> {
    old: &'a ArticleText,
    new: &'a ArticleText,
    /// Bytes that both begin with.
    head: usize,
    /// Bytes that both end with.
    tail: usize,
}

impl<'a> Revision<'a> {
    /// Compares two versions.
    pub fn new(old: &'a ArticleText, new: &'a ArticleText) -> Self {
        let (a, b) = (old.as_str().as_bytes(), new.as_str().as_bytes());
        let shorter = a.len().min(b.len());
        let mut head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        while !old.as_str().is_char_boundary(head) || !new.as_str().is_char_boundary(head) {
            head -= 1;
        }
        let mut tail = a.iter().rev().zip(b.iter().rev()).take(shorter - head).take_while(|(a, b)| a == b).count();
        while !old.as_str().is_char_boundary(a.len() - tail) || !new.as_str().is_char_boundary(b.len() - tail) {
            tail -= 1;
        }
        Self { old, new, head, tail }
    }

    /// What became of a passage of the old version, described by `quote` where it must be searched for.
    pub fn outcome(&self, range: ByteRange, quote: impl FnOnce() -> Quote) -> Outcome {
        if range.end().get() <= self.head {
            return Outcome::Exact(range);
        }
        if range.start().get() >= self.old.end().get() - self.tail {
            let shift = |offset: ByteOffset| offset.get() + self.new.end().get() - self.old.end().get();
            let moved = ByteRange::of(shift(range.start()), shift(range.end()));
            return if moved == range { Outcome::Exact(range) } else { Outcome::Moved(moved) };
        }
        resolve(self.new, &quote())
    }
}
