//! What the structure of an article asks of the layout of its lines: how large, how far in, in which face.

use super::blocks::Blocks;
use crate::model::offset::ByteRange;
use crate::model::structure::Span;

/// What a line is, besides lying in lists and quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Body {
    /// Words.
    #[default]
    Plain,
    /// A heading, with its level from 1 on.
    Heading(u8),
    /// A line of code.
    Code,
    /// A row of a table.
    Row,
    /// What stands apart and is set smaller: a footnote, a caption.
    Small,
    /// An empty line between the pieces of a structured article.
    Gap,
    /// So many lines that are not shown.
    Fold(u32),
}

/// What stands before the first line of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet.
    Bullet,
    /// A number.
    Number(u32),
}

/// How a line of the article is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub body: Body,
    /// How many quotations it lies in.
    pub quotes: u8,
    /// How many lists it lies in.
    pub lists: u8,
    pub marker: Option<Marker>,
}

/// How deep lists and quotations are shown; further ones look like the last.
const DEEPEST: u8 = 8;
/// Points that a quotation, a list and code are moved in, in sizes of the font.
const QUOTE: f32 = 1.1;
const LIST: f32 = 1.7;
const CODE: f32 = 0.7;
/// The part of the column that is left to words, however deep they lie.
const ROOM: f32 = 0.5;
/// Empty lines looked past for what stands around them.
const FAR: usize = 30;

impl Form {
    /// The form of a paragraph.
    pub(super) fn of(blocks: &Blocks, paragraph: ByteRange) -> Self {
        if blocks.structure().is_empty() {
            return Self::default();
        }
        if paragraph.is_empty() {
            return Self::between(blocks, paragraph);
        }
        Self::spanned(blocks.structure().within(paragraph))
    }

    /// So many lines that are not shown.
    pub(super) fn fold(lines: u32) -> Self {
        Self { body: Body::Fold(lines), ..Self::default() }
    }

    fn spanned(spans: &[Span]) -> Self {
        let mut form = Self::default();
        for span in spans {
            match span.element.id() {
                "heading" => form.body = Body::Heading(span.level.max(1)),
                "code" => form.body = Body::Code,
                "row" => form.body = Body::Row,
                "caption" | "footnote" if form.body == Body::Plain => form.body = Body::Small,
                "quote" => form.quotes = form.quotes.max(span.level.clamp(1, DEEPEST)),
                "inset" => form.lists = form.lists.max(span.level.clamp(1, DEEPEST)),
                "item" => {
                    form.lists = form.lists.max(span.level.clamp(1, DEEPEST));
                    form.marker = Some(span.number.map_or(Marker::Bullet, Marker::Number));
                }
                _ => {}
            }
        }
        form
    }

    /// The form of an empty line: in all quotations, or in the code, that both the line before it and the line after it
    /// lie in.
    fn between(blocks: &Blocks, paragraph: ByteRange) -> Self {
        let gap = Self { body: Body::Gap, ..Self::default() };
        let around = (Self::neighbour(blocks, paragraph, false), Self::neighbour(blocks, paragraph, true));
        let (Some(above), Some(below)) = around else { return gap };
        let code = above.body == Body::Code && below.body == Body::Code;
        Self {
            body: if code { Body::Code } else { Body::Gap },
            quotes: above.quotes.min(below.quotes),
            lists: if code { above.lists.min(below.lists) } else { 0 },
            ..gap
        }
    }

    /// The form of the nearest line after, or before, a paragraph that is not empty.
    fn neighbour(blocks: &Blocks, paragraph: ByteRange, after: bool) -> Option<Self> {
        let text = blocks.text();
        let mut index = text.paragraph_at(paragraph.start());
        for _ in 0..FAR {
            index = if after { index + 1 } else { index.checked_sub(1)? };
            if index >= text.paragraph_count() {
                return None;
            }
            let other = text.paragraph(index);
            if !other.is_empty() {
                return Some(Self::spanned(blocks.structure().within(other)));
            }
        }
        None
    }

    /// The size of the font for text of a size, in points.
    pub(super) fn size(&self, base: f32) -> f32 {
        let scale = match self.body {
            Body::Heading(1) => 1.6,
            Body::Heading(2) => 1.35,
            Body::Heading(3) => 1.17,
            Body::Small => 0.86,
            Body::Fold(_) => 0.72,
            _ => 1.0,
        };
        (base * scale).round().max(1.0)
    }

