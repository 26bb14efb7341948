//! The finished map: boxes at their places, and the paths of arrows between them.

use super::columns::{Columns, Slot};
use super::graph::{Edge, Graph, Node};
use super::shape::{Point, Rect, Size};
use super::web::Web;
use super::{Arrow, Map, MapBox};
use crate::model::index::Lists;

/// Maximum distance between arrows at one side of a box, in points.
const PORTS: f32 = 14.0;

/// Position of an arrow's label on its first curve (the curve's parameter): past the start, before paths meet.
const LABEL: f32 = 0.3;

/// Share of the width of its first curve that a label may take.
const ROOM: f32 = 0.75;

/// Draws the map.
pub fn draw(web: &Web<'_>, graph: &Graph, columns: &Columns, parts: Vec<Rect>) -> Map {
    let node_box = |(node, slot): (&Node, &Slot)| MapBox {
        mark: web.marks[node.mark as usize].clone(),
        source: node.mark as usize,
        rect: Rect::new(Point::new(slot.x, slot.y - slot.size.height / 2.0), slot.size),
        layer: node.layer as usize,
        part: node.part as usize,
        hidden: node.hidden as usize,
    };
    let boxes: Vec<MapBox> = graph.nodes.iter().zip(&columns.slots).map(node_box).collect();
    let ways = Ways::new(graph, columns);
    let paths = (0..graph.edges.len()).map(|at| {
        let path = ways.path(at);
        // The label is near the start of the link, which may be at either end.
        let turned = graph.edges[at].turned;
        let first = if turned { path.iter().rev().copied().take(4).collect() } else { path.clone() };
        let room = ROOM * first.get(3).map_or(0.0, |end| (end.x - first[0].x).abs());
        (path, on_curve(&first, LABEL), room)
    });
    let arrows = finished(web, graph, paths);
    let far = parts.iter().fold(Rect::default(), |all, part| all.including(part.max));
    Map { boxes, arrows, parts, size: Size::new(far.max.x, far.max.y), stacked: false }
}

/// The arrows of the edges, given the path of each from its outer to its inner end, the place of its label, and the room
/// for it.
pub fn finished(web: &Web<'_>, graph: &Graph, paths: impl Iterator<Item = (Vec<Point>, Point, f32)>) -> Vec<Arrow> {
    let arrow = |(edge, (mut path, label, room)): (&Edge, (Vec<Point>, Point, f32))| {
        let (mut from, mut to) = (edge.outer as usize, edge.inner as usize);
        if edge.turned {
            path.reverse();
            (from, to) = (to, from);
        }
        Arrow { relation: web.links[edge.link as usize].relation.clone(), from, to, path, label, room }
    };
    graph.edges.iter().zip(paths).map(arrow).collect()
}

/// Data for drawing the paths of edges.
struct Ways<'a> {
    graph: &'a Graph,
    columns: &'a Columns,
    /// The right side of each column.
    rights: Vec<f32>,
    /// Offset of each edge's ends below the middle of its box.
    ports: Vec<(f32, f32)>,
}

impl<'a> Ways<'a> {
    fn new(graph: &'a Graph, columns: &'a Columns) -> Self {
        let rights = (0..columns.members.len()).map(|column| {
            let sides = columns.members.of(column).iter().map(|member| {
                let slot = &columns.slots[*member as usize];
                slot.x + slot.size.width
            });
            sides.fold(0.0, f32::max)
        });
        let mut ways = Self { graph, columns, rights: rights.collect(), ports: vec![(0.0, 0.0); graph.edges.len()] };
        let ends = |end: fn(&Edge) -> u32| {
            let edges = graph.edges.iter().enumerate();
            Lists::new(graph.nodes.len(), edges.map(move |(at, edge)| (end(edge), at as u32)))
        };
        let port = |ways: &mut Self, edge: usize, y: f32| ways.ports[edge].0 = y;
        ways.spread(ends(|edge| edge.outer), |ways, edge| ways.beside(edge).0, port);
        let port = |ways: &mut Self, edge: usize, y: f32| ways.ports[edge].1 = y;
        ways.spread(ends(|edge| edge.inner), |ways, edge| ways.beside(edge).1, port);
        ways
    }

    /// The slots next to the two ends of an edge: after its outer, and before its inner one.
    fn beside(&self, edge: usize) -> (u32, u32) {
        let passes = &self.columns.passes[edge];
        let edge = &self.graph.edges[edge];
        if passes.is_empty() { (edge.inner, edge.outer) } else { (passes.start, passes.end - 1) }
    }

    /// Spreads the edges at one side of each box in the order of their other ends, so that no two meet.
    fn spread(
        &mut self,
        mut at_side: Lists<u32>,
        next: impl Fn(&Self, usize) -> u32,
        set_port: impl Fn(&mut Self, usize, f32),
    ) {
        for node in 0..at_side.len() {
            let edges = at_side.of_mut(node);
            if edges.len() < 2 {
                continue;
            }
            let y = |edge: u32| self.columns.slots[next(self, edge as usize) as usize].y;
            edges.sort_by(|one, other| y(*one).total_cmp(&y(*other)).then(one.cmp(other)));
            let height = self.columns.slots[node as usize].size.height;
            let step = PORTS.min(0.7 * height / (edges.len() - 1) as f32);
            let middle = (edges.len() - 1) as f32 / 2.0;
            for (place, edge) in edges.iter().enumerate() {
                set_port(self, *edge as usize, (place as f32 - middle) * step);
            }
        }
    }

    /// The path of an edge from its outer to its inner end.
    fn path(&self, edge: usize) -> Vec<Point> {
        let slot = |at: u32| &self.columns.slots[at as usize];
        let (above, below) = self.ports[edge];
        let passes = self.columns.passes[edge].clone();
        let (outer, inner) = (slot(self.graph.edges[edge].outer), slot(self.graph.edges[edge].inner));
        let mut path = Vec::with_capacity(4 + 6 * passes.len());
        path.push(Point::new(outer.x, outer.y + above));
        for slot in passes.map(slot) {
            curve(&mut path, Point::new(self.rights[slot.column as usize], slot.y));
            line(&mut path, Point::new(slot.x, slot.y));
        }
        // A box narrower than its column is reached past the others of the column.
        let end = Point::new(inner.x + inner.size.width, inner.y + below);
        let side = self.rights[inner.column as usize];
        curve(&mut path, Point::new(side, end.y));
        if side > end.x {
            line(&mut path, end);
        }
        path
    }
}

/// Appends a curve that is horizontal at both ends.
fn curve(path: &mut Vec<Point>, end: Point) {
    let start = path.last().copied().unwrap_or_default();
    let middle = (start.x + end.x) / 2.0;
    path.extend([Point::new(middle, start.y), Point::new(middle, end.y), end]);
}

/// Appends a straight line.
fn line(path: &mut Vec<Point>, end: Point) {
    let start = path.last().copied().unwrap_or_default();
    let at = |part: f32| Point::new(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part);
    path.extend([at(1.0 / 3.0), at(2.0 / 3.0), end]);
}

/// A point of the first curve of a path.
fn on_curve(path: &[Point], t: f32) -> Point {
    let [a, b, c, d, ..] = path else { return path.first().copied().unwrap_or_default() };
    let weights = [(1.0 - t).powi(3), 3.0 * (1.0 - t).powi(2) * t, 3.0 * (1.0 - t) * t * t, t.powi(3)];
    let sum = |of: fn(&Point) -> f32| [a, b, c, d].iter().zip(weights).map(|(point, weight)| of(point) * weight).sum();
    Point::new(sum(|point| point.x), sum(|point| point.y))
}
