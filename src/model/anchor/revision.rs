//! Two versions of a text side by side.

use crate::model::anchor::outcome::Outcome;
use crate::model::anchor::search::resolve;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selector::Quote;
use crate::model::text::ArticleText;

/// Two versions of a text, compared by what they begin and end with alike.
#[derive(Clone, Copy, Debug)]
pub struct Revision<'a> {
    old: &'a ArticleText,
    new: &'a ArticleText,
    /// Bytes that both begin with.
    head: usize,
    /// Bytes that both end with.
    tail: usize,
}

impl<'a> Revision<'a> {
    /// Compares two versions.
    pub fn new(old: &'a ArticleText, new: &'a ArticleText) -> Self {
        let (a, b) = (old.as_str().as_bytes(), new.as_str().as_bytes());
        let shorter = a.len().min(b.len());
        let mut head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        while !old.as_str().is_char_boundary(head) || !new.as_str().is_char_boundary(head) {
            head -= 1;
        }
        let mut tail = a.iter().rev().zip(b.iter().rev()).take(shorter - head).take_while(|(a, b)| a == b).count();
        while !old.as_str().is_char_boundary(a.len() - tail) || !new.as_str().is_char_boundary(b.len() - tail) {
            tail -= 1;
        }
        Self { old, new, head, tail }
    }

    /// What became of a passage of the old version, described by `quote` where it must be searched for.
    pub fn outcome(&self, range: ByteRange, quote: impl FnOnce() -> Quote) -> Outcome {
        if range.end().get() <= self.head {
            return Outcome::Exact(range);
        }
        if range.start().get() >= self.old.end().get() - self.tail {
            let shift = |offset: ByteOffset| offset.get() + self.new.end().get() - self.old.end().get();
            let moved = ByteRange::of(shift(range.start()), shift(range.end()));
            return if moved == range { Outcome::Exact(range) } else { Outcome::Moved(moved) };
        }
        resolve(self.new, &quote())
    }
}
