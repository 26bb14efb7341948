//! Passages of a file, located in its text by offset and quote: found, moved or lost.

use std::borrow::Cow;

use crate::model::align::similarity::Similarity;
use crate::model::anchor::{Effort, Outcome, same_words};
use crate::model::annotation::{Changed, Fragment};
use crate::model::message::shortened;
use crate::model::offset::{ByteOffset, ByteRange, ScalarOffset};
use crate::model::selector::Quote;
use crate::model::text::ArticleText;
use crate::storage::record::{Number, Words};
use crate::storage::v1;

/// Most work of searching for moved passages in one file: about two seconds. The rest stay lost, with their quotes, so that a
/// damaged file of 100,000 marks does not take minutes to open.
const EFFORT: usize = 1 << 31;

/// The known fields of a fragment.
#[derive(Debug)]
struct Piece<'de> {
    start: Option<Number>,
    end: Option<Number>,
    exact: Option<Cow<'de, str>>,
    prefix: Cow<'de, str>,
    suffix: Cow<'de, str>,
}

impl<'de> Piece<'de> {
    fn new(fragment: v1::Fragment<'de>) -> Self {
        let words = |words: Option<Words<'de>>| words.map(|words| unix_lines(words.0));
        Self {
            start: fragment.start,
            end: fragment.end,
            exact: words(fragment.exact),
            prefix: words(fragment.prefix).unwrap_or_default(),
            suffix: words(fragment.suffix).unwrap_or_default(),
        }
    }

    /// The offsets, or the mistake in them.
    fn offsets(&self) -> Result<(ScalarOffset, ScalarOffset), String> {
        let (Some(start), Some(end)) = (self.start, self.end) else {
            return Err("the passage has no start or no end".to_owned());
        };
        let (Some(from), Some(to)) = (start.whole(), end.whole()) else {
            return Err(format!("the offsets {start} to {end} are not whole numbers from 0 on"));
        };
        match from.cmp(&to) {
            std::cmp::Ordering::Less => Ok((offset(from), offset(to))),
            std::cmp::Ordering::Equal => Err(format!("the offsets {start} to {end} hold nothing")),
            std::cmp::Ordering::Greater => Err(format!("the offsets {start} to {end} are reversed")),
        }
    }

    /// The quote, with the offsets as far as they are valid numbers.
    fn quote(&self) -> Quote {
        let number = |number: Option<Number>| number.and_then(Number::whole).map_or(ScalarOffset::ZERO, offset);
        Quote {
            exact: self.exact.as_deref().unwrap_or_default().to_owned(),
            prefix: self.prefix.as_ref().to_owned(),
            suffix: self.suffix.as_ref().to_owned(),
            start: number(self.start),
            end: number(self.end),
        }
    }

    /// True if the offsets are valid numbers; a lost passage keeps them, right or wrong.
    fn has_numbers(&self) -> bool {
        let is_number = |number: Option<Number>| number.and_then(Number::whole).is_some();
        is_number(self.start) && is_number(self.end)
    }
}

fn offset(scalars: u32) -> ScalarOffset {
    ScalarOffset::new(scalars as usize)
}

/// The quoted text with the line ends of the article; git or an editor may have changed those of the file.
fn unix_lines(words: Cow<'_, str>) -> Cow<'_, str> {
    if words.contains('\r') { Cow::Owned(words.replace("\r\n", "\n").replace('\r', "\n")) } else { words }
}

/// Locates the passages of one file in its text, in the order of the file.
#[derive(Debug)]
pub(in crate::storage) struct Finder<'t> {
    text: &'t ArticleText,
    /// Distance of the last moved passage from its offsets, in scalars: an edit moves everything after it.
    shift: i64,
    effort: Effort,
}

impl<'t> Finder<'t> {
    /// A finder for the file with this text.
    pub fn new(text: &'t ArticleText) -> Self {
        Self { text, shift: 0, effort: Effort::new(EFFORT) }
    }

    /// Number of passages that were not searched for, since that would have taken too long.
    pub fn given_up(&self) -> usize {
        self.effort.given_up
    }

