//! The interface to the layout engine: laid-out blocks and their queries.
//!
//! The rest of the view knows rows and cells only, and no engine. A cell is the smallest unit of hit testing: a grapheme
//! cluster. Offsets are bytes from the start of the block, distances are points from its top left corner.

use std::ops::Range;

use egui::{Color32, FontFamily, Painter, Pos2, Vec2};

use super::form::{Form, Piece};
pub(super) use crate::ui::typeset::Cell;
use crate::ui::typeset::Ink;

/// The parameters of a layout besides the text. A change makes every layout stale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spec {
    /// The width of the column in points, a whole number.
    pub width: f32,
    pub family: FontFamily,
    /// The font size in points.
    pub size: f32,
    /// The distance between lines in points.
    pub line_height: f32,
    /// The tag of the article's language.
    pub language: Option<&'static str>,
    pub pixels_per_point: f32,
}

/// A block to lay out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request<'a> {
    /// The text, without line feeds.
    pub text: &'a str,
    /// Points of the first line used by the previous block of the paragraph.
    pub indent: f32,
    /// The block starts within a word that is longer than a line.
    pub break_anywhere: bool,
    /// The paragraph reads from right to left.
    pub rtl: bool,
    /// The paragraph starts with this block.
    pub first: bool,
    /// The form of the paragraph.
    pub form: &'a Form,
    /// Parts with their own face, in order.
    pub pieces: &'a [Piece],
    /// The column starts of its table in points, if they fit into the width.
    pub columns: Option<&'a [f32]>,
}

/// A layout engine.
pub(super) trait Engine: Default {
    /// Prepares for a frame; returns true if earlier layouts are stale.
    fn begin(&mut self, ctx: &egui::Context, spec: &Spec) -> bool;
    /// Lays out a block.
    fn lay_out(&self, ctx: &egui::Context, spec: &Spec, request: Request<'_>) -> BlockLayout;
    /// The widths of a table row's cells, each on one line, in points.
    fn cell_widths(&self, ctx: &egui::Context, spec: &Spec, request: Request<'_>) -> Vec<f32>;
}

/// A line of a block, or its part of a line shared with the previous or next block.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub top: f32,
    pub height: f32,
    /// The baseline, from the top of the block.
    pub baseline: f32,
    pub start: u32,
    pub end: u32,
    /// The start of the white space at the end of the row.
    pub inked: u32,
    /// True if cells are from left to right in the order of the text.
    pub in_order: bool,
    pub cells: Range<usize>,
}

/// A hit at a point of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The caret position nearest to the point.
    pub caret: u32,
    /// True if the caret is at the end of the cell before it, not at the start of the one after it.
    pub upstream: bool,
    /// The start of the cell under the point; `None` beyond the row's ends.
    pub under: Option<u32>,
}

/// A laid-out block. It has at least one row.
#[derive(Clone, Debug)]
pub(super) struct BlockLayout {
    pub rows: Vec<Row>,
    pub cells: Vec<Cell>,
    /// The drawing, from the left edge of the column.
    pub ink: Ink,
    /// The indent of the first line.
    pub indent: f32,
    /// The used part of its last line in points: the indent of a block that continues it.
    pub end: f32,
    /// The left edge of its lines, in points from that of the column.
    pub left: f32,
    /// The form of the paragraph.
    pub form: Form,
    /// The paragraph reads from right to left.
    pub rtl: bool,
    /// Parts with their own face, in order.
    pub pieces: Vec<Piece>,
    /// The cells of a table row are side by side, in columns.
    pub columns: bool,
}

impl BlockLayout {
    /// A block without text: one row.
    pub(super) fn empty(indent: f32, height: f32, baseline: f32) -> Self {
        let row = Row { top: 0.0, height, baseline, start: 0, end: 0, inked: 0, in_order: true, cells: 0..0 };
        Self { rows: vec![row], indent, end: indent, ..Self::bare() }
    }

    /// An empty layout, without a row.
    pub(super) fn bare() -> Self {
        Self {
            rows: Vec::new(),
            cells: Vec::new(),
            ink: Ink::default(),
            indent: 0.0,
            end: 0.0,
            left: 0.0,
            form: Form::default(),
            rtl: false,
            pieces: Vec::new(),
            columns: false,
        }
    }

    /// Moves its content.
    pub(super) fn shift(&mut self, by: Vec2, pixels_per_point: f32) {
        for row in &mut self.rows {
            row.top += by.y;
            row.baseline += by.y;
        }
        for cell in &mut self.cells {
            cell.left += by.x;
            cell.right += by.x;
        }
        self.ink.shift(by, pixels_per_point);
        self.left += by.x;
    }

    pub(super) fn height(&self) -> f32 {
        self.rows.last().map_or(0.0, |row| row.top + row.height)
    }

