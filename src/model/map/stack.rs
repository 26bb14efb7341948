//! The map for a narrow place: each mark below the one that it answers, and indented.
//!
//! A mark with several targets is below the first of those in the layer before its own; its other links go round the
//! boxes at the left.

use super::arrows::finished;
use super::graph::{Edge, Graph};
use super::shape::{Point, Rect, Size};
use super::web::Web;
use super::{Arrow, Map, MapBox, Shown};
use crate::model::annotation::Annotation;
use crate::model::set::AnnotationSet;

/// Distances of a stacked map, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stack {
    /// The width of the map.
    pub width: f32,
    /// The indentation of an answer.
    pub indent: f32,
    /// Between two boxes: room for the label of an arrow.
    pub gap: f32,
    /// Between parts that no link connects.
    pub parts: f32,
}

impl Stack {
    /// The usual distances, for a width.
    pub fn of(width: f32) -> Self {
        Self { width, indent: 26.0, gap: 24.0, parts: 30.0 }
    }

    /// The left side and the width of a box at a depth.
    fn across(&self, depth: usize) -> (f32, f32) {
        /// Minimum width of a box, at which deeper ones are indented no more.
        const LEAST: f32 = 150.0;
        let left = (LEFT + depth as f32 * self.indent).min((self.width - LEAST).max(LEFT));
        (left, (self.width - left).max(LEAST))
    }
}

/// Room at the left for arrows, in points.
const LEFT: f32 = 28.0;

/// Distance between an arrow and the side of its target, and between arrows to one target.
const BESIDE: f32 = 9.0;
const APART: f32 = 6.0;

/// Radius of the bends of an arrow.
const BEND: f32 = 7.0;

impl Map {
    /// The map of a set in one column. `size` gives the size of a box of a width.
    pub fn stacked(set: &AnnotationSet, shown: &Shown, stack: &Stack, size: impl Fn(&Annotation, f32) -> Size) -> Self {
        let web = Web::of(set);
        Self::stack(&web, shown, stack, |mark, width| size(&web.marks[mark], width))
    }

    /// The map of marks in one column. `size` gives the size of a box, by the index of its mark, of a width.
    pub fn stack(web: &Web<'_>, shown: &Shown, stack: &Stack, size: impl Fn(usize, f32) -> Size) -> Self {
        let graph = Graph::new(web, shown);
        let under = targets(&graph);
        let (mut y, mut last) = (0.0, None);
        let mut parts = vec![Rect::default(); graph.parts];
        let mut boxes: Vec<Option<MapBox>> = graph.nodes.iter().map(|_| None).collect();
        for (node, depth) in order(&graph, &under) {
            let Some(of) = graph.nodes.get(node) else { continue };
            if let Some(last) = last {
                y += if last == of.part { stack.gap } else { stack.parts };
            }
            let source = of.mark as usize;
            let (left, width) = stack.across(depth);
            let rect = Rect::new(Point::new(left, y), size(source, width));
            (y, last) = (rect.max.y, Some(of.part));
            let part = &mut parts[of.part as usize];
            *part = if part.size() == Size::default() { rect } else { part.including(rect.min).including(rect.max) };
            let (layer, part, hidden) = (of.layer as usize, of.part as usize, of.hidden as usize);
            boxes[node] = Some(MapBox { mark: web.marks[source].clone(), source, rect, layer, part, hidden });
        }
        let boxes: Vec<MapBox> = boxes.into_iter().flatten().collect();
        let mut reached = vec![0; graph.nodes.len()];
        let arrow = |edge: &Edge| {
            let (outer, inner) = (&boxes[edge.outer as usize].rect, &boxes[edge.inner as usize].rect);
            let count = &mut reached[edge.inner as usize];
            let lane = (*count % 3) as f32 * APART;
            *count += 1;
            let is_under = under[edge.outer as usize] == Some(edge.inner as usize);
            let across = if is_under { inner.min.x - BESIDE - lane } else { BESIDE / 2.0 };
            let path = path(outer, inner, across, lane);
            let label = Point::new(outer.min.x + outer.size().width / 4.0, outer.min.y - stack.gap / 2.0);
            (path, label, outer.size().width / 2.0)
        };
        let arrows: Vec<Arrow> = finished(web, &graph, graph.edges.iter().map(arrow));
        Self { boxes, arrows, parts, size: Size::new(stack.width, y), stacked: true }
    }
}

/// For each node the one that it is placed under.
fn targets(graph: &Graph) -> Vec<Option<usize>> {
    let mut under: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    for edge in &graph.edges {
        let (outer, inner) = (edge.outer as usize, edge.inner as usize);
        let before = graph.nodes[inner].layer + 1 == graph.nodes[outer].layer;
        if before && under[outer].is_none_or(|other| inner < other) {
            under[outer] = Some(inner);
        }
    }
    under
}

/// The nodes with their depths, from top to bottom.
fn order(graph: &Graph, under: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut answers: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
    let mut next: Vec<(usize, usize)> = Vec::new();
    for (node, target) in under.iter().enumerate() {
        match target {
            Some(target) => answers[*target].push(node),
            None => next.push((node, 0)),
        }
    }
    next.sort_by_key(|(node, _)| (graph.nodes[*node].part, *node));
    next.reverse();
    let mut order = Vec::with_capacity(graph.nodes.len());
    while let Some((node, depth)) = next.pop() {
        order.push((node, depth));
        next.extend(answers[node].iter().rev().map(|answer| (*answer, depth + 1)));
    }
    order
}

/// The path from the left side of a box to that of another one: past `across`, with two bends.
fn path(outer: &Rect, inner: &Rect, across: f32, lane: f32) -> Vec<Point> {
    let (start, end) = (Point::new(outer.min.x, outer.centre().y), Point::new(inner.min.x, inner.centre().y + lane));
    let bend = BEND.min((start.y - end.y).abs() / 2.0) * (start.y - end.y).signum();
    let mut path = vec![start];
    let corner = |y: f32| Point::new(across, y);
    path.extend([corner(start.y), corner(start.y), corner(start.y - bend)]);
    let (from, to) = (start.y - bend, end.y + bend);
    path.extend([corner(from + (to - from) / 3.0), corner(from + (to - from) * 2.0 / 3.0), corner(to)]);
    path.extend([corner(end.y), corner(end.y), end]);
    path
}
