//! Two versions of a text, and the map of places from the old one to the new one.

use std::ops::Range;

use crate::model::align::Alignment;
use crate::model::align::words::Words;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selector::CONTEXT;
use crate::model::text::ArticleText;

/// Overlap of the comparison with the common beginning and end of the versions, in bytes: a difference may begin before
/// the first letter that differs.
const OVERLAP: usize = 1024;

/// Maximum bytes of either version, between their common beginning and end, that are compared by words. Passages in
/// longer ones are searched for by their text.
const MIDDLE: usize = 64 << 20;

/// The maximum share of a place that may be text from elsewhere in the old version, in tenths.
const ELSEWHERE: (usize, usize) = (3, 10);

/// Two versions of a text, compared.
#[derive(Debug)]
pub struct Revision<'a> {
    /// The old version.
    pub old: &'a ArticleText,
    /// The new version.
    pub new: &'a ArticleText,
    /// The stretches that were compared; before and after them the texts are the same.
    middle: (Range<usize>, Range<usize>),
    aligned: Alignment,
}

/// A stretch of the old version and its replacement in the new one; either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The range in the old version.
    pub old: ByteRange,
    /// The range in the new version.
    pub new: ByteRange,
}

/// The place in the new version of a place in the old one, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// An exact place.
    At(usize),
    /// Somewhere in the replacement of the surrounding text.
    Within(Change),
}

