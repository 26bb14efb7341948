//! Blocks laid out on demand and cached, and the lines across them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::Context;

use super::blocks::Blocks;
use super::form::{self, Form};
use super::layout::{BlockLayout, Engine, Request, Spec};
use super::table;
use crate::model::direction::reads_rtl;
use crate::model::offset::{ByteOffset, ByteRange};

/// Maximum cached layouts; a page shows a few dozen.
const KEPT: usize = 400;
/// Blocks laid out before one in the middle of a long paragraph, to find the start of its first line. Greedy line
/// breaking converges after a few lines, so more would change little.
const CHAIN: usize = 3;
/// Maximum measured rows of a table; wider cells in later rows push their columns aside.
const MEASURED: usize = 60;

#[derive(Debug)]
struct Entry {
    layout: Arc<BlockLayout>,
    used: u64,
}

/// The cached layouts of blocks.
#[derive(Debug, Default)]
pub(super) struct Layouts<E> {
    engine: E,
    spec: Option<Spec>,
    entries: HashMap<usize, Entry>,
    /// The end of a block's last line, where a block that continues it starts.
    ends: HashMap<usize, f32>,
    /// The column starts of the table at an offset, if they fit into the width.
    columns: HashMap<ByteOffset, Option<Arc<[f32]>>>,
    clock: u64,
    epoch: u64,
}

impl<E: Engine> Layouts<E> {
    /// Prepares for a frame; returns true if line breaks may have changed.
    pub(super) fn begin(&mut self, ctx: &Context, spec: Spec) -> bool {
        self.clock += 1;
        let stale = self.engine.begin(ctx, &spec);
        let changed = self.spec.as_ref() != Some(&spec);
        self.spec = Some(spec);
        if stale || changed {
            self.clear();
        }
        changed || stale
    }

    /// Clears all layouts, for another text.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.ends.clear();
        self.columns.clear();
        self.epoch += 1;
    }

    /// Clears all layouts, if there are any.
    pub(super) fn rest(&mut self) {
        if !self.entries.is_empty() {
            self.clear();
        }
    }

    /// A counter of layouts, by which data derived from them can tell that it is stale.
    pub(super) fn epoch(&self) -> u64 {
        self.epoch
    }

    fn evict(&mut self) {
        if self.entries.len() > KEPT {
            let mut used: Vec<u64> = self.entries.values().map(|entry| entry.used).collect();
            let (_, median, _) = used.select_nth_unstable(KEPT / 2);
            let median = *median;
            let clock = self.clock;
            self.entries.retain(|_, entry| entry.used > median || entry.used == clock);
        }
    }
}

/// A row of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowAt {
    pub block: usize,
    pub row: usize,
}

/// The blocks of a text with their layouts, during a frame.
pub(super) struct Flow<'a, E> {
    pub ctx: &'a Context,
    pub blocks: &'a Blocks,
    pub layouts: &'a mut Layouts<E>,
}