    /// The located fragment. Mistakes go to `report`, by check id; `part` names the part of the mark.
    pub fn settle(
        &mut self,
        fragment: v1::Fragment<'_>,
        part: &str,
        report: &mut impl FnMut(&'static str, String),
    ) -> Fragment {
        let piece = Piece::new(fragment);
        let offsets = piece.offsets();
        if let Ok((start, end)) = offsets
            && let Some(range) = self.range(start, end, piece.exact.as_deref())
        {
            return Fragment::Found(range);
        }
        let mut quote = piece.quote();
        if offsets.is_ok() && Fragment::is_aside(self.text, &quote) {
            return Fragment::Lost(Box::new(quote));
        }
        let mut found = self.search(&quote);
        if let Ok((start, end)) = offsets
            && let Some(changed) = self.changed(start, end, &quote)
            && found.is_none_or(|found| !found.overlaps(changed.range))
        {
            // The exact text is at its start: only the end offset is wrong.
            let start = changed.range.start().get();
            if !self.text.as_str()[start..].starts_with(&quote.exact) {
                return Fragment::Changed(Box::new(changed));
            }
            found = Some(ByteRange::of(start, start + quote.exact.len()));
        }
        match &offsets {
            // The quoted text is not in the article: the passage is lost, which the model's check reports.
            _ if found.is_none() && piece.exact.is_some() && piece.has_numbers() => {}
            Err(wrong) => report("offsets", format!("{part}: {wrong}")),
            Ok((start, end)) if self.text.byte_of_scalar(*end).is_none() => {
                report("offsets", format!("{part}: the offsets {start} to {end} go beyond the end of the text"));
            }
            Ok(_) => {}
        }
        let Some(range) = found else {
            if !piece.has_numbers() {
                // At the end of the text: at the start, other text might be taken for the passage.
                quote.start = self.text.scalar_of(self.text.end());
                quote.end = ScalarOffset::new(quote.start.get() + quote.exact.chars().count());
            }
            return Fragment::Lost(Box::new(quote));
        };
        let (start, end) = (self.text.scalar_of(range.start()), self.text.scalar_of(range.end()));
        let words = shortened(&quote.exact);
        report("moved", format!("{part}: {words:?} was found by its words, at {start} to {end}"));
        Fragment::Found(range)
    }

    /// Bytes between two offsets, if they are in the text and are `exact`, where that is known.
    fn range(&self, start: ScalarOffset, end: ScalarOffset, exact: Option<&str>) -> Option<ByteRange> {
        let from = self.text.byte_of_scalar(start)?;
        let Some(exact) = exact else {
            return Some(ByteRange::new(from, self.text.byte_of_scalar(end)?));
        };
        let here = self.text.as_str().get(from.get()..)?.starts_with(exact);
        (here && exact.chars().count() == end.get() - start.get())
            .then(|| ByteRange::of(from.get(), from.get() + exact.len()))
    }

    fn search(&mut self, quote: &Quote) -> Option<ByteRange> {
        if quote.exact.is_empty() {
            return None;
        }
        if let Some(range) = self.shifted(quote) {
            return Some(range);
        }
        let outcome = same_words(self.text, quote, &mut self.effort)?;
        let (Outcome::Exact(range) | Outcome::Moved(range)) = outcome else { return None };
        self.shift = self.text.scalar_of(range.start()).get() as i64 - quote.start.get() as i64;
        Some(range)
    }

    /// The text at the offsets, or as far from them as the last moved passage, if it is similar to the quote.
    fn changed(&mut self, start: ScalarOffset, end: ScalarOffset, quote: &Quote) -> Option<Changed> {
        let shifts = if self.shift == 0 { &[0][..] } else { &[0, self.shift] };
        for shift in shifts {
            let byte = |offset: ScalarOffset| {
                let scalars = usize::try_from(offset.get() as i64 + shift).ok()?;
                self.text.byte_of_scalar(ScalarOffset::new(scalars))
            };
            let (Some(start), Some(end)) = (byte(start), byte(end)) else { continue };
            let range = ByteRange::new(start, end);
            let effort = Similarity::effort(&quote.exact, self.text.slice(range));
            if self.effort.take(effort).is_none() {
                self.effort.given_up += 1;
                return None;
            }
            let changed = Changed::at(self.text, range, quote);
            if changed.is_some() {
                return changed;
            }
        }
        None
    }

    /// The place as far from its offsets as the last moved passage, if the quote and all of its context are there.
    fn shifted(&self, quote: &Quote) -> Option<ByteRange> {
        let start = usize::try_from(quote.start.get() as i64 + self.shift).ok()?;
        let start = self.text.byte_of_scalar(ScalarOffset::new(start))?.get();
        let end = start + quote.exact.len();
        let (before, from) = (self.text.as_str().get(..start)?, self.text.as_str().get(start..)?);
        let whole = before.ends_with(&quote.prefix)
            && from.starts_with(&quote.exact)
            && from.get(quote.exact.len()..)?.starts_with(&quote.suffix)
            && quote.prefix.len() + quote.suffix.len() > 0;
        whole.then(|| ByteRange::new(ByteOffset::new(start), ByteOffset::new(end)))
    }
}
