//! Positions of columns and parts: parts are placed on shelves, in the order of the article, those without links on
//! shelves of their own.

use std::ops::Range;

use super::Spacing;
use super::columns::{Columns, Slot};
use super::graph::Graph;
use super::shape::{Point, Rect, Size};
use crate::model::index::Lists;

/// Step of the map's width, in points, so that a new box seldom moves parts to other shelves.
const STEP: f32 = 400.0;

/// Places every slot, and returns the bounds of each part.
pub fn pack(columns: &mut Columns, graph: &Graph, spacing: &Spacing) -> Vec<Rect> {
    let mut parts = Vec::with_capacity(graph.parts);
    let Columns { slots, members, first, .. } = columns;
    for ends in first.windows(2) {
        parts.push(straighten(slots, members, ends[0]..ends[1], spacing));
    }
    let places = shelve(&parts, graph.linked_parts, spacing);
    for (place, ends) in places.iter().zip(first.windows(2)) {
        for member in (ends[0]..ends[1]).flat_map(|column| members.of(column)) {
            let slot = &mut slots[*member as usize];
            slot.x += place.corner.x;
            slot.y += place.corner.y;
        }
    }
    places.into_iter().zip(parts).map(|(place, size)| Rect::new(place.corner, size)).collect()
}

/// Places the columns of a part next to each other, with its top left corner at (0, 0), and returns its size.
fn straighten(slots: &mut [Slot], members: &Lists<u32>, range: Range<u32>, spacing: &Spacing) -> Size {
    let (mut top, mut bottom, mut right) = (f32::INFINITY, f32::NEG_INFINITY, 0.0_f32);
    for column in range.clone() {
        let left = if column == range.start { 0.0 } else { right + spacing.columns };
        right = left;
        for member in members.of(column) {
            let slot = &mut slots[*member as usize];
            slot.x = left;
            right = right.max(left + slot.size.width);
            top = top.min(slot.y - slot.size.height / 2.0);
            bottom = bottom.max(slot.y + slot.size.height / 2.0);
        }
    }
    for column in range {
        for member in members.of(column) {
            slots[*member as usize].y -= top;
        }
    }
    Size::new(right, (bottom - top).max(0.0))
}

/// The place of a part among the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shelved {
    /// Its top left corner.
    pub corner: Point,
    /// The number of its shelf, from the top.
    pub shelf: u32,
    /// The number of its pile on the shelf, from the left.
    pub pile: u32,
}

/// The place of each part; the first `linked` have links.
///
/// A part goes under the one before it if the shelf has room, beside it if the map has, and else on the next shelf.
pub fn shelve(parts: &[Size], linked: usize, spacing: &Spacing) -> Vec<Shelved> {
    let area: f32 = parts.iter().map(|part| (part.width + spacing.parts) * (part.height + spacing.parts)).sum();
    let widest = parts.iter().map(|part| part.width).fold(0.0, f32::max);
    let width = spacing.width.unwrap_or_else(|| ((area * 1.5).sqrt() / STEP).ceil() * STEP).max(widest);
    let (mut shelf, mut height) = (0.0, 0.0_f32);
    // The current pile: its left side, its width, and the top of its next part.
    let (mut left, mut wide, mut next) = (0.0, 0.0_f32, 0.0_f32);
    let (mut number, mut pile) = (0, 0);
    let mut places = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        let fits_under = at != linked && next > shelf && part.width <= wide && next + part.height <= shelf + height;
        if !fits_under {
            if next > shelf {
                left += wide + spacing.parts;
                pile += 1;
            }
            if left > 0.0 && (left + part.width > width || at == linked) {
                shelf += height + spacing.parts;
                (left, height) = (0.0, 0.0);
                (number, pile) = (number + 1, 0);
            }
            (wide, next) = (part.width, shelf);
        }
        places.push(Shelved { corner: Point::new(left, next), shelf: number, pile });
        height = height.max(next + part.height - shelf);
        next += part.height + spacing.parts;
    }
    places
}
