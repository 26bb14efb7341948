//! Words, sentences, clauses and quotations: what the caret steps over and what a selection grows to.
//!
//! Words, sentences and grapheme clusters are those of UAX #29 ("Unicode Text Segmentation"); sentences that it ends too
//! early (after "U.S." or "Dr.", or before a small letter) are joined again.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::text::ArticleText;

/// Words that end with a full stop in the middle of a sentence.
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Capt", "Cf", "Co", "Col", "Corp", "Dr", "Drs", "Fr", "Gen", "Gov", "Hon", "Inc", "Jr", "Lt", "Ltd", "Maj",
    "Messrs", "Mr", "Mrs", "Ms", "Mt", "No", "Nos", "Pres", "Prof", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "Sr",
    "St", "approx", "art", "cf", "ed", "eds", "est", "fig", "p", "pp", "vol", "vs", "Jan", "Feb", "Aug", "Sept", "Oct",
    "Nov", "Dec",
];

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

/// The stretch without white space around `offset`, which no word reaches beyond; empty in the middle of white space.
fn stretch(text: &ArticleText, offset: ByteOffset) -> ByteRange {
    let whole = text.as_str();
    let at = text.floor(offset).get();
    let start = whole[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + whole[space..].chars().next().map_or(1, char::len_utf8));
    let end = whole[at..].find(char::is_whitespace).map_or(whole.len(), |length| at + length);
    ByteRange::of(start, end)
}

/// The words (with at least one letter or digit) in a stretch.
fn words(text: &ArticleText, stretch: ByteRange) -> impl DoubleEndedIterator<Item = ByteRange> + '_ {
    let base = stretch.start().get();
    text.slice(stretch).unicode_word_indices().map(move |(at, word)| ByteRange::of(base + at, base + at + word.len()))
}

/// The word at `offset`, as a double click takes it: the one that holds it or ends there, else the run of other
/// characters there; nothing in the middle of white space.
pub fn word_at(text: &ArticleText, offset: ByteOffset) -> Option<ByteRange> {
    let stretch = stretch(text, offset);
    let offset = text.floor(offset);
    let mut ending = None;
    let base = stretch.start().get();
    for (at, piece) in text.slice(stretch).split_word_bound_indices() {
        let range = ByteRange::of(base + at, base + at + piece.len());
        if range.contains(offset) {
            let is_word = piece.chars().any(char::is_alphanumeric);
            return Some(if is_word { range } else { ending.unwrap_or(range) });
        }
        if range.end() == offset && piece.chars().any(char::is_alphanumeric) {
            ending = Some(range);
        }
    }
    ending.or_else(|| (!stretch.is_empty()).then_some(stretch))
}

/// The end of the next word after `offset`; the end of the text after the last.
pub fn next_word_end(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let whole = text.as_str();
    let mut at = text.floor(offset).get();
    loop {
        let found = words(text, stretch(text, ByteOffset::new(at))).find(|word| word.end() > offset);
        if let Some(word) = found {
            return word.end();
        }
        // Beyond this stretch: to the first character of the next one.
        let rest = &whole[at..];
        let Some(space) = rest.find(char::is_whitespace) else { return text.end() };
        let Some(next) = rest[space..].find(|c: char| !c.is_whitespace()) else { return text.end() };
        at += space + next;
    }
}

/// The start of the last word before `offset`; the start of the text before the first.
pub fn previous_word_start(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let whole = text.as_str();
    let mut at = text.floor(offset).get();
    loop {
        let found = words(text, stretch(text, ByteOffset::new(at))).rfind(|word| word.start() < offset);
        if let Some(word) = found {
            return word.start();
        }
        let before = &whole[..at];
        let Some(space) = before.rfind(char::is_whitespace) else { return ByteOffset::ZERO };
        let kept = before[..space].trim_end();
        if kept.is_empty() {
            return ByteOffset::ZERO;
        }
        at = kept.len();
    }
}

/// The start of the last word at or before `offset`, counting one that holds it.
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

