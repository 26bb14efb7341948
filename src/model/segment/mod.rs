//! Words, sentences, clauses and quotations: the units of caret movement and of growing a selection.
//!
//! Words, sentences and grapheme clusters are those of UAX #29 ("Unicode Text Segmentation"). Words of scripts without
//! spaces come from ICU's dictionaries; sentences that UAX #29 ends too early (after "U.S." or "Dr.", before a lower-case
//! letter or a Korean particle) are joined again, and those that it does not end (at a Greek question mark) parted.

mod grow;
mod marks;
mod quotations;
mod sentences;
mod statements;
mod words;

use unicode_segmentation::GraphemeCursor;

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::text::ArticleText;

pub use grow::{enclosed, enclosing, whole_sentences};
pub use marks::is_quotation_mark;
pub use quotations::{Quotation, quotations, tidied};
pub use sentences::{clauses, sentence_at, sentences};
pub use statements::{statement_at, statements, whole_statements};
pub use words::{is_word_edge, next_word_end, next_word_start, previous_word_end, previous_word_start, word_at, words};

/// The next boundary between grapheme clusters after `offset`; the end of the text at the end.
pub fn next_grapheme(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let offset = text.floor(offset);
    let mut cursor = GraphemeCursor::new(offset.get(), text.end().get(), true);
    cursor.next_boundary(text.as_str(), 0).ok().flatten().map_or(text.end(), ByteOffset::new)
}

/// The last boundary between grapheme clusters before `offset`; the start of the text at the start.
pub fn previous_grapheme(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let offset = text.floor(offset);
    let mut cursor = GraphemeCursor::new(offset.get(), text.end().get(), true);
    cursor.prev_boundary(text.as_str(), 0).ok().flatten().map_or(ByteOffset::ZERO, ByteOffset::new)
}

/// The nearest boundary between grapheme clusters at or before `offset`.
pub fn floor_grapheme(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let offset = text.floor(offset);
    let mut cursor = GraphemeCursor::new(offset.get(), text.end().get(), true);
    if cursor.is_boundary(text.as_str(), 0).unwrap_or(true) { offset } else { previous_grapheme(text, offset) }
}

/// The start of the next paragraph after `offset` that is not blank; the end of the text after the last.
pub fn next_paragraph(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let following = text.paragraph_at(text.full_paragraph(offset).end()) + 1..text.paragraph_count();
    let found = following.map(|index| text.paragraph(index)).find(|range| text.trimmed(*range).is_some());
    found.map_or(text.end(), ByteRange::start)
}

/// The start of this paragraph, or, at its start, of the last one before it that is not blank.
pub fn previous_paragraph(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let mut paragraph = text.full_paragraph(offset);
    loop {
        if paragraph.start() < offset && text.trimmed(paragraph).is_some() {
            return paragraph.start();
        }
        let Some(before) = paragraph.start().get().checked_sub(1) else { return ByteOffset::ZERO };
        paragraph = text.full_paragraph(ByteOffset::new(before));
    }
}
