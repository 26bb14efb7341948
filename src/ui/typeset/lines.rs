//! Text set in lines: broken, reordered by the Unicode Bidirectional Algorithm, and divided into cells.

use std::ops::Range;

use egui::Context;
use parley::{BreakReason, Layout};
use unicode_segmentation::UnicodeSegmentation;

use super::faces::Faces;
use super::fallback::Want;
use super::ink::{Glyph, Ink, Type};
use super::needs::is_ideograph;
use super::passage::{Brush, Passage};
use super::shape::{Shaped, Signs};
use super::{Typesetter, with};

/// The smallest unit of hit testing: a grapheme cluster.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Its first byte; it ends at the next cell of the line, or with the line.
    pub start: u32,
    /// Its left edge.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
    /// True if its text runs from right to left.
    pub rtl: bool,
}

/// A line of a text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its first byte.
    pub start: u32,
    /// Its end.
    pub end: u32,
    /// Its cells, in the order of the text.
    pub cells: Range<usize>,
    /// True if its cells are from left to right in the order of the text.
    pub in_order: bool,
}

/// Text in lines.
#[derive(Debug, Default)]
pub struct Set {
    /// The lines; at least one.
    pub lines: Vec<Line>,
    /// The cells of all lines.
    pub cells: Vec<Cell>,
    /// The glyphs.
    pub ink: Ink,
    /// The used points of the last line.
    pub end: f32,
}

/// Sets text in lines.
pub fn set(ctx: &Context, passage: Passage<'_>) -> Set {
    let scale = ctx.pixels_per_point();
    if passage.text.is_empty() {
        let line = Line { start: 0, end: 0, cells: 0..0, in_order: true };
        return Set { lines: vec![line], end: passage.indent, ..Set::default() };
    }
    with(ctx, |typesetter| {
        let Typesetter { faces, tools, .. } = typesetter;
        tools.with_shaped(faces, &passage, scale, |faces, shaped| broken(faces, shaped, &passage, scale))
    })
}

/// Breaks a shaped passage into lines.
fn broken(faces: &mut Faces, shaped: &mut Shaped, passage: &Passage<'_>, scale: f32) -> Set {
    let Shaped { layout, signs } = shaped;
    let width = passage.width * scale;
    let indent = (passage.indent * scale).min(width);
    layout.set_text_indent(indent, Default::default());
    layout.break_all_lines(width.is_finite().then_some(width));
    let has_no_room = indent > 0.0
        && layout.lines().next().is_some_and(|line| {
            line.break_reason() == BreakReason::Emergency && !passage.break_anywhere
                || line.metrics().advance - line.metrics().hanging_advance > width - indent + 0.5
        });
    if has_no_room {
        layout.set_text_indent(0.0, Default::default());
        layout.break_all_lines(Some(width));
    }
    place(faces, layout, passage, signs, scale, has_no_room)
}

/// A cluster of a line, in pixels from the start of its line; its bytes are those of what is shown.
struct Placed {
    bytes: Range<usize>,
    left: f32,
    right: f32,
    rtl: bool,
}

/// Places the clusters and glyphs of all lines. Without room, the first line is empty.
fn place(
    faces: &mut Faces,
    layout: &Layout<Brush>,
    passage: &Passage<'_>,
    signs: &Signs,
    scale: f32,
    has_no_room: bool,
) -> Set {
    let mut set = Set::default();
    set.cells.reserve(passage.text.len());
    set.ink.reserve(passage.text.len());
    if has_no_room {
        set.lines.push(Line { start: 0, end: 0, cells: 0..0, in_order: true });
    }
    let offsets = Offsets::new(passage);
    let mut starts = Starts { text: passage.text, next: 0 };
    let mut placed: Vec<Placed> = Vec::new();
    let mut blanks: Vec<(Range<usize>, f32)> = Vec::new();
    let width = passage.width * scale;
    for line in layout.lines() {
        let indent = if set.lines.is_empty() { (passage.indent * scale).min(width) } else { 0.0 };
        let baseline = ((set.lines.len() as f32 * passage.row.0 + passage.row.1) * scale).round();
        let bytes = line.text_range();
        let inked = bytes.start + passage.shown[bytes.clone()].trim_end_matches(is_last).len();
        placed.clear();
        let from = set.ink.len();
        let mut x = 0.0;
        for run in line.runs() {
            let face = faces.place_of(&run);
            let size = run.font_size();
            let mut joined: Option<f32> = None;
            for cluster in run.visual_clusters() {
                let bytes = cluster.text_range();
                let advance = cluster.advance();
                if bytes.start >= inked {
                    blanks.push((bytes, advance));
                    continue;
                }
                let right = x + advance;
                if signs.has(bytes.start) {
                    signs.draw(&mut set.ink, x, baseline);
                } else if cluster.is_ligature_continuation() && cluster.is_rtl() {
                    joined.get_or_insert(x);
                } else if !cluster.is_ligature_continuation() {
                    let left = joined.take().unwrap_or(x);
                    let (tint, slanted) = cluster.style().brush;
                    let look = Type { face, size, tint, slanted };
                    let whole = passage.shown.get(bytes.start..).is_some_and(|rest| rest.starts_with(is_ideograph));
                    let mut pen = left;
                    cluster.glyphs().for_each(|glyph| {
                        if glyph.id == 0 {
                            miss(faces, passage.shown, &bytes);
                        }
                        let (x, y) = (pen + glyph.x, baseline + glyph.y);
                        set.ink.push(look, baseline, Glyph { id: glyph.id, x, y, whole });
                        pen += glyph.advance;
                    });
                }
                placed.push(Placed { bytes, left: x, right, rtl: cluster.is_rtl() });
                x = right;
            }
        }
        // White space and ends of isolates at the end of a line are at the end of its paragraph's direction (UAX #9, L1).
        let start = match passage.rtl {
            true if width.is_finite() => width - indent - x,
            true => 0.0,
            false => indent,
        };
        set.ink.slide(from, start);
        for cluster in &mut placed {
            cluster.left += start;
            cluster.right += start;
        }
        blanks.sort_by_key(|(bytes, _)| bytes.start);
        let mut edge = if passage.rtl { start } else { start + x };
        for (bytes, advance) in blanks.drain(..) {
            let next = if passage.rtl { edge - advance } else { edge + advance };
            let (left, right) = (edge.min(next), edge.max(next));
            if signs.has(bytes.start) {
                signs.draw(&mut set.ink, left, baseline);
            }
            placed.push(Placed { bytes, left, right, rtl: passage.rtl });
            edge = next;
        }
        let used = match passage.rtl {
            true if width.is_finite() => width - edge,
            true => x - edge,
            false => edge,
        };
        set.end = used / scale;
        placed.sort_by_key(|cluster| cluster.bytes.start);
        let first = set.cells.len();
        for cluster in &placed {
            let end = offsets.of(cluster.bytes.end);
            divide(&mut set.cells, first, &mut starts, end, cluster, scale);
        }
        let own = first..set.cells.len();
        let in_order = set.cells[own.clone()].iter().all(|cell| !cell.rtl);
        let start = set.cells.get(first).map_or(offsets.of(bytes.end), |cell| cell.start);
        if let Some(before) = set.lines.last_mut() {
            before.end = start;
        }
        set.lines.push(Line { start, end: offsets.of(bytes.end), cells: own, in_order });
    }
    if set.lines.is_empty() {
        set.lines.push(Line { start: 0, end: passage.text.len() as u32, cells: 0..0, in_order: true });
    }
    set
}

