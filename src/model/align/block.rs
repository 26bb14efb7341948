//! Runs of words that two texts share, and regions matched as wholes.

use std::ops::Range;

/// Words that are the same in both texts, in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) struct Block {
    /// The number of the first in the old text.
    pub old: usize,
    /// The number of the first in the new text.
    pub new: usize,
    /// How many they are.
    pub len: usize,
}

impl Block {
    /// The number of the first word in the old text after it.
    pub fn old_end(self) -> usize {
        self.old + self.len
    }

    /// The number of the first word in the new text after it.
    pub fn new_end(self) -> usize {
        self.new + self.len
    }
}

/// A line or sentence that was matched as a whole, wherever it stands now.
#[derive(Debug)]
pub(in crate::model) struct Region {
    /// Its words in the old text.
    pub old: Range<usize>,
    /// Its words in the new text.
    pub new: Range<usize>,
    /// True if all its words are the same.
    pub same: bool,
    /// True if it stands in another order among the others.
    pub moved: bool,
    /// The words that are the same.
    pub(super) blocks: Vec<Block>,
}

/// Puts a block behind the others, as part of the last one where they meet.
pub(super) fn join(blocks: &mut Vec<Block>, block: Block) {
    match blocks.last_mut() {
        Some(last) if last.old_end() == block.old && last.new_end() == block.new => last.len += block.len,
        _ => blocks.push(block),
    }
}
