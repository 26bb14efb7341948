//! What the marks of a block look like, worked out once and kept until the marks change.

use std::collections::HashMap;
use std::sync::Arc;

use super::blocks::Blocks;
use crate::model::cover::Span;
use crate::model::kind::{KINDS, Kind};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::set::AnnotationSet;

/// Lanes for underlines below a line of text. Marks that overlap more deeply share the last.
pub(super) const LANES: usize = 4;
/// Blocks whose marks are kept.
const KEPT: usize = 400;

/// The row of a kind in the table, or the number of rows for an unknown kind.
pub(super) fn row_of(kind: &Kind) -> usize {
    kind.position().unwrap_or(KINDS.len())
}

/// A stretch of a block that is filled in one way. Offsets are bytes from the start of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fill {
    pub start: u32,
    pub end: u32,
    /// The kind of the shortest mark there, as its row in the table.
    pub kind: u8,
    /// How many marks lie there; 255 stands for more.
    pub depth: u8,
}

/// The bit of a line's kind that says that the words are others than were marked.
const CHANGED: u8 = 0x80;

/// An underline in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub start: u32,
    pub end: u32,
    pub lane: u8,
    pub kind: u8,
    /// True if the words there are others than were marked.
    pub changed: bool,
}

/// What to paint for the marks of a block.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub fills: Vec<Fill>,
    pub lines: Vec<Line>,
}

/// What tells one state of a set from another: sets of other documents count their generations from 0 too.
pub(super) type Stamp = (u64, usize, usize);

pub(super) fn stamp(set: &AnnotationSet) -> Stamp {
    let spans = set.cover().spans();
    (set.generation(), spans.as_ptr() as usize, spans.len())
}

/// The marks as the view needs them.
#[derive(Debug, Default)]
pub(super) struct Marks {
    stamp: Option<Stamp>,
    /// The underline lane of each span of the cover, in its order.
    lanes: Vec<u8>,
    blocks: HashMap<usize, Arc<Ink>>,
}

impl Marks {
    /// Forgets everything: for another text.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes note of the set as it is now; returns whether it has changed.
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

    /// The underline lane of a span, by its place in the cover.
    pub(super) fn lane(&self, span: usize) -> usize {
        self.lanes.get(span).copied().unwrap_or_default().into()
    }

    /// What to paint for a block.
    pub(super) fn ink(&mut self, set: &AnnotationSet, blocks: &Blocks, block: usize) -> Arc<Ink> {
        if let Some(ink) = self.blocks.get(&block) {
            return ink.clone();
        }
        if self.blocks.len() > KEPT {
            self.blocks.clear();
        }
        let ink = Arc::new(ink(set, &self.lanes, blocks.range(block)));
        self.blocks.insert(block, ink.clone());
        ink
    }
}

/// Gives spans that overlap or touch different lanes, as long as there are any: each takes the first that is free.
fn assign_lanes(spans: &[Span]) -> impl Iterator<Item = u8> + '_ {
    let mut ends: [Option<ByteOffset>; LANES] = [None; LANES];
    spans.iter().map(move |span| {
        let free = ends.iter().position(|end| end.is_none_or(|end| end < span.range.start()));
        let lane = free.unwrap_or(LANES - 1);
        ends[lane] = ends[lane].max(Some(span.range.end()));
        lane as u8
    })
}

/// Paints the spans over one another into an array of the block's bytes and reads off the stretches: simple, and bounded
/// by the length of a block however the marks lie.
fn ink(set: &AnnotationSet, lanes: &[u8], range: ByteRange) -> Ink {
    let mut indices = set.cover().indices(range);
    if indices.is_empty() || range.is_empty() {
        return Ink::default();
    }
    let spans = set.cover().spans();
    // The longest first, so that shorter ones lie above; the cover has them by position already.
    indices.sort_by(|a, b| spans[*b].range.len().cmp(&spans[*a].range.len()).then(a.cmp(b)));

    let base = range.start().get();
    let mut fills = vec![(0u8, 0u8); range.len()];
    let mut lines = vec![[0u8; LANES]; range.len()];
    for index in indices {
        let (span, lane) = (&spans[index], usize::from(lanes[index]));
        let kind = row_of(&span.annotation.kind) as u8 + 1;
        let changed = if span.annotation.target.changed().any(|it| it.range == span.range) { CHANGED } else { 0 };
        let from = span.range.start().max(range.start()).get() - base;
        let to = span.range.end().min(range.end()).get() - base;
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

/// Stretches of equal values.
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
