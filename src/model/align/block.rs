//! Runs of words that two texts share, and regions matched as wholes.

use std::ops::Range;

/// A run of words that is the same in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) struct Block {
    /// The index of its first word in the old text.
    pub old: usize,
    /// The index of its first word in the new text.
    pub new: usize,
    /// Number of words.
    pub len: usize,
}

impl Block {
    /// The index of the first word after it in the old text.
    #[inline]
    pub fn old_end(self) -> usize {
        self.old + self.len
    }

    /// The index of the first word after it in the new text.
    #[inline]
    pub fn new_end(self) -> usize {
        self.new + self.len
    }
}

/// A line or sentence that was matched as a whole, at any place.
#[derive(Debug)]
pub(in crate::model) struct Region {
    /// Its words in the old text.
    pub old: Range<usize>,
    /// Its words in the new text.
    pub new: Range<usize>,
    /// True if all its words are the same.
    pub same: bool,
    /// True if its order among the others changed.
    pub moved: bool,
    /// The words that are the same.
    pub(super) blocks: Vec<Block>,
}

/// Appends a block, merged with the last one if they are adjacent.
pub(super) fn join(blocks: &mut Vec<Block>, block: Block) {
    match blocks.last_mut() {
        Some(last) if last.old_end() == block.old && last.new_end() == block.new => last.len += block.len,
        _ => blocks.push(block),
    }
}
