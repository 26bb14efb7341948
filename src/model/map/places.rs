//! Places of boxes from top to bottom: each as near as can be to the middle of what it is linked to.

use super::Spacing;
use super::columns::{Columns, Slot};

/// Sweeps over the columns; further ones hardly move anything.
const SWEEPS: usize = 5;

/// How much an edge pulls at a box, and where it passes at its next place: more, so that it stays straight (as in Gansner
/// and others, "A Technique for Drawing Directed Graphs", 1993, 4.1).
const PULL: [f32; 3] = [1.0, 2.0, 8.0];

/// What slots are pulled towards.
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
    for sweep in 0..SWEEPS {
        let last = sweep + 1 == SWEEPS;
        for column in (0..columns.members.len()).rev() {
            settle(columns, column, if last { Side::Both } else { Side::Outer }, spacing, &mut run);
        }
        for column in 0..columns.members.len() {
            settle(columns, column, if last { Side::Both } else { Side::Inner }, spacing, &mut run);
        }
    }
}

/// Neighbours that touch and move together.
struct Run {
    /// Their weight, and the sum of their wishes times their weights.
    weight: f32,
    sum: f32,
    members: usize,
}

impl Run {
    fn place(&self) -> f32 {
        self.sum / self.weight
    }
}

/// Moves the members of a column to where the sum of the squares of their distances from their wishes is least, without
/// changing their order: neighbours that would overlap are pooled (Barlow and others 1972).
fn settle(columns: &mut Columns, column: u32, side: Side, spacing: &Spacing, runs: &mut Vec<Run>) {
    let members = columns.members.of(column);
    runs.clear();
    // How far each member is from the first if all touch; what is left of a wish without it only has to grow.
    let mut offset = 0.0;
    for (at, &member) in members.iter().enumerate() {
        let slot = columns.slots[member as usize];
        if let Some(&above) = at.checked_sub(1).and_then(|above| members.get(above)) {
            offset += apart(&columns.slots[above as usize], &slot, spacing);
        }
        let (weight, wish) = wish(columns, member, side);
        let mut run = Run { weight, sum: weight * (wish - offset), members: 1 };
        while let Some(above) = runs.pop_if(|above| above.place() >= run.place()) {
            run = Run {
                weight: above.weight + run.weight,
                sum: above.sum + run.sum,
                members: above.members + run.members,
            };
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

/// How far the middles of two neighbours stand apart at least.
fn apart(above: &Slot, below: &Slot, spacing: &Spacing) -> f32 {
    let gap = if above.passes || below.passes { spacing.boxes / 2.0 } else { spacing.boxes };
    (above.size.height + below.size.height) / 2.0 + gap
}

/// Where a slot would like to be, and how much.
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
    // Without links on that side it would rather stay, but makes room.
    if weight > 0.0 { (weight, sum / weight) } else { (0.1, slot.y) }
}
