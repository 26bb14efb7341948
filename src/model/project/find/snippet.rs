//! The row of a hit: the sentence around it, on one line.

use std::ops::Range;

use crate::model::offset::ByteRange;
use crate::model::project::corpus::Entry;
use crate::model::project::find::{FindField, FindHit};
use crate::model::segment;
use crate::model::text::ArticleText;

/// Most characters before a hit.
const BEFORE: usize = 80;

/// Most characters of a hit.
const HIT: usize = 300;

/// Most characters after a hit.
const AFTER: usize = 200;

/// Longest paragraph in bytes that is cut into sentences.
const PARAGRAPH: usize = 20_000;

/// The text around a hit, on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The text.
    pub text: String,
    /// The hit in it, in bytes.
    pub lit: Range<usize>,
}

/// The text around a hit: its sentence, or the field that it is in, cut if it is long.
pub fn snippet(entry: &Entry, hit: &FindHit) -> Snippet {
    let document = &entry.document;
    let text = &document.article().text;
    if hit.field == FindField::Text {
        return cut(text.as_str(), sentence(text, hit.range), hit.lit);
    }
    let mark = hit.mark.as_ref().and_then(|mark| document.set().get(mark));
    let words = mark.and_then(|mark| match hit.field {
        FindField::Text => None,
        FindField::Quote => mark.target.lost().next().map(|quote| quote.exact.as_str()),
        FindField::Speaker => mark.speaker.as_ref().map(|speaker| speaker.label()),
        FindField::Note => Some(mark.note.as_str()),
        FindField::Tag(at) => mark.tags.get(at).map(String::as_str),
    });
    let words = words.unwrap_or_default();
    cut(words, ByteRange::of(0, words.len()), hit.lit)
}

/// The sentences that a passage touches.
fn sentence(text: &ArticleText, range: ByteRange) -> ByteRange {
    if text.full_paragraph(range.start()).len() > PARAGRAPH {
        return range_around(text, range);
    }
    let first = segment::sentence_at(text, range.start()).unwrap_or(range);
    let last = segment::sentence_at(text, range.end()).filter(|_| !first.contains(range.end())).unwrap_or(first);
    ByteRange::new(first.start().min(range.start()), last.end().max(range.end()).max(first.end()))
}

/// A passage with as much text around it as is shown at most.
fn range_around(text: &ArticleText, range: ByteRange) -> ByteRange {
    // No character has more than four bytes.
    let (start, end) = (range.start().get().saturating_sub(4 * BEFORE), range.end().get() + 4 * AFTER);
    let text = text.as_str();
    ByteRange::of(text.floor_char_boundary(start), text.floor_char_boundary(end))
}

/// A part of a text on one line, cut at words if it is long.
fn cut(text: &str, part: ByteRange, lit: ByteRange) -> Snippet {
    let (Some(before), Some(hit), Some(after)) = (
        text.get(part.start().get()..lit.start().get()),
        text.get(lit.as_usize()),
        text.get(lit.end().get()..part.end().get()),
    ) else {
        return Snippet::default();
    };
    let mut out = String::new();
    let start = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let before =
        if start == 0 { before } else { before[start..].split_once(char::is_whitespace).map_or("", |(_, rest)| rest) };
    if start > 0 {
        out.push('…');
    }
    on_line(&mut out, before);
    let begun = out.len();
    let end = hit.char_indices().nth(HIT).map_or(hit.len(), |(at, _)| at);
    on_line(&mut out, &hit[..end]);
    let lit = begun..out.len();
    let is_cut = end < hit.len();
    let rest = if is_cut { "" } else { after };
    let end = rest.char_indices().nth(AFTER).map_or(rest.len(), |(at, _)| at);
    let shown = if end == rest.len() {
        rest
    } else {
        rest[..end].rsplit_once(char::is_whitespace).map_or("", |(shown, _)| shown)
    };
    on_line(&mut out, shown);
    if is_cut || end < rest.len() {
        out.push('…');
    }
    Snippet { text: out, lit }
}

/// Appends a text with its runs of white space as single spaces.
fn on_line(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
}
