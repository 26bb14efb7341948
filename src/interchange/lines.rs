//! Passages for formats whose spans lie within a line: cut at line breaks, and put together again.

use crate::model::annotation::{Fragment, Target};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::text::ArticleText;

/// True if a span is cut here. Besides line feed and tab, at which brat itself cuts, what Python takes for the end of a
/// line: the files are read there line by line.
pub fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The pieces of a target within lines, as brat's own editor cuts them: no break, no white space beside one, no white space
/// alone. In order, without overlaps; nothing if there is nothing else.
pub fn cut(text: &ArticleText, target: &Target) -> Vec<ByteRange> {
    let mut pieces: Vec<ByteRange> = Vec::new();
    let mut covered = ByteOffset::ZERO;
    for range in target.found() {
        // What overlaps an earlier fragment is in it already.
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

/// The passages that pieces were cut from: those that only a line break parts belong together.
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

/// A target as it comes back from a format whose spans lie within a line, without what is lost.
pub fn settled(text: &ArticleText, target: &Target) -> Target {
    let whole = joined(text, &cut(text, target));
    Target::new(whole.into_iter().map(Fragment::Found).collect())
}
