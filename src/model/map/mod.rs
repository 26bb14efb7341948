//! The map: marks as boxes, links as arrows, laid out in layers.
//!
//! The method is that of Sugiyama, Tagawa and Toda ("Methods for Visual Understanding of Hierarchical System
//! Structures", 1981): break cycles, assign layers, order the boxes of each layer, place them. Layers are columns:
//! marks that answer nothing, most of them claims, are at the left, and every arrow leads to the left except within a
//! cycle. Each step is chosen so that the map is stable while it is edited: a new mark or answer never changes the
//! order of the others.
//!
//! `graph` breaks cycles by the order of the article within the strongly connected components of Tarjan ("Depth-first
//! Search and Linear Graph Algorithms", 1972), and assigns layers by the longest path.
//!
//! `columns` orders each layer by the median of its targets (Eades and Wormald, "Edge Crossings in Drawings of
//! Bipartite Graphs", 1994), from the claims outward and once, then by the order of the article.
//!
//! `places` centres boxes on their neighbours by isotonic regression (Barlow and others, "Statistical Inference under
//! Order Restrictions", 1972), which is optimal for one layer.
//!
//! `stack` is another layout, for a narrow place: one column, with answers below and indented.
//!
//! `pack` puts the parts that no link connects on shelves, in the order of the article.

mod arrows;
mod columns;
mod fit;
mod graph;
mod neighbours;
mod pack;
mod places;
mod shape;
mod stack;
mod web;

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::set::AnnotationSet;

pub use fit::{Fit, LONGEST, Letters};
pub use neighbours::Toward;
pub(in crate::model) use pack::{Shelved, shelve};
pub use shape::{Point, Rect, Size};
pub use stack::Stack;
pub use web::{Link, Web};

/// The marks that the map shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// True to show marks without links too.
    pub unlinked: bool,
    /// Collapsed marks, behind which everything is hidden that answers only them.
    pub collapsed: HashSet<Id>,
}

/// Distances, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Between two columns: room for arrows and their labels.
    pub columns: f32,
    /// Between two boxes of a column.
    pub boxes: f32,
    /// Between parts that no link connects.
    pub parts: f32,
    /// Maximum width before parts go onto the next shelf; `None` for about 3 : 2.
    pub width: Option<f32>,
}

impl Default for Spacing {
    fn default() -> Self {
        Self { columns: 120.0, boxes: 22.0, parts: 44.0, width: None }
    }
}

/// A mark on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapBox {
    /// The mark.
    pub mark: Arc<Annotation>,
    /// The index of the mark in [`Web::marks`].
    pub source: usize,
    /// Its place.
    pub rect: Rect,
    /// Its column in its part, from 0 at the left.
    pub layer: usize,
    /// Its part: the index in [`Map::parts`].
    pub part: usize,
    /// Number of marks hidden behind it, if it is collapsed.
    pub hidden: usize,
}

/// A link on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// The link.
    pub relation: Arc<Relation>,
    /// The box it starts at: the index in [`Map::boxes`].
    pub from: usize,
    /// The box it leads to.
    pub to: usize,
    /// Its path as cubic Bézier curves: a start, then two control points and an end for each curve. The last control
    /// point and the end give the direction of its head, which touches its target.
    pub path: Vec<Point>,
    /// The middle of its label.
    pub label: Point,
    /// The room for its label across.
    pub room: f32,
}

/// The map of a set of annotations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// The boxes, in the order of the article.
    pub boxes: Vec<MapBox>,
    /// The arrows, by the id of the link.
    pub arrows: Vec<Arrow>,
    /// The bounds of the parts that no link connects, arrows included: in the order of their earliest claims, those of
    /// one box last.
    pub parts: Vec<Rect>,
    /// The size of the whole map, from (0, 0).
    pub size: Size,
    /// True if each mark is below the one that it answers, false if it is beside it.
    pub stacked: bool,
}

/// The layout of a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Layout {
    /// Marks beside those that they answer, in columns.
    Columns(Spacing),
    /// Marks below those that they answer, in one column.
    Stack(Stack),
}

impl Map {
    /// The map of a set, with boxes of the sizes that `size` gives.
    ///
    /// 300 boxes are laid out in well under a millisecond; for the time of 10,000, see `benches/ledger.rs`.
    pub fn new(set: &AnnotationSet, shown: &Shown, spacing: &Spacing, size: impl Fn(&Annotation) -> Size) -> Self {
        let web = Web::of(set);
        Self::of(&web, shown, spacing, |mark| size(&web.marks[mark]))
    }

    /// The map of marks. `size` gives the size of a box, by the index of its mark.
    pub fn of(web: &Web<'_>, shown: &Shown, spacing: &Spacing, size: impl Fn(usize) -> Size) -> Self {
        let graph = graph::Graph::new(web, shown);
        let sizes: Vec<Size> = graph.nodes.iter().map(|node| size(node.mark as usize)).collect();
        let mut columns = columns::Columns::new(&graph, &sizes);
        places::centre(&mut columns, spacing);
        let parts = pack::pack(&mut columns, &graph, spacing);
        arrows::draw(web, &graph, &columns, parts)
    }

    /// The box of a mark, if it is shown: the index in [`boxes`](Self::boxes).
    pub fn position(&self, id: &Id) -> Option<usize> {
        self.boxes.iter().position(|node| node.mark.id == *id)
    }

    /// The box at a point.
    pub fn at(&self, point: Point) -> Option<usize> {
        self.boxes.iter().position(|node| node.rect.contains(point))
    }
}
