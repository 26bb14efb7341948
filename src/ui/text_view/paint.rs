//! Painting of the page: fills, highlights, selection and underlines in one mesh, then text, then the caret.

use std::sync::Arc;

use egui::{Color32, Mesh, Painter, Rect, Shape, Ui, pos2};

use super::handles::Pull;
use super::marks::{self, LANES, Marks, Stamp, row_of};
use super::page::Page;
use super::pen::Pen;
use super::scroll::Placed;
use super::style::TextStyle;
use super::{TextInput, blocks::Blocks, ornaments};
use crate::model::annotation::{Annotation, Id};
use crate::model::cover::Span;
use crate::model::kind::{KINDS, UNKNOWN_KIND};
use crate::model::offset::{ByteOffset, ByteRange};

/// Everything that the mesh beneath the text depends on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    stamp: Stamp,
    epoch: u64,
    first: Option<(usize, f32)>,
    rect: Rect,
    left: f32,
    pixels_per_point: f32,
    selection: ByteRange,
    focused: bool,
    pulled: Option<(ByteRange, ByteRange)>,
    selected: Option<Id>,
    highlights: Vec<ByteRange>,
    current: Option<ByteRange>,
    style: TextStyle,
}

/// The meshes beneath and above the text, and the colour of each block's text.
#[derive(Debug)]
struct Meshes {
    beneath: Arc<Mesh>,
    above: Arc<Mesh>,
    letters: Vec<Color32>,
}

/// The state of the view that is painted besides its input.
#[derive(Clone, Copy)]
pub(super) struct Live<'a> {
    /// The selected text.
    pub selection: ByteRange,
    /// True if the article has the focus.
    pub focused: bool,
    /// A fragment of the selected mark whose end is being dragged.
    pub pull: Option<&'a Pull>,
}

impl Live<'_> {
    /// A fragment of the selected mark as it is to be painted.
    fn fragment(&self, range: ByteRange) -> ByteRange {
        self.pull.filter(|pull| pull.handle.fragment == range).map_or(range, |pull| pull.range)
    }
}

/// The painted page, cached while nothing changes.
#[derive(Debug, Default)]
pub(super) struct Painted {
    kept: Option<(Key, Meshes)>,
}

impl Painted {
    /// Paints the page. `epoch` is that of the layouts.
    pub(super) fn paint(
        &mut self,
        painter: &Painter,
        page: &Page<'_>,
        input: &TextInput<'_>,
        (blocks, marks, epoch): (&Blocks, &mut Marks, u64),
        live: Live<'_>,
    ) {
        let key = Key {
            stamp: marks::stamp(input.set),
            epoch,
            first: page.visible.first().map(|placed| (placed.block, placed.top)),
            rect: page.rect,
            left: page.left,
            pixels_per_point: painter.pixels_per_point(),
            selection: live.selection,
            focused: live.focused,
            pulled: live.pull.map(|pull| (pull.handle.fragment, pull.range)),
            selected: input.selected.cloned(),
            highlights: hits(page, input).map(|(hit, _)| hit).collect(),
            current: input.current_highlight.and_then(|index| input.highlights.get(index).copied()),
            style: input.style.clone(),
        };
        if self.kept.as_ref().is_none_or(|(kept, _)| *kept != key) {
            let pen = match &self.kept {
                Some((_, last)) => Pen::like(painter.pixels_per_point(), &last.beneath),
                None => Pen::new(painter.pixels_per_point()),
            };
            self.kept = Some((key, meshes(pen, painter, page, input, (blocks, marks), live)));
        }
        let Some((_, meshes)) = &self.kept else { return };
        painter.add(Shape::mesh(meshes.beneath.clone()));
        for (placed, color) in page.visible.iter().zip(&meshes.letters) {
            placed.layout.paint(painter, page.origin(placed), *color, input.style.link);
        }
        if !meshes.above.is_empty() {
            painter.add(Shape::mesh(meshes.above.clone()));
        }
    }
}

