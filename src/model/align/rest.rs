//! The words of a text without the regions that moved, and the map back to their indices.

use std::ops::Range;

use crate::model::align::block::{Block, join};
use crate::model::align::words::Words;

/// The indices in the whole text of the words that are left; `None` if all are.
#[derive(Debug)]
pub(super) struct Rest(Option<Vec<usize>>);

impl Rest {
    /// Leaves out these regions, which are in order.
    pub fn new(words: &Words, out: &[Range<usize>]) -> Self {
        if out.is_empty() {
            return Self(None);
        }
        let mut kept = Vec::with_capacity(words.len());
        let mut from = 0;
        for stretch in out {
            kept.extend(from..stretch.start);
            from = stretch.end.max(from);
        }
        kept.extend(from..words.len());
        Self(Some(kept))
    }

    /// The words that are left.
    pub fn words<'w>(&self, words: &'w Words) -> std::borrow::Cow<'w, Words> {
        match &self.0 {
            Some(kept) => std::borrow::Cow::Owned(words.only(kept)),
            None => std::borrow::Cow::Borrowed(words),
        }
    }

    /// A range of words that are all left, by their indices among those.
    pub fn compact(&self, stretch: &Range<usize>) -> Range<usize> {
        match &self.0 {
            Some(kept) => {
                let start = kept.partition_point(|word| *word < stretch.start);
                start..start + stretch.len()
            }
            None => stretch.clone(),
        }
    }

    fn whole(&self, word: usize) -> usize {
        self.0.as_ref().map_or(word, |kept| kept[word])
    }

    /// Blocks of the rest of two texts as blocks of the whole texts.
    pub fn expanded(old: &Self, new: &Self, blocks: Vec<Block>) -> Vec<Block> {
        if old.0.is_none() && new.0.is_none() {
            return blocks;
        }
        let mut whole: Vec<Block> = Vec::with_capacity(blocks.len());
        for word in blocks.into_iter().flat_map(|block| (0..block.len).map(move |by| (block.old + by, block.new + by)))
        {
            join(&mut whole, Block { old: old.whole(word.0), new: new.whole(word.1), len: 1 });
        }
        whole
    }
}
