//! Text laid out in lines: by egui, or word by word where egui's glyphs do not match the text.

use std::ops::Range;
use std::sync::Arc;

use egui::{Context, Galley, Vec2};

use super::bidi;
use super::glyphs::cells;
use super::layout::{BlockLayout, Request, Row};
use super::setting::Setting;
use crate::model::direction::has_rtl;
use crate::model::line::Face;
use crate::ui::symbols;

/// Lays out text in lines.
pub(super) fn lines(ctx: &Context, setting: &Setting, request: Request<'_>) -> BlockLayout {
    let (height, baseline) = setting.row;
    if request.text.is_empty() {
        return BlockLayout::empty(request.indent, height, baseline);
    }
    let shown = symbols::visible(request.text);
    if !request.rtl && !has_rtl(&shown) {
        let sections = sections(&request, &shown);
        let galley = setting.galley(ctx, shown.to_string(), &sections, request.indent, request.break_anywhere);
        if let Some(layout) = from_galley(galley, request, &shown, setting.row) {
            return layout;
        }
    }
    bidi::lay_out(ctx, setting, request, &shown)
}

/// The faces of `shown`, covering it, whose characters correspond to those of `request.text` one to one.
fn sections(request: &Request<'_>, shown: &str) -> Vec<(Range<usize>, Face)> {
    let mut edges: Vec<(usize, Face)> = Vec::with_capacity(2 * request.pieces.len() + 1);
    for piece in request.pieces {
        edges.extend([(piece.start as usize, piece.face), (piece.end as usize, Face::default())]);
    }
    if request.text != shown {
        let mut both = request.text.char_indices().zip(shown.char_indices()).peekable();
        for (edge, _) in &mut edges {
            while both.next_if(|((at, _), _)| at < edge).is_some() {}
            *edge = both.peek().map_or(shown.len(), |(_, (at, _))| *at);
        }
    }
    let mut sections = Vec::with_capacity(edges.len() + 1);
    let (mut at, mut face) = (0, Face::default());
    for (edge, next) in edges.into_iter().chain([(shown.len(), Face::default())]) {
        if at < edge {
            sections.push((at..edge, face));
        }
        (at, face) = (edge, next);
    }
    sections
}

/// The layout of a galley; `None` unless its glyphs are the characters of `shown`, one to one and in order.
///
/// `request.text` and `shown` have the same number of characters.
fn from_galley(
    galley: Arc<Galley>,
    request: Request<'_>,
    shown: &str,
    (height, baseline): (f32, f32),
) -> Option<BlockLayout> {
    let (cells, firsts) = cells(&galley, 0, request.text, shown)?;
    let end = request.text.len() as u32;
    let mut rows = Vec::with_capacity(galley.rows.len());
    let mut first = 0;
    for (index, placed) in galley.rows.iter().enumerate() {
        let next = firsts[index + 1..].iter().copied().find(|first| *first != usize::MAX).unwrap_or(cells.len());
        let byte = |cell: usize| cells.get(cell).map_or(end, |cell| cell.start);
        let own = if firsts[index] == usize::MAX { next..next } else { first..next };
        let (start, stop) = (byte(own.start), byte(own.end));
        let inked = start + request.text[start as usize..stop as usize].trim_end().len() as u32;
        rows.push(Row {
            top: placed.pos.y,
            height,
            baseline: placed.pos.y + baseline,
            start,
            end: stop,
            inked,
            in_order: true,
            cells: own,
        });
        first = next;
    }
    let mut cells = cells;
    for row in &rows {
        // Glyphs are on whole pixels, unlike their advances: cells meet at the next one's left edge.
        for index in row.cells.clone().skip(1) {
            let left = cells[index].left;
            if left >= cells[index - 1].left {
                cells[index - 1].right = left;
            }
        }
    }
    let last = rows.last().and_then(|row| cells.get(row.cells.clone())?.last());
    let end = last.map_or(request.indent, |cell| cell.right);
    let galleys = vec![(Vec2::ZERO, galley)];
    Some(BlockLayout { rows, cells, galleys, indent: request.indent, end, ..BlockLayout::bare() })
}
