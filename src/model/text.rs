//! The text of an article: normalised once, then immutable.

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::offset::{ByteOffset, ByteRange, OffsetIndex, ScalarOffset, Utf16Offset};
use crate::model::visible::{Invisible, invisible, is_needed};
use crate::model::wrap;

/// The longest article in bytes of UTF-8: 1 GiB. Longer files are refused with this limit in the message.
pub const MAX_BYTES: usize = 1 << 30;

/// Counts of characters that a reader cannot see or that could not be decoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Control characters other than line feed and tab (C0, DEL, C1).
    pub controls: usize,
    /// Characters that override or isolate the direction of text (Unicode Bidirectional Algorithm, UAX #9, 2.1 to 2.6).
    pub bidi: usize,
    /// Characters of no width: zero-width spaces and joiners, soft hyphens, byte-order marks inside the text, tags.
    pub zero_width: usize,
    /// U+FFFD, which replaces bytes that could not be decoded.
    pub replacements: usize,
}

#[derive(Debug)]
struct Inner {
    text: String,
    /// The start of each paragraph, in bytes; the first is 0.
    paragraphs: Vec<u32>,
    /// The numbers of the paragraphs that are lines of a longer one and continue in the next.
    wrapped: Vec<u32>,
    offsets: OffsetIndex,
    oddities: Oddities,
}

/// An immutable text with indices for fast lookups. Cloning shares it.
///
/// Lines end with LF alone, and there is no byte-order mark at the start. A paragraph is the text between two LFs.
#[derive(Clone, Debug)]
pub struct ArticleText(Arc<Inner>);

impl PartialEq for ArticleText {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text == other.0.text
    }
}

impl Eq for ArticleText {}

impl Default for ArticleText {
    fn default() -> Self {
        Self::new("")
    }
}

