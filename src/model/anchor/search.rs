//! A passage looked for by its words, and where they occur more than once, by what stood around them.

use crate::model::anchor::outcome::Outcome;
use crate::model::offset::ByteRange;
use crate::model::selector::{CONTEXT, Quote};
use crate::model::text::ArticleText;

/// Quotes shorter than this many scalars are found only with some of their context: a "said" is not any "said".
const SHORT: usize = 12;

/// How many scalars of its context a short quote must keep.
const SHORT_CONTEXT: usize = 4;

/// How much work one search may be: bytes read and compared. A text of `aaaa…` with a quote of the same would take hours.
const EFFORT: usize = 1 << 30;

/// Looks for `quote` in `text`: where it says it is, then anywhere.
pub fn resolve(text: &ArticleText, quote: &Quote) -> Outcome {
    resolve_within(text, quote, &mut { EFFORT }).unwrap_or(Outcome::Lost { candidate: None })
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
    let Some((context, in_place, best)) = scored.first().copied() else {
        return Some(Outcome::Lost { candidate: None });
    };
    let rival = scored.get(1).is_some_and(|(other, same_place, _)| (*other, *same_place) == (context, in_place));
    let wanted = quote.prefix.chars().count() + quote.suffix.chars().count();
    let too_short = quote.exact.chars().count() < SHORT && context < SHORT_CONTEXT.min(wanted);
    Some(match (rival || too_short, in_place) {
        (true, _) => Outcome::Lost { candidate: None },
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
