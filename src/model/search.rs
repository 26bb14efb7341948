//! Searches of an article: by words, or by a pattern.

use crate::model::offset::ByteRange;
use crate::model::pattern::Pattern;
use crate::model::query::{Needle, Precision, is_whole};
use crate::model::text::ArticleText;

/// A search, as typed.
#[derive(Clone, Debug)]
pub enum Search {
    /// For words, in any spelling that looks the same.
    Words(Needle),
    /// For a regular expression; true if matches must be whole words.
    Pattern(Pattern, bool),
}

impl Search {
    /// The search for this text. An empty one finds nothing.
    ///
    /// # Errors
    /// If it is to be a pattern and is none; with a message for the person.
    pub fn new(words: &str, precision: Precision) -> Result<Self, String> {
        if precision.pattern && !words.is_empty() {
            return Ok(Self::Pattern(Pattern::new(words, precision.case)?, precision.whole_words));
        }
        Ok(Self::Words(Needle::with(words, precision)))
    }

    /// True if `text` contains a match.
    pub fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Words(needle) => !needle.is_empty() && needle.is_in(text),
            Self::Pattern(pattern, _) => pattern.is_in(text),
        }
    }

    /// The places in the article, in order and without overlaps, at most `limit`.
    pub fn places(&self, text: &ArticleText, limit: usize) -> Vec<ByteRange> {
        match self {
            Self::Words(needle) => needle.places(text, limit),
            Self::Pattern(pattern, whole_words) => {
                pattern.places(text, limit, &|range| !whole_words || is_whole(text, range))
            }
        }
    }
}
