//! Distinguishes rows of a table: words of one row never match those of another, however similar the rows are.

use std::ops::Range;

use crate::model::align::block::{Block, Region, join};
use crate::model::align::rows::{ALIKE, Lined, Weights};

/// The lines of both texts, and the rows among them.
#[derive(Debug)]
pub(in crate::model) struct Rows {
    old: Side,
    new: Side,
    /// The weights of words for distinguishing rows.
    weights: Weights,
}

#[derive(Debug)]
struct Side {
    lines: Vec<Range<usize>>,
    /// The words of each line that is short enough to be a row, and whether it is one.
    rows: Vec<Option<(bool, Box<[u32]>)>>,
    /// The line of the other text that each line matches as a whole.
    other: Vec<Option<usize>>,
}

impl Side {
    fn new(lined: Lined<'_>) -> Self {
        let row = |line: usize| lined.is_short(line).then(|| (lined.rows[line], lined.ids(&lined.lines[line]).into()));
        let rows = (0..lined.lines.len()).map(row).collect();
        Self { rows, other: vec![None; lined.lines.len()], lines: lined.lines }
    }

    fn line_of(&self, word: usize) -> usize {
        self.lines.partition_point(|line| line.end <= word)
    }
}

impl Rows {
    pub(super) fn new(old: Lined<'_>, new: Lined<'_>, weights: Weights, regions: &[Region]) -> Self {
        let (mut old, mut new) = (Side::new(old), Side::new(new));
        for region in regions {
            let (one, other) = (old.line_of(region.old.start), new.line_of(region.new.start));
            if old.lines[one] == region.old && new.lines[other] == region.new {
                old.other[one] = Some(other);
                new.other[other] = Some(one);
            }
        }
        Self { old, new, weights }
    }

    /// True if a line of the new text may be the new version of an old one; the lines are given by a word in each. A
    /// row may only have become the line that it was matched with, or a similar one that was matched with none.
    pub fn may_be(&self, (old, new): (usize, usize)) -> bool {
        let (one, other) = (self.old.line_of(old), self.new.line_of(new));
        if self.rows(one, other).is_none() {
            return true;
        }
        match (self.old.other[one], self.new.other[other]) {
            (Some(is), _) => is == other,
            (None, Some(_)) => false,
            (None, None) => self.lines_are_alike(one, other),
        }
    }

    /// The same if the new line may also match another old one: of two similar lines, one may be left.
    pub fn may_share(&self, (old, new): (usize, usize)) -> bool {
        let (one, other) = (self.old.line_of(old), self.new.line_of(new));
        match self.old.other.get(one) {
            Some(Some(is)) if self.rows(one, other).is_some() => *is == other,
            _ => self.lines_are_alike(one, other),
        }
    }

    fn lines_are_alike(&self, one: usize, other: usize) -> bool {
        let Some((one, other)) = self.rows(one, other) else { return true };
        one == other || self.weights.share(one, other) >= ALIKE
    }

    /// The words of two lines, if the old one is a row, and the new one short enough to be that.
    fn rows(&self, one: usize, other: usize) -> Option<(&[u32], &[u32])> {
        let (is_row, one) = self.old.rows.get(one)?.as_ref()?;
        let (_, other) = self.new.rows.get(other)?.as_ref()?;
        is_row.then_some((one, other))
    }

    /// Removes the parts of blocks that would align one row with another.
    pub(super) fn part(&self, blocks: &mut Vec<Block>) {
        let mut parted: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut known: Option<((usize, usize), bool)> = None;
        for block in blocks.iter() {
            let mut from = 0;
            while from < block.len {
                let lines = (self.old.line_of(block.old + from), self.new.line_of(block.new + from));
                let ends = (self.old.lines[lines.0].end, self.new.lines[lines.1].end);
                let to = (ends.0 - block.old).min(ends.1 - block.new).min(block.len);
                let may_be = match known {
                    Some((same, may_be)) if same == lines => may_be,
                    _ => self.may_be((block.old + from, block.new + from)),
                };
                known = Some((lines, may_be));
                if may_be {
                    join(&mut parted, Block { old: block.old + from, new: block.new + from, len: to - from });
                }
                from = to;
            }
        }
        *blocks = parted;
    }
}
