//! The ways of arrows between the groups of a project's map: through the free space beside the groups and between the
//! shelves, so that no arrow passes under a box of another group.
//!
//! Beside each pile of groups is a gutter, and above and below each shelf a corridor. An arrow leaves its box at one side,
//! goes along gutters and corridors, each arrow in a lane of its own, and reaches the other box at one side.

use std::collections::HashMap;

use super::APART;
use crate::model::map::{Point, Rect, Shelved};

/// Distance between two lanes of a gutter or a corridor, in points.
const LANE: f32 = 7.0;

/// Lanes of a gutter or a corridor; more arrows share them.
const LANES: usize = 9;

/// Maximum distance between arrows at one side of a box, in points.
const PORTS: f32 = 14.0;

/// Radius of a bend in points.
const BEND: f32 = 8.0;

/// Least distance between two labels of a gutter, in points.
const LABELS: f32 = 18.0;

/// Points that a bend is worth: a straight way is easier to follow than a short one.
const TURN: f32 = 40.0;

/// Points that a box in the way is worth.
const BLOCKED: f32 = 4_000.0;

/// A side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Side {
    Left,
    Right,
}

/// A free space: the gutter at the left of a pile of a shelf, or the corridor above a shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Channel {
    Gutter(u32, u32),
    Corridor(u32),
}

/// An end of an arrow: its box, the group of the box, and the boxes of that group.
#[derive(Clone, Copy)]
pub(super) struct End<'a> {
    /// The index of the box.
    pub node: usize,
    pub rect: Rect,
    pub place: Shelved,
    pub siblings: &'a [Rect],
}

/// The free space between the groups.
pub(super) struct Space {
    /// The middle of each gutter of each shelf.
    gutters: Vec<Vec<f32>>,
    /// The middle of each corridor: above each shelf, and below the last.
    corridors: Vec<f32>,
}

/// A way that was chosen.
struct Way {
    sides: (Side, Side),
    channels: Vec<Channel>,
}

/// The path of an arrow as curves, and the middle of its label.
pub(super) struct Path {
    pub path: Vec<Point>,
    pub label: Point,
}

impl Space {
    /// The space between groups at these places, each with its rectangle.
    pub fn new(groups: impl Iterator<Item = (Shelved, Rect)>) -> Self {
        let mut piles: Vec<Vec<(f32, f32)>> = Vec::new();
        let mut shelves: Vec<(f32, f32)> = Vec::new();
        for (place, rect) in groups {
            let (shelf, pile) = (place.shelf as usize, place.pile as usize);
            if piles.len() <= shelf {
                piles.resize(shelf + 1, Vec::new());
                shelves.resize(shelf + 1, (f32::INFINITY, f32::NEG_INFINITY));
            }
            if piles[shelf].len() <= pile {
                piles[shelf].resize(pile + 1, (f32::INFINITY, f32::NEG_INFINITY));
            }
            let sides = &mut piles[shelf][pile];
            *sides = (sides.0.min(rect.min.x), sides.1.max(rect.max.x));
            let ends = &mut shelves[shelf];
            *ends = (ends.0.min(rect.min.y), ends.1.max(rect.max.y));
        }
        let beside = |piles: &Vec<(f32, f32)>| {
            let left = piles.iter().map(|pile| pile.0 - APART / 2.0);
            left.chain(piles.last().map(|pile| pile.1 + APART / 2.0)).collect()
        };
        let above = shelves.iter().map(|shelf| shelf.0 - APART / 2.0);
        let corridors = above.chain(shelves.last().map(|shelf| shelf.1 + APART / 2.0)).collect();
        Self { gutters: piles.iter().map(beside).collect(), corridors }
    }

    fn middle(&self, channel: Channel) -> f32 {
        match channel {
            Channel::Gutter(shelf, at) => self.gutters[shelf as usize][at as usize],
            Channel::Corridor(at) => self.corridors[at as usize],
        }
    }

