//! The map as a picture: the content of its boxes, shared by all formats that draw it.

pub mod dot;
pub mod svg;
mod wrap;

use crate::interchange::links::number;
use crate::interchange::passages::badge;
use crate::model::annotation::Annotation;
use crate::model::article::Article;
use crate::model::map::{Map, Shown, Size, Spacing};
use crate::model::query::quote_start;
use crate::model::set::AnnotationSet;
use crate::model::visible::visible;

use wrap::wrap;

/// Width of a box where there is room, and at least, and of its padding, in points.
const WIDTH: f32 = 224.0;
const LEAST_WIDTH: f32 = 130.0;
/// Distance of columns on a page.
const COLUMNS: f32 = 72.0;
pub const PADDING: f32 = 12.0;
/// Padding of a box above the first line and below the last line, where the kind's underline is.
pub const ABOVE: f32 = 9.0;
const BELOW: f32 = 13.0;
/// Heights of the line with mark and speaker, and of a line of the quotation.
pub const HEAD: f32 = 17.0;
pub const LINE: f32 = 16.0;
/// Font sizes of these lines.
pub const HEAD_SIZE: f32 = 11.0;
pub const LINE_SIZE: f32 = 12.5;
/// Maximum number of lines of a quotation in a wide box and in a narrow one, and of a speaker's name.
const LINES: usize = 6;
const NARROW_LINES: usize = 4;
const NAME_LINES: usize = 2;
/// Number of bytes of a quotation that are considered: more than its lines can hold.
const QUOTE: usize = 300;

/// The content of a box.
pub struct Card {
    /// The mark's number in the article.
    pub number: usize,
    /// The badge of a changed mark, after its kind; else empty.
    pub badge: &'static str,
    /// The speaker's name in lines; empty without a speaker.
    pub speaker: Vec<String>,
    /// The quotation in lines.
    pub quote: Vec<String>,
    /// The width of the box.
    width: f32,
}

impl Card {
    fn new(article: &Article, set: &AnnotationSet, mark: &Annotation, width: f32) -> Self {
        let speaker = mark.speaker.as_ref().map(|speaker| visible(speaker.label())).unwrap_or_default();
        let quote = visible(&quote_start(mark, &article.text, QUOTE));
        let room = width - 2.0 * PADDING;
        let lines = if width < WIDTH { NARROW_LINES } else { LINES };
        Self {
            number: number(set, &mark.id).unwrap_or_default(),
            badge: badge(mark),
            // The name is bold and therefore wider.
            speaker: wrap(&speaker, HEAD_SIZE * 1.1, room, NAME_LINES),
            quote: wrap(&quote, LINE_SIZE, room, lines),
            width,
        }
    }

    fn size(&self) -> Size {
        let heads = 1 + self.speaker.len();
        Size::new(self.width, ABOVE + HEAD * heads as f32 + LINE * self.quote.len() as f32 + BELOW)
    }
}

/// A map with the content of its boxes.
pub struct Picture<'a> {
    article: &'a Article,
    map: Map,
    /// The content of each box, in the order of the map.
    cards: Vec<Card>,
}

impl<'a> Picture<'a> {
    /// The picture of all marks.
    pub fn new(article: &'a Article, set: &AnnotationSet) -> Self {
        Self::of(article, set, WIDTH, &Spacing::default())
    }

    /// The picture of all marks for a page of a width: boxes and the space between them are narrower where they are many
    /// beside each other.
    pub fn within(article: &'a Article, set: &AnnotationSet, width: f32) -> Self {
        let wide = Self::new(article, set);
        let columns = wide.map.boxes.iter().map(|node| node.layer + 1).max().unwrap_or(1) as f32;
        let spacing = Spacing { columns: COLUMNS, width: Some(width), ..Spacing::default() };
        let room = (width - (columns - 1.0) * COLUMNS) / columns;
        Self::of(article, set, room.clamp(LEAST_WIDTH, WIDTH), &spacing)
    }

    fn of(article: &'a Article, set: &AnnotationSet, width: f32, spacing: &Spacing) -> Self {
        let shown = Shown { unlinked: true, ..Shown::default() };
        let map = Map::new(set, &shown, spacing, |mark| Card::new(article, set, mark, width).size());
        let cards = map.boxes.iter().map(|node| Card::new(article, set, &node.mark, width)).collect();
        Self { article, map, cards }
    }

    /// The map.
    pub fn map(&self) -> &Map {
        &self.map
    }

    /// The content of the boxes, in the order of the map.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The parts that links hold together, in order.
    pub fn linked_parts(&self) -> Vec<usize> {
        let mut linked = vec![false; self.map.parts.len()];
        for arrow in &self.map.arrows {
            linked[self.map.boxes[arrow.from].part] = true;
        }
        (0..linked.len()).filter(|part| linked[*part]).collect()
    }
}

/// A colour as spelled in CSS, SVG and Graphviz.
fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
