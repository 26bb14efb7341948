//! The rows of a table: their cells, separated by tabs in the text, are laid out in columns.

use std::ops::Range;

use egui::Context;

use super::form::Piece;
use super::layout::{BlockLayout, Cell, Request, Row};
use super::lines::lines;
use super::setting::Setting;

/// Space between columns, in row heights.
pub(super) const GAP: f32 = 1.0;

/// The cells of a row, each with its start and pieces.
pub(super) fn cells<'a>(request: Request<'a>) -> impl Iterator<Item = (u32, &'a str, Vec<Piece>)> {
    let mut next = 0;
    request.text.split('\t').map(move |cell| {
        let start = next;
        next += cell.len() as u32 + 1;
        (start, cell, within(request.pieces, start..start + cell.len() as u32))
    })
}

/// The pieces within a range, in bytes from its start.
fn within(pieces: &[Piece], range: Range<u32>) -> Vec<Piece> {
    let clipped = pieces.iter().map(|piece| Piece {
        start: piece.start.clamp(range.start, range.end) - range.start,
        end: piece.end.clamp(range.start, range.end) - range.start,
        face: piece.face,
    });
    clipped.filter(|piece| piece.start < piece.end).collect()
}

/// Lays out a row with its cells in the columns, each on one line; `None` if it is too wide.
pub(super) fn lay_out(ctx: &Context, setting: &Setting, request: Request<'_>, columns: &[f32]) -> Option<BlockLayout> {
    let (height, baseline) = setting.row;
    let endless = setting.endless();
    let mut row = BlockLayout { columns: true, ..BlockLayout::bare() };
    let (mut x, mut in_order) = (0.0, true);
    for (index, (start, text, pieces)) in cells(request).enumerate() {
        if index > 0 {
            let least = x + height * GAP;
            let right = columns.get(index).map_or(least, |column| column.max(least));
            row.cells.push(Cell { start: start - 1, left: x, right, rtl: false });
            x = right;
        }
        let mut cell = lines(ctx, &endless, Request { text, pieces: &pieces, ..request });
        cell.shift(egui::vec2(x, 0.0), ctx.pixels_per_point());
        in_order &= cell.rows.iter().all(|row| row.in_order);
        row.cells.extend(cell.cells.iter().map(|cell| Cell { start: cell.start + start, ..*cell }));
        row.ink.append(cell.ink);
        x += cell.end;
    }
    row.rows.push(Row {
        top: 0.0,
        height,
        baseline,
        start: 0,
        end: request.text.len() as u32,
        inked: request.text.trim_end().len() as u32,
        in_order,
        cells: 0..row.cells.len(),
    });
    row.end = x;
    (x <= setting.width + 0.5).then_some(row)
}
