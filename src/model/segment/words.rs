//! Words, including those of scripts without spaces.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::script::{is_unspaced, unspaced_words};
use crate::model::text::ArticleText;

/// Bytes of a script without spaces that are examined on either side of a place, if no punctuation comes first.
const REACH: usize = 2000;

/// The class of a character in a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Spaced,
    /// A letter of a script without spaces.
    Unspaced,
    /// Punctuation of such a script.
    Mark,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            c if c.is_whitespace() => Self::Blank,
            c if !is_unspaced(c) => Self::Spaced,
            c if c.is_alphanumeric() || is_combining_mark(c) => Self::Unspaced,
            _ => Self::Mark,
        }
    }
}

/// The stretch of one class around the character at `at`, which no word crosses.
fn stretch(text: &ArticleText, at: usize) -> Option<(Class, ByteRange)> {
    let whole = text.as_str();
    let class = Class::of(whole[at..].chars().next()?);
    let (low, high) = match class {
        Class::Unspaced => (
            whole.floor_char_boundary(at.saturating_sub(REACH)),
            whole.ceil_char_boundary((at + REACH).min(whole.len())),
        ),
        _ => (0, whole.len()),
    };
    let other = |c: char| Class::of(c) != class;
    let start = whole[low..at]
        .rfind(other)
        .map_or(low, |found| low + found + whole[low + found..].chars().next().map_or(1, char::len_utf8));
    let end = whole[at..high].find(other).map_or(high, |length| at + length);
    Some((class, ByteRange::of(start, end)))
}

/// The pieces of a stretch, each a word or not.
fn pieces(text: &ArticleText, class: Class, stretch: ByteRange) -> Vec<(ByteRange, bool)> {
    let base = stretch.start().get();
    let words = text.slice(stretch);
    if class != Class::Unspaced {
        let bounds = words.split_word_bound_indices();
        let is_word = |piece: &str| piece.chars().any(char::is_alphanumeric);
        return bounds.map(|(at, piece)| (ByteRange::of(base + at, base + at + piece.len()), is_word(piece))).collect();
    }
    unspaced_words(words).into_iter().map(|word| (ByteRange::of(base + word.start, base + word.end), true)).collect()
}

/// The piece with the character at `at`, unless that is white space.
fn piece(text: &ArticleText, at: usize) -> Option<(ByteRange, bool)> {
    let (class, stretch) = stretch(text, at).filter(|(class, _)| *class != Class::Blank)?;
    pieces(text, class, stretch).into_iter().find(|(range, _)| range.contains(ByteOffset::new(at)))
}

/// The start of the character before `at`.
fn before(text: &ArticleText, at: usize) -> Option<usize> {
    Some(at - text.as_str()[..at].chars().next_back()?.len_utf8())
}

/// The word at `offset`, as for a double click: the one that contains it or ends there, else the run of other
/// characters there; `None` within white space.
pub fn word_at(text: &ArticleText, offset: ByteOffset) -> Option<ByteRange> {
    let at = text.floor(offset).get();
    let here = piece(text, at);
    if let Some((range, true)) = here {
        return Some(range);
    }
    let ending = before(text, at).and_then(|before| piece(text, before));
    match (here, ending) {
        (_, Some((range, true))) => Some(range),
        (Some((range, _)), _) | (None, Some((range, _))) => Some(range),
        (None, None) => None,
    }
}

/// True if no word continues across `offset`.
pub fn is_word_edge(text: &ArticleText, offset: ByteOffset) -> bool {
    let at = text.floor(offset).get();
    let last = before(text, at).and_then(|before| piece(text, before));
    last.is_none_or(|(range, is_word)| !is_word || range.end() == offset)
}

/// The words that begin in `range`, in order.
pub fn words(text: &ArticleText, range: ByteRange) -> Vec<ByteRange> {
    let mut found = Vec::new();
    let mut at = range.start().get();
    while at < range.end().get() {
        let Some((class, stretch)) = stretch(text, at) else { break };
        if matches!(class, Class::Spaced | Class::Unspaced) {
            let words = pieces(text, class, stretch).into_iter().filter(|(_, is_word)| *is_word);
            found.extend(words.map(|(word, _)| word).filter(|word| range.contains(word.start())));
        }
        at = stretch.end().get();
    }
    found
}

/// The end of the next word after `offset`; the end of the text after the last.
pub fn next_word_end(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let mut at = text.floor(offset).get();
    while let Some((class, stretch)) = stretch(text, at) {
        if class != Class::Blank {
            let found = pieces(text, class, stretch).into_iter().find(|(range, word)| *word && range.end() > offset);
            if let Some((word, _)) = found {
                return word.end();
            }
        }
        at = stretch.end().get();
    }
    text.end()
}

/// The start of the last word before `offset`; the start of the text before the first.
pub fn previous_word_start(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let mut at = text.floor(offset).get();
    while let Some((class, stretch)) = before(text, at).and_then(|before| stretch(text, before)) {
        if class != Class::Blank {
            let found = pieces(text, class, stretch).into_iter().rfind(|(range, word)| *word && range.start() < offset);
            if let Some((word, _)) = found {
                return word.start();
            }
        }
        at = stretch.start().get();
    }
    ByteOffset::ZERO
}

/// The start of the last word at or before `offset`, including one that contains it.
pub fn next_word_start(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let mut end = next_word_end(text, offset);
    let mut start = previous_word_start(text, end);
    while start <= offset && end < text.end() {
        end = next_word_end(text, end);
        start = previous_word_start(text, end);
    }
    start.max(offset)
}

/// The end of the last word that ends before `offset`; `offset` itself if there is none.
pub fn previous_word_end(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let mut start = previous_word_start(text, offset);
    loop {
        let end = next_word_end(text, start);
        if end < offset {
            return end;
        }
        if start == ByteOffset::ZERO {
            return offset;
        }
        start = previous_word_start(text, start);
    }
}
