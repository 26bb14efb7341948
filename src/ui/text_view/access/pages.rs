//! The part of the article that is in the accessibility tree as text: all of a short one, else whole pages around the caret.
//!
//! Pages are fixed, so that the text of the tree changes seldom, and never by scrolling.

use std::ops::Range;

use crate::model::offset::ByteOffset;
use crate::ui::text_view::blocks::Blocks;

/// The cost of a page, in bytes. Two pages are in the tree, with half of one at least on either side of the caret.
const PAGE: usize = 4096;
/// Maximum pages of a short article. Screen readers read on to the end of what is in the tree when they begin.
const SHORT: usize = 6;
/// Maximum pages in the tree, where an assistive technology asks for more than those around the caret.
const MOST: usize = 8;

/// Consecutive pages.
#[derive(Debug, Default)]
pub(super) struct Pages(Range<usize>);

impl Pages {
    /// Moves to the pages around the caret, unless they are there; `wanted` is a place in the tree that an assistive
    /// technology asked for, whose pages are added.
    pub(super) fn follow(&mut self, blocks: &Blocks, caret: ByteOffset, wanted: Option<ByteOffset>) {
        if let Some(wanted) = wanted {
            self.0 = joined(&self.0, around(blocks, wanted));
        }
        let all = blocks.weight(blocks.len().saturating_sub(1)) / PAGE + 1;
        let needed = if all <= SHORT { 0..all } else { around(blocks, caret) };
        if needed.start < self.0.start || self.0.end < needed.end {
            self.0 = needed;
        }
    }

    /// The blocks of the pages.
    pub(super) fn blocks(&self, blocks: &Blocks) -> Range<usize> {
        blocks.at_weight(self.0.start * PAGE)..blocks.at_weight(self.0.end * PAGE)
    }
}

/// The pages around an offset.
fn around(blocks: &Blocks, offset: ByteOffset) -> Range<usize> {
    let middle = (blocks.weight(blocks.at(offset)) + PAGE / 2) / PAGE;
    let start = middle.saturating_sub(1);
    start..start + 2
}

/// Pages with further ones; without the pages at the other end, if they would be too many.
fn joined(pages: &Range<usize>, more: Range<usize>) -> Range<usize> {
    if more.end < pages.start || pages.end < more.start {
        return more;
    }
    let (start, end) = (pages.start.min(more.start), pages.end.max(more.end));
    if more.end == end { end.saturating_sub(MOST).max(start)..end } else { start..end.min(start + MOST) }
}