/// The sentences of a paragraph, in order, without the white space between them.
pub fn sentences(text: &ArticleText, paragraph: ByteRange) -> Vec<ByteRange> {
    let words = text.slice(paragraph);
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

/// Whether what UAX #29 took for a new sentence goes on with the one before it.
fn continues(before: &str, after: &str) -> bool {
    if after.chars().next().is_some_and(char::is_lowercase) {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else { return false };
    let last = stem.rsplit(|c: char| c.is_whitespace() || "(\"“‘'".contains(c)).next().unwrap_or_default();
    let initial = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    ABBREVIATIONS.contains(&last) || (!last.is_empty() && last.split('.').all(initial))
}

/// The sentence that `offset` lies in, or the last one before it in its paragraph.
pub fn sentence_at(text: &ArticleText, offset: ByteOffset) -> Option<ByteRange> {
    let sentences = sentences(text, text.paragraph(text.paragraph_at(offset)));
    sentences.iter().rev().find(|sentence| sentence.start() <= offset).or(sentences.first()).copied()
}

/// The quotations of a paragraph, without their marks; an opening mark that is not closed makes none.
///
/// Straight marks open and close in turn; curly ones and guillemets by their shape, nested ones included.
pub fn quotations(text: &ArticleText, paragraph: ByteRange) -> Vec<ByteRange> {
    let base = paragraph.start().get();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, c) in text.slice(paragraph).char_indices() {
        let inside = base + at + c.len_utf8();
        let closes = match c {
            '"' => Some('"'),
            '”' => Some('“'),
            '»' => Some('«'),
            '“' if open.iter().any(|(mark, _)| *mark == '„') => Some('„'),
            '“' | '«' | '„' => None,
            _ => continue,
        };
        let opened = closes.and_then(|mark| open.iter().rposition(|(open, _)| *open == mark));
        match opened {
            Some(index) => {
                let start = open[index].1;
                open.truncate(index);
                found.extend(text.trimmed(ByteRange::of(start, base + at)));
            }
            None if c != '”' && c != '»' => open.push((c, inside)),
            None => {}
        }
    }
    found
}

/// The clauses of a sentence: what stands between its commas, semicolons, colons and dashes.
pub fn clauses(text: &ArticleText, sentence: ByteRange) -> Vec<ByteRange> {
    let base = sentence.start().get();
    let words = text.slice(sentence);
    let mut found = Vec::new();
    let mut start = 0;
    let mut rest = words.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let spaced = next.is_none_or(|next| next.is_whitespace() || "\"”’».".contains(next));
        let ends = match c {
            ',' | ';' | ':' => spaced,
            '–' | '—' => true,
            '"' | '“' | '”' | '„' | '«' | '»' => true,
            _ => false,
        };
        if ends {
            found.extend(text.trimmed(ByteRange::of(base + start, base + at)));
            start = at + c.len_utf8();
        }
    }
    found.extend(text.trimmed(ByteRange::of(base + start, base + words.len())));
    found
}

/// What a selection can grow to around `range`, the smallest first: word, clause or quotation, sentence, paragraph
/// (or the paragraphs that hold it). Each holds `range` and more.
pub fn enclosing(text: &ArticleText, range: ByteRange) -> Vec<ByteRange> {
    let first = text.paragraph_at(range.start());
    let inside = if range.is_empty() { range.start() } else { ByteOffset::new(range.end().get() - 1) };
    let last = text.paragraph_at(inside);
    let mut candidates: Vec<ByteRange> = Vec::new();
    if let (Some(one), Some(other)) = (word_at(text, range.start()), word_at(text, text.floor(inside))) {
        candidates.push(ByteRange::new(one.start(), other.end().max(one.end())));
    }
    if first == last {
        let paragraph = text.paragraph(first);
        let sentences = sentences(text, paragraph);
        for sentence in sentences.iter().filter(|sentence| sentence.overlaps(range) || sentence.encloses(range)) {
            candidates.extend(clauses(text, *sentence));
        }
        candidates.extend(quotations(text, paragraph));
        candidates.extend(sentences);
    }
    candidates.extend(text.trimmed(ByteRange::new(text.paragraph(first).start(), text.paragraph(last).end())));
    candidates.retain(|candidate| candidate.encloses(range) && *candidate != range);
    candidates.sort_by_key(|candidate| (candidate.len(), candidate.start()));
    candidates.dedup();
    candidates
}

/// What a selection shrinks to: the largest of word, clause, quotation and sentence that lies in `range`, is smaller,
/// and holds its start; nothing if `range` is a word or less.
pub fn enclosed(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let start = text.trimmed(range)?.start();
    let mut candidates = enclosing(text, ByteRange::new(start, start));
    candidates.retain(|candidate| range.encloses(*candidate) && *candidate != range);
    candidates.pop()
}

/// The start of the next paragraph after `offset` that is not blank; the end of the text after the last.
pub fn next_paragraph(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let following = text.paragraph_at(offset) + 1..text.paragraph_count();
    let found = following.map(|index| text.paragraph(index)).find(|range| text.trimmed(*range).is_some());
    found.map_or(text.end(), ByteRange::start)
}

/// The start of this paragraph, or, at its start, of the last one before it that is not blank.
pub fn previous_paragraph(text: &ArticleText, offset: ByteOffset) -> ByteOffset {
    let current = text.paragraph_at(offset);
    let mut candidates = (0..=current).rev().map(|index| text.paragraph(index));
    candidates
        .find(|range| range.start() < offset && text.trimmed(*range).is_some())
        .map_or(ByteOffset::ZERO, ByteRange::start)
}
