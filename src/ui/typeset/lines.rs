//! Text set in lines: broken, reordered by the Unicode Bidirectional Algorithm, and divided into cells.

use std::ops::Range;
use std::sync::Arc;

use egui::{Context, FontFamily};
use parley::style::{
    FontFamily as Families, FontFeatures, FontVariations, Language, OverflowWrap, TextStyle, WordBreak,
};
use parley::{BaseDirection, BreakReason, CHROMIUM_LINE_BREAK_OVERRIDE, Layout, LayoutContext};
use unicode_segmentation::UnicodeSegmentation;

use super::faces::{Chain, Faces, Need};
use super::fallback::{Ideographs, Want};
use super::ink::{Glyph, Ink, Type};
use super::needs::{is_ideograph, needs};
use super::{Typesetter, with};
use crate::model::visible::{Invisible, invisible, is_needed};
use crate::ui::symbols::STEERS;

/// Spaces in the width of a tab.
const TAB: f32 = 4.0;

/// The feature of fonts that halves the width of full-width marks.
const HALVED: &str = "\"halt\"";

/// Text to set.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The text, whose offsets count, without line feeds.
    pub text: &'a str,
    /// The text as shown: a character for each of the text. Those that steer the direction are drawn as symbols, unless the
    /// text needs them.
    pub shown: &'a str,
    /// The looks of what is shown, which they cover in order.
    pub sections: &'a [Section],
    /// Maximum width of a line in points.
    pub width: f32,
    /// Used points of the first line.
    pub indent: f32,
    /// Lines break within words.
    pub break_anywhere: bool,
    /// The paragraph reads from right to left.
    pub rtl: bool,
    /// The tag of its language, if that is known.
    pub language: Option<&'a str>,
    /// The height of a line and its baseline, in points.
    pub row: (f32, f32),
}

/// A part of what is shown and its look.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its bytes in what is shown.
    pub range: Range<usize>,
    /// Its family.
    pub family: FontFamily,
    /// The font size in points.
    pub size: f32,
    /// The number of its colour.
    pub tint: u8,
    /// True if its letters are slanted because there is no italic face.
    pub slanted: bool,
}

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

/// A tint, and true for slanted letters.
type Brush = (u8, bool);

/// The tools of `parley`.
#[derive(Default)]
pub(super) struct Tools {
    context: LayoutContext<Brush>,
    layout: Layout<Brush>,
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
        let signs = Signs::new(faces, tools, &passage, scale);
        shape(faces, tools, &passage, &signs, scale);
        let layout = &mut tools.layout;
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
        place(faces, layout, &passage, &signs, scale, has_no_room)
    })
}

/// The symbols for characters that steer the direction. Those have their effect, but no width or glyph of their own.
#[derive(Default)]
struct Signs {
    /// Their places in what is shown, in order.
    places: Vec<usize>,
    /// The symbol on a line of its own.
    symbol: Set,
}

impl Signs {
    fn new(faces: &mut Faces, tools: &mut Tools, passage: &Passage<'_>, scale: f32) -> Self {
        let shown = passage.shown;
        // All of them start with these bytes.
        if !shown.bytes().any(|byte| matches!(byte, 0xD8 | 0xE2)) {
            return Self::default();
        }
        let steers = |(at, c): &(usize, char)| invisible(*c) == Some(Invisible::Bidi) && !is_needed(shown, *at, *c);
        let places: Vec<usize> = shown.char_indices().filter(steers).map(|(at, _)| at).collect();
        let Some(section) = passage.sections.first().filter(|_| !places.is_empty()) else { return Self::default() };
        let text = STEERS.to_string();
        let sections = [Section { range: 0..text.len(), ..section.clone() }];
        let (width, row) = (f32::INFINITY, (passage.row.0, 0.0));
        let (indent, break_anywhere, rtl) = (0.0, false, false);
        let (text, sections) = (&*text, &sections);
        let symbol = Passage { text, shown: text, sections, width, indent, break_anywhere, rtl, language: None, row };
        let none = Self::default();
        shape(faces, tools, &symbol, &none, scale);
        tools.layout.set_text_indent(0.0, Default::default());
        tools.layout.break_all_lines(None);
        let symbol = place(faces, &tools.layout, &symbol, &none, scale, false);
        Self { places, symbol }
    }

    /// True if there is a symbol at a place in what is shown.
    fn has(&self, at: usize) -> bool {
        self.places.binary_search(&at).is_ok()
    }

    /// Draws the symbol.
    fn draw(&self, ink: &mut Ink, left: f32, baseline: f32) {
        for (look, glyph) in self.symbol.ink.all() {
            ink.push(look, baseline, Glyph { x: left + glyph.x, y: baseline + glyph.y, ..glyph });
        }
    }

