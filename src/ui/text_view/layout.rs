//! The boundary to the layout engine: what a block looks like once it is laid out, and what can be asked of it.
//!
//! Everything else in the view knows rows and cells only, so that another engine can take the place of egui's. A cell is
//! the least that a pointer can hit: a grapheme cluster, or a whole word where the engine cannot say where its letters
//! are (right-to-left words in egui). Offsets in here are bytes from the start of the block, distances are points from its
//! top left corner.

use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, FontFamily, Galley, Painter, Pos2, Vec2};

use super::form::{Form, Piece};

/// What a layout depends on besides the text. A change makes every layout stale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spec {
    /// The width of the column in points, a whole number.
    pub width: f32,
    pub family: FontFamily,
    /// The font size in points.
    pub size: f32,
    /// The distance between lines in points.
    pub line_height: f32,
    pub pixels_per_point: f32,
    /// The letters of links; all others get their colour when they are painted.
    pub link: Color32,
}

/// A block to lay out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request<'a> {
    /// The text: no line feeds.
    pub text: &'a str,
    /// Points of the first line that the block before it in the same paragraph has taken.
    pub indent: f32,
    /// The block starts in the middle of a word that is too long for a line.
    pub break_anywhere: bool,
    /// The paragraph reads from right to left.
    pub rtl: bool,
    /// The paragraph starts with this block.
    pub first: bool,
    /// How the paragraph is set.
    pub form: &'a Form,
    /// Words in faces of their own, in order.
    pub pieces: &'a [Piece],
    /// Where the columns of its table start, in points, if they fit into the width.
    pub columns: Option<&'a [f32]>,
}

/// What lays out blocks.
pub(super) trait Engine: Default {
    /// Prepares for a frame; returns whether earlier layouts must not be painted any more.
    fn begin(&mut self, ctx: &egui::Context, spec: &Spec) -> bool;
    /// Lays out a block.
    fn lay_out(&self, ctx: &egui::Context, spec: &Spec, request: Request<'_>) -> BlockLayout;
    /// How wide the cells of a row are on a line each, in points.
    fn cell_widths(&self, ctx: &egui::Context, spec: &Spec, request: Request<'_>) -> Vec<f32>;
}

/// The least that a pointer can hit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Its first byte; it ends where the next cell of the row starts, or with the row.
    pub start: u32,
    pub left: f32,
    pub right: f32,
    pub rtl: bool,
}

/// One line of a block, or the block's part of a line that it shares with the block before or after it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub top: f32,
    pub height: f32,
    /// The baseline, from the top of the block.
    pub baseline: f32,
    pub start: u32,
    pub end: u32,
    /// Where the white space starts that the row ends with.
    pub inked: u32,
    /// Cells lie from left to right in the order of the text.
    pub in_order: bool,
    pub cells: Range<usize>,
}

/// What was hit at a point of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The caret position nearest to the point.
    pub caret: u32,
    /// The start of the cell under the point; `None` beyond the row's ends.
    pub under: Option<u32>,
}

/// A laid-out block. It has at least one row.
#[derive(Clone, Debug)]
pub(super) struct BlockLayout {
    pub rows: Vec<Row>,
    pub cells: Vec<Cell>,
    /// What to paint, and where.
    pub galleys: Vec<(Vec2, Arc<Galley>)>,
    /// The indent it was laid out with.
    pub indent: f32,
    /// Points of its last line that are taken: the indent of a block that continues it.
    pub end: f32,
    /// From the left of the column to where lines start, in points.
    pub left: f32,
    /// How the paragraph is set.
    pub form: Form,
    /// The paragraph reads from right to left.
    pub rtl: bool,
    /// Words in faces of their own, in order.
    pub pieces: Vec<Piece>,
    /// The cells of the row stand side by side, in columns.
    pub columns: bool,
}

