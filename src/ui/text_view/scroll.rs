//! The scroll position: a block and points into it, never one large number.

use std::ops::Range;
use std::sync::Arc;

use super::flow::{Flow, RowAt};
use super::layout::{BlockLayout, Engine};
use crate::model::offset::{ByteOffset, ByteRange};

/// A visible block.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub block: usize,
    /// From the top of the view to the top of the block, in points.
    pub top: f32,
    pub layout: Arc<BlockLayout>,
    pub range: ByteRange,
}

/// The scroll position.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scroll {
    block: usize,
    /// From the top of the block to the top of the view, in points; below 0 only above the first block.
    into: f32,
    /// The start of the row at the top of the view, and the distance from that row's top. Only scrolling changes it, so
    /// that changes of width do not move the text for good.
    anchor: (ByteOffset, f32),
    /// The height of the view in points.
    pub height: f32,
}

/// Free space above the first and below the last line, in lines.
const PADDING: f32 = 1.5;

/// Lines beyond the view to which a row counts as near.
const FEW: f32 = 3.0;

/// The free space in points, rounded to pixels.
fn padding<E: Engine>(flow: &Flow<'_, E>) -> f32 {
    flow.snap(PADDING * flow.row_height())
}

impl Scroll {
    /// The start of the text.
    pub(super) fn start<E: Engine>(flow: &Flow<'_, E>, height: f32) -> Self {
        let into = -padding(flow);
        Self { block: 0, into, anchor: (ByteOffset::ZERO, into), height }
    }

    /// A position with a line at the top of the view, before [`Self::restore`].
    pub(super) fn at_line(line: ByteOffset) -> Self {
        // The height is not known yet; a positive one marks it as a position.
        Self { anchor: (line, 0.0), height: 1.0, ..Self::default() }
    }

    /// The start of the line at the top of the view.
    pub(super) fn top(&self) -> ByteOffset {
        self.anchor.0
    }

    /// Restores the position after line breaks changed.
    pub(super) fn restore<E: Engine>(&mut self, flow: &mut Flow<'_, E>) {
        let (offset, distance) = self.anchor;
        let row = flow.row_of(offset, false);
        self.block = row.block;
        self.into = flow.layout(row.block).rows[row.row].top + distance;
        self.normalise(flow);
    }

    /// The position in another version of the text, before [`Self::restore`]. `to` maps offsets.
    pub(super) fn mapped(&self, place: impl FnOnce(ByteOffset) -> ByteOffset) -> Self {
        Self { anchor: (place(self.anchor.0), self.anchor.1), ..*self }
    }

    fn remember<E: Engine>(&mut self, flow: &mut Flow<'_, E>) {
        let layout = flow.layout(self.block);
        let row = &layout.rows[layout.row_at_y(self.into)];
        self.anchor = (flow.absolute(self.block, row.start), self.into - row.top);
    }

    /// Scrolls by points, down if positive, up to the ends of the text; returns the distance moved.
    pub(super) fn by<E: Engine>(&mut self, flow: &mut Flow<'_, E>, points: f32) -> f32 {
        self.into += points;
        let held = self.normalise(flow) + self.clamp_end(flow);
        self.remember(flow);
        points + held
    }

    /// Scrolls so that the top of a row is `above` points below the top of the view.
    pub(super) fn show_row<E: Engine>(&mut self, flow: &mut Flow<'_, E>, row: RowAt, above: f32) {
        self.block = row.block;
        self.into = flow.layout(row.block).rows[row.row].top - above;
        self.normalise(flow);
        self.clamp_end(flow);
        self.remember(flow);
    }

    /// Scrolls so that a byte, possibly a fraction of one, is at the top of the view.
    pub(super) fn show_byte<E: Engine>(&mut self, flow: &mut Flow<'_, E>, byte: f64) {
        let byte = byte.clamp(0.0, flow.blocks.text().end().get() as f64);
        self.block = flow.blocks.at(ByteOffset::new(byte as usize));
        let (start, next) = (flow.blocks.start(self.block), flow.blocks.start(self.block + 1));
        let part = (byte - start as f64) / (next.max(start + 1) - start) as f64;
        self.into = (flow.advance(self.block) as f64 * part) as f32;
        if byte <= 0.0 {
            self.into = -padding(flow);
        }
        self.normalise(flow);
        self.clamp_end(flow);
        self.remember(flow);
    }

    /// Scrolls to the end of the text.
    pub(super) fn show_end<E: Engine>(&mut self, flow: &mut Flow<'_, E>) {
        self.block = flow.last();
        self.into = flow.layout(self.block).height();
        self.normalise(flow);
        self.clamp_end(flow);
        self.remember(flow);
    }

