//! Two texts compared word by word: which words of the one are which of the other.

pub(in crate::model) mod distance;
mod landmarks;
pub mod similarity;
mod tidy;
pub(in crate::model) mod words;

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::align::words::{Vocabulary, Words};

/// Most words of a piece that is compared at once. A diff takes time that grows faster than its texts: a fifth of a second
/// for a piece of this size where nothing in it agrees.
const PIECE: usize = 1 << 16;

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

/// Which words of two texts are the same.
#[derive(Debug)]
pub(in crate::model) struct Alignment {
    /// The words of the old text.
    pub old: Words,
    /// The words of the new text.
    pub new: Words,
    /// The words that are the same, in the order of both texts.
    blocks: Vec<Block>,
}

impl Alignment {
    /// Compares stretches of two texts. `goes_on` is told how much is done, in per cent, and answers whether to go on;
    /// `None` if not.
    pub fn new(
        (old_text, old_stretch): (&str, Range<usize>),
        (new_text, new_stretch): (&str, Range<usize>),
        goes_on: &dyn Fn(u32) -> bool,
    ) -> Option<Self> {
        let mut vocabulary = Vocabulary::default();
        let old = vocabulary.words(old_text, old_stretch);
        let new = vocabulary.words(new_text, new_stretch);
        drop(vocabulary);
        let known = landmarks::landmarks(&old.ids, &new.ids);
        let end = Block { old: old.len(), new: new.len(), len: 0 };
        let mut blocks: Vec<Block> = Vec::with_capacity(known.len());
        let (mut from_old, mut from_new) = (0, 0);
        for block in known.into_iter().chain([end]) {
            for (old_piece, new_piece) in pieces(from_old..block.old, from_new..block.new) {
                if !goes_on((100 * old_piece.start / old.len().max(1)) as u32) {
                    return None;
                }
                same_words(&old.ids, old_piece, &new.ids, new_piece, &mut blocks);
            }
            if block.len > 0 {
                join(&mut blocks, block);
            }
            (from_old, from_new) = (block.old_end(), block.new_end());
        }
        let blocks = tidy::tidy(blocks, (old_text, &old), (new_text, &new));
        Some(Self { old, new, blocks })
    }

    /// The words that are the same in both texts, in their order.
    pub fn same(&self) -> &[Block] {
        &self.blocks
    }
}

/// Cuts two stretches into as many pieces, none of them too long.
fn pieces(old: Range<usize>, new: Range<usize>) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    // Where one side is empty there is nothing to compare.
    let count = if old.is_empty() || new.is_empty() { 0 } else { old.len().max(new.len()).div_ceil(PIECE) };
    let cut = move |stretch: &Range<usize>, piece: usize| stretch.start + stretch.len() * piece / count;
    (0..count).map(move |piece| (cut(&old, piece)..cut(&old, piece + 1), cut(&new, piece)..cut(&new, piece + 1)))
}

fn same_words(old: &[u32], old_piece: Range<usize>, new: &[u32], new_piece: Range<usize>, blocks: &mut Vec<Block>) {
    // One word for another, as most differences are.
    if old_piece.len() == 1 && new_piece.len() == 1 && old[old_piece.start] != new[new_piece.start] {
        return;
    }
    for op in capture_diff_slices(Algorithm::Patience, &old[old_piece.clone()], &new[new_piece.clone()]) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            join(blocks, Block { old: old_piece.start + old_index, new: new_piece.start + new_index, len });
        }
    }
}

/// Puts a block behind the others, as part of the last one where they meet.
fn join(blocks: &mut Vec<Block>, block: Block) {
    match blocks.last_mut() {
        Some(last) if last.old_end() == block.old && last.new_end() == block.new => last.len += block.len,
        _ => blocks.push(block),
    }
}
