//! The stripes in the left margin: one for each mark, with its kind's glyph at its first line.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Painter, Pos2, Rect, Shape, pos2};

use super::TextInput;
use super::marks::{Stamp, row_of, stamp};
use super::page::Page;
use super::pen::Pen;
use super::scroll::Placed;
use super::style::TextStyle;
use crate::model::annotation::{Annotation, Id};
use crate::model::cover::Span;
use crate::model::offset::{ByteOffset, ByteRange};

/// Maximum lanes of stripes; further stripes share the last one.
const LANES: usize = 6;
/// Maximum stripes on a page.
const MOST: usize = 600;

#[derive(Clone, Debug)]
struct Stripe {
    annotation: Arc<Annotation>,
    lane: usize,
    /// Points from the top of the first visible block; infinite if the mark continues beyond the view.
    top: f32,
    bottom: f32,
    /// The height of its first row.
    row: f32,
}

/// The stripes of the visible marks.
#[derive(Debug, Default)]
pub(super) struct Margin {
    key: Option<(Stamp, u64, usize, usize, usize)>,
    stripes: Vec<Stripe>,
    /// The lanes on the last page, kept so that stripes do not jump while scrolling.
    lanes: HashMap<(Id, ByteOffset), usize>,
}

/// The width of a lane in points.
fn pitch(style: &TextStyle) -> f32 {
    (style.size * 0.6).round()
}

/// The minimum width of the margin in points: two lanes.
pub(super) fn min_width(style: &TextStyle) -> f32 {
    3.0 * pitch(style)
}

impl Margin {
    /// Clears everything, for another text.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Updates the stripes if anything visible changed.
    pub(super) fn update(&mut self, page: &Page<'_>, input: &TextInput<'_>, epoch: u64) {
        let (Some(first), Some(last)) = (page.visible.first(), page.visible.last()) else { return };
        let room = ((page.left - page.rect.left() - pitch(input.style) / 2.0) / pitch(input.style)) as usize;
        let room = room.clamp(1, LANES);
        let key = Some((stamp(input.set), epoch, first.block, last.block, room));
        if self.key == key {
            return;
        }
        self.key = key;
        let spans = input.set.cover().spans();
        let mut stripes: Vec<Stripe> = Vec::new();
        let mut lanes = HashMap::new();
        // Marks are ordered by start, so a lane is free below its last stripe.
        let mut ends = [f32::NEG_INFINITY; LANES];
        for index in input.set.cover().indices(page.range()).into_iter().take(MOST) {
            let Some((top, bottom, row)) = edges(page.visible, spans[index].range) else { continue };
            let free = |lane: &usize| *lane < room && (ends[*lane] <= top && ends[*lane] < bottom);
            let key = key_of(&spans[index]);
            let kept = self.lanes.get(&key).copied().filter(free);
            let lane = kept.or_else(|| (0..room).find(free)).unwrap_or(room - 1);
            ends[lane] = ends[lane].max(bottom);
            lanes.insert(key, lane);
            stripes.push(Stripe { annotation: spans[index].annotation.clone(), lane, top, bottom, row });
        }
        self.stripes = stripes;
        self.lanes = lanes;
    }

    /// The mark of the stripe at a point on the screen.
    pub(super) fn at(&self, page: &Page<'_>, style: &TextStyle, at: Pos2) -> Option<&Arc<Annotation>> {
        let top = page.origin(page.visible.first()?).y;
        let hit = |stripe: &&Stripe| {
            let x = center(page, style, stripe.lane);
            (at.x - x).abs() <= pitch(style) / 2.0 && (stripe.top..=stripe.bottom).contains(&(at.y - top))
        };
        // Of stripes that share a lane, the shortest is on top.
        let hits = self.stripes.iter().filter(hit);
        hits.min_by(|a, b| (a.bottom - a.top).total_cmp(&(b.bottom - b.top))).map(|stripe| &stripe.annotation)
    }

    /// Paints the stripes.
    pub(super) fn paint(&self, painter: &Painter, page: &Page<'_>, input: &TextInput<'_>) {
        let (style, Some(first)) = (input.style, page.visible.first()) else { return };
        let origin = page.origin(first).y;
        let mut pen = Pen::new(painter.pixels_per_point());
        for stripe in &self.stripes {
            let selected = input.selected == Some(&stripe.annotation.id);
            let row = row_of(&stripe.annotation.kind);
            let x = center(page, style, stripe.lane);
            let size = style.size * if selected { 0.62 } else { 0.5 };
            let middle = origin + stripe.top + stripe.row * 0.5;
            let top = if stripe.top.is_finite() { middle + size * 0.8 } else { page.rect.top() };
            let bottom = (origin + stripe.bottom - style.size * 0.25).min(page.rect.bottom());
            let half = style.size * if selected { 0.11 } else { 0.07 };
            if bottom > top.max(page.rect.top()) && stripe.bottom - stripe.top > stripe.row * 1.5 {
                let bar = Rect::from_min_max(pos2(x - half, top.max(page.rect.top())), pos2(x + half, bottom));
                pen.rect(bar, style.line(row).gamma_multiply(if selected { 1.0 } else { 0.75 }));
            }
            if stripe.top.is_finite() && middle + size > page.rect.top() {
                pen.glyph(stripe.annotation.kind.look().glyph, pos2(x, middle), size, style.line(row));
            }
        }
        if !pen.mesh.is_empty() {
            painter.add(Shape::mesh(pen.mesh));
        }
    }
}

fn key_of(span: &Span) -> (Id, ByteOffset) {
    (span.annotation.id.clone(), span.range.start())
}

/// The centre of a lane on the screen; the first is next to the text.
fn center(page: &Page<'_>, style: &TextStyle, lane: usize) -> f32 {
    page.left - pitch(style) * (lane as f32 + 1.2)
}

/// The top and bottom of a mark's rows, from the top of the first block, and the height of its first visible row.
fn edges(visible: &[Placed], range: ByteRange) -> Option<(f32, f32, f32)> {
    let first = visible.first()?;
    let inside = |offset: ByteOffset, upstream: bool| {
        let holds = |start: ByteOffset| if upstream { start < offset } else { start <= offset };
        let placed = visible.iter().rev().find(|placed| holds(placed.range.start()))?;
        let at = offset.min(placed.range.end()).get() - placed.range.start().get();
        let row = &placed.layout.rows[placed.layout.row_at(at as u32, upstream)];
        Some((placed.top - first.top + row.top, row.height))
    };
    let (top, row) = if range.start() < first.range.start() {
        (f32::NEG_INFINITY, first.layout.rows[0].height)
    } else {
        inside(range.start(), false)?
    };
    let beyond = visible.last().is_some_and(|last| range.end() > last.range.end());
    let bottom = if beyond { f32::INFINITY } else { inside(range.end(), true).map(|(top, height)| top + height)? };
    Some((top, bottom, row))
}
