//! The map as a picture: what stands in its boxes, shared by every format that draws it.

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

/// Width of a box in points, and of the space around its words.
const WIDTH: f32 = 224.0;
const PADDING: f32 = 12.0;
/// Room in a box above the first line, and below the last one, where the underline of the kind runs.
const ABOVE: f32 = 9.0;
const BELOW: f32 = 13.0;
/// Height of the line that names mark and speaker, and of a line of the quote.
const HEAD: f32 = 17.0;
const LINE: f32 = 16.0;
/// Sizes of their fonts.
const HEAD_SIZE: f32 = 11.0;
const LINE_SIZE: f32 = 12.5;
/// Lines of a quote and a speaker's name at most.
const LINES: usize = 6;
const NAME_LINES: usize = 2;
/// Bytes of a quote that are looked at: more than its lines hold of the narrowest letters.
const QUOTE: usize = 300;

/// What stands in a box.
struct Card {
    /// The mark's number in the article.
    number: usize,
    /// The word for a mark that is on other words than it was, to stand behind its kind; else nothing.
    badge: &'static str,
    /// The speaker's name, broken into lines; none if nobody has said.
    speaker: Vec<String>,
    /// The quote, broken into lines.
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
            // The name is bold, which is wider.
            speaker: wrap(&speaker, HEAD_SIZE * 1.1, width, NAME_LINES),
            quote: wrap(&quote, LINE_SIZE, width, LINES),
        }
    }

    fn size(&self) -> Size {
        let heads = 1 + self.speaker.len();
        Size::new(WIDTH, ABOVE + HEAD * heads as f32 + LINE * self.quote.len() as f32 + BELOW)
    }
}

/// A map with what stands in its boxes.
pub struct Picture<'a> {
    article: &'a Article,
    map: Map,
    /// For each box of the map, in its order.
    cards: Vec<Card>,
}

impl<'a> Picture<'a> {
    /// The picture of all marks, linked or not.
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

/// A colour as CSS, SVG and Graphviz spell it.
fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