    pub(super) fn last_row(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// The row at a distance from the top; beyond the rows, the first or the last.
    pub(super) fn row_at_y(&self, y: f32) -> usize {
        self.rows.partition_point(|row| row.top <= y).saturating_sub(1)
    }

    /// The row of an offset; at a break between rows the later one, or the earlier one if `upstream`.
    pub(super) fn row_at(&self, at: u32, upstream: bool) -> usize {
        let later = self.rows.partition_point(|row| row.start <= at).saturating_sub(1);
        let at_break = upstream && later > 0 && self.rows[later].start == at;
        if at_break { later - 1 } else { later }
    }

    fn cell_end(&self, row: &Row, index: usize) -> u32 {
        if index + 1 < row.cells.end { self.cells[index + 1].start } else { row.end }
    }

    /// The caret's x position at an offset on a row: at the start of the cell there, or, if `upstream`, at the end of the
    /// cell before it. The two differ where the direction changes.
    pub(super) fn x_of(&self, row: usize, at: u32, upstream: bool) -> f32 {
        let row = &self.rows[row];
        let cells = &self.cells[row.cells.clone()];
        let before = |cell: &Cell| if upstream { cell.start < at } else { cell.start <= at };
        let Some(index) = cells.partition_point(before).checked_sub(1) else {
            let start = self.left + self.indent;
            return cells.first().map_or(start, |cell| if cell.rtl { cell.right } else { cell.left });
        };
        let cell = &cells[index];
        let length = self.cell_end(row, row.cells.start + index) - cell.start;
        let part = if length == 0 { 1.0 } else { ((at - cell.start) as f32 / length as f32).min(1.0) };
        if cell.rtl {
            cell.right - part * (cell.right - cell.left)
        } else {
            cell.left + part * (cell.right - cell.left)
        }
    }

    /// The cells of a row with their ends.
    pub(super) fn cells_of(&self, row: usize) -> impl Iterator<Item = (Cell, u32)> + '_ {
        let row = &self.rows[row];
        row.cells.clone().map(move |index| (self.cells[index], self.cell_end(row, index)))
    }

    /// The left and right edge of a row's cells; `None` if it has none.
    pub(super) fn extent(&self, row: usize) -> Option<(f32, f32)> {
        let cells = &self.cells[self.rows[row].cells.clone()];
        let left = cells.iter().map(|cell| cell.left).reduce(f32::min)?;
        let right = cells.iter().map(|cell| cell.right).reduce(f32::max)?;
        Some((left, right))
    }

    /// The hit at an x position of a row.
    pub(super) fn hit(&self, row: usize, x: f32) -> Hit {
        let row = &self.rows[row];
        let mut nearest: Option<(f32, usize)> = None;
        for index in row.cells.clone() {
            let cell = &self.cells[index];
            let distance = (cell.left - x).max(x - cell.right).max(0.0);
            // Of touching cells the later one is hit: combining marks and the like have no width.
            if nearest.is_none_or(|(best, _)| distance < best || (distance == 0.0 && best == 0.0)) {
                nearest = Some((distance, index));
            }
        }
        let Some((distance, index)) = nearest else {
            return Hit { caret: row.start, upstream: false, under: None };
        };
        let cell = &self.cells[index];
        let first_half = (x < (cell.left + cell.right) / 2.0) != cell.rtl;
        let caret = if first_half { cell.start } else { self.cell_end(row, index) };
        Hit { caret, upstream: !first_half, under: (distance == 0.0).then_some(cell.start) }
    }

    /// Calls `each` with the left and right edge of each part of a range on a row, from left to right.
    pub(super) fn pieces(&self, row: usize, range: Range<u32>, mut each: impl FnMut(f32, f32)) {
        let row = &self.rows[row];
        let cells = &self.cells[row.cells.clone()];
        let from = cells.partition_point(|cell| cell.start <= range.start).saturating_sub(1);
        let to = cells.partition_point(|cell| cell.start < range.end);
        let Some(touched) = cells.get(from..to.max(from)).filter(|_| range.start < row.end && range.end > row.start)
        else {
            return;
        };
        if row.in_order {
            if let (Some(first), Some(last)) = (touched.first(), touched.last()) {
                each(first.left, last.right);
            }
            return;
        }
        let mut edges: Vec<(f32, f32)> = touched.iter().map(|cell| (cell.left, cell.right)).collect();
        edges.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut open: Option<(f32, f32)> = None;
        for (left, right) in edges {
            match &mut open {
                Some((_, end)) if left - *end < 0.5 => *end = end.max(right),
                Some((start, end)) => {
                    each(*start, *end);
                    open = Some((left, right));
                }
                None => open = Some((left, right)),
            }
        }
        if let Some((left, right)) = open {
            each(left, right);
        }
    }

    /// Paints the text with the block's top left corner at `origin`.
    pub(super) fn paint(&self, painter: &Painter, origin: Pos2, text: Color32, link: Color32) {
        self.ink.paint(painter, origin, &[text, link]);
    }
}
