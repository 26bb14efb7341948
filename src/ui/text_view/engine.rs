//! The layout engine that is egui's own: one galley a block, or, where its letters cannot be told apart, one a word.
//!
//! egui 0.37 places the characters of right-to-left text, and of some decomposed letters, wrongly (egui#8576): it gives
//! them another number of glyphs, or glyphs in another order. So every galley is compared with its text, and a block
//! that does not agree is laid out word by word (see `bidi`).

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontFamily, FontId, Galley, Vec2, vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::form::{Part, Piece};
use super::layout::{BlockLayout, Cell, Engine, Request, Row, Spec};
use super::names::hidden;
use super::{bidi, table};
use crate::model::direction::has_rtl;
use crate::model::line::{Body, Face};
use crate::ui::{fonts, symbols};

/// egui's layout.
#[derive(Debug, Default)]
pub(super) struct EguiEngine {
    /// A galley that egui lays out anew when its font atlas was reset, which makes all galleys stale.
    sentinel: Option<Arc<Galley>>,
}

/// Points between a marker and the item it stands before, in sizes of the font.
const MARKER: f32 = 0.5;

impl Engine for EguiEngine {
    fn begin(&mut self, ctx: &Context, spec: &Spec) -> bool {
        let galley = Setting::plain(spec).word(ctx, "x", Face::default());
        let stale = !self.sentinel.as_ref().is_some_and(|sentinel| Arc::ptr_eq(sentinel, &galley));
        self.sentinel = Some(galley);
        stale
    }

    fn lay_out(&self, ctx: &Context, spec: &Spec, request: Request<'_>) -> BlockLayout {
        let setting = Setting::new(ctx, spec, &request);
        let form = request.form;
        let mut layout = match (form.part, request.columns) {
            (Part::Fold(lines), _) => fold(ctx, &setting, &request, lines),
            (_, Some(columns)) => {
                table::lay_out(ctx, &setting, request, columns).unwrap_or_else(|| lines(ctx, &setting, request))
            }
            _ => lines(ctx, &setting, request),
        };
        layout.form = *form;
        layout.rtl = request.rtl;
        layout.pieces = request.pieces.to_vec();
        let before = if request.first { form.before(spec.size) } else { 0.0 };
        let left = if request.rtl { form.outset(spec.size) } else { form.inset(spec.size, spec.width) };
        layout.shift(vec2(left, before));
        if let Some(marker) = form.marker().filter(|_| request.first) {
            let galley = setting.word(ctx, &marker, Face::default());
            let (gap, width) = (MARKER * spec.size, galley.size().x);
            let x = if request.rtl { left + setting.width + gap } else { left - gap - width };
            layout.galleys.push((vec2(x.round(), before), galley));
        }
        layout
    }

    fn cell_widths(&self, ctx: &Context, spec: &Spec, request: Request<'_>) -> Vec<f32> {
        let setting = Setting::new(ctx, spec, &request).endless();
        table::cells(request).map(|(_, cell, pieces)| width(ctx, &setting, request, cell, &pieces)).collect()
    }
}

/// How wide words are on one line.
fn width(ctx: &Context, setting: &Setting, request: Request<'_>, text: &str, pieces: &[Piece]) -> f32 {
    lines(ctx, setting, Request { text, pieces, ..request }).end
}

/// How the words of a paragraph are set.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    family: FontFamily,
    heading: bool,
    code: bool,
    size: f32,
    line_height: f32,
    /// Points that a line is wide at most.
    pub width: f32,
    link: Color32,
    /// The height of a row in points, on whole pixels, and the baseline in it.
    pub row: (f32, f32),
}

impl Setting {
    /// Words that are nothing but words.
    fn plain(spec: &Spec) -> Self {
        Self {
            family: spec.family.clone(),
            heading: false,
            code: false,
            size: spec.size,
            line_height: spec.line_height,
            width: spec.width,
            link: spec.link,
            row: (spec.line_height, spec.size),
        }
    }

