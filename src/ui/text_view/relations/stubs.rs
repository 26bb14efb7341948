//! Stubs at the edges of the view, which name the link ends out of view.

use egui::{Color32, FontId, Painter, Rect, pos2, vec2};

use crate::model::annotation::{Annotation, Id};
use crate::ui::text_view::TextInput;
use crate::ui::text_view::marks::row_of;
use crate::ui::text_view::names::first_words;
use crate::ui::text_view::page::Page;
use crate::ui::typeset::{self, Label, Part};

/// Maximum stubs at an edge; the last represents all further ones.
const MOST: usize = 3;
/// Height of a stub and distance between two, in points.
const HEIGHT: f32 = 24.0;
const BETWEEN: f32 = 3.0;
/// Maximum width of a stub, and its distance from the edges of the view, in points.
const WIDEST: f32 = 320.0;
const INSET: f32 = 5.0;

/// A stub, which can be clicked.
#[derive(Debug)]
pub(in crate::ui::text_view) struct Stub {
    pub rect: Rect,
    /// The mark that a click leads to.
    pub follow: Id,
    pub words: Label,
    /// The index of the mark's kind.
    pub row: usize,
    /// True at the upper edge.
    pub above: bool,
}

impl Stub {
    /// The y position where links meet it.
    pub(super) fn inner_edge(&self) -> f32 {
        if self.above { self.rect.bottom() } else { self.rect.top() }
    }
}

/// The height of a number of stubs at an edge, in points.
pub(super) fn height(count: usize) -> f32 {
    if count == 0 { 0.0 } else { INSET + count.min(MOST) as f32 * (HEIGHT + BETWEEN) }
}

/// The end of a link that gets a stub.
pub(super) struct Named<'a> {
    /// The mark.
    pub mark: &'a Annotation,
    /// The id to follow.
    pub follow: &'a Id,
    /// The label of the link; empty for the selected mark.
    pub label: &'a str,
    /// Its article and its first words, if it is in another article.
    pub outside: Option<&'a str>,
}

/// Stubs for the ends of links, nearest mark first and farthest from the edge.
pub(super) fn stack(
    painter: &Painter,
    page: &Page<'_>,
    input: &TextInput<'_>,
    marks: &[Named<'_>],
    above: bool,
) -> Vec<Stub> {
    let style = input.style;
    let font = FontId::proportional((style.size * 0.67).round());
    let weak = style.text.lerp_to_gamma(style.page, 0.2);
    let widest = WIDEST.min(page.rect.width() - 2.0 * INSET);
    let shown = marks.len().min(MOST);
    let words_of = |parts: &[(&str, Color32)]| line(painter, parts, &font, widest - 16.0);
    let stub = |index: usize| {
        let Named { mark, follow, label, outside } = &marks[index];
        let row = row_of(&mark.kind);
        let arrow = match outside {
            Some(_) => "↗ ",
            None if mark.target.bounds().is_none() => "× ",
            None => ["↓ ", "↑ "][usize::from(above)],
        };
        let glyph = format!("{} ", mark.kind.look().glyph);
        let verb = if label.is_empty() { String::new() } else { format!("{label}  ") };
        let rest = marks.len() - index;
        let words = if index + 1 == MOST && rest > 1 {
            words_of(&[(arrow, weak), (&format!("{rest} more links"), style.text)])
        } else {
            let words = outside.map_or_else(|| first_words(mark, input.text), str::to_owned);
            let parts = [(arrow, weak), (&verb, weak), (&glyph, style.line(row)), (&words, style.text)];
            words_of(&parts)
        };
        let from_edge = INSET + (shown - 1 - index) as f32 * (HEIGHT + BETWEEN);
        let top = if above { page.rect.top() + from_edge } else { page.rect.bottom() - from_edge - HEIGHT };
        let width = (words.size().x + 16.0).ceil().min(widest);
        let rect = Rect::from_min_size(pos2(page.rect.right() - INSET - width, top.round()), vec2(width, HEIGHT));
        Stub { rect, follow: Id::clone(follow), words, row, above }
    };
    (0..shown).map(stub).collect()
}

/// Coloured words on one line, cut at a width.
pub(super) fn line(painter: &Painter, parts: &[(&str, Color32)], font: &FontId, width: f32) -> Label {
    let parts: Vec<Part<'_>> = parts.iter().map(|(words, colour)| Part::new(words, font.clone(), *colour)).collect();
    typeset::label(painter.ctx(), &parts, width, 1)
}
