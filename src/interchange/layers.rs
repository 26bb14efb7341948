//! The passages of marks as they are drawn over each other: each in a lane of its own from its start to its end.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use crate::interchange::links::number;
use crate::model::cover::Span;
use crate::model::set::AnnotationSet;

/// Number of underline lanes; further marks share the last.
pub const LANES: usize = 4;

/// Maximum number of marks drawn over the same text; beyond it the longest are only listed. It bounds the size of a page.
pub const LAYERS: usize = 12;

/// A passage and its appearance.
#[derive(Debug)]
pub struct Layer<'a> {
    /// The passage.
    pub span: &'a Span,
    /// The mark's number in the list.
    pub number: usize,
    /// The lane of its underline, from 1.
    pub lane: usize,
    /// True if its text has changed since it was marked.
    pub changed: bool,
    /// True for the first passage of its mark that is drawn, the target of the link in the list.
    pub first: bool,
}

/// The passages in the order of their starts, each with the lowest free lane.
pub fn layers(set: &AnnotationSet) -> Vec<Layer<'_>> {
    let mut spans: Vec<&Span> = set.cover().spans().iter().collect();
    spans.sort_by_key(|span| (span.range.start(), Reverse(span.range.len())));
    let mut free: BinaryHeap<Reverse<usize>> = (1..=LANES).map(Reverse).collect();
    let mut taken: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
    let mut layers = Vec::with_capacity(spans.len());
    for span in spans {
        while let Some(Reverse((end, lane))) = taken.peek().copied()
            && end <= span.range.start().get()
        {
            taken.pop();
            free.push(Reverse(lane));
        }
        let lane = match free.pop() {
            Some(Reverse(lane)) => {
                taken.push(Reverse((span.range.end().get(), lane)));
                lane
            }
            None => LANES,
        };
        let number = number(set, &span.annotation.id).unwrap_or_default();
        let changed = span.annotation.target.changed().any(|changed| changed.range == span.range);
        layers.push(Layer { span, number, lane, changed, first: false });
    }
    layers
}

/// A walk through the layers from the start of the text to its end.
pub struct Walk<'a> {
    /// The layers.
    pub layers: Vec<Layer<'a>>,
    /// The layers over the text at hand, the longest first.
    pub open: Vec<usize>,
    /// The next layer to begin.
    pub next: usize,
    /// Numbers of the marks that have begun.
    begun: HashSet<usize>,
}

impl<'a> Walk<'a> {
    /// A walk at the start.
    pub fn new(set: &'a AnnotationSet) -> Self {
        Self { layers: layers(set), open: Vec::new(), next: 0, begun: HashSet::new() }
    }

    /// The most lanes that are used anywhere, at least one.
    pub fn lanes(&self) -> usize {
        self.layers.iter().map(|layer| layer.lane).max().unwrap_or(1)
    }

    /// Ends the layers that end before the byte offset `at`, and begins those that begin before `end` or at it.
    pub fn advance(&mut self, at: usize, end: usize) {
        let Self { layers, open, next, begun } = self;
        open.retain(|layer| layers[*layer].span.range.end().get() > at);
        while let Some(layer) = layers.get_mut(*next).filter(|layer| layer.span.range.start().get() <= end) {
            // A layer within a line feed ends before it is drawn.
            if layer.span.range.end().get() > at {
                layer.first = begun.insert(layer.number);
                let key = |layer: usize| (Reverse(layers[layer].span.range.len()), layer);
                open.insert(open.partition_point(|other| key(*other) < key(*next)), *next);
            }
            *next += 1;
        }
    }
}