fn meshes(
    mut pen: Pen,
    painter: &Painter,
    page: &Page<'_>,
    input: &TextInput<'_>,
    (blocks, marks): (&Blocks, &mut Marks),
    live: Live<'_>,
) -> Meshes {
    let style = input.style;
    ornaments::beneath(&mut pen, page, style, blocks);
    let selected = input.selected.and_then(|id| input.set.get(id));
    let moved = selected.and_then(|mark| Some((span_of(input, mark, live.pull?.handle.fragment)?, live.pull?.range)));
    let ink = |placed: &Placed| match moved {
        Some(moved) => marks.moved_ink(input.set, blocks, placed.block, moved),
        None => marks.ink(input.set, blocks, placed.block),
    };
    let inks: Vec<_> = page.visible.iter().zip(page.visible.iter().map(ink)).collect();
    let inset = (style.size * 0.06).round();
    let inside = |rect: Rect| rect.shrink2(egui::vec2(0.0, inset));

    for (placed, ink) in &inks {
        for fill in &ink.fills {
            let color = style.fill(fill.kind.into(), TextStyle::strength(fill.depth));
            page.block_rects(placed, fill.start..fill.end, |_, rect| pen.rect(inside(rect), color));
        }
    }
    if let Some(annotation) = selected {
        let wash = style.wash(row_of(&annotation.kind));
        for range in annotation.target.found().map(|range| live.fragment(range)) {
            page.rects(range, |_, _, rect| pen.rect(inside(rect), wash));
        }
    }
    highlights(&mut pen, page, input);
    let Live { selection, focused, .. } = live;
    selection_fill(&mut pen, page, selection, if focused { style.selection } else { style.selection_unfocused });
    ornaments::between(&mut pen, page, style, blocks);
    for (placed, ink) in &inks {
        for line in &ink.lines {
            let kind = KINDS.get(usize::from(line.kind)).unwrap_or(&UNKNOWN_KIND);
            let color = style.line(line.kind.into());
            page.block_rects(placed, line.start..line.end, |row, rect| {
                let top = underline_top(style, page.origin(placed).y + row.baseline, line.lane.into());
                let (shape, width) = (kind.underline, thickness(style));
                if line.changed {
                    dashes(style, rect, |from, to| pen.underline(shape, (from, to), top, width, color));
                } else {
                    pen.underline(shape, (rect.left(), rect.right()), top, width, color);
                }
            });
        }
    }
    if let Some(annotation) = selected {
        emphasis(&mut pen, page, input, (marks, live), annotation);
    }
    let mut above = Pen::new(painter.pixels_per_point());
    ornaments::strikes(&mut above, page, style);
    // On a fill or a selection, dimmed text would be hard to read; and a marked line is not boilerplate to its reader.
    let dimmed = |(placed, ink): &(&Placed, Arc<marks::Ink>)| {
        input.boilerplate.at(placed.range.start()).is_some()
            && ink.fills.is_empty()
            && !selection.overlaps(placed.range)
            && !hits(page, input).any(|(hit, _)| hit.overlaps(placed.range))
    };
    let letters = inks.iter().map(|block| if dimmed(block) { style.weak } else { style.text }).collect();
    Meshes { beneath: Arc::new(pen.mesh), above: Arc::new(above.mesh), letters }
}

/// Draws the underline of a changed passage in dashes, whatever its shape.
fn dashes(style: &TextStyle, rect: Rect, mut draw: impl FnMut(f32, f32)) {
    let (dash, gap) = (style.size * 0.75, style.size * 0.4);
    let mut from = rect.left();
    while from < rect.right() {
        draw(from, (from + dash).min(rect.right()));
        from += dash + gap;
    }
}

fn thickness(style: &TextStyle) -> f32 {
    style.size / 12.0
}

fn underline_top(style: &TextStyle, baseline: f32, lane: usize) -> f32 {
    baseline + style.size * (0.13 + 0.17 * lane.min(LANES - 1) as f32)
}

