//! The layout engine that is egui's own: one galley a block, or, where its letters cannot be told apart, one a word.
//!
//! egui 0.37 places the characters of right-to-left text, and of some decomposed letters, wrongly (egui#8576): it gives
//! them another number of glyphs, or glyphs in another order. So every galley is compared with its text, and a block
//! that does not agree is laid out word by word (see `words`).

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::layout::{BlockLayout, Cell, Engine, Request, Row, Spec};
use super::{symbols, words};

/// egui's layout.
#[derive(Debug, Default)]
pub(super) struct EguiEngine {
    /// A galley that egui lays out anew when its font atlas was reset, which makes all galleys stale.
    sentinel: Option<Arc<Galley>>,
    /// The height of a row in points, on whole pixels, and the baseline in it.
    row: (f32, f32),
}

impl Engine for EguiEngine {
    fn begin(&mut self, ctx: &egui::Context, spec: &Spec) -> bool {
        let galley = galley(ctx, spec, "x".to_owned(), f32::INFINITY, 0.0, false);
        let stale = !self.sentinel.as_ref().is_some_and(|sentinel| Arc::ptr_eq(sentinel, &galley));
        self.row = galley.rows.first().map_or((spec.line_height, spec.size), |row| {
            (row.size.y, row.glyphs.first().map_or(spec.size, |glyph| glyph.pos.y))
        });
        self.sentinel = Some(galley);
        stale
    }

    fn lay_out(&self, ctx: &egui::Context, spec: &Spec, request: Request<'_>) -> BlockLayout {
        let (height, baseline) = self.row;
        if request.text.is_empty() {
            return BlockLayout::empty(request.indent, height, baseline);
        }
        let shown = symbols::visible(request.text);
        if !request.rtl && !words::has_rtl(&shown) {
            let galley = galley(ctx, spec, shown.to_string(), spec.width, request.indent, request.break_anywhere);
            if let Some(layout) = from_galley(galley, request, &shown, self.row) {
                return layout;
            }
        }
        words::lay_out(ctx, spec, request, &shown, self.row)
    }
}

/// Lays out a text in one section.
pub(super) fn galley(
    ctx: &egui::Context,
    spec: &Spec,
    text: String,
    width: f32,
    indent: f32,
    break_anywhere: bool,
) -> Arc<Galley> {
    let format = TextFormat {
        font_id: FontId::new(spec.size, spec.family.clone()),
        // The colour is given when painting, so that a change of theme needs no new layout.
        color: Color32::PLACEHOLDER,
        line_height: Some(spec.line_height),
        ..Default::default()
    };
    let mut job = LayoutJob::single_section(text, format);
    job.wrap = TextWrapping { max_width: width, break_anywhere, ..Default::default() };
    if let Some(section) = job.sections.first_mut() {
        section.leading_space = indent;
    }
    // egui gives a first row on which nothing fits no height of its own.
    job.first_row_min_height = spec.line_height;
    ctx.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The cells of a galley, or nothing if its glyphs are not the characters of `shown`, one for one and in order.
///
/// `request.text` and `shown` have the same number of characters.
fn from_galley(
    galley: Arc<Galley>,
    request: Request<'_>,
    shown: &str,
    (height, baseline): (f32, f32),
) -> Option<BlockLayout> {
    let glyphs = || galley.rows.iter().enumerate().flat_map(|(n, row)| row.glyphs.iter().map(move |g| (n, row, g)));
    let mut rest = glyphs();
    let mut cells: Vec<Cell> = Vec::with_capacity(galley.rows.iter().map(|row| row.glyphs.len()).sum());
    let mut firsts = vec![usize::MAX; galley.rows.len()];
    let mut shown = shown.chars();
    let mut continued: Vec<bool> = Vec::new();
    for (start, cluster) in graphemes(request.text) {
        for (index, _) in cluster.chars().enumerate() {
            let (row, placed, glyph) = rest.next()?;
            if shown.next()? != glyph.chr && index == 0 {
                return None;
            }
            let (left, right) = (placed.pos.x + glyph.pos.x, placed.pos.x + glyph.max_x());
            match cells.last_mut() {
                Some(cell) if index > 0 => cell.right = cell.right.max(right),
                _ => {
                    firsts[row] = firsts[row].min(cells.len());
                    cells.push(Cell { start, left, right, rtl: false });
                    continued.push(glyph.advance_width == 0.0 && glyph.uv_rect.is_nothing());
                }
            }
        }
    }
    if rest.next().is_some() {
        return None;
    }
    drop(rest);
    share_ligatures(&mut cells, &continued);

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
    for row in &rows {
        // Glyphs stand on whole pixels, their advances do not: cells meet at the next one's left edge.
        for index in row.cells.clone().skip(1) {
            let left = cells[index].left;
            if left >= cells[index - 1].left {
                cells[index - 1].right = left;
            }
        }
    }
    let last = rows.last().and_then(|row| cells.get(row.cells.clone())?.last());
    let end = last.map_or(request.indent, |cell| cell.right);
    Some(BlockLayout { rows, cells, galleys: vec![(Vec2::ZERO, galley)], indent: request.indent, end })
}

/// The grapheme clusters of a text with where they start.
pub(super) fn graphemes(text: &str) -> Box<dyn Iterator<Item = (u32, &str)> + '_> {
    if text.is_ascii() {
        // Without CR LF, which no article has, every ASCII character is a cluster.
        Box::new((0..text.len()).map(|at| (at as u32, &text[at..at + 1])))
    } else {
        Box::new(text.grapheme_indices(true).map(|(at, cluster)| (at as u32, cluster)))
    }
}

/// A ligature is one glyph, followed by one without width for each further letter: the letters share its width.
pub(super) fn share_ligatures(cells: &mut [Cell], continued: &[bool]) {
    let mut index = 0;
    while index < cells.len() {
        let more = continued[index + 1..].iter().take_while(|more| **more).count();
        if more > 0 {
            let Cell { left, right, .. } = cells[index];
            let step = (right - left) / (more + 1) as f32;
            for (n, cell) in cells[index..=index + more].iter_mut().enumerate() {
                cell.left = left + step * n as f32;
                cell.right = cell.left + step;
            }
        }
        index += more + 1;
    }
}