impl<'a> Revision<'a> {
    /// Compares two versions. `keep_going` is given the progress in per cent and returns false to stop; the result is then
    /// `None`.
    pub fn new(old: &'a ArticleText, new: &'a ArticleText, keep_going: &dyn Fn(u32) -> bool) -> Option<Self> {
        let (a, b) = (old.as_str(), new.as_str());
        let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        let head = if same > OVERLAP { cut(a, same - OVERLAP) } else { 0 };
        let rest = a.len().min(b.len()) - head;
        let same = a.bytes().rev().zip(b.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
        let tail = a.len() - cut(a, a.len() - same.saturating_sub(OVERLAP));
        let middle = (head..a.len() - tail, head..b.len() - tail);
        let too_long = middle.0.len().max(middle.1.len()) > MIDDLE;
        let stretch = |whole: &Range<usize>| if too_long { whole.start..whole.start } else { whole.clone() };
        let aligned = Alignment::new((a, stretch(&middle.0)), (b, stretch(&middle.1)), keep_going)?;
        Some(Self { old, new, middle, aligned })
    }

    /// The differences, in order.
    pub fn changes(&self) -> Vec<Change> {
        let all = (0..=self.aligned.same().len()).map(|before| self.change(before));
        all.filter(|change| !change.old.is_empty() || !change.new.is_empty()).collect()
    }

    /// The difference before a block of equal words.
    fn change(&self, before: usize) -> Change {
        let Alignment { old, new, .. } = &self.aligned;
        let same = self.aligned.same();
        let last = before.checked_sub(1).and_then(|last| same.get(last));
        let from = last.map_or((0, 0), |last| (last.old_end(), last.new_end()));
        let to = same.get(before).map_or((old.len(), new.len()), |next| (next.old, next.new));
        Change { old: extent(old, from.0..to.0, &self.middle.0), new: extent(new, from.1..to.1, &self.middle.1) }
    }

    /// The stretches of the new version that match no text of the old one, where a missing passage may be. The rest
    /// belongs to other text of the article, however similar it is.
    pub(super) fn fresh(&self) -> Vec<ByteRange> {
        let new = &self.aligned.new;
        let mut stretches: Vec<ByteRange> = Vec::new();
        let mut add = |words: Range<usize>| {
            let Some(bytes) = new.stretch(words) else { return };
            match stretches.last_mut() {
                // The text between them is too short to be distinguished from a match by chance.
                Some(last) if bytes.start - last.end().get() <= CONTEXT => {
                    *last = ByteRange::of(last.start().get(), bytes.end);
                }
                _ => stretches.push(ByteRange::of(bytes.start, bytes.end)),
            }
        };
        let mut known = 0;
        for block in self.aligned.by_new() {
            if block.new > known {
                add(known..block.new);
            }
            known = known.max(block.new_end());
        }
        add(known..new.len());
        if new.len() == 0 {
            // Nothing was compared: it may be anywhere between the common beginning and end.
            return vec![ByteRange::of(self.middle.1.start, self.middle.1.end)];
        }
        stretches
    }

    /// True if a place of the new version holds mostly text from elsewhere in the old one than the passage `was`, or is
    /// in a row that another row became.
    pub(super) fn belongs_elsewhere(&self, was: ByteRange, is: ByteRange) -> bool {
        let Alignment { old, new, .. } = &self.aligned;
        let of = |words: &Words, range: ByteRange| words.from(range.start().get())..words.until(range.end().get());
        let (had, has) = (of(old, was), of(new, is));
        if had.is_empty() || has.is_empty() {
            return false;
        }
        let blocks = self.aligned.by_new();
        let from = blocks.partition_point(|block| block.new_end() <= has.start);
        let mut elsewhere = 0;
        for block in blocks[from..].iter().take_while(|block| block.new < has.end) {
            let (start, end) = (has.start.max(block.new), has.end.min(block.new_end()));
            for word in start..end.max(start) {
                let origin = block.old + word - block.new;
                if !had.contains(&origin) {
                    elsewhere += new.length(word..word + 1);
                }
            }
        }
        let whole: usize = has.clone().map(|word| new.length(word..word + 1)).sum();
        elsewhere * ELSEWHERE.1 >= whole * ELSEWHERE.0
            || !self.aligned.rows.may_be((had.start, has.start))
            || !self.aligned.rows.may_be((had.end - 1, has.end - 1))
    }

    /// True if a place of the new version that matches other old text may also be the new version of a passage, as far
    /// as their lines allow.
    pub(super) fn may_share(&self, was: ByteRange, is: ByteRange) -> bool {
        let Alignment { old, new, rows, .. } = &self.aligned;
        let of = |words: &Words, range: ByteRange| words.from(range.start().get())..words.until(range.end().get());
        let (had, has) = (of(old, was), of(new, is));
        if had.is_empty() || has.is_empty() {
            return true;
        }
        rows.may_share((had.start, has.start)) && rows.may_share((had.end - 1, has.end - 1))
    }

    /// The new place of a passage inside an unchanged line or sentence, or an unchanged part of a row, and whether that
    /// line moved; `None` if there is no such line.
    pub(super) fn in_its_line(&self, was: ByteRange) -> Option<(ByteRange, bool)> {
        let core = self.old.trimmed(was)?;
        let Range { start, end } = self.middle.0;
        if core.start().get() < start || core.end().get() > end {
            return None;
        }
        let words = self.aligned.old.from(core.start().get())..self.aligned.old.until(core.end().get());
        let (mut next, mut moved) = (words.start, false);
        while next < words.end {
            let region = self.aligned.region(next)?;
            moved |= region.moved;
            next = region.old.end;
        }
        Some((self.unchanged(was)?, moved))
    }

    /// The new start of a passage that starts at `byte` of the old version.
    pub(super) fn start(&self, byte: usize) -> Place {
        let (old, new) = &self.middle;
        if byte < old.start {
            return Place::At(byte);
        }
        if byte >= old.end {
            return Place::At(byte - old.end + new.end);
        }
        self.place(self.aligned.old.from(byte), byte)
    }

    /// The new end of a passage that ends at `byte` of the old version.
    pub(super) fn end(&self, byte: usize) -> Place {
        let (old, new) = &self.middle;
        if byte <= old.start {
            return Place::At(byte);
        }
        if byte > old.end {
            return Place::At(byte - old.end + new.end);
        }
        self.place(self.aligned.old.until(byte).saturating_sub(1), byte)
    }

    /// The new place of a passage whose text did not change; `None` if it did.
    pub(super) fn unchanged(&self, range: ByteRange) -> Option<ByteRange> {
        let core = self.old.trimmed(range)?;
        let (Place::At(start), Place::At(end)) = (self.start(core.start().get()), self.end(core.end().get())) else {
            return None;
        };
        // With the white space at its ends, if any.
        let before = core.start().get() - range.start().get();
        let after = range.end().get() - core.end().get();
        let same = ByteRange::of(start.checked_sub(before)?, end + after);
        (start < end && self.new.get(same) == Some(self.old.slice(range))).then_some(same)
    }

    /// True if the context on one side of a passage is the same in both versions.
    pub(super) fn keeps_context(&self, was: ByteRange, is: ByteRange) -> bool {
        let (old, new) = (self.old.as_str().as_bytes(), self.new.as_str().as_bytes());
        let alike = |(a, b): (&u8, &u8)| a == b;
        let before = old[..was.start().get()].iter().rev().zip(new[..is.start().get()].iter().rev());
        let after = old[was.end().get()..].iter().zip(&new[is.end().get()..]);
        before.take(CONTEXT).filter(|pair| alike(*pair)).count() == CONTEXT
            || after.take(CONTEXT).filter(|pair| alike(*pair)).count() == CONTEXT
    }

    /// The new place of `byte`, which is in a word of the old version or at its end.
    fn place(&self, word: usize, byte: usize) -> Place {
        let Alignment { old, new, .. } = &self.aligned;
        match (old.span(word), self.aligned.twin(word).and_then(|twin| new.span(twin))) {
            (Some(span), Some(twin)) => {
                // The same letters may take another number of bytes: quotation marks of another shape.
                let letters = self.old.as_str()[span.start..byte.clamp(span.start, span.end)].chars().count();
                let twin_word = &self.new.as_str()[twin.clone()];
                let at = twin_word.char_indices().nth(letters).map_or(twin.end, |(at, _)| twin.start + at);
                Place::At(at)
            }
            _ => {
                let (had, has) = self.aligned.gap(word);
                Place::Within(Change { old: extent(old, had, &self.middle.0), new: extent(new, has, &self.middle.1) })
            }
        }
    }
}

/// The extent of some words of a stretch; if there are none, the place before the next one; if none of the stretch were
/// compared, all of it.
fn extent(words: &Words, some: Range<usize>, whole: &Range<usize>) -> ByteRange {
    if words.len() == 0 {
        return ByteRange::of(whole.start, whole.end);
    }
    let none = || words.span(some.start).map_or(whole.end, |next| next.start);
    let stretch = words.stretch(some.clone()).unwrap_or_else(|| none()..none());
    ByteRange::of(stretch.start, stretch.end)
}

/// The first place from `byte` on that splits no word and no character, if there is one soon; else the next character
/// boundary.
fn cut(text: &str, byte: usize) -> usize {
    let start = text.ceil_char_boundary(byte);
    let near = &text[start..text.ceil_char_boundary((start + OVERLAP / 2).min(text.len()))];
    near.find(char::is_whitespace).map_or(start, |at| start + at)
}

/// The offset in the new text of an offset in the old one, by the changes between them, in order; within a change, its
/// start.
pub fn projected(changes: &[Change], offset: ByteOffset) -> ByteOffset {
    let before = changes.partition_point(|change| change.old.end() <= offset);
    match changes.get(before) {
        Some(change) if change.old.start() <= offset => change.new.start(),
        _ => {
            let (old, new) = before
                .checked_sub(1)
                .map_or((0, 0), |last| (changes[last].old.end().get(), changes[last].new.end().get()));
            ByteOffset::new(new + (offset.get() - old))
        }
    }
}
