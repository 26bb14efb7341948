//! Text with styles, laid out in lines.

use std::ops::Range;

use parley::style::{FontStyle, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{Alignment, AlignmentOptions, Layout};

use super::fonts::{Family, Fonts, symbol_chain};
use crate::model::kind::Rgb;
use crate::model::visible::hidden;

/// The style of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub family: Family,
    /// The font size in points.
    pub size: f32,
    pub ink: Rgb,
    pub bold: bool,
    pub italic: bool,
    pub struck: bool,
    /// Underlined, as links and new words are.
    pub underlined: bool,
}

/// The ink of text.
pub const TEXT: Rgb = [0x1D, 0x1B, 0x18];
/// The ink of links.
pub const LINK: Rgb = [0x1B, 0x4F, 0x82];
/// The ink of what is less important.
pub const SOFT: Rgb = [0x5C, 0x57, 0x4F];

impl Style {
    /// A sans-serif style.
    pub const fn sans(size: f32) -> Self {
        let plain = (false, false, false, false);
        let (bold, italic, struck, underlined) = plain;
        Self { family: Family::Sans, size, ink: TEXT, bold, italic, struck, underlined }
    }

    /// A serif style.
    pub const fn serif(size: f32) -> Self {
        Self { family: Family::Serif, ..Self::sans(size) }
    }

    /// The same style, bold.
    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same style with another ink.
    pub const fn ink(self, ink: Rgb) -> Self {
        Self { ink, ..self }
    }

    /// The same style in the soft ink.
    pub const fn soft(self) -> Self {
        self.ink(SOFT)
    }
}

/// A shape in place of a character: the glyph of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Icon {
    /// The byte offset of the space that it is drawn on.
    pub at: usize,
    pub glyph: &'static str,
    pub ink: Rgb,
}

/// The space that an icon is drawn on.
const PLACE: char = '\u{2003}';

/// Text with styles, without hidden characters.
#[derive(Clone, Debug, Default)]
pub struct Rich {
    pub text: String,
    /// The styles, each with the byte offset of its start.
    styles: Vec<(usize, Style)>,
    pub icons: Vec<Icon>,
    /// Length in bytes of the text that was pushed, with its hidden characters.
    source: usize,
    /// After each hidden character the offset in what was pushed, and in the text.
    shifts: Vec<(usize, usize)>,
    /// Before text that was not in the source the offset in what was pushed, and in the text.
    asides: Vec<(usize, usize)>,
}

impl Rich {
    /// Text in one style.
    pub fn of(words: &str, style: Style) -> Self {
        Self::default().and(words, style)
    }

    /// The same with more text.
    #[must_use]
    pub fn and(mut self, words: &str, style: Style) -> Self {
        self.push(words, style);
        self
    }

    /// The same with the glyph of a kind.
    #[must_use]
    pub fn with_icon(mut self, glyph: &'static str, ink: Rgb, style: Style) -> Self {
        self.style(style);
        self.icons.push(Icon { at: self.text.len(), glyph, ink });
        self.text.push(PLACE);
        self
    }

    fn style(&mut self, style: Style) {
        if self.styles.last().is_none_or(|(_, last)| *last != style) {
            self.styles.push((self.text.len(), style));
        }
    }

    /// Appends text. A hidden character becomes its number, so that it can neither hide nor reorder text.
    pub fn push(&mut self, words: &str, style: Style) {
        self.style(style);
        let mut plain = 0;
        for (at, c) in hidden(words) {
            self.text.push_str(&words[plain..at]);
            let small = Style { family: Family::Sans, size: style.size * 0.7, ..style.soft() };
            self.style(small);
            self.text.push_str(&format!("[U+{:04X}]", u32::from(c)));
            self.style(style);
            plain = at + c.len_utf8();
            self.shifts.push((self.source + plain, self.text.len()));
        }
        self.text.push_str(&words[plain..]);
        self.source += words.len();
    }

    /// The offset in the text of an offset in what was pushed.
    pub fn place(&self, source: usize) -> usize {
        let later = self.shifts.partition_point(|(at, _)| *at <= source);
        let (at, there) = later.checked_sub(1).map_or((0, 0), |last| self.shifts[last]);
        there + source - at
    }