    /// The distance between lines, where it is `usual` for text.
    pub(super) fn line_height(&self, base: f32, usual: f32) -> f32 {
        let height = match self.body {
            Body::Plain | Body::Row => return usual,
            Body::Heading(level) => self.size(base) * if level <= 2 { 1.3 } else { 1.4 },
            Body::Code => base * 1.4,
            Body::Small => self.size(base) * 1.45,
            Body::Gap => usual * 0.6,
            Body::Fold(_) => base * 1.2,
        };
        height.round().max(1.0)
    }

    /// Points above the first line.
    pub(super) fn before(&self, base: f32) -> f32 {
        match self.body {
            Body::Heading(level) => (base * if level <= 2 { 0.6 } else { 0.3 }).round(),
            _ => 0.0,
        }
    }

    /// Points from the edge at which the paragraph starts to its words: the left one, or the right one where it reads
    /// from right to left.
    pub(super) fn inset(&self, base: f32, width: f32) -> f32 {
        let code = if self.body == Body::Code { CODE } else { 0.0 };
        let inset = base * (f32::from(self.quotes) * QUOTE + f32::from(self.lists) * LIST + code);
        inset.min(width * (1.0 - ROOM)).floor()
    }

    /// The same to the ground of code, and on its other side.
    pub(super) fn ground(&self, base: f32, width: f32) -> f32 {
        let plain = Self { body: Body::Plain, ..self.clone() };
        plain.inset(base, width)
    }

    /// Points that words keep away from the other edge.
    pub(super) fn outset(&self, base: f32) -> f32 {
        if self.body == Body::Code { (base * CODE).floor() } else { 0.0 }
    }

    /// Where the bar of each quotation is, in points from the edge at which the paragraph starts.
    pub(super) fn bars(&self, base: f32, width: f32) -> impl Iterator<Item = f32> {
        let last = width * (1.0 - ROOM);
        (0..self.quotes).map(move |depth| base * (f32::from(depth) * QUOTE + 0.25)).take_while(move |x| *x < last)
    }

    /// What stands before the first line.
    pub(super) fn marker(&self) -> Option<String> {
        Some(match self.marker? {
            Marker::Bullet => ["•", "–", "▪"][usize::from(self.lists.max(1) - 1) % 3].to_owned(),
            Marker::Number(number) => format!("{number}."),
        })
    }
}

/// In which face words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    pub strong: bool,
    pub emphasis: bool,
    pub literal: bool,
    pub struck: bool,
    pub link: bool,
}

/// Words of a block that are set in a face of their own; in bytes from the start of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub start: u32,
    pub end: u32,
    pub face: Face,
}

/// The pieces of a block, in order and apart from one another, out of the spans of its paragraph.
pub(super) fn pieces(spans: &[Span], block: ByteRange) -> Vec<Piece> {
    const FACES: [&str; 5] = ["strong", "emphasis", "literal", "struck", "link"];
    let mut edges: Vec<(u32, usize, i32)> = Vec::new();
    for span in spans.iter().take_while(|span| span.range.start() < block.end()) {
        let Some(face) = FACES.iter().position(|id| *id == span.element.id()) else { continue };
        let (start, end) = (span.range.start().max(block.start()), span.range.end().min(block.end()));
        if start < end {
            let from_start = |offset: crate::model::offset::ByteOffset| (offset.get() - block.start().get()) as u32;
            edges.extend([(from_start(start), face, 1), (from_start(end), face, -1)]);
        }
    }
    edges.sort_unstable();
    let mut open = [0; FACES.len()];
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, (start, face, change)) in edges.iter().enumerate() {
        open[*face] += change;
        let end = edges.get(at + 1).map_or(*start, |next| next.0);
        let [strong, emphasis, literal, struck, link] = open.map(|count| count > 0);
        let face = Face { strong, emphasis, literal, struck, link };
        if *start < end && face != Face::default() {
            pieces.push(Piece { start: *start, end, face });
        }
    }
    pieces
}

/// The face at an offset.
pub(super) fn face_at(pieces: &[Piece], at: u32) -> Face {
    let next = pieces.partition_point(|piece| piece.start <= at);
    let piece = next.checked_sub(1).map(|last| pieces[last]).filter(|piece| at < piece.end);
    piece.map(|piece| piece.face).unwrap_or_default()
}
