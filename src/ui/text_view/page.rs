//! The geometry of a frame: text ranges on the screen.

use std::ops::Range;

use egui::{Pos2, Rect, pos2};

use super::layout::Row;
use super::scroll::Placed;
use crate::model::offset::{ByteOffset, ByteRange};

/// The visible blocks on the screen, during a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    pub visible: &'a [Placed],
    /// The view's rectangle on the screen.
    pub rect: Rect,
    /// The left edge of the column on the screen.
    pub left: f32,
    /// The width of the column.
    pub width: f32,
    pub pixels_per_point: f32,
}

impl Page<'_> {
    /// The top left corner of a block on the screen.
    pub(super) fn origin(&self, placed: &Placed) -> Pos2 {
        pos2(self.left, self.rect.top() + placed.top)
    }

    /// The range of the visible blocks.
    pub(super) fn range(&self) -> ByteRange {
        match (self.visible.first(), self.visible.last()) {
            (Some(first), Some(last)) => ByteRange::new(first.range.start(), last.range.end()),
            _ => ByteRange::default(),
        }
    }

    /// The start of the first visible row.
    pub(super) fn first(&self) -> ByteOffset {
        let Some(placed) = self.visible.first() else { return ByteOffset::ZERO };
        let row = &placed.layout.rows[self.rows(placed).start];
        ByteOffset::new(placed.range.start().get() + row.start as usize)
    }

    /// The visible rows of a block.
    pub(super) fn rows(&self, placed: &Placed) -> Range<usize> {
        let first = placed.layout.row_at_y(-placed.top);
        first..placed.layout.row_at_y(self.rect.height() - placed.top) + 1
    }

    /// Calls `each` with the rectangles of a range of a block, in bytes from its start, on the visible rows.
    pub(super) fn block_rects(&self, placed: &Placed, range: Range<u32>, mut each: impl FnMut(&Row, Rect)) {
        let origin = self.origin(placed);
        let layout = &placed.layout;
        let from = layout.row_at(range.start, false);
        let rows = self.rows(placed);
        for index in from.max(rows.start)..rows.end {
            let row = &layout.rows[index];
            if row.start >= range.end {
                break;
            }
            // Marks exclude the white space at the end of a line.
            let end = range.end.min(if self.continues_on_row(placed, index) { row.end } else { row.inked });
            if range.start < end {
                layout.pieces(index, range.start..end, |left, right| {
                    let top = origin.y + row.top;
                    each(row, Rect::from_min_max(pos2(origin.x + left, top), pos2(origin.x + right, top + row.height)));
                });
            }
        }
    }

    /// True if the next block continues on the line of a row.
    fn continues_on_row(&self, placed: &Placed, row: usize) -> bool {
        let shares = |next: &Placed| {
            next.block == placed.block + 1
                && next.range.start() == placed.range.end()
                && !next.layout.rows[0].cells.is_empty()
        };
        row == placed.layout.last_row() && self.visible.iter().any(shares)
    }

    /// Calls `each` with the rectangles of a range of the text on the visible rows.
    pub(super) fn rects(&self, range: ByteRange, mut each: impl FnMut(&Placed, &Row, Rect)) {
        for placed in self.visible {
            if let Some(part) = part(placed, range) {
                self.block_rects(placed, part, |row, rect| each(placed, row, rect));
            }
        }
    }

    /// The hidden lines whose label is at a point.
    pub(super) fn fold_at(&self, at: Pos2) -> Option<ByteRange> {
        let here = |placed: &&Placed| {
            let below = at.y - self.origin(placed).y;
            placed.layout.form.is_fold() && (0.0..placed.layout.height()).contains(&below)
        };
        self.visible.iter().filter(|_| self.rect.contains(at)).find(here).map(|placed| placed.range)
    }

    /// The text of the row at a height on the screen.
    pub(super) fn row_at(&self, y: f32) -> Option<ByteRange> {
        let holds = |placed: &&Placed| (0.0..placed.layout.height()).contains(&(y - self.origin(placed).y));
        let placed = self.visible.iter().filter(|_| self.rect.y_range().contains(y)).find(holds)?;
        let row = &placed.layout.rows[placed.layout.row_at_y(y - self.origin(placed).y)];
        let base = placed.range.start().get();
        Some(ByteRange::of(base + row.start as usize, base + row.end as usize))
    }

    /// The start of the cell at a point; `None` beside the text of a row.
    pub(super) fn byte_at(&self, at: Pos2) -> Option<ByteOffset> {
        if !self.rect.contains(at) {
            return None;
        }
        // Blocks that share a line overlap there.
        let hit = |placed: &Placed| {
            let below = at - self.origin(placed);
            let inside = (0.0..placed.layout.height()).contains(&below.y);
            let under = inside.then(|| placed.layout.hit(placed.layout.row_at_y(below.y), below.x).under)??;
            Some(ByteOffset::new(placed.range.start().get() + under as usize))
        };
        self.visible.iter().find_map(hit)
    }

    /// The first and the last visible row of a range, without line feeds.
    pub(super) fn end_rows(&self, range: ByteRange) -> Option<(Rect, Rect)> {
        let mut ends: Option<(Rect, Rect)> = None;
        self.rects(range, |_, _, rect| {
            let visible = self.rect.intersects(rect);
            ends = match ends {
                _ if !visible => ends,
                None => Some((rect, rect)),
                Some((first, last)) => {
                    let joined = |row: Rect| if row.top() == rect.top() { row.union(rect) } else { row };
                    Some((joined(first), if last.top() == rect.top() { last.union(rect) } else { rect }))
                }
            };
        });
        ends
    }

    /// The caret at an offset, or `None` if it is not visible. If `upstream`, it is at the end of the cell before it: at a
    /// break between rows on the earlier one, where the direction changes at the other place.
    pub(super) fn caret_rect(&self, at: ByteOffset, upstream: bool) -> Option<Rect> {
        let in_block = |placed: &&Placed| {
            placed.range.start() <= at && at <= placed.range.end() && !(upstream && placed.range.start() == at)
        };
        let find = |placed: &&Placed| placed.range.start() <= at && at <= placed.range.end();
        let placed = self.visible.iter().rev().find(in_block).or_else(|| self.visible.iter().rev().find(find))?;
        let relative = (at.get() - placed.range.start().get()) as u32;
        let index = placed.layout.row_at(relative, upstream);
        let row = &placed.layout.rows[index];
        let x = placed.layout.x_of(index, relative, upstream).clamp(0.0, self.width.max(0.0) + 1.0);
        let origin = self.origin(placed);
        let rect = Rect::from_min_size(pos2(origin.x + x, origin.y + row.top), egui::vec2(0.0, row.height));
        rect.intersects(self.rect).then_some(rect)
    }
}

/// The part of a range in a block, in bytes from its start; `None` if they do not overlap.
fn part(placed: &Placed, range: ByteRange) -> Option<Range<u32>> {
    let base = placed.range.start().get();
    let (start, end) = (range.start().max(placed.range.start()), range.end().min(placed.range.end()));
    (start < end).then(|| (start.get() - base) as u32..(end.get() - base) as u32)
}