/// Asks for a font for a cluster that no font has.
fn miss(faces: &Faces, shown: &str, bytes: &Range<usize>) {
    let first = shown.get(bytes.start..).and_then(|rest| rest.chars().next());
    if let (Some(finder), Some(first)) = (faces.finder(), first) {
        finder.ask(Want::Character(first));
    }
}

/// Adds the cells of a cluster that ends at `end`: the grapheme clusters of the text that start in it share its width.
fn divide(cells: &mut Vec<Cell>, first: usize, starts: &mut Starts<'_>, end: u32, cluster: &Placed, scale: f32) {
    let (left, right, rtl) = (cluster.left / scale, cluster.right / scale, cluster.rtl);
    let from = cells.len();
    while let Some(start) = starts.before(end) {
        cells.push(Cell { start, left, right, rtl });
    }
    let count = cells.len() - from;
    if count == 0
        && from > first
        && let Some(last) = cells.last_mut()
    {
        (last.left, last.right) = (last.left.min(left), last.right.max(right));
    }
    if count > 1 {
        let step = (right - left) / count as f32;
        for (at, cell) in cells[from..].iter_mut().enumerate() {
            let at = if rtl { count - 1 - at } else { at };
            cell.left = left + step * at as f32;
            cell.right = cell.left + step;
        }
    }
}

/// The starts of a text's grapheme clusters.
struct Starts<'a> {
    text: &'a str,
    next: usize,
}

impl Starts<'_> {
    /// The next start, if it is before an end.
    fn before(&mut self, end: u32) -> Option<u32> {
        let start = self.next;
        if start >= end as usize {
            return None;
        }
        // Articles have no CR LF, so between two ASCII characters there is always a boundary.
        self.next += match self.text.as_bytes().get(start..start + 2) {
            Some([one, other]) if one.is_ascii() && other.is_ascii() => 1,
            _ => self.text.get(start..).and_then(|rest| rest.graphemes(true).next()).map_or(1, str::len),
        };
        Some(start as u32)
    }
}

/// The offsets in a text of those in what is shown.
enum Offsets {
    Same,
    /// For each byte of what is shown, and for its end.
    Other(Vec<u32>),
}

impl Offsets {
    fn new(passage: &Passage<'_>) -> Self {
        if passage.text.len() == passage.shown.len() && passage.text == passage.shown {
            return Self::Same;
        }
        let mut offsets = Vec::with_capacity(passage.shown.len() + 1);
        for ((at, _), shown) in passage.text.char_indices().zip(passage.shown.chars()) {
            offsets.extend(std::iter::repeat_n(at as u32, shown.len_utf8()));
        }
        offsets.push(passage.text.len() as u32);
        Self::Other(offsets)
    }

    fn of(&self, shown: usize) -> u32 {
        match self {
            Self::Same => shown as u32,
            Self::Other(offsets) => offsets.get(shown).or(offsets.last()).copied().unwrap_or_default(),
        }
    }
}

/// White space that hangs at the end of a line.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}')
}

/// Characters that are at the end of a line in the direction of its paragraph: white space, and what steers the direction of
/// other characters or joins them.
fn is_last(c: char) -> bool {
    is_blank(c)
        || matches!(c, '\u{200B}'..='\u{200D}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}')
}