impl<E: Engine> Flow<'_, E> {
    /// The layout of a block.
    pub(super) fn layout(&mut self, block: usize) -> Arc<BlockLayout> {
        if !self.blocks.continues(block) {
            return self.laid_out(block, 0.0);
        }
        let mut first = block;
        while block - first < CHAIN && self.blocks.continues(first) && !self.layouts.ends.contains_key(&(first - 1)) {
            first -= 1;
        }
        for earlier in first..block {
            let indent = self.indent(earlier);
            self.laid_out(earlier, indent);
        }
        let indent = self.indent(block);
        self.laid_out(block, indent)
    }

    fn indent(&self, block: usize) -> f32 {
        if !self.blocks.continues(block) {
            return 0.0;
        }
        self.layouts.ends.get(&(block - 1)).copied().unwrap_or(0.0)
    }

    fn laid_out(&mut self, block: usize, indent: f32) -> Arc<BlockLayout> {
        let clock = self.layouts.clock;
        if let Some(entry) = self.layouts.entries.get_mut(&block).filter(|entry| entry.layout.indent == indent) {
            entry.used = clock;
            return entry.layout.clone();
        }
        let Some(spec) = self.layouts.spec.clone() else { return Arc::new(BlockLayout::empty(indent, 0.0, 0.0)) };
        let (range, paragraph) = (self.blocks.range(block), self.blocks.paragraph(block));
        let form = self.blocks.folded(block).map_or_else(|| Form::of(self.blocks, paragraph), Form::fold);
        let pieces = if form.is_fold() { Vec::new() } else { form::pieces(self.blocks, paragraph, range) };
        let rtl = reads_rtl(self.blocks.text().slice(paragraph));
        let in_columns = form.is_row() && !rtl && range == paragraph;
        let columns = if in_columns { self.columns(&spec, range) } else { None };
        let request = Request {
            text: self.blocks.str(block),
            indent,
            break_anywhere: self.blocks.breaks_anywhere(block),
            rtl,
            first: !self.blocks.continues(block),
            form: &form,
            pieces: &pieces,
            columns: columns.as_deref(),
        };
        let layout = Arc::new(self.layouts.engine.lay_out(self.ctx, &spec, request));
        self.layouts.ends.insert(block, layout.end);
        self.layouts.entries.insert(block, Entry { layout: layout.clone(), used: clock });
        self.layouts.epoch += 1;
        self.layouts.evict();
        layout
    }

    /// The column starts of a row's table, if they fit into the width.
    fn columns(&mut self, spec: &Spec, row: ByteRange) -> Option<Arc<[f32]>> {
        let table = self.blocks.table(row)?;
        if let Some(known) = self.layouts.columns.get(&table.start()) {
            return known.clone();
        }
        let text = self.blocks.text();
        let first = text.paragraph_at(table.start());
        let mut widths: Vec<f32> = Vec::new();
        let mut room = spec.width;
        for paragraph in (first..first + MEASURED).map(|index| text.paragraph(index)) {
            if paragraph.end() > table.end() || paragraph.is_empty() {
                break;
            }
            let form = Form::of(self.blocks, paragraph);
            let pieces = form::pieces(self.blocks, paragraph, paragraph);
            room = room.min(spec.width - form.inset(spec.size, spec.width));
            let request = Request {
                text: text.slice(paragraph),
                indent: 0.0,
                break_anywhere: false,
                rtl: false,
                first: true,
                form: &form,
                pieces: &pieces,
                columns: None,
            };
            // A line longer than the column is not measured.
            if request.text.len() as f32 * spec.size * 0.2 > spec.width {
                widths = vec![f32::INFINITY];
                break;
            }
            for (column, width) in self.layouts.engine.cell_widths(self.ctx, spec, request).into_iter().enumerate() {
                match widths.get_mut(column) {
                    Some(widest) => *widest = widest.max(width),
                    None => widths.push(width),
                }
            }
        }
        let gap = spec.line_height * table::GAP;
        let mut end = 0.0;
        let starts: Arc<[f32]> = widths
            .iter()
            .map(|width| {
                let start = end;
                end += width.ceil() + gap;
                start
            })
            .collect();
        let columns = (end - gap <= room).then_some(starts);
        self.layouts.columns.insert(table.start(), columns.clone());
        columns
    }

    /// The distance from the top of a block to that of the next one; less than its height if they share a line.
    pub(super) fn advance(&mut self, block: usize) -> f32 {
        let layout = self.layout(block);
        let shared = block + 1 < self.blocks.len() && self.blocks.continues(block + 1);
        layout.height() - if shared { layout.rows.last().map_or(0.0, |row| row.height) } else { 0.0 }
    }

    /// The height of a row in points.
    pub(super) fn row_height(&self) -> f32 {
        self.layouts.spec.as_ref().map_or(1.0, |spec| spec.line_height)
    }

    /// A distance in points, rounded to pixels.
    pub(super) fn snap(&self, points: f32) -> f32 {
        let scale = self.layouts.spec.as_ref().map_or(1.0, |spec| spec.pixels_per_point);
        (points * scale).round() / scale
    }

    /// The last block.
    pub(super) fn last(&self) -> usize {
        self.blocks.len() - 1
    }

    /// The row of an offset; at a break between rows the later one, or the earlier one if `upstream`.
    pub(super) fn row_of(&mut self, offset: ByteOffset, upstream: bool) -> RowAt {
        let block = self.blocks.at(offset);
        let at = self.relative(block, offset);
        let layout = self.layout(block);
        let row = layout.row_at(at, upstream);
        let first_is_empty = layout.rows[0].cells.is_empty() && self.blocks.continues(block);
        if upstream && at == 0 && first_is_empty {
            let before = self.layout(block - 1);
            return RowAt { block: block - 1, row: before.last_row() };
        }
        RowAt { block, row }
    }

    /// An offset in bytes from the start of its block.
    pub(super) fn relative(&self, block: usize, offset: ByteOffset) -> u32 {
        let range = self.blocks.range(block);
        (offset.min(range.end()).get().saturating_sub(range.start().get())) as u32
    }

    pub(super) fn absolute(&self, block: usize, at: u32) -> ByteOffset {
        ByteOffset::new(self.blocks.start(block) + at as usize)
    }

    /// The caret's x position on a row, in points from the left of the column; `upstream` as in [`BlockLayout::x_of`].
    pub(super) fn x_of(&mut self, offset: ByteOffset, row: RowAt, upstream: bool) -> f32 {
        let at = self.relative(row.block, offset);
        self.layout(row.block).x_of(row.row, at, upstream)
    }

    /// The cells on the line of a row, from left to right, as ranges of the text; true for those from right to left.
    pub(super) fn cells(&mut self, row: RowAt) -> Vec<(ByteOffset, ByteOffset, bool)> {
        let mut cells: Vec<(f32, ByteOffset, ByteOffset, bool)> = Vec::new();
        for row in self.line(row) {
            let layout = self.layout(row.block);
            let place = |at| self.absolute(row.block, at);
            cells.extend(
                layout
                    .cells_of(row.row)
                    .map(|(cell, end)| (cell.left + cell.right, place(cell.start), place(end), cell.rtl)),
            );
        }
        // Cells without width are in the order of their direction.
        cells.sort_by(|one, other| {
            let logical = if one.3 { other.1.cmp(&one.1) } else { one.1.cmp(&other.1) };
            one.0.total_cmp(&other.0).then(logical)
        });
        cells.into_iter().map(|(_, start, end, rtl)| (start, end, rtl)).collect()
    }

    /// All rows on the line of a row, from the first.
    pub(super) fn line(&mut self, row: RowAt) -> Vec<RowAt> {
        let mut first = row;
        while first.row == 0 && self.blocks.continues(first.block) {
            let block = first.block - 1;
            first = RowAt { block, row: self.layout(block).last_row() };
        }
        let mut line = vec![first];
        let mut last = first;
        while last.block < self.last()
            && last.row == self.layout(last.block).last_row()
            && self.blocks.continues(last.block + 1)
        {
            last = RowAt { block: last.block + 1, row: 0 };
            line.push(last);
        }
        line
    }

    /// The first row of the line above.
    pub(super) fn above(&mut self, row: RowAt) -> Option<RowAt> {
        let first = *self.line(row).first()?;
        if first.row > 0 {
            return Some(RowAt { row: first.row - 1, ..first });
        }
        let block = first.block.checked_sub(1)?;
        Some(RowAt { block, row: self.layout(block).last_row() })
    }

    /// The first row of the line below.
    pub(super) fn below(&mut self, row: RowAt) -> Option<RowAt> {
        let last = *self.line(row).last()?;
        if last.row < self.layout(last.block).last_row() {
            return Some(RowAt { row: last.row + 1, ..last });
        }
        (last.block < self.last()).then(|| RowAt { block: last.block + 1, row: 0 })
    }

    /// The bytes of the line of a row.
    pub(super) fn line_range(&mut self, row: RowAt) -> Range<ByteOffset> {
        let line = self.line(row);
        let (first, last) = (line[0], line[line.len() - 1]);
        let start = self.layout(first.block).rows[first.row].start;
        let end = self.layout(last.block).rows[last.row].end;
        self.absolute(first.block, start)..self.absolute(last.block, end)
    }

    /// The hit at `x` on the line of a row.
    pub(super) fn hit_line(&mut self, row: RowAt, x: f32) -> LineHit {
        let line = self.line(row);
        let mut best: Option<(f32, RowAt)> = None;
        for row in &line {
            let Some((left, right)) = self.layout(row.block).extent(row.row) else { continue };
            let distance = (left - x).max(x - right).max(0.0);
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, *row));
            }
        }
        let row = best.map_or(line[0], |(_, row)| row);
        let layout = self.layout(row.block);
        let hit = layout.hit(row.row, x);
        LineHit {
            caret: self.absolute(row.block, hit.caret),
            upstream: hit.upstream,
            under: hit.under.map(|under| self.absolute(row.block, under)),
        }
    }
}

/// A hit on a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineHit {
    pub caret: ByteOffset,
    pub upstream: bool,
    /// The start of the cell under the point; `None` beyond the ends of the line.
    pub under: Option<ByteOffset>,
}