/// Emphasises the selected mark with an underline twice as thick.
fn emphasis(
    pen: &mut Pen,
    page: &Page<'_>,
    input: &TextInput<'_>,
    (marks, live): (&Marks, Live<'_>),
    annotation: &Annotation,
) {
    let style = input.style;
    let color = style.line(row_of(&annotation.kind));
    for range in annotation.target.found() {
        let lane = span_of(input, annotation, range).map_or(0, |index| marks.lane(index));
        page.rects(live.fragment(range), |placed, row, rect| {
            let top = underline_top(style, page.origin(placed).y + row.baseline, lane);
            let (shape, width) = (annotation.kind.look().underline, thickness(style) * 2.0);
            if annotation.target.changed().any(|changed| changed.range == range) {
                dashes(style, rect, |from, to| pen.underline(shape, (from, to), top, width, color));
            } else {
                pen.underline(shape, (rect.left(), rect.right()), top, width, color);
            }
        });
    }
}

/// The index of a mark's fragment in the cover.
fn span_of(input: &TextInput<'_>, annotation: &Annotation, range: ByteRange) -> Option<usize> {
    let cover = input.set.cover();
    let start = ByteRange::new(range.start(), range.start());
    let is_own = |span: &Span| span.annotation.id == annotation.id && span.range == range;
    cover.indices(start).into_iter().find(|index| is_own(&cover.spans()[*index]))
}

/// The visible search hits; true for the current one.
fn hits<'a>(page: &Page<'_>, input: &TextInput<'a>) -> impl Iterator<Item = (ByteRange, bool)> + 'a {
    let (range, current) = (page.range(), input.current_highlight);
    let first = input.highlights.partition_point(|hit| hit.end() <= range.start());
    let from_first = input.highlights.iter().enumerate().skip(first);
    from_first.take_while(move |(_, hit)| hit.start() < range.end()).map(move |(i, hit)| (*hit, current == Some(i)))
}

fn highlights(pen: &mut Pen, page: &Page<'_>, input: &TextInput<'_>) {
    let style = input.style;
    for (hit, current) in hits(page, input) {
        page.rects(hit, |_, _, rect| {
            pen.rect(rect, if current { style.current_highlight } else { style.highlight });
            if current {
                pen.outline(rect.expand(1.0), 1.0, style.text);
            }
        });
    }
}

/// Paints the selection, with its line feeds and the white space at the ends of rows.
fn selection_fill(pen: &mut Pen, page: &Page<'_>, selection: ByteRange, color: Color32) {
    if selection.is_empty() {
        return;
    }
    for placed in page.visible {
        let origin = page.origin(placed);
        let base = placed.range.start().get();
        let relative = |offset: ByteOffset| offset.get().saturating_sub(base) as u32;
        let (start, end) = (relative(selection.start()), relative(selection.end()));
        for index in page.rows(placed) {
            let row = &placed.layout.rows[index];
            let band = |left: f32, right: f32| {
                let top = origin.y + row.top;
                Rect::from_min_max(pos2(origin.x + left, top), pos2(origin.x + right, top + row.height))
            };
            placed.layout.pieces(index, start..end, |left, right| {
                pen.rect(band(left, right.min(page.width.max(left))), color);
            });
            let ends_paragraph = index == placed.layout.last_row()
                && selection.start() <= placed.range.end()
                && selection.end() > placed.range.end()
                && !page
                    .visible
                    .iter()
                    .any(|next| next.range.start() == placed.range.end() && next.block > placed.block);
            if ends_paragraph {
                let (left, right) = placed.layout.extent(index).unwrap_or_else(|| {
                    let x = placed.layout.x_of(index, row.end, false);
                    (x, x)
                });
                let feed = row.height * 0.25;
                pen.rect(if placed.layout.rtl { band(left - feed, left) } else { band(right, right + feed) }, color);
            }
        }
    }
}

/// Paints the caret. It blinks, except just after a move at `moved_at`, in seconds.
pub(super) fn caret(ui: &Ui, painter: &Painter, rect: Rect, style: &TextStyle, moved_at: f64) {
    let visuals = &ui.visuals().text_cursor;
    if visuals.blink && ui.input(|input| input.focused) {
        let (on, off) = (f64::from(visuals.on_duration), f64::from(visuals.off_duration));
        let phase = (ui.input(|input| input.time) - moved_at).rem_euclid(on + off);
        let wake = if phase < on { on - phase } else { on + off - phase };
        ui.ctx().request_repaint_after_secs(wake as f32);
        if phase >= on {
            return;
        }
    }
    let width = (style.size / 9.0).round().max(1.0);
    let caret = Rect::from_center_size(rect.center(), egui::vec2(width, style.size * 1.3));
    painter.rect_filled(caret, 0.0, style.caret);
}
