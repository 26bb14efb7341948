//! The appearance of a block's marks, cached until the marks change.

use std::collections::HashMap;
use std::sync::Arc;

use super::blocks::Blocks;
use crate::model::cover::Span;
use crate::model::kind::{KINDS, Kind};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::set::AnnotationSet;

/// Lanes for underlines below a line of text. Further overlapping marks share the last one.
pub(super) const LANES: usize = 4;
/// Maximum cached blocks.
const KEPT: usize = 400;

/// The index of a kind in the table; the length of the table for an unknown kind.
pub(super) fn row_of(kind: &Kind) -> usize {
    kind.position().unwrap_or(KINDS.len())
}

/// A filled range of a block, in bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fill {
    pub start: u32,
    pub end: u32,
    /// The kind of the shortest mark there, as its index in the table.
    pub kind: u8,
    /// The number of marks there, at most 255.
    pub depth: u8,
}

/// The bit of a line's kind that is set for changed passages.
const CHANGED: u8 = 0x80;

/// An underline in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub start: u32,
    pub end: u32,
    pub lane: u8,
    pub kind: u8,
    /// True for a changed passage.
    pub changed: bool,
}

/// The fills and underlines of a block's marks.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub fills: Vec<Fill>,
    pub lines: Vec<Line>,
}

/// The identity of a state of a set: its generation, and its address, since every document counts from 0.
pub(super) type Stamp = (u64, usize, usize);

pub(super) fn stamp(set: &AnnotationSet) -> Stamp {
    let spans = set.cover().spans();
    (set.generation(), spans.as_ptr() as usize, spans.len())
}

/// The marks of the view, with their lanes and cached inks.
#[derive(Debug, Default)]
pub(super) struct Marks {
    stamp: Option<Stamp>,
    /// The underline lane of each span of the cover, in the cover's order.
    lanes: Vec<u8>,
    blocks: HashMap<usize, Arc<Ink>>,
}

impl Marks {
    /// Clears everything, for another text.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Updates to the current set; returns true if it has changed.
    pub(super) fn begin(&mut self, set: &AnnotationSet) -> bool {
        let stamp = Some(stamp(set));
        if self.stamp == stamp {
            return false;
        }
        self.stamp = stamp;
        self.blocks.clear();
        self.lanes.clear();
        self.lanes.extend(assign_lanes(set.cover().spans()));
        true
    }

    /// The underline lane of a span, by its index in the cover.
    pub(super) fn lane(&self, span: usize) -> usize {
        self.lanes.get(span).copied().unwrap_or_default().into()
    }

    /// The ink of a block.
    pub(super) fn ink(&mut self, set: &AnnotationSet, blocks: &Blocks, block: usize) -> Arc<Ink> {
        if let Some(ink) = self.blocks.get(&block) {
            return ink.clone();
        }
        if self.blocks.len() > KEPT {
            self.blocks.clear();
        }
        let ink = Arc::new(ink(set, &self.lanes, blocks.range(block), None));
        self.blocks.insert(block, ink.clone());
        ink
    }

    /// The ink of a block with one span, by its index in the cover, at another place.
    pub(super) fn moved_ink(
        &self,
        set: &AnnotationSet,
        blocks: &Blocks,
        block: usize,
        moved: (usize, ByteRange),
    ) -> Arc<Ink> {
        Arc::new(ink(set, &self.lanes, blocks.range(block), Some(moved)))
    }
}

/// Assigns different lanes to spans that overlap or touch: each takes the first free one.
fn assign_lanes(spans: &[Span]) -> impl Iterator<Item = u8> + '_ {
    let mut ends: [Option<ByteOffset>; LANES] = [None; LANES];
    spans.iter().map(move |span| {
        let free = ends.iter().position(|end| end.is_none_or(|end| end < span.range.start()));
        let lane = free.unwrap_or(LANES - 1);
        ends[lane] = ends[lane].max(Some(span.range.end()));
        lane as u8
    })
}

/// Paints the spans into an array of the block's bytes and reads off the runs: simple, and bounded by the length of a
/// block.
fn ink(set: &AnnotationSet, lanes: &[u8], range: ByteRange, moved: Option<(usize, ByteRange)>) -> Ink {
    let mut indices = set.cover().indices(range);
    indices.extend(moved.map(|(index, _)| index).filter(|index| !indices.contains(index)));
    if indices.is_empty() || range.is_empty() {
        return Ink::default();
    }
    let spans = set.cover().spans();
    let place = |index: usize| moved.filter(|(at, _)| *at == index).map_or(spans[index].range, |(_, to)| to);
    // Longest first, so that shorter ones are on top; the cover has them in order of position.
    indices.sort_by(|a, b| place(*b).len().cmp(&place(*a).len()).then(a.cmp(b)));

    let base = range.start().get();
    let mut fills = vec![(0u8, 0u8); range.len()];
    let mut lines = vec![[0u8; LANES]; range.len()];
    for index in indices {
        let (span, lane) = (&spans[index], usize::from(lanes[index]));
        let kind = row_of(&span.annotation.kind) as u8 + 1;
        let changed = if span.annotation.target.changed().any(|it| it.range == span.range) { CHANGED } else { 0 };
        let from = place(index).start().max(range.start()).get() - base;
        let to = place(index).end().min(range.end()).get().saturating_sub(base);
        for at in from..to {
            fills[at] = (kind, fills[at].1.saturating_add(1));
            lines[at][lane] = kind | changed;
        }
    }
    let mut ink = Ink::default();
    for (start, end, (kind, depth)) in runs(&fills, |fill| *fill).filter(|run| run.2.0 > 0) {
        ink.fills.push(Fill { start, end, kind: kind - 1, depth });
    }
    for lane in 0..LANES {
        for (start, end, kind) in runs(&lines, |kinds| kinds[lane]).filter(|run| run.2 > 0) {
            let (kind, changed) = (kind & !CHANGED, kind & CHANGED != 0);
            ink.lines.push(Line { start, end, lane: lane as u8, kind: kind - 1, changed });
        }
    }
    ink
}

/// Runs of equal values.
fn runs<T, V: PartialEq + Copy>(items: &[T], value: impl Fn(&T) -> V) -> impl Iterator<Item = (u32, u32, V)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = value(items.get(start)?);
        let length = items[start..].iter().take_while(|item| value(item) == first).count();
        let run = (start as u32, (start + length) as u32, first);
        start += length;
        Some(run)
    })
}