    /// Moves `into` into the block; returns the distance by which the start of the text limited it.
    fn normalise<E: Engine>(&mut self, flow: &mut Flow<'_, E>) -> f32 {
        while self.into < 0.0 && self.block > 0 {
            self.block -= 1;
            self.into += flow.advance(self.block);
        }
        while self.block < flow.last() {
            let advance = flow.advance(self.block);
            if self.into < advance {
                break;
            }
            self.into -= advance;
            self.block += 1;
        }
        let least = if self.block == 0 { -padding(flow) } else { f32::MIN };
        let held = (least - self.into).max(0.0);
        self.into += held;
        held
    }

    /// Moves the view up if it extends beyond the end of the text; returns the distance, 0 or less.
    pub(super) fn clamp_end<E: Engine>(&mut self, flow: &mut Flow<'_, E>) -> f32 {
        let mut bottom = -self.into;
        let wanted = flow.snap(self.height) - padding(flow);
        for block in self.block..flow.blocks.len() {
            bottom += if block == flow.last() { flow.layout(block).height() } else { flow.advance(block) };
            if bottom >= wanted {
                return 0.0;
            }
        }
        let gap = wanted - bottom;
        self.into -= gap;
        self.normalise(flow) - gap
    }

    /// The visible blocks, from the top.
    pub(super) fn visible<E: Engine>(&self, flow: &mut Flow<'_, E>) -> Vec<Placed> {
        let mut block = self.block;
        // Rounded to pixels, so that both parts of a shared line align.
        let mut top = flow.snap(-self.into);
        // The line at the top may start in the previous block.
        while flow.blocks.continues(block) && top + flow.layout(block).rows[0].height > 0.0 {
            block -= 1;
            top -= flow.advance(block);
        }
        let mut placed = Vec::new();
        while block < flow.blocks.len() && top < self.height {
            let layout = flow.layout(block);
            placed.push(Placed { block, top, layout, range: flow.blocks.range(block) });
            top += flow.advance(block);
            block += 1;
        }
        placed
    }

    /// The distance from the top of the view to that of a row, if it is visible or a few lines away.
    pub(super) fn y_of<E: Engine>(&self, flow: &mut Flow<'_, E>, row: RowAt) -> Option<f32> {
        // Not more is laid out than needed: to reveal a distant row would take twice as long.
        let few = FEW * flow.row_height();
        if row.block.abs_diff(self.block) as f32 > 2.0 * (self.height + few) / flow.row_height() {
            return None;
        }
        let mut top = -self.into;
        let mut block = self.block;
        while block > row.block {
            if top < -few {
                return None;
            }
            block -= 1;
            top -= flow.advance(block);
        }
        while block < row.block {
            if top > self.height + few {
                return None;
            }
            top += flow.advance(block);
            block += 1;
        }
        Some(top + flow.layout(block).rows[row.row].top)
    }

    /// The row at a distance from the top of the view.
    pub(super) fn row_at<E: Engine>(&self, flow: &mut Flow<'_, E>, y: f32) -> RowAt {
        let mut top = -self.into;
        let mut block = self.block;
        while block > 0 && y < top {
            block -= 1;
            top -= flow.advance(block);
        }
        while block < flow.last() && y >= top + flow.advance(block) {
            top += flow.advance(block);
            block += 1;
        }
        RowAt { block, row: flow.layout(block).row_at_y(y - top) }
    }

    /// Scrolls as little as needed to reveal rows with a line above and below; distant rows are put a third of the
    /// height below the top.
    pub(super) fn reveal<E: Engine>(&mut self, flow: &mut Flow<'_, E>, rows: Range<RowAt>, margin: f32) {
        let row_height = flow.row_height();
        let ends = (self.y_of(flow, rows.start), self.y_of(flow, rows.end));
        if let (Some(first), Some(last)) = ends {
            let bottom = last + flow.layout(rows.end.block).rows[rows.end.row].height;
            if first >= margin && bottom <= self.height - margin {
                return;
            }
            let near = first > -2.0 * row_height && bottom < self.height + 2.0 * row_height;
            let fits = bottom - first <= self.height - 2.0 * margin;
            if near && fits {
                let points = if first < margin { first - margin } else { bottom - self.height + margin };
                self.by(flow, points);
                return;
            }
        }
        self.show_row(flow, rows.start, (self.height / 3.0).floor());
    }

    /// The visible range in bytes, with parts of blocks interpolated by height.
    pub(super) fn bytes<E: Engine>(&self, flow: &mut Flow<'_, E>, visible: &[Placed]) -> Range<f64> {
        let byte = |flow: &mut Flow<'_, E>, placed: &Placed, y: f32| {
            let (start, next) = (flow.blocks.start(placed.block), flow.blocks.start(placed.block + 1));
            let part = ((y - placed.top) / placed.layout.height().max(1.0)).clamp(0.0, 1.0);
            start as f64 + (next - start) as f64 * f64::from(part)
        };
        match (visible.iter().find(|placed| placed.top + placed.layout.height() > 0.0), visible.last()) {
            (Some(first), Some(last)) => byte(flow, first, 0.0)..byte(flow, last, self.height),
            _ => 0.0..0.0,
        }
    }
}
