//! What the structure of an article asks of the layout of its lines: how large, how far in, in which face.

use super::blocks::Blocks;
use crate::model::line::{self, Body, Face, Line, Marker};
use crate::model::offset::ByteRange;

/// What is laid out in the place of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// The line.
    #[default]
    Words,
    /// An empty line between the pieces of a structured article.
    Gap,
    /// So many lines that are not shown.
    Fold(u32),
}

/// How a line of the article is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub part: Part,
    pub line: Line,
}

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
        Self { part: Part::Words, line: Line::of(blocks.structure().within(paragraph)) }
    }

    /// So many lines that are not shown.
    pub(super) fn fold(lines: u32) -> Self {
        Self { part: Part::Fold(lines), ..Self::default() }
    }

    /// The form of an empty line: in all quotations, or in the code, that both the line before it and the line after it
    /// lie in.
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

    /// The size of the font for text of a size, in points.
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

    /// The distance between lines, where it is `usual` for text.
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

    /// Points above the first line.
    pub(super) fn before(&self, base: f32) -> f32 {
        match self.line.body {
            Body::Heading(level) => (base * if level <= 2 { 0.6 } else { 0.3 }).round(),
            _ => 0.0,
        }
    }

    /// True if it is code, which stands on a ground of its own.
    pub(super) fn is_code(&self) -> bool {
        self.line.body == Body::Code
    }

    /// True if it is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.line.body == Body::Row
    }

    /// True if it stands for lines that are not shown.
    pub(super) fn is_fold(&self) -> bool {
        matches!(self.part, Part::Fold(_))
    }

    /// Points from the edge at which the paragraph starts to its words: the left one, or the right one where it reads
    /// from right to left.
    pub(super) fn inset(&self, base: f32, width: f32) -> f32 {
        let code = if self.is_code() { CODE } else { 0.0 };
        self.deep(base, width, code)
    }

    /// The same to the ground of code.
    pub(super) fn ground(&self, base: f32, width: f32) -> f32 {
        self.deep(base, width, 0.0)
    }

    fn deep(&self, base: f32, width: f32, more: f32) -> f32 {
        let inset = base * (f32::from(self.line.quotes) * QUOTE + f32::from(self.line.lists) * LIST + more);
        inset.min(width * (1.0 - ROOM)).floor()
    }

    /// Points that words keep away from the other edge.
    pub(super) fn outset(&self, base: f32) -> f32 {
        if self.is_code() { (base * CODE).floor() } else { 0.0 }
    }

    /// Where the bar of each quotation is, in points from the edge at which the paragraph starts.
    pub(super) fn bars(&self, base: f32, width: f32) -> impl Iterator<Item = f32> {
        let last = width * (1.0 - ROOM);
        (0..self.line.quotes).map(move |depth| base * (f32::from(depth) * QUOTE + 0.25)).take_while(move |x| *x < last)
    }

    /// What stands before the first line.
    pub(super) fn marker(&self) -> Option<String> {
        Some(match self.line.marker? {
            Marker::Bullet => ["•", "–", "▪"][usize::from(self.line.lists.max(1) - 1) % 3].to_owned(),
            Marker::Number(number) => format!("{number}."),
        })
    }
}

/// The line after, or before, a paragraph, the nearest that is not empty.
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

/// Words of a block that are set in a face of their own; in bytes from the start of the block.
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