    /// The offset in the text of the end of a range in what was pushed: text that is not in the source is not in the range.
    pub fn place_of_end(&self, source: usize) -> usize {
        let aside = self.asides.partition_point(|(at, _)| *at < source);
        match self.asides.get(aside).filter(|(at, _)| *at == source) {
            Some((_, before)) => *before,
            None => self.place(source),
        }
    }

    /// Appends text that was not in the source, without moving its offsets.
    pub fn push_aside(&mut self, words: &str, style: Style) {
        let source = self.source;
        self.asides.push((source, self.text.len()));
        self.push(words, style);
        self.source = source;
        self.shifts.push((source, self.text.len()));
    }

    /// Appends other text with its styles and shapes.
    pub fn append(&mut self, other: Self) {
        let length = self.text.len();
        self.styles.extend(other.styles.into_iter().map(|(at, style)| (length + at, style)));
        self.icons.extend(other.icons.into_iter().map(|icon| Icon { at: length + icon.at, ..icon }));
        self.text.push_str(&other.text);
        self.source += other.source;
    }

    /// Length in bytes of what was pushed.
    pub fn source_length(&self) -> usize {
        self.source
    }

    /// True if there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Text in lines.
#[derive(Clone, Debug)]
pub struct Laid {
    pub text: String,
    pub icons: Vec<Icon>,
    pub lines: Vec<Line>,
}

impl Laid {
    /// The height of all lines.
    pub fn height(&self) -> f32 {
        self.lines.iter().map(|line| line.height).sum()
    }

    /// The width of the widest line.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.right).fold(0.0, f32::max)
    }
}

/// A line of text.
#[derive(Clone, Debug)]
pub struct Line {
    pub height: f32,
    /// The baseline, from the top of the line.
    pub baseline: f32,
    /// Where its text ends, without white space.
    pub right: f32,
    pub runs: Vec<Run>,
    /// The range of its text.
    pub range: Range<usize>,
}

impl Line {
    /// The parts of the line that show a range of its text, from left to right, without white space at its end.
    pub fn parts(&self, text: &str, range: Range<usize>) -> Vec<(f32, f32)> {
        let end = self.range.start + text[self.range.clone()].trim_end().len();
        let mut parts: Vec<(f32, f32)> = Vec::new();
        for cluster in self.runs.iter().flat_map(|run| &run.clusters) {
            if cluster.range.start >= range.end.min(end) || cluster.range.end <= range.start {
                continue;
            }
            match parts.last_mut().filter(|last| (last.1 - cluster.left).abs() < 0.1) {
                Some(last) => last.1 = cluster.right,
                None => parts.push((cluster.left, cluster.right)),
            }
        }
        parts
    }
}

/// Glyphs of one style and face, from left to right.
#[derive(Clone, Debug)]
pub struct Run {
    pub face: usize,
    pub style: Style,
    /// True if the face is not slanted, and has to be drawn so.
    pub slant: bool,
    /// True if the face is not bold, and has to be drawn so.
    pub embolden: bool,
    pub left: f32,
    pub clusters: Vec<Cluster>,
}

/// Characters that are shown together, and their glyphs.
#[derive(Clone, Debug)]
pub struct Cluster {
    pub range: Range<usize>,
    pub left: f32,
    pub right: f32,
    pub glyphs: Vec<Glyph>,
}

/// A glyph at its place in the line.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub id: u32,
    /// Its left side.
    pub x: f32,
    /// Its rise above the baseline.
    pub rise: f32,
}

/// Lays out text in lines of a width; `leading` is the distance of lines relative to the font size.
pub fn lay_out(fonts: &mut Fonts, rich: Rich, width: f32, leading: f32, alignment: Alignment) -> Laid {
    let Some((_, base)) = rich.styles.first().copied() else {
        return Laid { text: rich.text, icons: rich.icons, lines: Vec::new() };
    };
    let mut builder = fonts.layouts.ranged_builder(&mut fonts.index, &rich.text, 1.0, false);
    builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(leading)));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
    for property in properties(base, 0) {
        builder.push_default(property);
    }
    for (at, (start, style)) in rich.styles.iter().enumerate().skip(1) {
        let end = rich.styles.get(at + 1).map_or(rich.text.len(), |(next, _)| *next);
        if *start < end {
            for property in properties(*style, at as u16) {
                builder.push(property, *start..end);
            }
        }
    }
    for range in symbols(&rich.text) {
        builder.push(StyleProperty::FontFamily(symbol_chain()), range);
    }
    let mut layout: Layout<u16> = builder.build(&rich.text);
    layout.break_all_lines(Some(width));
    layout.align(alignment, AlignmentOptions::default());
    let mut top = 0.0;
    let lines = layout.lines().map(|line| {
        let line = laid(fonts, &rich, &line, top);
        top += line.height;
        line
    });
    let lines = lines.collect();
    Laid { text: rich.text, icons: rich.icons, lines }
}

