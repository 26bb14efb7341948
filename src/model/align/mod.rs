//! Word alignment of two texts.

mod block;
pub(in crate::model) mod distance;
mod landmarks;
pub(in crate::model) mod letters;
mod rest;
mod rows;
pub mod similarity;
mod table;
mod tidy;
pub(in crate::model) mod words;

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::align::block::{Block, Region, join};
use crate::model::align::rest::Rest;
use crate::model::align::rows::{Lined, Weights};
pub(in crate::model) use crate::model::align::table::Rows;
use crate::model::align::words::{Vocabulary, Words};

/// Maximum words of a piece that is compared at once. A diff takes time that grows faster than its texts: a fifth of a
/// second for a piece of this size in which nothing agrees.
const PIECE: usize = 1 << 16;

/// The words that two texts share, ignoring case and the shape of quotation marks and dashes.
#[derive(Debug)]
pub(in crate::model) struct Alignment {
    /// The words of the old text.
    pub old: Words,
    /// The words of the new text.
    pub new: Words,
    /// The shared words in the same order.
    blocks: Vec<Block>,
    /// Regions matched as wholes, in the order of the old text.
    regions: Vec<Region>,
    /// All shared words, in the order of the new text.
    by_new: Vec<Block>,
    /// The rows among the lines of both texts, and how they were matched.
    pub rows: Rows,
}

impl Alignment {
    /// Compares stretches of two texts. `keep_going` is given the progress in per cent and returns false to stop; the
    /// result is then `None`.
    pub fn new(
        (old_text, old_stretch): (&str, Range<usize>),
        (new_text, new_stretch): (&str, Range<usize>),
        keep_going: &dyn Fn(u32) -> bool,
    ) -> Option<Self> {
        let mut vocabulary = Vocabulary::default();
        let old = vocabulary.words(old_text, old_stretch);
        let new = vocabulary.words(new_text, new_stretch);
        drop(vocabulary);
        let (rows, mut regions) = {
            let lined = (Lined::new(old_text, &old), Lined::new(new_text, &new));
            let weights = Weights::new(&lined.0, &lined.1);
            let regions = regions(rows::pairs(&lined.0, &lined.1, &weights));
            (Rows::new(lined.0, lined.1, weights, &regions), regions)
        };
        for region in &mut regions {
            if region.same {
                region.blocks.push(Block { old: region.old.start, new: region.new.start, len: region.old.len() });
            } else {
                same_words(&old.ids, region.old.clone(), &new.ids, region.new.clone(), &mut region.blocks);
            }
        }
        // Moved regions are known, and would mislead the comparison of the rest.
        let moved = |of: fn(&Region) -> &Range<usize>, words: &Words| {
            let mut stretches: Vec<Range<usize>> =
                regions.iter().filter(|it| it.moved).map(|it| of(it).clone()).collect();
            stretches.sort_by_key(|stretch| stretch.start);
            Rest::new(words, &stretches)
        };
        let (old_rest, new_rest) = (moved(|region| &region.old, &old), moved(|region| &region.new, &new));
        let (old_words, new_words) = (old_rest.words(&old), new_rest.words(&new));
        let end = Anchor { old: old_words.len()..old_words.len(), new: new_words.len()..new_words.len(), same: true };
        let anchors = regions.iter().filter(|region| !region.moved).map(|region| Anchor {
            old: old_rest.compact(&region.old),
            new: new_rest.compact(&region.new),
            same: region.same,
        });
        let mut blocks: Vec<Block> = Vec::with_capacity(regions.len());
        let (mut from_old, mut from_new) = (0, 0);
        for Anchor { old: at, new: to, same } in anchors.chain([end]) {
            if !keep_going((100 * from_old / old_words.len().max(1)) as u32) {
                return None;
            }
            compare((&old_words, from_old..at.start), (&new_words, from_new..to.start), &mut blocks, keep_going)?;
            if same && !at.is_empty() {
                join(&mut blocks, Block { old: at.start, new: to.start, len: at.len() });
            } else {
                same_words(&old_words.ids, at.clone(), &new_words.ids, to.clone(), &mut blocks);
            }
            (from_old, from_new) = (at.end, to.end);
        }
        let blocks = tidy::tidy(blocks, (old_text, &old_words), (new_text, &new_words));
        let mut blocks = Rest::expanded(&old_rest, &new_rest, blocks);
        rows.part(&mut blocks);
        // The others are among the blocks already.
        let moved = regions.iter().filter(|region| region.moved);
        let mut by_new: Vec<Block> = moved.flat_map(|region| region.blocks.iter().copied()).collect();
        by_new.extend(blocks.iter().copied());
        by_new.sort_by_key(|block| (block.new, block.old));
        Some(Self { old, new, blocks, regions, by_new, rows })
    }