impl BlockLayout {
    /// A block without text: one row.
    pub(super) fn empty(indent: f32, height: f32, baseline: f32) -> Self {
        let row = Row { top: 0.0, height, baseline, start: 0, end: 0, inked: 0, in_order: true, cells: 0..0 };
        Self { rows: vec![row], indent, end: indent, ..Self::bare() }
    }

    /// Nothing laid out yet: not even a row.
    pub(super) fn bare() -> Self {
        Self {
            rows: Vec::new(),
            cells: Vec::new(),
            galleys: Vec::new(),
            indent: 0.0,
            end: 0.0,
            left: 0.0,
            form: Form::default(),
            rtl: false,
            pieces: Vec::new(),
            columns: false,
        }
    }

    /// Moves everything in it to the right and down.
    pub(super) fn shift(&mut self, by: Vec2) {
        for row in &mut self.rows {
            row.top += by.y;
            row.baseline += by.y;
        }
        for cell in &mut self.cells {
            cell.left += by.x;
            cell.right += by.x;
        }
        for (at, _) in &mut self.galleys {
            *at += by;
        }
        self.left += by.x;
    }

    pub(super) fn height(&self) -> f32 {
        self.rows.last().map_or(0.0, |row| row.top + row.height)
    }

    pub(super) fn last_row(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// The row at a distance from the top; the first or the last beyond them.
    pub(super) fn row_at_y(&self, y: f32) -> usize {
        self.rows.partition_point(|row| row.top <= y).saturating_sub(1)
    }

    /// The row that an offset is on: at a break between rows the later one, or with `upstream` the earlier one.
    pub(super) fn row_at(&self, at: u32, upstream: bool) -> usize {
        let later = self.rows.partition_point(|row| row.start <= at).saturating_sub(1);
        let at_break = upstream && later > 0 && self.rows[later].start == at;
        if at_break { later - 1 } else { later }
    }

    fn cell_end(&self, row: &Row, index: usize) -> u32 {
        if index + 1 < row.cells.end { self.cells[index + 1].start } else { row.end }
    }

    /// Where the caret stands at an offset on a row.
    pub(super) fn x_of(&self, row: usize, at: u32) -> f32 {
        let row = &self.rows[row];
        let cells = &self.cells[row.cells.clone()];
        let Some(index) = cells.partition_point(|cell| cell.start <= at).checked_sub(1) else {
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

    /// From the left edge of the leftmost to the right edge of the rightmost cell of a row; nothing if it has none.
    pub(super) fn extent(&self, row: usize) -> Option<(f32, f32)> {
        let cells = &self.cells[self.rows[row].cells.clone()];
        let left = cells.iter().map(|cell| cell.left).reduce(f32::min)?;
        let right = cells.iter().map(|cell| cell.right).reduce(f32::max)?;
        Some((left, right))
    }

    /// What lies at a distance from the left of a row.
    pub(super) fn hit(&self, row: usize, x: f32) -> Hit {
        let row = &self.rows[row];
        let mut nearest: Option<(f32, usize)> = None;
        for index in row.cells.clone() {
            let cell = &self.cells[index];
            let distance = (cell.left - x).max(x - cell.right).max(0.0);
            // Of cells that touch, the later one is meant: combining marks and the like have no width.
            if nearest.is_none_or(|(best, _)| distance < best || (distance == 0.0 && best == 0.0)) {
                nearest = Some((distance, index));
            }
        }
        let Some((distance, index)) = nearest else { return Hit { caret: row.start, under: None } };
        let cell = &self.cells[index];
        let first_half = (x < (cell.left + cell.right) / 2.0) != cell.rtl;
        let caret = if first_half { cell.start } else { self.cell_end(row, index) };
        Hit { caret, under: (distance == 0.0).then_some(cell.start) }
    }

    /// Tells where a range lies on a row: pieces from left to right, each as its left and right edge.
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

    /// Paints the letters with the block's top left corner at `origin`.
    pub(super) fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        for (offset, galley) in &self.galleys {
            painter.galley(origin + *offset, galley.clone(), color);
        }
    }
}
