//! Selectors: descriptions of a passage by position and by its text with context, so that it can be found again.
//!
//! These are the TextPositionSelector and the TextQuoteSelector of the W3C Web Annotation Data Model (4.2.4, 4.2.5).

use crate::model::offset::{ByteRange, ScalarOffset};
use crate::model::text::ArticleText;

/// Scalars of context kept on each side of a quote, as Hypothesis and Apache Annotator do.
pub const CONTEXT: usize = 32;

/// A passage by its text, its context, and its position.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Quote {
    /// The text.
    pub exact: String,
    /// Up to [`CONTEXT`] scalars before it.
    pub prefix: String,
    /// Up to [`CONTEXT`] scalars after it.
    pub suffix: String,
    /// Its start, in scalars of the text it was taken from.
    pub start: ScalarOffset,
    /// Its end, in scalars of the text it was taken from.
    pub end: ScalarOffset,
}

/// The quote of a passage of `text`, to find it again in a later version.
pub fn describe(text: &ArticleText, range: ByteRange) -> Quote {
    let (prefix, suffix) = context(text, range);
    Quote {
        exact: text.slice(range).to_owned(),
        prefix: prefix.to_owned(),
        suffix: suffix.to_owned(),
        start: text.scalar_of(range.start()),
        end: text.scalar_of(range.end()),
    }
}

/// The text before and after a passage: [`CONTEXT`] scalars each, or as many as there are.
pub fn context(text: &ArticleText, range: ByteRange) -> (&str, &str) {
    let whole = text.as_str();
    let before = whole.get(..range.start().get()).unwrap_or_default();
    let after = whole.get(range.end().get()..).unwrap_or_default();
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
}
