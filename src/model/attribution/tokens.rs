//! The words of a sentence with the punctuation between them.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub word: &'a str,
    /// The word in lower case.
    pub lower: String,
    pub range: ByteRange,
    /// Characters between the previous word and this one.
    pub gap: &'a str,
    /// True if punctuation separates it from the word before it, as it does clauses.
    pub is_apart: bool,
    /// True if it is in a quotation.
    pub is_quoted: bool,
}

/// The words of `range`, of which those in `quotations` are quoted.
pub(super) fn tokens<'a>(text: &'a ArticleText, range: ByteRange, quotations: &[ByteRange]) -> Vec<Token<'a>> {
    let words = text.slice(range);
    let base = range.start().get();
    let mut last = 0;
    let mut tokens = Vec::new();
    for (at, word) in words.unicode_word_indices() {
        let gap = &words[last..at];
        let place = ByteRange::of(base + at, base + at + word.len());
        let spaced_dash = gap.trim() == "-" && gap.len() > 2;
        let is_apart = spaced_dash || gap.contains(|c: char| ",;:()[]–—\"“”„«»‹›‘「」『』!?".contains(c));
        let is_quoted = quotations.iter().any(|quotation| quotation.encloses(place));
        // "Ola Berg's" belongs to Ola Berg.
        tokens.push(Token { word, lower: word.to_lowercase(), range: place, gap, is_apart, is_quoted });
        last = at + word.len();
    }
    tokens
}