    /// True if there is a symbol in a part of what is shown.
    fn any(&self, range: &Range<usize>) -> bool {
        let next = self.places.partition_point(|at| *at < range.start);
        self.places.get(next).is_some_and(|at| *at < range.end)
    }
}

/// Shapes a passage: glyphs without lines.
fn shape(faces: &mut Faces, tools: &mut Tools, passage: &Passage<'_>, signs: &Signs, scale: f32) {
    // A tab is a wide space.
    let untabbed = passage.shown.contains('\t').then(|| passage.shown.replace('\t', " "));
    let shown = untabbed.as_deref().unwrap_or(passage.shown);
    let parts = parts(faces, passage);
    let locale = passage.language.and_then(|language| Language::parse(language).ok());
    let mut builder = tools.context.style_run_builder(&mut faces.fonts, shown, scale, false);
    // Among ASCII characters lines end as in browsers.
    builder.set_line_break_override(Some(CHROMIUM_LINE_BREAK_OVERRIDE));
    builder.set_base_direction(if passage.rtl { BaseDirection::Rtl } else { BaseDirection::Ltr });
    for (range, section, chain) in &parts {
        let mut style = TextStyle {
            font_family: Families::List((&chain.names).into()),
            font_size: section.size * chain.scale,
            font_variations: FontVariations::List((&chain.variations).into()),
            overflow_wrap: OverflowWrap::Anywhere,
            word_break: if passage.break_anywhere { WordBreak::BreakAll } else { WordBreak::Normal },
            brush: (section.tint, section.slanted),
            locale,
            font_features: if chain.trimmed { FontFeatures::from(HALVED) } else { FontFeatures::empty() },
            ..TextStyle::default()
        };
        let plain = builder.push_style(style.clone());
        let words = &passage.shown[range.clone()];
        if !words.contains('\t') && !signs.any(range) {
            builder.push_style_run(plain, range.clone());
            continue;
        }
        style.word_spacing = (TAB - 1.0) * chain.space * section.size;
        let tab = builder.push_style(style.clone());
        (style.word_spacing, style.letter_spacing) = (0.0, signs.symbol.end);
        let sign = builder.push_style(style);
        let (mut from, mut open) = (range.start, plain);
        for (at, c) in words.char_indices().map(|(at, c)| (range.start + at, c)) {
            let own = match c {
                '\t' => tab,
                _ if signs.has(at) => sign,
                _ => plain,
            };
            if own != open {
                if from < at {
                    builder.push_style_run(open, from..at);
                }
                (from, open) = (at, own);
            }
        }
        builder.push_style_run(open, from..range.end);
    }
    builder.build_into(&mut tools.layout, shown);
}

/// The parts of a passage with the same fonts.
fn parts<'a>(faces: &mut Faces, passage: &Passage<'a>) -> Vec<(Range<usize>, &'a Section, Arc<Chain>)> {
    let (need, apart) = needs(faces, passage.shown, passage.language.and_then(Ideographs::of));
    let mut parts = Vec::with_capacity(passage.sections.len());
    for section in passage.sections {
        let mut at = section.range.start;
        let within =
            |(range, _): &&(Range<usize>, Need)| section.range.contains(&range.start) && range.end <= section.range.end;
        for (range, own) in apart.iter().filter(within) {
            for (range, need) in [(at..range.start, need), (range.clone(), *own)] {
                at = range.end;
                if !range.is_empty() {
                    parts.push((range, section, faces.chain(&section.family, need)));
                }
            }
        }
        let rest = at..section.range.end;
        if !rest.is_empty() {
            parts.push((rest, section, faces.chain(&section.family, need)));
        }
    }
    parts
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
    if has_no_room {
        set.lines.push(Line { start: 0, end: 0, cells: 0..0, in_order: true });
    }
    let offsets = Offsets::new(passage);
    let mut starts = starts(passage.text);
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
            let coords: Vec<i16> = run.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
            let face = faces.place(run.font(), &coords);
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
                    for glyph in cluster.glyphs() {
                        if glyph.id == 0 {
                            miss(faces, passage.shown, &bytes);
                        }
                        let (x, y) = (pen + glyph.x, baseline + glyph.y);
                        set.ink.push(look, baseline, Glyph { id: glyph.id, x, y, whole });
                        pen += glyph.advance;
                    }
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
    while let Some(start) = starts.next_if(|start| *start < end) {
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
type Starts<'a> = std::iter::Peekable<Box<dyn Iterator<Item = u32> + 'a>>;

fn starts(text: &str) -> Starts<'_> {
    let starts: Box<dyn Iterator<Item = u32>> = if text.is_ascii() {
        // Articles have no CR LF, so every ASCII character is a cluster.
        Box::new(0..text.len() as u32)
    } else {
        Box::new(text.grapheme_indices(true).map(|(at, _)| at as u32))
    };
    starts.peekable()
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
