//! The article's text as HTML, split at the boundaries of marks.
//!
//! Between two boundaries all characters have the same marks. Each mark becomes a `<span>`, the longest outermost, so
//! that the fill of the shortest and the underlines of all are visible. A mark keeps its lane from start to end. The
//! text is also split at the boundaries of emphasis and links. A link shows its address but cannot be followed.

use std::fmt::Write as _;

use super::frame::Frame;
use super::sink::Sink;
use super::{escape, underline};
use crate::interchange::html::style::class;
use crate::interchange::layers::{LAYERS, Layer, Walk};
use crate::model::article::Article;
use crate::model::direction::reads_rtl;
use crate::model::language;
use crate::model::line::{Body, Face, Line, Piece, pieces};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::set::AnnotationSet;

/// Appends the article: one element for each paragraph, with the line feeds between them.
pub fn push(out: &mut Sink<'_>, article: &Article, set: &AnnotationSet) -> std::fmt::Result {
    let text = &article.text;
    let mut words = Words { article, walk: Walk::new(set) };
    let lanes = words.walk.lanes();
    let structured = !article.structure.is_empty();
    let spacing = match () {
        () if structured => " structured",
        // An article without blank lines needs spacing between its paragraphs.
        () if text.as_str().contains("\n\n") => " as-typed",
        () => "",
    };
    let language = language::tag(text.as_str()).unwrap_or_default();
    let _ = write!(out, "<article lang=\"{language}\" class=\"lanes-{lanes}{spacing}\">");
    let mut headline = article.begins_with_title();
    let mut frame = Frame::default();
    let mut between = String::new();
    for index in 0..text.paragraph_count() {
        let paragraph = text.paragraph(index);
        if index > 0 {
            between.push('\n');
        }
        if structured && paragraph.is_empty() {
            continue;
        }
        let is_headline = headline && text.trimmed(paragraph).is_some();
        headline &= !is_headline;
        let line = Line::of(article.structure.within(paragraph));
        frame.begin(out, &line, (is_headline, reads_rtl(text.slice(paragraph))), &between);
        between.clear();
        words.push(out, paragraph, line.body)?;
        frame.end(out, &line, is_headline);
    }
    frame.close(out);
    out.push_str(&between);
    out.push_str("</article>\n");
    out.pass_on()
}

/// The text of the article, written from start to end.
struct Words<'a> {
    article: &'a Article,
    walk: Walk<'a>,
}

impl Words<'_> {
    /// Appends the text of a paragraph.
    fn push(&mut self, out: &mut Sink<'_>, paragraph: ByteRange, body: Body) -> std::fmt::Result {
        let text = &self.article.text;
        let pieces = pieces(self.article.structure.within(paragraph), paragraph);
        let mut at = paragraph.start();
        while at < paragraph.end() {
            let first_new = self.walk.next;
            self.walk.advance(at.get(), at.get());
            let Walk { layers, open, next, .. } = &self.walk;
            let ends = open.iter().map(|layer| layers[*layer].span.range.end());
            let start = layers.get(*next).map(|layer| layer.span.range.start());
            let (face, edge) = face(&pieces, at, paragraph.end());
            let mut end = ends.chain(start).fold(edge, std::cmp::min);
            let mut words = text.slice(ByteRange::new(at, end));
            let mut ends_cell = false;
            if body == Body::Row
                && let Some(tab) = words.find('\t')
            {
                ends_cell = tab == 0;
                words = &words[..tab.max(1)];
                end = ByteOffset::new(at.get() + words.len());
            }
            let layers = open.iter().map(|layer| (&layers[*layer], *layer >= first_new));
            let address = self.article.structure.link_at(text, at).filter(|_| face.link);
            push_segment(out, words, layers, &tags(face, address.and_then(|link| link.address.as_deref())));
            if ends_cell {
                out.push_str("</td><td dir=\"auto\">");
            }
            at = end;
            out.pass_on()?;
        }
        Ok(())
    }
}

/// The face of the text at an offset, and its end.
fn face(pieces: &[Piece], at: ByteOffset, end: ByteOffset) -> (Face, ByteOffset) {
    match pieces.get(pieces.partition_point(|piece| piece.range.end() <= at)) {
        Some(piece) if piece.range.start() <= at => (piece.face, piece.range.end()),
        Some(piece) => (Face::default(), piece.range.start()),
        None => (Face::default(), end),
    }
}

/// The tags before and after text of a face.
fn tags(face: Face, address: Option<&str>) -> (String, String) {
    let mut tags = (String::new(), String::new());
    let mut add = |element: &str, attributes: &str| {
        let _ = write!(tags.0, "<{element}{attributes}>");
        tags.1.insert_str(0, &format!("</{element}>"));
    };
    if let Some(address) = address {
        add("span", &format!(" class=\"link\" title=\"{}\"", escape::bare(address)));
    }
    for (wanted, element) in
        [(face.strong, "strong"), (face.emphasis, "em"), (face.struck, "s"), (face.literal, "code")]
    {
        if wanted {
            add(element, "");
        }
    }
    tags
}

/// Appends the text of a segment within its marks, the longest first; the flag is true if a mark begins here. `tags`
/// enclose the text directly.
fn push_segment<'a>(
    out: &mut String,
    text: &str,
    layers: impl ExactSizeIterator<Item = (&'a Layer<'a>, bool)>,
    tags: &(String, String),
) {
    let unseen = layers.len().saturating_sub(LAYERS);
    let seen = layers.len() - unseen;
    for (index, (layer, begins)) in layers.enumerate() {
        let kind = &layer.span.annotation.kind;
        if index >= unseen {
            let underline = underline(kind.look());
            let changed = if layer.changed { " changed" } else { "" };
            let _ = write!(out, "<span class=\"m {} {underline}{changed} lane-{}\">", class(kind), layer.lane);
        }
        if begins {
            let number = layer.number;
            let id = if layer.first { format!(" id=\"m{number}\"") } else { String::new() };
            let more = if layer.first { "" } else { "…" };
            let name = escape::bare(kind.name());
            let changed = if layer.changed { ", changed" } else { "" };
            let _ = write!(
                out,
                "<a class=\"n {}\"{id} href=\"#c{number}\" data-n=\"{more}{number}\" aria-label=\"Mark {number}, {name}{changed}\"></a>",
                class(kind)
            );
        }
    }
    out.push_str(&tags.0);
    escape::push(out, text);
    out.push_str(&tags.1);
    out.push_str(&"</span>".repeat(seen));
}
