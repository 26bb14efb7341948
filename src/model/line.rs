//! Lines of an article with their structure: the input of the view and of exported pages.

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::structure::Span;

/// The body of a line, apart from lists and quotations around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// Plain text.
    #[default]
    Plain,
    /// A heading, with its level from 1 on.
    Heading(u8),
    /// A line of code, whose white space is significant.
    Code,
    /// A row of a table; tabs part its cells.
    Row,
    /// Secondary text in small type: a footnote, a caption.
    Small,
}

/// The marker before the first line of a list item.
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
    /// Its body.
    pub body: Body,
    /// Number of quotations around it, at most [`DEEPEST`].
    pub quotes: u8,
    /// Number of lists around it, at most [`DEEPEST`].
    pub lists: u8,
    /// Its marker, if a list item starts with it.
    pub marker: Option<Marker>,
}

/// Maximum nesting of lists and quotations that is distinguished.
pub const DEEPEST: u8 = 8;

impl Line {
    /// The line with these spans: those of its paragraph.
    pub fn of(spans: &[Span]) -> Self {
        let mut line = Self::default();
        // Spans of whole lines come before those of part of a line.
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

/// The inline styles of a piece of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// Strongly emphasised.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Literal, as code is.
    pub literal: bool,
    /// Struck out.
    pub struck: bool,
    /// A link.
    pub link: bool,
}

/// A styled piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its range.
    pub range: ByteRange,
    /// Its styles.
    pub face: Face,
}

/// The elements of a [`Face`], in the order of its fields.
const FACES: [&str; 5] = ["strong", "emphasis", "literal", "struck", "link"];

/// The pieces of a stretch of a paragraph, in order and without overlaps, from the paragraph's spans.
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