/// The ranges of characters that belong to no script and that the bundled fonts lack: arrows, shapes, emoji.
fn symbols(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // All of them start with a byte from 0xE2 on, which most texts have few of.
    let is_symbol =
        |c: char| matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0F}' | '\u{200D}');
    for (at, c) in text.char_indices().filter(|(_, c)| is_symbol(*c)) {
        let end = at + c.len_utf8();
        match ranges.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = end,
            None => ranges.push(at..end),
        }
    }
    ranges
}

fn properties(style: Style, place: u16) -> [StyleProperty<'static, u16>; 5] {
    [
        StyleProperty::Brush(place),
        StyleProperty::FontFamily(style.family.chain()),
        StyleProperty::FontSize(style.size),
        StyleProperty::FontWeight(if style.bold { FontWeight::BOLD } else { FontWeight::NORMAL }),
        StyleProperty::FontStyle(if style.italic { FontStyle::Italic } else { FontStyle::Normal }),
    ]
}

fn laid(fonts: &mut Fonts, rich: &Rich, line: &parley::Line<'_, u16>, top: f32) -> Line {
    let metrics = line.metrics();
    let mut runs: Vec<Run> = Vec::new();
    let mut x = metrics.offset + metrics.inline_min_coord;
    for run in line.runs() {
        let face = fonts.faces.place(run.font());
        let synthesis = run.synthesis();
        // A ligature is one cluster with all its characters.
        let mut clusters: Vec<(parley::Cluster<'_, u16>, Range<usize>, f32)> = Vec::new();
        for cluster in run.visual_clusters() {
            // The parser of emoji sequences may cut between the bytes of one.
            let range = cluster.text_range();
            let range = rich.text.floor_char_boundary(range.start)..rich.text.floor_char_boundary(range.end);
            match clusters.last_mut().filter(|_| cluster.is_ligature_continuation()) {
                Some((_, whole, advance)) => {
                    *whole = whole.start.min(range.start)..whole.end.max(range.end);
                    *advance += cluster.advance();
                }
                None => clusters.push((cluster, range, cluster.advance())),
            }
        }
        for (cluster, range, advance) in clusters {
            let style = rich.styles.get(usize::from(cluster.style().brush)).map(|(_, style)| *style);
            let style = style.unwrap_or(rich.styles[0].1);
            let mut pen = x;
            let mut missing = false;
            let mut glyphs: Vec<Glyph> = Vec::new();
            for glyph in cluster.glyphs() {
                glyphs.push(Glyph { id: glyph.id, x: pen + glyph.x, rise: -glyph.y });
                missing |= fonts.faces.showing(face, glyph.id).0 != face;
                pen += glyph.advance;
            }
            let mut shown = face;
            if missing && !rich.text[range.clone()].trim().is_empty() {
                // One box for all of it.
                shown = fonts.faces.showing(face, 0).0;
                glyphs = vec![Glyph { id: 0, x, rise: 0.0 }];
            }
            let cluster = Cluster { range, left: x, right: x + advance, glyphs };
            x += advance;
            let (slant, embolden) = (synthesis.skew().is_some(), synthesis.embolden());
            match runs.last_mut().filter(|last| last.face == shown && last.style == style && last.slant == slant) {
                Some(last) => last.clusters.push(cluster),
                None => {
                    runs.push(Run { face: shown, style, slant, embolden, left: cluster.left, clusters: vec![cluster] })
                }
            }
        }
    }
    Line {
        height: metrics.line_height,
        baseline: metrics.baseline - top,
        right: metrics.offset + metrics.advance - metrics.hanging_advance,
        runs,
        range: line.text_range(),
    }
}
