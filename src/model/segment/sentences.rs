//! Sentences and their clauses.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::saying;
use crate::model::segment::quotations::marks;
use crate::model::text::ArticleText;

/// Words that end with a full stop in the middle of a sentence.
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Capt", "Cf", "Co", "Col", "Corp", "Dr", "Drs", "Fr", "Gen", "Gov", "Hon", "Inc", "Jr", "Lt", "Ltd", "Maj",
    "Messrs", "Mr", "Mrs", "Ms", "Mt", "No", "Nos", "Pres", "Prof", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "Sr",
    "St", "approx", "art", "cf", "ed", "eds", "est", "fig", "p", "pp", "vol", "vs", "Jan", "Feb", "Aug", "Sept", "Oct",
    "Nov", "Dec",
];

/// The sentences of a paragraph, in order, without the white space between them.
pub fn sentences(text: &ArticleText, paragraph: ByteRange) -> Vec<ByteRange> {
    // A line end is a space here: in a paragraph it only wraps the line. It is one byte, so offsets stay.
    let words = text.slice(paragraph).replace('\n', " ");
    let base = paragraph.start().get();
    let mut found: Vec<ByteRange> = Vec::new();
    for (at, piece) in words.split_sentence_bound_indices() {
        let Some(range) = text.trimmed(ByteRange::of(base + at, base + at + piece.len())) else { continue };
        match found.last_mut() {
            Some(last) if continues(text.slice(*last), text.slice(range)) => {
                *last = ByteRange::new(last.start(), range.end());
            }
            _ => found.push(range),
        }
    }
    found
}

/// True if a sentence by UAX #29 continues the one before it.
fn continues(before: &str, after: &str) -> bool {
    if after.chars().next().is_some_and(char::is_lowercase) {
        return true;
    }
    let quoted = before.trim_end_matches(['"', '”', '“', '»', '«', '’', '\'']);
    if quoted.len() < before.len() && quoted.ends_with(['!', '?', '…']) && saying::begins_attribution(after) {
        return true;
    }
    // Japanese: 「…。」と市長は言った。
    if before.ends_with(['」', '』']) && after.starts_with(['と', 'っ', 'な']) {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else { return false };
    let last = stem.rsplit(|c: char| c.is_whitespace() || "(\"“‘'".contains(c)).next().unwrap_or_default();
    let initial = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    ABBREVIATIONS.contains(&last) || (!last.is_empty() && last.split('.').all(initial))
}

/// The sentence at `offset`, or the last one before it in its paragraph.
pub fn sentence_at(text: &ArticleText, offset: ByteOffset) -> Option<ByteRange> {
    let sentences = sentences(text, text.full_paragraph(offset));
    sentences.iter().rev().find(|sentence| sentence.start() <= offset).or(sentences.first()).copied()
}

/// The clauses of a sentence: the text between its commas, semicolons, colons, dashes and quotation marks.
pub fn clauses(text: &ArticleText, sentence: ByteRange) -> Vec<ByteRange> {
    let base = sentence.start().get();
    let words = text.slice(sentence);
    let marks = marks(text, sentence);
    let is_mark = |at: usize| marks.iter().any(|mark| mark.contains(ByteOffset::new(at)));
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = None;
    let mut rest = words.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let spaced = next.is_none_or(|next| next.is_whitespace() || "\"”’»".contains(next));
        let ends = match c {
            ',' | ';' | ':' => spaced,
            '、' | '，' | '；' | '：' | '،' | '؛' | '–' | '—' => true,
            '-' => spaced && before.is_none_or(char::is_whitespace),
            _ => is_mark(base + at),
        };
        if ends {
            found.extend(text.trimmed(ByteRange::of(base + start, base + at)));
            start = at + c.len_utf8();
        }
        before = Some(c);
    }
    found.extend(text.trimmed(ByteRange::of(base + start, base + words.len())));
    found
}
