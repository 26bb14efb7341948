//! Quotations: between marks of any language, one within another, over several paragraphs.

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::segment::marks::{is_quotation_mark, is_single, scan};
use crate::model::text::ArticleText;

/// A quotation in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its text, without the marks and the white space beside them.
    pub inside: ByteRange,
    /// Its text with the marks.
    pub whole: ByteRange,
}

impl Quotation {
    /// True if its marks are those of titles, 《》 or 〈〉, and nothing about it is like speech: a colon before it, a clause in
    /// it, a Korean particle of quoting after it.
    pub fn is_title(&self, text: &ArticleText) -> bool {
        let (before, after) = text.as_str().split_at(self.whole.start().get());
        let inside = text.slice(self.inside);
        let behind = &after[self.whole.len()..];
        after.starts_with(['《', '〈', '︽', '︿'])
            && !before.trim_end().ends_with([':', '：'])
            && !inside.contains(['。', '！', '？', '，', '；', '.', '!', '?', ','])
            && !["고", "라고", "라며", "이라고", "이라며", "며"].iter().any(|particle| behind.starts_with(particle))
            && !inside.starts_with(|c: char| matches!(c, '\u{F00}'..='\u{FFF}' | '\u{1800}'..='\u{18AF}'))
    }
}

/// The quotations of a paragraph, in the order of their ends. An opening mark without a closing one makes none, unless
/// the quotation continues in the next paragraph, which then begins with such a mark again.
pub fn quotations(text: &ArticleText, paragraph: ByteRange) -> Vec<Quotation> {
    let (found, open) = scan(text, paragraph);
    let quotation = |(start, end): (ByteRange, ByteRange)| {
        let inside = text.trimmed(ByteRange::new(start.end(), end.start()))?;
        // Marks around nothing but marks quote nothing.
        let has_words = text.slice(inside).chars().any(char::is_alphanumeric);
        has_words.then_some(Quotation { inside, whole: ByteRange::new(start.start(), end.end()) })
    };
    let mut found: Vec<Quotation> = found.into_iter().filter_map(quotation).collect();
    if let Some((mark, opening)) = open.first()
        && keep_going(text, paragraph, *mark)
        && let Some(inside) = text.trimmed(ByteRange::new(opening.end(), paragraph.end()))
        && text.slice(inside).chars().any(char::is_alphanumeric)
    {
        found.push(Quotation { inside, whole: ByteRange::new(opening.start(), inside.end()) });
    }
    found
}

/// Longest paragraph in bytes that is searched for the partner of a quotation mark.
const LONGEST: usize = 1 << 16;

/// `range` without white space at its ends, and without a quotation mark there whose partner is outside; with the mark
/// right beside it whose partner is inside. `None` if it is white space throughout.
pub fn tidied(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let mut now = text.trimmed(range)?;
    while let Some(next) = without_stray_mark(text, now).and_then(|next| text.trimmed(next)) {
        now = next;
    }
    Some(with_partner(text, now))
}

/// `range` with the quotation mark right before or after it whose partner is in it.
fn with_partner(text: &ArticleText, range: ByteRange) -> ByteRange {
    let (start, end) = (range.start().get(), range.end().get());
    let (before, after) = (text.as_str()[..start].chars().next_back(), text.as_str()[end..].chars().next());
    if !before.is_some_and(is_quotation_mark) && !after.is_some_and(is_quotation_mark) {
        return range;
    }
    let paragraph = text.full_paragraph(range.start());
    if paragraph.len() > LONGEST {
        return range;
    }
    for (opening, closing) in scan(text, paragraph).0 {
        match (range.encloses(opening), range.encloses(closing)) {
            (true, false) if closing.start() == range.end() => return ByteRange::of(start, closing.end().get()),
            (false, true) if opening.end() == range.start() => return ByteRange::of(opening.start().get(), end),
            _ => {}
        }
    }
    range
}

/// The rest of `range` beside a stray quotation mark before its first word or after its last one.
fn without_stray_mark(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let words = text.slice(range);
    let first = words.find(char::is_alphanumeric)?;
    let last = words.rfind(char::is_alphanumeric)?;
    let rest = last + words[last..].chars().next().map_or(1, char::len_utf8);
    let is_stray = |(at, c): &(usize, char)| is_stray(text, range, range.start().get() + at, *c);
    let opening = words[..first].char_indices().rfind(is_stray);
    let closing = || words[rest..].char_indices().map(|(at, c)| (rest + at, c)).find(is_stray);
    let base = range.start().get();
    match opening {
        Some((at, c)) => Some(ByteRange::of(base + at + c.len_utf8(), range.end().get())),
        None => closing().map(|(at, _)| ByteRange::of(base, base + at)),
    }
}

/// True if the character at `at` is a quotation mark whose partner is not in `range`.
fn is_stray(text: &ArticleText, range: ByteRange, at: usize, c: char) -> bool {
    if !is_quotation_mark(c) {
        return false;
    }
    let paragraph = text.full_paragraph(ByteOffset::new(at));
    if paragraph.len() > LONGEST {
        return false;
    }
    let (found, open) = scan(text, paragraph);
    let is_here = |mark: &ByteRange| mark.start().get() == at;
    if let Some((start, end)) = found.iter().find(|(start, end)| is_here(start) || is_here(end)) {
        return !range.encloses(if is_here(start) { *end } else { *start });
    }
    // A single mark without a partner is an apostrophe; a mark after a figure stands for inches.
    if is_single(c) || text.as_str()[..at].ends_with(|before: char| before.is_numeric()) {
        return false;
    }
    // A quotation of several paragraphs is opened in each, or closed in the last.
    if open.iter().any(|(_, mark)| is_here(mark)) {
        range.end() <= paragraph.end()
    } else {
        range.start() >= paragraph.start()
    }
}

/// The marks of quotations in a stretch, also of those that are only partly in it.
pub(super) fn marks(text: &ArticleText, stretch: ByteRange) -> Vec<ByteRange> {
    let paragraph = text.full_paragraph(stretch.start());
    let (found, open) = scan(text, paragraph);
    let closed = found.into_iter().flat_map(|(start, end)| [start, end]);
    // An apostrophe is no mark, whatever its shape.
    let open = open.into_iter().filter(|(mark, _)| !is_single(*mark)).map(|(_, range)| range);
    closed.chain(open).filter(|mark| stretch.encloses(*mark)).collect()
}

/// True if the next paragraph that is not blank begins with the same mark, as in a quotation of several paragraphs.
fn keep_going(text: &ArticleText, paragraph: ByteRange, mark: char) -> bool {
    if is_single(mark) {
        return false;
    }
    let next = text.as_str()[paragraph.end().get()..].trim_start().chars().next();
    // In French each further paragraph may begin with the closing mark.
    next == Some(mark) || (mark == '«' && next == Some('»'))
}

/// The quotation that begins or ends at a place between characters, if the place is just outside its mark.
pub(super) fn beside(quotations: &[Quotation], at: ByteOffset) -> Option<ByteRange> {
    let begins = quotations.iter().filter(|one| one.whole.start() == at).max_by_key(|one| one.whole.len());
    let ends = || quotations.iter().filter(|one| one.whole.end() == at && one.inside.end() < at);
    begins.or_else(|| ends().max_by_key(|one| one.whole.len())).map(|one| one.inside)
}
