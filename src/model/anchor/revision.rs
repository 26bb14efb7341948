//! Two versions of a text side by side: where what stood in the old one stands in the new one.

use std::ops::Range;

use crate::model::align::Alignment;
use crate::model::align::words::Words;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selector::CONTEXT;
use crate::model::text::ArticleText;

/// How far into what two versions begin and end with alike the comparison reaches, in bytes: a difference may begin
/// earlier than where the first letter differs.
const OVERLAP: usize = 1024;

/// Most bytes of either version between what they begin and end with alike that are compared word by word. Beyond that a
/// passage there is looked for by its words.
const MIDDLE: usize = 64 << 20;

/// The share of a place that may be words that stood elsewhere in the old version, in tenths.
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

/// Words of the old version and what stands in their place in the new one; either may be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The words in the old version.
    pub old: ByteRange,
    /// The words in the new version.
    pub new: ByteRange,
}

/// Where the new version has a place of the old one, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Just there.
    At(usize),
    /// Somewhere among words that came for those that it was among.
    Within(Change),
}

impl<'a> Revision<'a> {
    /// Compares two versions. `goes_on` is told how much is done, in per cent, and answers whether to go on; `None` if not.
    pub fn new(old: &'a ArticleText, new: &'a ArticleText, goes_on: &dyn Fn(u32) -> bool) -> Option<Self> {
        let (a, b) = (old.as_str(), new.as_str());
        let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        let head = if same > OVERLAP { cut(a, same - OVERLAP) } else { 0 };
        let rest = a.len().min(b.len()) - head;
        let same = a.bytes().rev().zip(b.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
        let tail = a.len() - cut(a, a.len() - same.saturating_sub(OVERLAP));
        let middle = (head..a.len() - tail, head..b.len() - tail);
        let too_long = middle.0.len().max(middle.1.len()) > MIDDLE;
        let stretch = |whole: &Range<usize>| if too_long { whole.start..whole.start } else { whole.clone() };
        let aligned = Alignment::new((a, stretch(&middle.0)), (b, stretch(&middle.1)), goes_on)?;
        Some(Self { old, new, middle, aligned })
    }

    /// What differs, in order.
    pub fn changes(&self) -> Vec<Change> {
        let all = (0..=self.aligned.same().len()).map(|before| self.change(before));
        all.filter(|change| !change.old.is_empty() || !change.new.is_empty()).collect()
    }

    /// What differs before a block of equal words, between the words on both sides.
    fn change(&self, before: usize) -> Change {
        let Alignment { old, new, .. } = &self.aligned;
        let same = self.aligned.same();
        let last = before.checked_sub(1).and_then(|last| same.get(last));
        let from = last.map_or((0, 0), |last| (last.old_end(), last.new_end()));
        let to = same.get(before).map_or((old.len(), new.len()), |next| (next.old, next.new));
        Change { old: extent(old, from.0..to.0, &self.middle.0), new: extent(new, from.1..to.1, &self.middle.1) }
    }

    /// The stretches of the new version that no words of the old one are: where a passage may be that is not where it was.
    /// All else is other words of the article, however like them it is.
    pub(super) fn fresh(&self) -> Vec<ByteRange> {
        let new = &self.aligned.new;
        let mut stretches: Vec<ByteRange> = Vec::new();
        let mut add = |words: Range<usize>| {
            let Some(bytes) = new.stretch(words) else { return };
            match stretches.last_mut() {
                // What lies between is too little to be told from what agrees by chance.
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
            // Nothing was compared: it may be anywhere between what both begin and end with.
            return vec![ByteRange::of(self.middle.1.start, self.middle.1.end)];
        }
        stretches
    }

    /// True if a place of the new version holds mostly words that stood elsewhere in the old one than the passage `was`, or
    /// lies in a row that another row became.
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

    /// True if a place of the new version that other words of the old one stood at may be what a passage has become besides,
    /// as far as the lines say that they stand in.
    pub(super) fn may_share(&self, was: ByteRange, is: ByteRange) -> bool {
        let Alignment { old, new, rows, .. } = &self.aligned;
        let of = |words: &Words, range: ByteRange| words.from(range.start().get())..words.until(range.end().get());
        let (had, has) = (of(old, was), of(new, is));
        if had.is_empty() || has.is_empty() {
            return true;
        }
        rows.may_share((had.start, has.start)) && rows.may_share((had.end - 1, has.end - 1))
    }

    /// Where a passage is that lies in a line or sentence, or in the part of a row, whose words did not change, and whether
    /// that line moved; nothing if it lies in none.
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

    /// Where a passage that starts at `byte` of the old version starts in the new one.
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

    /// Where a passage that ends at `byte` of the old version ends in the new one.
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

    /// Where a passage is whose words did not change; nothing if they did.
    pub(super) fn unchanged(&self, range: ByteRange) -> Option<ByteRange> {
        let core = self.old.trimmed(range)?;
        let (Place::At(start), Place::At(end)) = (self.start(core.start().get()), self.end(core.end().get())) else {
            return None;
        };
        // With the white space at its ends, if it has some.
        let before = core.start().get() - range.start().get();
        let after = range.end().get() - core.end().get();
        let same = ByteRange::of(start.checked_sub(before)?, end + after);
        (start < end && self.new.get(same) == Some(self.old.slice(range))).then_some(same)
    }

    /// True if the same words stand on one side of a passage in both versions, as far as tells it from others at once.
    pub(super) fn keeps_context(&self, was: ByteRange, is: ByteRange) -> bool {
        let (old, new) = (self.old.as_str().as_bytes(), self.new.as_str().as_bytes());
        let alike = |(a, b): (&u8, &u8)| a == b;
        let before = old[..was.start().get()].iter().rev().zip(new[..is.start().get()].iter().rev());
        let after = old[was.end().get()..].iter().zip(&new[is.end().get()..]);
        before.take(CONTEXT).filter(|pair| alike(*pair)).count() == CONTEXT
            || after.take(CONTEXT).filter(|pair| alike(*pair)).count() == CONTEXT
    }

    /// Where the new version has `byte`, which is in a word of the old one or at its end.
    fn place(&self, word: usize, byte: usize) -> Place {
        let Alignment { old, new, .. } = &self.aligned;
        match (old.span(word), self.aligned.twin(word).and_then(|twin| new.span(twin))) {
            (Some(span), Some(twin)) => {
                // The same letters, which may take other room: quotation marks of another shape.
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

/// Where some words of a stretch of a text are; if they are none, the place before the next one; if none of the stretch were
/// compared, all of it.
fn extent(words: &Words, some: Range<usize>, whole: &Range<usize>) -> ByteRange {
    if words.len() == 0 {
        return ByteRange::of(whole.start, whole.end);
    }
    let none = || words.span(some.start).map_or(whole.end, |next| next.start);
    let stretch = words.stretch(some.clone()).unwrap_or_else(|| none()..none());
    ByteRange::of(stretch.start, stretch.end)
}

/// The first place from `byte` on where no word and no character is cut, if there is one soon; else the next character.
fn cut(text: &str, byte: usize) -> usize {
    let start = text.ceil_char_boundary(byte);
    let near = &text[start..text.ceil_char_boundary((start + OVERLAP / 2).min(text.len()))];
    near.find(char::is_whitespace).map_or(start, |at| start + at)
}

/// Where an offset of the old text lies in the new one, by the changes between them, in order; within a change, where
/// that begins.
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
