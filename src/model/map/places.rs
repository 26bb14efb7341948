//! Vertical positions of boxes: each as near as possible to the middle of its neighbours.

use super::Spacing;
use super::columns::{Columns, Slot};

/// Sweeps over the columns, to the left and back; further ones hardly move anything.
const SWEEPS: usize = 4;

/// Pull of an edge at a box and at its own passing slots: the latter is stronger, so that it stays straight (as in
/// Gansner and others, "A Technique for Drawing Directed Graphs", 1993, 4.1).
const PULL: [f32; 3] = [1.0, 2.0, 8.0];

/// The neighbours that pull.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Inner,
    Outer,
    Both,
}

/// Places every slot of every column.
pub fn centre(columns: &mut Columns, spacing: &Spacing) {
    let mut run = Vec::new();
    for column in 0..columns.members.len() {
        settle(columns, column, Side::Inner, spacing, &mut run);
    }
    for part in 0..columns.first.len().saturating_sub(1) {
        let range = columns.first[part]..columns.first[part + 1];
        // A part of one column is one box, and stays.
        for sweep in 0..if range.len() > 1 { SWEEPS } else { 0 } {
            let (inward, outward) =
                if sweep + 1 == SWEEPS { (Side::Both, Side::Both) } else { (Side::Outer, Side::Inner) };
            range.clone().rev().for_each(|column| settle(columns, column, inward, spacing, &mut run));
            range.clone().for_each(|column| settle(columns, column, outward, spacing, &mut run));
        }
    }
}

/// Neighbours that touch and move together.
struct Run {
    /// Their weight, and the sum of their targets times their weights.
    weight: f32,
    sum: f32,
    members: usize,
}

impl Run {
    fn place(&self) -> f32 {
        self.sum / self.weight
    }
}

/// Moves the members of a column to the least sum of squared distances from their targets, without changing their
/// order: neighbours that would overlap are pooled (Barlow and others 1972).
fn settle(columns: &mut Columns, column: u32, side: Side, spacing: &Spacing, runs: &mut Vec<Run>) {
    let members = columns.members.of(column);
    runs.clear();
    // The distance of each member from the first if all touch; the rest of a target only has to increase.
    let mut offset = 0.0;
    for (at, &member) in members.iter().enumerate() {
        let slot = columns.slots[member as usize];
        if let Some(&above) = at.checked_sub(1).and_then(|above| members.get(above)) {
            offset += apart(&columns.slots[above as usize], &slot, spacing);
        }
        let (weight, wish) = wish(columns, member, side);
        let mut run = Run { weight, sum: weight * (wish - offset), members: 1 };
        while let Some(above) = runs.last().filter(|above| above.place() >= run.place()) {
            (run.weight, run.sum) = (above.weight + run.weight, above.sum + run.sum);
            run.members += above.members;
            runs.pop();
        }
        runs.push(run);
    }
    let places = runs.iter().flat_map(|run| std::iter::repeat_n(run.place(), run.members));
    let mut offset = 0.0;
    let mut above: Option<Slot> = None;
    for (place, &member) in places.zip(members) {
        let slot = &mut columns.slots[member as usize];
        if let Some(above) = above {
            offset += apart(&above, slot, spacing);
        }
        slot.y = place + offset;
        above = Some(*slot);
    }
}

/// Minimum distance between the middles of two neighbours.
fn apart(above: &Slot, below: &Slot, spacing: &Spacing) -> f32 {
    let gap = if above.passes || below.passes { spacing.boxes / 2.0 } else { spacing.boxes };
    (above.size.height + below.size.height) / 2.0 + gap
}

/// The target of a slot, with its weight.
fn wish(columns: &Columns, member: u32, side: Side) -> (f32, f32) {
    let slot = &columns.slots[member as usize];
    let inner = if side == Side::Outer { &[][..] } else { columns.inner.of(member) };
    let outer = if side == Side::Inner { &[][..] } else { columns.outer.of(member) };
    let (mut weight, mut sum) = (0.0, 0.0);
    for other in inner.iter().chain(outer).map(|other| &columns.slots[*other as usize]) {
        let pull = PULL[usize::from(slot.passes) + usize::from(other.passes)];
        weight += pull;
        sum += pull * other.y;
    }
    // Without links on that side it rather stays, but makes room.
    if weight > 0.0 { (weight, sum / weight) } else { (0.1, slot.y) }
}
