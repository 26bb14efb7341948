//! What the structure of an article says of a line of its text, and of the words in it: what a view or a page draws by.

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::structure::Span;

/// What a line is, besides lying in lists and quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// Words.
    #[default]
    Plain,
    /// A heading, with its level from 1 on.
    Heading(u8),
    /// A line of code, whose white space counts.
    Code,
    /// A row of a table; tabs part its cells.
    Row,
    /// What stands apart and is set smaller: a footnote, a caption.
    Small,
}

/// What stands before the first line of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// A number.
    Number(u32),
}

/// A line: a paragraph of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub body: Body,
    /// How many quotations it lies in, at most [`DEEPEST`].
    pub quotes: u8,
    /// How many lists it lies in, at most [`DEEPEST`].
    pub lists: u8,
    /// What stands before it, if an item starts with it.
    pub marker: Option<Marker>,
}

/// How deep lists and quotations are told apart; deeper ones are shown like those.
pub const DEEPEST: u8 = 8;

impl Line {
    /// The line with these spans: those of its paragraph.
    pub fn of(spans: &[Span]) -> Self {
        let mut line = Self::default();
        // What says what a whole line is comes before what says it of some words.
        for span in spans.iter().take_while(|span| span.range.start() == spans[0].range.start()) {
            let depth = span.level.clamp(1, DEEPEST);
            match span.element.id() {
                "heading" => line.body = Body::Heading(span.level.max(1)),
                "code" => line.body = Body::Code,
                "row" => line.body = Body::Row,
                "caption" | "footnote" if line.body == Body::Plain => line.body = Body::Small,
                "quote" => line.quotes = line.quotes.max(depth),
                "inset" => line.lists = line.lists.max(depth),
                "item" => {
                    line.lists = line.lists.max(depth);
                    line.marker = Some(span.number.map_or(Marker::Bullet, Marker::Number));
                }
                _ => {}
            }
        }
        line
    }
}

/// What words are more than words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// Strongly emphasised.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Meant letter by letter, as code is.
    pub literal: bool,
    /// Struck out.
    pub struck: bool,
    /// A link.
    pub link: bool,
}

/// Words that are more than words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where they are.
    pub range: ByteRange,
    /// What they are.
    pub face: Face,
}

/// The elements of a [`Face`], in the order of its fields.
const FACES: [&str; 5] = ["strong", "emphasis", "literal", "struck", "link"];

/// The pieces of a stretch of a paragraph, in order and apart from one another, out of the paragraph's spans.
pub fn pieces(spans: &[Span], stretch: ByteRange) -> Vec<Piece> {
    let mut edges: Vec<(ByteOffset, usize, i32)> = Vec::new();
    for span in spans.iter().take_while(|span| span.range.start() < stretch.end()) {
        let Some(face) = FACES.iter().position(|id| *id == span.element.id()) else { continue };
        let (start, end) = (span.range.start().max(stretch.start()), span.range.end().min(stretch.end()));
        if start < end {
            edges.extend([(start, face, 1), (end, face, -1)]);
        }
    }
    edges.sort_unstable();
    let mut open = [0; FACES.len()];
    let mut pieces = Vec::new();
    for (at, (start, face, change)) in edges.iter().enumerate() {
        open[*face] += change;
        let end = edges.get(at + 1).map_or(*start, |next| next.0);
        let [strong, emphasis, literal, struck, link] = open.map(|count| count > 0);
        let face = Face { strong, emphasis, literal, struck, link };
        if *start < end && face != Face::default() {
            pieces.push(Piece { range: ByteRange::new(*start, end), face });
        }
    }
    pieces
}
