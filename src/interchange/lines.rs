//! Passages in formats whose spans are within a line: split at line breaks and joined again.

use crate::model::annotation::{Fragment, Target};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::text::ArticleText;

/// True if a span is split at a character: line feed and tab as in brat, and the line ends of Python, which reads the
/// files line by line.
pub fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The pieces of a target within lines, as brat's editor makes them: without breaks, white space beside breaks, or
/// pieces of only white space. Ordered and without overlaps.
pub fn cut(text: &ArticleText, target: &Target) -> Vec<ByteRange> {
    let mut pieces: Vec<ByteRange> = Vec::new();
    let mut covered = ByteOffset::ZERO;
    for range in target.found() {
        // An overlap is in the earlier fragment already.
        let start = range.start().max(covered);
        let rest = ByteRange::new(start, range.end().max(start));
        covered = rest.end();
        let words = text.slice(rest);
        let mut from = 0;
        let ends = words.char_indices().filter(|(_, c)| is_break(*c)).map(|(at, c)| (at, at + c.len_utf8()));
        for (end, next) in ends.chain([(words.len(), words.len())]) {
            let line = &words[from..end];
            let first = if from == 0 { 0 } else { line.len() - line.trim_start().len() };
            let last = if end == words.len() { line.len() } else { line.trim_end().len() };
            if !line[first..last.max(first)].trim().is_empty() {
                let base = rest.start().get() + from;
                pieces.push(ByteRange::of(base + first, base + last));
            }
            from = next;
        }
    }
    pieces
}

/// The original passages of pieces: pieces separated only by a line break are joined.
pub fn joined(text: &ArticleText, pieces: &[ByteRange]) -> Vec<ByteRange> {
    let mut whole: Vec<ByteRange> = Vec::new();
    for piece in pieces {
        let parted = |last: &ByteRange| {
            let gap = text.slice(ByteRange::new(last.end(), piece.start()));
            last.end() <= piece.start() && gap.contains(is_break) && gap.trim().is_empty()
        };
        match whole.last_mut().filter(|last| parted(last)) {
            Some(last) => *last = ByteRange::new(last.start(), piece.end()),
            None => whole.push(*piece),
        }
    }
    whole
}

/// A target as it comes back from a format whose spans are within a line, without lost fragments.
pub fn settled(text: &ArticleText, target: &Target) -> Target {
    let whole = joined(text, &cut(text, target));
    Target::new(whole.into_iter().map(Fragment::Found).collect())
}
