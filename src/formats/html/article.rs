//! The article's text as HTML, cut where marks begin and end.
//!
//! Between two such places the same marks lie over all characters; each becomes a `<span>`, the longest outermost, so
//! that the fill of the shortest is seen and the underlines of all are. A mark keeps its lane from end to end.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::fmt::Write as _;

use super::{escape, underline};
use crate::formats::pieces::{class, number};
use crate::model::article::{Article, first_line};
use crate::model::cover::Span;
use crate::model::offset::ByteRange;
use crate::model::set::AnnotationSet;

/// Lanes for underlines; further ones share the last.
const LANES: usize = 4;

/// Marks drawn over the same words; where there are more, the longest are only listed. It bounds the page's size.
const LAYERS: usize = 12;

/// A passage and how it is drawn.
struct Layer<'a> {
    span: &'a Span,
    /// The mark's number in the list.
    number: usize,
    /// The lane of its underline, from 1.
    lane: usize,
    /// Whether it is the first passage of its mark that is drawn, where the list's link leads.
    first: bool,
}

/// Whether the article begins with its title, which then is the page's headline too.
pub fn begins_with_title(article: &Article) -> bool {
    !article.title.is_empty() && first_line(article.text.as_str()).is_some_and(|line| line == article.title)
}

/// Appends the article: one element a paragraph, with the line feeds between them.
pub fn push(out: &mut String, article: &Article, set: &AnnotationSet) {
    let text = &article.text;
    let mut layers = layers(set);
    let lanes = layers.iter().map(|layer| layer.lane).max().unwrap_or(1);
    // An article with blank lines has its own spacing; one without them gets some.
    let typed = if text.as_str().contains("\n\n") { " as-typed" } else { "" };
    let _ = write!(out, "<article lang=\"\" class=\"lanes-{lanes}{typed}\">");
    let mut headline = begins_with_title(article);
    let mut open: Vec<usize> = Vec::new();
    let mut linked = HashSet::new();
    let mut next = 0;
    for index in 0..text.paragraph_count() {
        let paragraph = text.paragraph(index);
        let is_headline = headline && text.trimmed(paragraph).is_some();
        headline &= !is_headline;
        let element = if is_headline { "h1" } else { "p" };
        let _ = write!(out, "{}<{element} dir=\"auto\">", if index == 0 { "" } else { "\n" });
        let mut at = paragraph.start();
        while at < paragraph.end() {
            open.retain(|layer| layers[*layer].span.range.end() > at);
            let first_new = next;
            while let Some(layer) = layers.get_mut(next).filter(|layer| layer.span.range.start() <= at) {
                // One that lies in a line feed alone is over before it is drawn.
                if layer.span.range.end() > at {
                    layer.first = linked.insert(layer.number);
                    let key = |layer: usize| (Reverse(layers[layer].span.range.len()), layer);
                    open.insert(open.partition_point(|other| key(*other) < key(next)), next);
                }
                next += 1;
            }
            let ends = open.iter().map(|layer| layers[*layer].span.range.end());
            let start = layers.get(next).map(|layer| layer.span.range.start());
            let end = ends.chain(start).fold(paragraph.end(), std::cmp::min);
            let words = text.slice(ByteRange::new(at, end));
            push_segment(out, words, open.iter().map(|layer| (&layers[*layer], *layer >= first_new)));
            at = end;
        }
        let _ = write!(out, "</{element}>");
    }
    out.push_str("</article>\n");
}

/// Appends the words of a segment within the marks that lie over it, the longest first, each with whether it begins here.
fn push_segment<'a>(out: &mut String, words: &str, layers: impl ExactSizeIterator<Item = (&'a Layer<'a>, bool)>) {
    let unseen = layers.len().saturating_sub(LAYERS);
    let seen = layers.len() - unseen;
    for (index, (layer, begins)) in layers.enumerate() {
        let kind = &layer.span.annotation.kind;
        if index >= unseen {
            let underline = underline(kind.look());
            let _ = write!(out, "<span class=\"m {} {underline} lane-{}\">", class(kind), layer.lane);
        }
        if begins {
            let number = layer.number;
            let id = if layer.first { format!(" id=\"m{number}\"") } else { String::new() };
            let more = if layer.first { "" } else { "…" };
            let name = escape::bare(kind.name());
            let _ = write!(
                out,
                "<a class=\"n {}\"{id} href=\"#c{number}\" data-n=\"{more}{number}\" aria-label=\"Mark {number}, {name}\"></a>",
                class(kind)
            );
        }
    }
    escape::push(out, words);
    out.push_str(&"</span>".repeat(seen));
}

/// The passages in the order they begin, each with the lowest lane that is free from its start to its end.
fn layers(set: &AnnotationSet) -> Vec<Layer<'_>> {
    let mut spans: Vec<&Span> = set.cover().spans().iter().collect();
    spans.sort_by_key(|span| (span.range.start(), Reverse(span.range.len())));
    let mut free: BinaryHeap<Reverse<usize>> = (1..=LANES).map(Reverse).collect();
    let mut taken: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
    let mut layers = Vec::with_capacity(spans.len());
    for span in spans {
        while let Some(Reverse((end, lane))) = taken.peek().copied()
            && end <= span.range.start().get()
        {
            taken.pop();
            free.push(Reverse(lane));
        }
        let lane = match free.pop() {
            Some(Reverse(lane)) => {
                taken.push(Reverse((span.range.end().get(), lane)));
                lane
            }
            None => LANES,
        };
        let number = number(set, &span.annotation.id).unwrap_or_default();
        layers.push(Layer { span, number, lane, first: false });
    }
    layers
}