    /// The shared words in the same order.
    pub fn same(&self) -> &[Block] {
        &self.blocks
    }

    /// The shared words, in the order of the new text.
    pub fn by_new(&self) -> &[Block] {
        &self.by_new
    }

    /// The region that contains an old word.
    pub fn region(&self, word: usize) -> Option<&Region> {
        let at = self.regions.partition_point(|region| region.old.end <= word);
        self.regions.get(at).filter(|region| region.old.contains(&word))
    }

    /// The new word that matches an old one.
    pub fn twin(&self, word: usize) -> Option<usize> {
        let blocks = self.region(word).map_or(&self.blocks, |region| &region.blocks);
        let next = blocks.partition_point(|block| block.old_end() <= word);
        blocks.get(next).filter(|block| block.old <= word).map(|block| block.new + word - block.old)
    }

    /// The unmatched words around an old word, up to the nearest matched ones, in both texts.
    pub fn gap(&self, word: usize) -> (Range<usize>, Range<usize>) {
        let (blocks, mut gap) = match self.region(word) {
            Some(region) => (&region.blocks, (region.old.clone(), region.new.clone())),
            None => (&self.blocks, (0..self.old.len(), 0..self.new.len())),
        };
        let next = blocks.partition_point(|block| block.old_end() <= word);
        if let Some(before) = next.checked_sub(1).and_then(|before| blocks.get(before)) {
            (gap.0.start, gap.1.start) = (before.old_end(), before.new_end());
        }
        if let Some(after) = blocks.get(next) {
            (gap.0.end, gap.1.end) = (after.old, after.new);
        }
        gap
    }
}

/// A stretch of both texts that is the same, or is compared by itself.
struct Anchor {
    old: Range<usize>,
    new: Range<usize>,
    same: bool,
}

/// The regions of these pairs; those out of the order of most others have moved.
fn regions(pairs: Vec<rows::Pair>) -> Vec<Region> {
    let places: Vec<(u32, u32)> = pairs.iter().map(|pair| (pair.old.start as u32, pair.new.start as u32)).collect();
    let mut ordered = landmarks::longest_rise(&places).into_iter().peekable();
    let of = |pair: rows::Pair| {
        let moved = ordered.next_if(|(old, _)| *old as usize == pair.old.start).is_none();
        Region { old: pair.old, new: pair.new, same: pair.same, moved, blocks: Vec::new() }
    };
    pairs.into_iter().map(of).collect()
}

/// Compares stretches of two texts word by word.
fn compare(
    (old, old_stretch): (&Words, Range<usize>),
    (new, new_stretch): (&Words, Range<usize>),
    blocks: &mut Vec<Block>,
    keep_going: &dyn Fn(u32) -> bool,
) -> Option<()> {
    if old_stretch.is_empty() || new_stretch.is_empty() {
        return Some(());
    }
    let known = landmarks::landmarks(&old.ids[old_stretch.clone()], &new.ids[new_stretch.clone()]);
    let known = known.into_iter().map(|block| Block {
        old: block.old + old_stretch.start,
        new: block.new + new_stretch.start,
        len: block.len,
    });
    let end = Block { old: old_stretch.end, new: new_stretch.end, len: 0 };
    let (mut from_old, mut from_new) = (old_stretch.start, new_stretch.start);
    for block in known.chain([end]) {
        for (old_piece, new_piece) in pieces(from_old..block.old, from_new..block.new) {
            if !keep_going((100 * old_piece.start / old.len().max(1)) as u32) {
                return None;
            }
            same_words(&old.ids, old_piece, &new.ids, new_piece, blocks);
        }
        if block.len > 0 {
            join(blocks, block);
        }
        (from_old, from_new) = (block.old_end(), block.new_end());
    }
    Some(())
}

/// Cuts two stretches into the same number of pieces, none of them too long.
fn pieces(old: Range<usize>, new: Range<usize>) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    // If one side is empty there is nothing to compare.
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
