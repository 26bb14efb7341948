//! The effect of the article's structure on the layout: font size, indent and face of its lines.

use super::blocks::Blocks;
use crate::model::line::{self, Body, Face, Line, Marker};
use crate::model::offset::ByteRange;

/// The content of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// Its text.
    #[default]
    Words,
    /// An empty line of a structured article.
    Gap,
    /// A number of hidden lines.
    Fold(u32),
}

/// The form of a line of the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub part: Part,
    pub line: Line,
}

/// Indents of a quotation, a list and code, in font sizes.
const QUOTE: f32 = 1.1;
const LIST: f32 = 1.7;
const CODE: f32 = 0.7;
/// Minimum share of the column for text, however deeply nested.
const ROOM: f32 = 0.5;
/// Maximum empty lines skipped to find the neighbouring lines.
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
        Self { part: Part::Words, line: Line::of(blocks.structure().within(paragraph)) }
    }

    /// A number of hidden lines.
    pub(super) fn fold(lines: u32) -> Self {
        Self { part: Part::Fold(lines), ..Self::default() }
    }

    /// The form of an empty line: in the quotations, or the code, that contain both neighbouring lines.
    fn between(blocks: &Blocks, paragraph: ByteRange) -> Self {
        let around = (neighbour(blocks, paragraph, false), neighbour(blocks, paragraph, true));
        let (Some(above), Some(below)) = around else { return Self { part: Part::Gap, ..Self::default() } };
        let quotes = above.quotes.min(below.quotes);
        if above.body == Body::Code && below.body == Body::Code {
            let lists = above.lists.min(below.lists);
            return Self { part: Part::Words, line: Line { body: Body::Code, quotes, lists, marker: None } };
        }
        Self { part: Part::Gap, line: Line { quotes, ..Line::default() } }
    }

    /// The font size in points, for a base size.
    pub(super) fn size(&self, base: f32) -> f32 {
        let scale = match (self.part, self.line.body) {
            (Part::Fold(_), _) => 0.72,
            (_, Body::Heading(1)) => 1.6,
            (_, Body::Heading(2)) => 1.35,
            (_, Body::Heading(3)) => 1.17,
            (_, Body::Small) => 0.86,
            _ => 1.0,
        };
        (base * scale).round().max(1.0)
    }

    /// The line height; that of plain text is `usual`.
    pub(super) fn line_height(&self, base: f32, usual: f32) -> f32 {
        let height = match (self.part, self.line.body) {
            (Part::Gap, _) => usual * 0.6,
            (Part::Fold(_), _) => base * 1.2,
            (_, Body::Plain | Body::Row) => return usual,
            (_, Body::Heading(level)) => self.size(base) * if level <= 2 { 1.3 } else { 1.4 },
            (_, Body::Code) => base * 1.4,
            (_, Body::Small) => self.size(base) * 1.45,
        };
        height.round().max(1.0)
    }

    /// Space above the first line, in points.
    pub(super) fn before(&self, base: f32) -> f32 {
        match self.line.body {
            Body::Heading(level) => (base * if level <= 2 { 0.6 } else { 0.3 }).round(),
            _ => 0.0,
        }
    }

    /// True for code, which has a background.
    pub(super) fn is_code(&self) -> bool {
        self.line.body == Body::Code
    }

    /// True for a row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.line.body == Body::Row
    }

    /// True for hidden lines.
    pub(super) fn is_fold(&self) -> bool {
        matches!(self.part, Part::Fold(_))
    }

    /// Indent in points at the start of the line: the left edge, or the right one of right-to-left text.
    pub(super) fn inset(&self, base: f32, width: f32) -> f32 {
        let code = if self.is_code() { CODE } else { 0.0 };
        self.deep(base, width, code)
    }

    /// The indent of the background of code.
    pub(super) fn ground(&self, base: f32, width: f32) -> f32 {
        self.deep(base, width, 0.0)
    }

    fn deep(&self, base: f32, width: f32, more: f32) -> f32 {
        let inset = base * (f32::from(self.line.quotes) * QUOTE + f32::from(self.line.lists) * LIST + more);
        inset.min(width * (1.0 - ROOM)).floor()
    }

    /// Indent in points at the end of the line.
    pub(super) fn outset(&self, base: f32) -> f32 {
        if self.is_code() { (base * CODE).floor() } else { 0.0 }
    }

    /// The positions of the quotation bars, in points from the start of the line.
    pub(super) fn bars(&self, base: f32, width: f32) -> impl Iterator<Item = f32> {
        let last = width * (1.0 - ROOM);
        (0..self.line.quotes).map(move |depth| base * (f32::from(depth) * QUOTE + 0.25)).take_while(move |x| *x < last)
    }

    /// The marker before the first line.
    pub(super) fn marker(&self) -> Option<String> {
        Some(match self.line.marker? {
            Marker::Bullet => ["•", "–", "▪"][usize::from(self.line.lists.max(1) - 1) % 3].to_owned(),
            Marker::Number(number) => format!("{number}."),
        })
    }
}

/// The nearest non-empty line after, or before, a paragraph.
fn neighbour(blocks: &Blocks, paragraph: ByteRange, after: bool) -> Option<Line> {
    let text = blocks.text();
    let mut index = text.paragraph_at(paragraph.start());
    for _ in 0..FAR {
        index = if after { index + 1 } else { index.checked_sub(1)? };
        if index >= text.paragraph_count() {
            return None;
        }
        let other = text.paragraph(index);
        if !other.is_empty() {
            return Some(Line::of(blocks.structure().within(other)));
        }
    }
    None
}

/// A part of a block with its own face, in bytes from the start of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub start: u32,
    pub end: u32,
    pub face: Face,
}

/// The pieces of a block, or of a whole paragraph, in order.
pub(super) fn pieces(blocks: &Blocks, paragraph: ByteRange, block: ByteRange) -> Vec<Piece> {
    let base = block.start().get();
    let pieces = line::pieces(blocks.structure().within(paragraph), block).into_iter();
    let from_start = pieces.map(|piece| Piece {
        start: (piece.range.start().get() - base) as u32,
        end: (piece.range.end().get() - base) as u32,
        face: piece.face,
    });
    from_start.collect()
}

/// The face at an offset.
pub(super) fn face_at(pieces: &[Piece], at: u32) -> Face {
    let next = pieces.partition_point(|piece| piece.start <= at);
    let piece = next.checked_sub(1).map(|last| pieces[last]).filter(|piece| at < piece.end);
    piece.map(|piece| piece.face).unwrap_or_default()
}
