//! The columns of each part, and the order of their members.

use super::graph::Graph;
use super::shape::Size;
use crate::model::index::Lists;

/// A member of a column: a node, or an edge passing through.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// The tie-breaker between slots at the same place: the node, or the origin of the edge.
    pub node: u32,
    /// True if it is an edge passing through.
    pub passes: bool,
    /// The number of its column.
    pub column: u32,
    /// Its rank in the column, from 0 at the top.
    rank: u32,
    pub size: Size,
    /// Its vertical middle, and its left side.
    pub y: f32,
    pub x: f32,
}

/// The columns of all parts; those of a part are consecutive, from left to right.
pub struct Columns {
    /// The nodes by number, then the places of passing edges.
    pub slots: Vec<Slot>,
    /// The members of each column, from top to bottom.
    pub members: Lists<u32>,
    /// The first column of each part, and at the end the number of columns.
    pub first: Vec<u32>,
    /// For each slot its neighbours in the next column to the left, and to the right.
    pub inner: Lists<u32>,
    pub outer: Lists<u32>,
    /// The slots of each passing edge, from its outer to its inner end.
    pub passes: Vec<std::ops::Range<u32>>,
}

impl Columns {
    pub fn new(graph: &Graph, sizes: &[Size]) -> Self {
        let mut widths = vec![0; graph.parts];
        for node in &graph.nodes {
            let width = &mut widths[node.part as usize];
            *width = (*width).max(node.layer + 1);
        }
        let mut first = vec![0];
        first.extend(widths.iter().scan(0, |sum, width| {
            *sum += width;
            Some(*sum)
        }));
        let slot = |(at, node): (usize, &super::graph::Node)| Slot {
            node: at as u32,
            passes: false,
            column: first[node.part as usize] + node.layer,
            rank: 0,
            size: sizes[at],
            y: 0.0,
            x: 0.0,
        };
        let mut slots: Vec<Slot> = graph.nodes.iter().enumerate().map(slot).collect();

        // A chain whose links all lead back to its start would need a slot in each column for each of them. Beyond this
        // number of slots, which no annotated article has, edges go straight and behind boxes.
        let most = 8 * (graph.nodes.len() + graph.edges.len()) + 1000;
        let mut links = Vec::with_capacity(graph.edges.len());
        let mut passes = Vec::with_capacity(graph.edges.len());
        for edge in &graph.edges {
            let (from, to) = (slots[edge.outer as usize].column, slots[edge.inner as usize].column);
            let start = slots.len() as u32;
            let between = to + 1..from;
            if slots.len() + between.len() <= most {
                let origin = slots[edge.outer as usize];
                slots.extend(between.rev().map(|column| Slot {
                    passes: true,
                    column,
                    size: Size::default(),
                    ..origin
                }));
                let stations = start..slots.len() as u32;
                let outer = std::iter::once(edge.outer).chain(stations.clone());
                links.extend(outer.zip(stations.chain([edge.inner])));
            }
            passes.push(start..slots.len() as u32);
        }
        let members = Lists::new(
            first.last().copied().unwrap_or_default() as usize,
            slots.iter().enumerate().map(|(at, slot)| (slot.column, at as u32)),
        );
        let inner = Lists::new(slots.len(), links.iter().copied());
        let outer = Lists::new(slots.len(), links.iter().map(|(outer, inner)| (*inner, *outer)));
        let mut columns = Self { slots, members, first, inner, outer, passes };
        columns.sort();
        columns
    }

    /// Sorts each column by the median of the ranks of its members' neighbours at the left, the lower of two, and then
    /// by the article. The median is the rank of one of them, so that a new member between others moves none.
    fn sort(&mut self) {
        let mut ranks = Vec::new();
        let mut keyed = Vec::new();
        for column in 0..self.members.len() {
            keyed.clear();
            for &member in self.members.of(column) {
                ranks.clear();
                ranks.extend(self.inner.of(member).iter().map(|inner| self.slots[*inner as usize].rank));
                ranks.sort_unstable();
                let median = ranks.get(ranks.len().saturating_sub(1) / 2).copied().unwrap_or_default();
                keyed.push((median, self.slots[member as usize].node, member));
            }
            keyed.sort_unstable();
            for (rank, (place, (.., member))) in (0..).zip(self.members.of_mut(column).iter_mut().zip(&keyed)) {
                *place = *member;
                self.slots[*member as usize].rank = rank;
            }
        }
    }
}