    /// The best way from one end to the other.
    fn way(&self, from: &End<'_>, to: &End<'_>) -> Way {
        let mut best: Option<(f32, Way)> = None;
        for out in [Side::Right, Side::Left] {
            for into in [Side::Left, Side::Right] {
                let (first, last) = (gutter(from.place, out), gutter(to.place, into));
                for between in self.between(from.place, to.place, (first, last)) {
                    let channels: Vec<Channel> = std::iter::once(first)
                        .chain(between.iter().copied())
                        .chain((!between.is_empty()).then_some(last))
                        .collect();
                    let length = self.length(from.rect.centre(), to.rect.centre(), &channels);
                    let blocks = usize::from(is_blocked(from, out)) + usize::from(is_blocked(to, into));
                    let cost = length + TURN * channels.len() as f32 + BLOCKED * blocks as f32;
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        best = Some((cost, Way { sides: (out, into), channels }));
                    }
                }
            }
        }
        let none = || Way { sides: (Side::Right, Side::Left), channels: vec![gutter(from.place, Side::Right)] };
        best.map_or_else(none, |(_, way)| way)
    }

    /// The channels that may lead from one gutter to another; none if they are the same.
    fn between(&self, from: Shelved, to: Shelved, (first, last): (Channel, Channel)) -> Vec<Vec<Channel>> {
        let (one, other) = (from.shelf, to.shelf);
        if first == last {
            return vec![Vec::new()];
        }
        if one == other {
            return vec![vec![Channel::Corridor(one)], vec![Channel::Corridor(one + 1)]];
        }
        let (out, into) = if one < other { (one + 1, other) } else { (one, other + 1) };
        if out == into {
            return vec![vec![Channel::Corridor(out)]];
        }
        // Past the shelves between them, at the left of all.
        vec![vec![Channel::Corridor(out), Channel::Gutter(one, 0), Channel::Corridor(into)]]
    }

    /// The length of a way along these channels, which are upright and level in turn.
    fn length(&self, from: Point, to: Point, channels: &[Channel]) -> f32 {
        let points = corners(from, to, &channels.iter().map(|channel| self.middle(*channel)).collect::<Vec<f32>>());
        points.windows(2).map(|ends| (ends[0].x - ends[1].x).abs() + (ends[0].y - ends[1].y).abs()).sum()
    }

    /// The paths of arrows between these ends.
    pub fn paths(&self, ends: &[(End<'_>, End<'_>)]) -> Vec<Path> {
        let ways: Vec<Way> = ends.iter().map(|(from, to)| self.way(from, to)).collect();
        let ports = self.ports(ends, &ways);
        let mut taken: HashMap<Channel, usize> = HashMap::new();
        let mut labels: HashMap<Channel, Vec<f32>> = HashMap::new();
        let mut paths = Vec::with_capacity(ends.len());
        for ((way, (from, to)), (leaves, arrives)) in ways.iter().zip(ends).zip(ports) {
            let lanes: Vec<f32> = way.channels.iter().map(|channel| self.lane(*channel, &mut taken)).collect();
            let at = |end: &End<'_>, side: Side, y: f32| {
                Point::new(if side == Side::Right { end.rect.max.x } else { end.rect.min.x }, y)
            };
            let points = corners(at(from, way.sides.0, leaves), at(to, way.sides.1, arrives), &lanes);
            let first = way.channels[0];
            let label = label(self.middle(first), &points, labels.entry(first).or_default());
            paths.push(Path { path: curves(&points), label });
        }
        paths
    }

    /// The next lane of a channel.
    fn lane(&self, channel: Channel, taken: &mut HashMap<Channel, usize>) -> f32 {
        let count = taken.entry(channel).or_default();
        let at = *count % LANES;
        *count += 1;
        let away = at.div_ceil(2) as f32 * LANE;
        self.middle(channel) + if at % 2 == 1 { away } else { -away }
    }

    /// The height of each end: those at one side of a box are beside each other in the order in which their ways go on.
    fn ports(&self, ends: &[(End<'_>, End<'_>)], ways: &[Way]) -> Vec<(f32, f32)> {
        /// An arrow's end: the height at which its way goes on, the arrow, and true for its tip.
        type Port = (f32, usize, bool);
        let mut sides: HashMap<(usize, Side), (Rect, Vec<Port>)> = HashMap::new();
        for (at, ((from, to), way)) in ends.iter().zip(ways).enumerate() {
            let corridor = |channel: Option<&Channel>| channel.map(|channel| self.middle(*channel));
            let after = corridor(way.channels.get(1)).unwrap_or(to.rect.centre().y);
            let before = corridor(way.channels.iter().rev().nth(1)).unwrap_or(from.rect.centre().y);
            for (end, side, on, is_tip) in [(from, way.sides.0, after, false), (to, way.sides.1, before, true)] {
                let ports = &mut sides.entry((end.node, side)).or_insert((end.rect, Vec::new())).1;
                ports.push((on, at, is_tip));
            }
        }
        let mut heights = vec![(0.0, 0.0); ends.len()];
        for (rect, mut ports) in sides.into_values() {
            ports.sort_by(|one, other| one.0.total_cmp(&other.0).then_with(|| (one.1, one.2).cmp(&(other.1, other.2))));
            let step = PORTS.min(rect.size().height / (ports.len() + 1) as f32);
            let top = rect.centre().y - step * (ports.len() - 1) as f32 / 2.0;
            for (place, (_, at, is_tip)) in ports.into_iter().enumerate() {
                let y = top + step * place as f32;
                if is_tip { heights[at].1 = y } else { heights[at].0 = y }
            }
        }
        heights
    }
}

