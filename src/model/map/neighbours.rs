//! Keyboard navigation between boxes.

use super::{Map, MapBox};

/// A direction on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// To the mark that this one answers.
    Left,
    /// To an answer of the mark.
    Right,
    /// To the box above.
    Up,
    /// To the box below.
    Down,
}

impl Map {
    /// The neighbour of a box in a direction, if any; both are indices in [`boxes`](Self::boxes).
    ///
    /// Left and right follow the links, to the nearest box at the other end of one; up and down stay in the column. If
    /// there is none, it is the nearest box on that side.
    pub fn neighbour(&self, from: usize, toward: Toward) -> Option<usize> {
        let start = self.boxes.get(from)?;
        if self.stacked {
            return self.beneath(from, toward);
        }
        let linked = || {
            let ends = self.arrows.iter().filter_map(|arrow| match (arrow.from == from, arrow.to == from) {
                (true, false) => Some(arrow.to),
                (false, true) => Some(arrow.from),
                _ => None,
            });
            self.nearest(ends.filter(|at| side(start, &self.boxes[*at], toward)), start, toward)
        };
        let in_column = || {
            let column = (0..self.boxes.len()).filter(|at| {
                let other = &self.boxes[*at];
                (other.part, other.layer) == (start.part, start.layer) && side(start, other, toward)
            });
            self.nearest(column, start, toward)
        };
        let first = match toward {
            Toward::Left | Toward::Right => linked(),
            Toward::Up | Toward::Down => in_column(),
        };
        first.or_else(|| {
            let beyond = (0..self.boxes.len()).filter(|at| side(start, &self.boxes[*at], toward));
            self.nearest(beyond, start, toward)
        })
    }

    /// The neighbour of a box in a stacked map: left and right follow the links, up and down go from box to box.
    fn beneath(&self, from: usize, toward: Toward) -> Option<usize> {
        let y = |at: &usize| self.boxes[*at].rect.min.y;
        let (start, all) = (y(&from), 0..self.boxes.len());
        let ends = self.arrows.iter().filter_map(|arrow| match toward {
            Toward::Left if arrow.from == from => Some(arrow.to),
            Toward::Right if arrow.to == from => Some(arrow.from),
            _ => None,
        });
        match toward {
            Toward::Left | Toward::Right => {
                ends.min_by(|one, other| (y(one) - start).abs().total_cmp(&(y(other) - start).abs()))
            }
            Toward::Up => all.filter(|at| y(at) < start).max_by(|one, other| y(one).total_cmp(&y(other))),
            Toward::Down => all.filter(|at| y(at) > start).min_by(|one, other| y(one).total_cmp(&y(other))),
        }
    }

    fn nearest(&self, boxes: impl Iterator<Item = usize>, start: &MapBox, toward: Toward) -> Option<usize> {
        let distance = |at: &usize| {
            let (x, y) = gaps(&start.rect, &self.boxes[*at].rect);
            let (dx, dy) = offset(start, &self.boxes[*at]);
            // Straight on is nearer than aside; of boxes side by side, the one whose middle is nearer.
            match toward {
                Toward::Left | Toward::Right => (x + 2.0 * y, dy.abs()),
                Toward::Up | Toward::Down => (2.0 * x + y, dx.abs()),
            }
        };
        boxes.min_by(|one, other| {
            let (one, other) = (distance(one), distance(other));
            one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
        })
    }
}

/// True if a box is wholly on one side of another.
fn side(start: &MapBox, other: &MapBox, toward: Toward) -> bool {
    let (from, to) = (&start.rect, &other.rect);
    match toward {
        Toward::Left => to.max.x <= from.min.x,
        Toward::Right => to.min.x >= from.max.x,
        Toward::Up => to.max.y <= from.min.y,
        Toward::Down => to.min.y >= from.max.y,
    }
}

fn offset(start: &MapBox, other: &MapBox) -> (f32, f32) {
    let (from, to) = (start.rect.centre(), other.rect.centre());
    (to.x - from.x, to.y - from.y)
}

/// The distance between two boxes, across and down.
fn gaps(one: &super::Rect, other: &super::Rect) -> (f32, f32) {
    let gap = |min: f32, max: f32, other_min: f32, other_max: f32| (other_min - max).max(min - other_max).max(0.0);
    (gap(one.min.x, one.max.x, other.min.x, other.max.x), gap(one.min.y, one.max.y, other.min.y, other.max.y))
}