/// `text` with CRLF and CR replaced by LF and without byte-order marks at its start; borrowed if nothing changes.
pub fn normalised(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches('\u{FEFF}');
    if text.as_bytes().contains(&b'\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Number of paragraphs tried when a place is looked for in another version.
const GLANCE: usize = 8;

/// Bytes of context before and after a place that are used to find it again.
const AROUND: usize = 100;

/// Maximum distance from the expected place, in bytes.
const NEAR: usize = 1 << 18;

impl ArticleText {
    /// A text, normalised if necessary. Text beyond [`MAX_BYTES`] is cut off; callers refuse such files before.
    pub fn new(text: impl Into<String>) -> Self {
        let mut text = match text.into() {
            text if matches!(normalised(&text), Cow::Borrowed(same) if same.len() == text.len()) => text,
            text => normalised(&text).into_owned(),
        };
        if text.len() > MAX_BYTES {
            let end = (0..=MAX_BYTES).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            text.truncate(end);
        }
        let paragraphs: Vec<u32> =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect();
        let wrapped = wrap::wrapped_lines(&text, &paragraphs);
        let offsets = OffsetIndex::new(&text);
        let oddities = oddities(&text);
        Self(Arc::new(Inner { text, paragraphs, wrapped, offsets, oddities }))
    }

    /// True if both share one text in memory; takes constant time.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Its length in bytes, which is also the offset of its end.
    pub fn end(&self) -> ByteOffset {
        ByteOffset::new(self.0.text.len())
    }

    /// The range of the whole text.
    pub fn whole(&self) -> ByteRange {
        ByteRange::new(ByteOffset::ZERO, self.end())
    }

    /// True if the text is empty.
    pub fn is_empty(&self) -> bool {
        self.0.text.is_empty()
    }

    /// Invisible and undecodable characters, counted.
    pub fn oddities(&self) -> Oddities {
        self.0.oddities
    }

    /// The text in `range`; `None` unless it is inside the text on character boundaries.
    pub fn get(&self, range: ByteRange) -> Option<&str> {
        self.0.text.get(range.as_usize())
    }

    /// The text in `range`; empty unless it is inside the text on character boundaries.
    pub fn slice(&self, range: ByteRange) -> &str {
        self.get(range).unwrap_or_default()
    }

    /// True if a range may be marked: inside the text, on character boundaries, not empty.
    pub fn admits(&self, range: ByteRange) -> bool {
        !range.is_empty() && self.get(range).is_some()
    }

    /// The first `length` bytes of the text, or a few less, up to a character boundary.
    pub fn floor_range(&self, length: usize) -> ByteRange {
        ByteRange::new(ByteOffset::ZERO, self.floor(ByteOffset::new(length)))
    }

    /// The nearest character boundary at or before `offset`.
    pub fn floor(&self, offset: ByteOffset) -> ByteOffset {
        let mut at = offset.get().min(self.0.text.len());
        while !self.0.text.is_char_boundary(at) {
            at -= 1;
        }
        ByteOffset::new(at)
    }

    /// Number of Unicode scalars before `byte`.
    pub fn scalar_of(&self, byte: ByteOffset) -> ScalarOffset {
        self.0.offsets.scalar_of(&self.0.text, byte)
    }

    /// Number of UTF-16 units before `byte`.
    pub fn utf16_of(&self, byte: ByteOffset) -> Utf16Offset {
        self.0.offsets.utf16_of(&self.0.text, byte)
    }

    /// The byte offset of a scalar; `None` beyond the end.
    pub fn byte_of_scalar(&self, scalar: ScalarOffset) -> Option<ByteOffset> {
        self.0.offsets.byte_of_scalar(&self.0.text, scalar)
    }

    /// The byte offset of a UTF-16 unit; `None` beyond the end or between two surrogates.
    pub fn byte_of_utf16(&self, utf16: Utf16Offset) -> Option<ByteOffset> {
        self.0.offsets.byte_of_utf16(&self.0.text, utf16)
    }

    /// Number of paragraphs; an empty text has one, empty.
    pub fn paragraph_count(&self) -> usize {
        self.0.paragraphs.len()
    }

    /// The number of the paragraph at `offset`; a line feed belongs to the paragraph it ends.
    pub fn paragraph_at(&self, offset: ByteOffset) -> usize {
        self.0.paragraphs.partition_point(|start| *start as usize <= offset.get()).saturating_sub(1)
    }

    /// The range of a paragraph without its line feed; empty at the end of the text for a number beyond the last.
    pub fn paragraph(&self, index: usize) -> ByteRange {
        let start = self.0.paragraphs.get(index).map_or(self.0.text.len(), |start| *start as usize);
        let end = self.0.paragraphs.get(index + 1).map_or(self.0.text.len(), |next| *next as usize - 1);
        ByteRange::of(start, end.max(start))
    }

    /// The paragraph at `offset` as a reader sees it: all lines of a hard-wrapped paragraph, without the last line
    /// feed. In other texts it is [`paragraph`](Self::paragraph).
    pub fn full_paragraph(&self, offset: ByteOffset) -> ByteRange {
        let keep_going = |index: usize| self.0.wrapped.binary_search(&(index as u32)).is_ok();
        let (mut first, mut last) = (self.paragraph_at(offset), self.paragraph_at(offset));
        while first > 0 && keep_going(first - 1) {
            first -= 1;
        }
        while keep_going(last) {
            last += 1;
        }
        ByteRange::new(self.paragraph(first).start(), self.paragraph(last).end())
    }

    /// The offset in another version of this text that corresponds to `offset`: found by the surrounding text, or by
    /// the next paragraph that still exists. This is fast and approximate, for scrolling; marks are carried over with
    /// more care.
    pub fn place_in(&self, other: &Self, offset: ByteOffset) -> ByteOffset {
        let first = self.paragraph_at(offset);
        for index in (first..self.paragraph_count()).take(GLANCE) {
            let paragraph = self.paragraph(index);
            let at = if index == first { offset } else { paragraph.start() };
            let bounds = paragraph.start().get()..paragraph.end().get();
            let around = |distance: usize| self.floor(ByteOffset::new(distance.clamp(bounds.start, bounds.end)));
            let start = around(at.get().saturating_sub(AROUND));
            let words = self.slice(ByteRange::new(start, around(at.get() + AROUND)));
            if let Some(found) = other.nearest(words, start, self.end()) {
                let place = (found + at.get()).saturating_sub(start.get());
                // Blank lines on the way to it are there too.
                let back = place.saturating_sub(at.get() - offset.get());
                let same = self.slice(ByteRange::new(offset, at)) == other.slice(ByteRange::of(back, place));
                return other.floor(ByteOffset::new(if same { back } else { place }));
            }
        }
        other.floor(offset)
    }

    /// The occurrence of `words` nearest to `start` in a text of this length, counted from either end.
    fn nearest(&self, words: &str, start: ByteOffset, length: ByteOffset) -> Option<usize> {
        if words.trim().is_empty() {
            return None;
        }
        let from_end = (self.end().get() + start.get()).saturating_sub(length.get());
        let places = [start.get(), from_end].into_iter().flat_map(|expected| {
            let cut = |at: usize| self.floor(ByteOffset::new(at)).get();
            let (from, middle, to) = (cut(expected.saturating_sub(NEAR)), cut(expected), cut(expected + NEAR));
            let before = self.as_str()[from..cut(middle + words.len())].rfind(words).map(|at| from + at);
            let after = self.as_str()[middle..to].find(words).map(|at| middle + at);
            [before, after].into_iter().flatten().map(move |at| (at.abs_diff(expected), at))
        });
        places.min().map(|(_, at)| at)
    }

    /// `range` without white space at its ends; `None` if it is white space throughout.
    pub fn trimmed(&self, range: ByteRange) -> Option<ByteRange> {
        let words = self.get(range)?;
        let start = range.start().get() + (words.len() - words.trim_start().len());
        let trimmed = words.trim();
        (!trimmed.is_empty()).then(|| ByteRange::of(start, start + trimmed.len()))
    }
}

fn oddities(text: &str) -> Oddities {
    let mut found = Oddities::default();
    let bytes = text.as_bytes();
    // Only characters that start with one of these bytes can be odd, which keeps the scan of a plain text short.
    let suspicious = |byte: u8| matches!(byte, 0..=8 | 11..=31 | 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xEF | 0xF3);
    let mut at = 0;
    loop {
        // Without an early exit, so that the compiler can vectorise it.
        let plain = |chunk: &[u8; 64]| !chunk.iter().fold(false, |any, byte| any | suspicious(*byte));
        let (chunks, _) = bytes[at..].as_chunks();
        at += 64 * chunks.iter().take_while(|chunk| plain(chunk)).count();
        let Some(next) = bytes[at..].iter().position(|byte| suspicious(*byte)) else { break };
        at += next;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        match invisible(c).filter(|_| !is_needed(text, at, c)) {
            Some(Invisible::Control) => found.controls += 1,
            Some(Invisible::Bidi) => found.bidi += 1,
            Some(Invisible::ZeroWidth) => found.zero_width += 1,
            None if c == char::REPLACEMENT_CHARACTER => found.replacements += 1,
            None => {}
        }
        at += c.len_utf8();
    }
    found
}