/// The gutter at one side of a group.
fn gutter(place: Shelved, side: Side) -> Channel {
    Channel::Gutter(place.shelf, place.pile + u32::from(side == Side::Right))
}

/// True if another box of the group is between a box and the gutter.
fn is_blocked(end: &End<'_>, side: Side) -> bool {
    let y = end.rect.centre().y;
    end.siblings.iter().any(|other| {
        let beside = if side == Side::Right { other.min.x >= end.rect.max.x } else { other.max.x <= end.rect.min.x };
        beside && other.min.y <= y && y <= other.max.y
    })
}

/// The corners of a way from `start` to `tip` along lanes that are upright and level in turn, the first and the last upright.
fn corners(start: Point, tip: Point, lanes: &[f32]) -> Vec<Point> {
    let mut points = vec![start];
    let mut y = start.y;
    for (at, lane) in lanes.iter().enumerate() {
        if at % 2 == 0 {
            let next = lanes.get(at + 1).copied().unwrap_or(tip.y);
            points.extend([Point::new(*lane, y), Point::new(*lane, next)]);
            y = next;
        }
    }
    points.push(tip);
    points
}

/// A place for a label in the first gutter of a way, where no other label is.
fn label(x: f32, points: &[Point], taken: &mut Vec<f32>) -> Point {
    let (from, to) = (points[1].y, points[2].y);
    let step = if to < from { -LABELS } else { LABELS };
    let places = (0..=((to - from).abs() / LABELS) as usize).map(|at| from + step * at as f32);
    let is_free = |y: &f32| taken.iter().all(|other| (other - y).abs() >= LABELS);
    let y = places.into_iter().find(is_free).unwrap_or(from);
    taken.push(y);
    // At the height of its start it is in the middle of the gutter, further on at its own lane.
    Point::new(if y == from { x } else { points[1].x }, y)
}

/// A way with round corners, as curves.
fn curves(points: &[Point]) -> Vec<Point> {
    let toward = |from: Point, to: Point, most: f32| {
        let length = (to.x - from.x).abs() + (to.y - from.y).abs();
        let part = if length == 0.0 { 0.0 } else { (most / length).min(0.5) };
        Point::new(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part)
    };
    let Some((first, last)) = points.first().zip(points.last()) else { return Vec::new() };
    let (mut path, mut at) = (vec![*first], *first);
    let straight = |path: &mut Vec<Point>, from: Point, to: Point| path.extend([from, to, to]);
    for corner in points.windows(3) {
        let (into, out) = (toward(corner[1], corner[0], BEND), toward(corner[1], corner[2], BEND));
        straight(&mut path, at, into);
        path.extend([corner[1], corner[1], out]);
        at = out;
    }
    straight(&mut path, at, *last);
    path
}
