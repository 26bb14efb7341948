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

/// Width of a box and of its padding, in points.
const WIDTH: f32 = 224.0;
const PADDING: f32 = 12.0;
/// Padding of a box above the first line and below the last line, where the kind's underline is.
const ABOVE: f32 = 9.0;
const BELOW: f32 = 13.0;
/// Heights of the line with mark and speaker, and of a line of the quotation.
const HEAD: f32 = 17.0;
const LINE: f32 = 16.0;
/// Font sizes of these lines.
const HEAD_SIZE: f32 = 11.0;
const LINE_SIZE: f32 = 12.5;
/// Maximum number of lines of a quotation and of a speaker's name.
const LINES: usize = 6;
const NAME_LINES: usize = 2;
/// Number of bytes of a quotation that are considered: more than its lines can hold.
const QUOTE: usize = 300;

/// The content of a box.
struct Card {
    /// The mark's number in the article.
    number: usize,
    /// The badge of a changed mark, after its kind; else empty.
    badge: &'static str,
    /// The speaker's name in lines; empty without a speaker.
    speaker: Vec<String>,
    /// The quotation in lines.
    quote: Vec<String>,
}

impl Card {
    fn new(article: &Article, set: &AnnotationSet, mark: &Annotation) -> Self {
        let width = WIDTH - 2.0 * PADDING;
        let speaker = mark.speaker.as_ref().map(|speaker| visible(speaker.label())).unwrap_or_default();
        let quote = visible(&quote_start(mark, &article.text, QUOTE));
        Self {
            number: number(set, &mark.id).unwrap_or_default(),
            badge: badge(mark),
            // The name is bold and therefore wider.
            speaker: wrap(&speaker, HEAD_SIZE * 1.1, width, NAME_LINES),
            quote: wrap(&quote, LINE_SIZE, width, LINES),
        }
    }

    fn size(&self) -> Size {
        let heads = 1 + self.speaker.len();
        Size::new(WIDTH, ABOVE + HEAD * heads as f32 + LINE * self.quote.len() as f32 + BELOW)
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
        let shown = Shown { unlinked: true, ..Shown::default() };
        let map = Map::new(set, &shown, &Spacing::default(), |mark| Card::new(article, set, mark).size());
        let cards = map.boxes.iter().map(|node| Card::new(article, set, &node.mark)).collect();
        Self { article, map, cards }
    }

    /// The map.
    pub fn map(&self) -> &Map {
        &self.map
    }
}

/// A colour as spelled in CSS, SVG and Graphviz.
fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