    fn new(ctx: &Context, spec: &Spec, request: &Request<'_>) -> Self {
        let form = request.form;
        let sized = Self {
            size: form.size(spec.size),
            line_height: form.line_height(spec.size, spec.line_height),
            width: spec.width - form.inset(spec.size, spec.width) - form.outset(spec.size),
            ..Self::plain(spec)
        };
        // The faces of a family share their baseline, and those of code are moved to it.
        let galley = sized.word(ctx, "x", Face::default());
        let first = galley.rows.first();
        let row = first.map(|row| (row.size.y, row.glyphs.first().map_or(sized.size, |glyph| glyph.pos.y)));
        Self {
            heading: matches!(form.line.body, Body::Heading(_)),
            code: form.is_code(),
            row: row.unwrap_or(sized.row),
            ..sized
        }
    }

    fn format(&self, face: Face) -> TextFormat {
        let (code, bold) = (self.code || face.literal, self.heading || face.strong);
        let family = if code {
            fonts::code()
        } else if bold {
            fonts::bold(&self.family)
        } else if face.emphasis {
            fonts::italic(&self.family)
        } else {
            self.family.clone()
        };
        TextFormat {
            font_id: FontId::new(self.size, family),
            // The colour is given when painting, so that a change of theme needs no new layout.
            color: if face.link { self.link } else { Color32::PLACEHOLDER },
            line_height: Some(self.line_height),
            // There is no face that is both: the letters are slanted.
            italics: face.emphasis && (code || bold),
            ..Default::default()
        }
    }

    /// Lays out text in sections, which must cover it.
    fn galley(
        &self,
        ctx: &Context,
        text: String,
        sections: &[(Range<usize>, Face)],
        indent: f32,
        break_anywhere: bool,
    ) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        for (at, (range, face)) in sections.iter().enumerate() {
            let leading = if at == 0 { indent } else { 0.0 };
            job.append(&text[range.clone()], leading, self.format(*face));
        }
        job.break_on_newline = false;
        job.wrap = TextWrapping { max_width: self.width, break_anywhere, ..Default::default() };
        // egui gives a first row on which nothing fits no height of its own.
        job.first_row_min_height = self.line_height;
        ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// The same on one line.
    pub(super) fn endless(&self) -> Self {
        Self { width: f32::INFINITY, ..self.clone() }
    }

    /// Lays out words on one line.
    pub(super) fn word(&self, ctx: &Context, word: &str, face: Face) -> Arc<Galley> {
        self.endless().galley(ctx, word.to_owned(), &[(0..word.len(), face)], 0.0, false)
    }
}

/// Lays out a text whole, as egui does.
#[cfg(test)]
pub(super) fn whole(ctx: &Context, spec: &Spec, text: String) -> Arc<Galley> {
    let sections = [(0..text.len(), Face::default())];
    Setting::plain(spec).galley(ctx, text, &sections, 0.0, false)
}

/// Lays out words in lines: by egui, or word by word where its letters cannot be told apart.
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

/// The faces of the shown text from its start to its end, whose characters are those of `request.text`, one for one.
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

/// One thin line that stands for lines that are not shown.
fn fold(ctx: &Context, setting: &Setting, request: &Request<'_>, lines: u32) -> BlockLayout {
    let label = hidden(lines);
    let sans = Setting { family: fonts::sans(), ..setting.clone() };
    let galley = sans.word(ctx, &format!("▸ {label}"), Face::default());
    let (height, baseline) = setting.row;
    let mut layout = BlockLayout::empty(0.0, height, baseline);
    layout.rows[0].end = request.text.len() as u32;
    layout.end = galley.size().x;
    layout.galleys.push((Vec2::ZERO, galley));
    layout
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
    let galleys = vec![(Vec2::ZERO, galley)];
    Some(BlockLayout { rows, cells, galleys, indent: request.indent, end, ..BlockLayout::bare() })
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
