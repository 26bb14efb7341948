//! The article with its marks: fills and underlines under the text, kind, number and speaker at the side.

use pdf_writer::types::StructRole;

use super::pages::{LEFT, Pages, Place, SIDE};
use super::shapes;
use super::tags::{Tag, WHOLE};
use super::text::{LINK, Laid, Line as Row, Rich, SOFT, Style};
use crate::interchange::layers::{LAYERS, Layer, Walk};
use crate::interchange::passages::badge;
use crate::interchange::printing::{Cancelled, Printing};
use crate::model::article::Article;
use crate::model::line::{Body, Face, Line, Marker, pieces};
use crate::model::offset::ByteRange;
use crate::model::set::AnnotationSet;

/// The size of the text in points.
const SIZE: f32 = 10.5;
/// The distance of the text from the notes at the side.
const GAP: f32 = 14.0;
/// Indents of a list and of a quotation.
const LIST: f32 = 16.0;
const QUOTE: f32 = 14.0;
/// Length in bytes of the text that is laid out at once; a longer paragraph is divided at a space.
const PIECE: usize = 16_000;

/// The progress before and after a part, in per cent.
type Part<'a> = (&'a Printing<'a>, u32, u32);

/// A stretch of the article that is laid out, and its place.
struct Stretch {
    rich: Rich,
    /// The byte offset of its start in the article.
    start: usize,
    left: f32,
    width: f32,
    tag: Tag,
}

/// Appends the article.
pub fn push(
    pages: &mut Pages,
    article: &Article,
    set: &AnnotationSet,
    (printing, from, to): Part<'_>,
) -> Result<(), Cancelled> {
    let text = &article.text;
    let mut walk = Walk::new(set);
    let leading = [1.5, 1.5, 1.6, 1.75, 1.9][walk.lanes().min(4)];
    let structured = !article.structure.is_empty();
    let is_spaced = !structured && text.as_str().contains("\n\n");
    let whole = pages.tags.add(WHOLE, StructRole::Art);
    pages.tags.in_any_language(whole);
    let mut headline = article.begins_with_title();
    let mut parts = Containers::new(whole);
    let mut former = Line::default();
    let mut index = 0;
    while index < text.paragraph_count() {
        let range = text.paragraph(index);
        let at = range.start().get() as u64 * u64::from(to - from) / (text.end().get() as u64).max(1);
        printing.go_on(from + at as u32)?;
        index += 1;
        if text.trimmed(range).is_none() {
            if is_spaced {
                pages.space(SIZE * 0.8);
            }
            continue;
        }
        let line = Line::of(article.structure.within(range));
        let is_headline = std::mem::take(&mut headline);
        if ends_group(&former, &line) {
            pages.space(SIZE * 0.5);
        }
        former = line;
        if line.body == Body::Row {
            let first = index - 1;
            let is_row = |at: usize| {
                let spans = article.structure.within(text.paragraph(at));
                text.trimmed(text.paragraph(at)).is_some() && Line::of(spans).body == Body::Row
            };
            while index < text.paragraph_count() && is_row(index) {
                index += 1;
            }
            let tag = parts.tag(pages, &Line::default());
            let rows: Vec<ByteRange> = (first..index).map(|at| text.paragraph(at)).collect();
            table(pages, article, &mut walk, &rows, (tag, leading));
            pages.space(SIZE * 0.7);
            continue;
        }
        let style = style_of(&line, is_headline);
        let before = match line.body {
            _ if is_headline => 0.0,
            Body::Heading(_) => SIZE * 1.1,
            _ => 0.0,
        };
        pages.space(before);
        if is_headline || matches!(line.body, Body::Heading(_)) {
            // A heading stays with two lines of what follows it.
            pages.need(style.size * 1.4 + 3.0 * SIZE * leading);
            let level = if let Body::Heading(level) = line.body { level } else { 1 };
            let (title, y) = (text.slice(range).trim().to_owned(), pages.y);
            pages.outline(level + 1, &title, y);
        }
        let indent = f32::from(line.quotes) * QUOTE + f32::from(line.lists) * LIST;
        let parent = parts.tag(pages, &line);
        let tag = pages.tags.add(parent, role(&line, is_headline));
        let (left, width) = (LEFT + indent, (column(pages) - indent).max(80.0));
        if let Some(marker) = line.marker {
            let words = match marker {
                Marker::Bullet => "•".to_owned(),
                Marker::Number(number) => format!("{number}."),
            };
            let label = pages.lay_out(Rich::of(&words, Style::serif(SIZE)), LIST * 2.0, leading);
            pages.need(SIZE * leading * 2.0);
            let y = pages.y;
            pages.lines(&label, &label.lines, left - label.width() - 5.0, y, tag);
        }
        let bars = line.quotes;
        for piece in divided(text.as_str(), range) {
            let rich = words(article, piece, style);
            let stretch = Stretch { rich, start: piece.start().get(), left, width, tag };
            walk.advance(piece.start().get(), piece.end().get().saturating_sub(1));
            let leading = if style.size > SIZE { 1.35 } else { leading };
            let laid = pages.lay_out(stretch.rich.clone(), stretch.width, leading);
            let layers: Vec<&Layer<'_>> = open(&walk);
            pages.block(&laid, left, tag, |pages, row, top| {
                for bar in 0..bars {
                    let x = LEFT + f32::from(bar) * QUOTE;
                    pages.draw(|content, height| {
                        shapes::fill(content, shapes::HAIR);
                        content.rect(x, height - top - row.height, 2.0, row.height).fill_nonzero();
                    });
                }
                marks(pages, &stretch, &laid, row, top, &layers);
            });
        }
        pages.space(match line.body {
            _ if is_headline => SIZE * 0.5,
            Body::Heading(_) => SIZE * 0.3,
            Body::Code => 0.0,
            _ if line.lists > 0 => SIZE * 0.25,
            _ if is_spaced => 0.0,
            _ => SIZE * 0.7,
        });
    }
    Ok(())
}

/// True if a line ends a list or lines of code before it.
fn ends_group(former: &Line, line: &Line) -> bool {
    let is_numbered = |line: &Line| matches!(line.marker, Some(Marker::Number(_)));
    let is_other_list = line.marker.is_some()
        && former.marker.is_some()
        && former.lists == line.lists
        && is_numbered(former) != is_numbered(line);
    (former.lists > 0 && line.lists == 0) || is_other_list || (former.body == Body::Code && line.body != Body::Code)
}

/// The width of the text beside the notes at the side.
fn column(pages: &Pages) -> f32 {
    pages.width() - SIDE - GAP
}

/// The layers over the text at hand, without those that are too many.
fn open<'a, 'b>(walk: &'b Walk<'a>) -> Vec<&'b Layer<'a>> {
    let open = walk.open.iter().map(|layer| &walk.layers[*layer]);
    open.skip(walk.open.len().saturating_sub(LAYERS * 40)).collect()
}

fn style_of(line: &Line, is_headline: bool) -> Style {
    match line.body {
        _ if is_headline => Style::serif(17.0).bold(),
        Body::Heading(1) => Style::serif(15.0).bold(),
        Body::Heading(2) => Style::serif(13.0).bold(),
        Body::Heading(3) => Style::serif(11.5).bold(),
        Body::Heading(_) => Style::serif(SIZE).bold(),
        Body::Code => Style { family: super::fonts::Family::Code, ..Style::serif(SIZE * 0.86) },
        Body::Small => Style::serif(SIZE * 0.86),
        _ => Style::serif(SIZE),
    }
}

fn role(line: &Line, is_headline: bool) -> StructRole {
    match line.body {
        _ if is_headline => StructRole::H1,
        Body::Heading(1) => StructRole::H2,
        Body::Heading(2) => StructRole::H3,
        Body::Heading(3) => StructRole::H4,
        Body::Heading(4) => StructRole::H5,
        Body::Heading(_) => StructRole::H6,
        Body::Code => StructRole::Code,
        Body::Small => StructRole::Note,
        _ if line.lists > 0 => StructRole::LBody,
        _ => StructRole::P,
    }
}

/// The elements around lines: the article, a quotation, a list with its items.
struct Containers {
    whole: Tag,
    open: Option<(Line, Tag)>,
}

impl Containers {
    fn new(whole: Tag) -> Self {
        Self { whole, open: None }
    }

    /// The element that a line is in.
    fn tag(&mut self, pages: &mut Pages, line: &Line) -> Tag {
        let kept = self.open.filter(|(other, _)| {
            (other.quotes, other.lists > 0) == (line.quotes, line.lists > 0) && (line.quotes > 0 || line.lists > 0)
        });
        let around = match kept {
            Some((_, tag)) => tag,
            None if line.lists > 0 => pages.tags.add(self.whole, StructRole::L),
            None if line.quotes > 0 => pages.tags.add(self.whole, StructRole::BlockQuote),
            None => self.whole,
        };
        self.open = Some((*line, around));
        if line.lists > 0 { pages.tags.add(around, StructRole::LI) } else { around }
    }
}

/// A paragraph in pieces that are laid out at once.
fn divided(text: &str, range: ByteRange) -> Vec<ByteRange> {
    let (mut at, end) = (range.start().get(), range.end().get());
    let mut pieces = Vec::new();
    while end - at > PIECE {
        let mut cut = at + PIECE;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let cut = text[at..cut].rfind(' ').map_or(cut, |space| at + space + 1);
        pieces.push(ByteRange::of(at, cut));
        at = cut;
    }
    pieces.push(ByteRange::of(at, end));
    pieces
}

/// The words of a stretch with their styles. After a link stands its address.
fn words(article: &Article, range: ByteRange, style: Style) -> Rich {
    let text = article.text.as_str();
    let mut rich = Rich::default();
    let mut at = range.start().get();
    let paragraph = article.text.paragraph(article.text.paragraph_at(range.start()));
    let pieces = pieces(article.structure.within(paragraph), paragraph);
    for piece in pieces.iter().filter(|piece| piece.range.overlaps(range)) {
        let (start, end) = (piece.range.start().max(range.start()).get(), piece.range.end().min(range.end()).get());
        rich.push(&text[at..start], style);
        let words = &text[start..end];
        rich.push(words, faced(style, piece.face));
        at = end;
        let link = article.structure.link_at(&article.text, piece.range.start()).filter(|_| piece.face.link);
        // A link in several styles has its address once, at its end.
        if let Some(link) = link.filter(|link| link.range.end() == piece.range.end())
            && let Some(address) = link.address.as_deref().filter(|address| *address != words)
        {
            rich.push_aside(&format!(" <{address}>"), Style { size: style.size * 0.72, ..style.soft() });
        }
    }
    rich.push(&text[at..range.end().get()], style);
    rich
}

fn faced(style: Style, face: Face) -> Style {
    Style {
        bold: style.bold || face.strong,
        italic: style.italic || face.emphasis,
        struck: face.struck,
        underlined: face.link,
        ink: if face.link { LINK } else { style.ink },
        family: if face.literal { super::fonts::Family::Code } else { style.family },
        size: if face.literal { style.size * 0.9 } else { style.size },
    }
}

/// Draws the marks under a line, and notes beside it those that begin there.
fn marks(pages: &mut Pages, stretch: &Stretch, laid: &Laid, row: &Row, top: f32, layers: &[&Layer<'_>]) {
    let mut drawn = 0;
    let size = row.runs.iter().map(|run| run.style.size).fold(SIZE * 0.8, f32::max);
    let baseline = top + row.baseline;
    for layer in layers.iter().rev() {
        drawn += usize::from(!pieces_of(stretch, laid, row, layer).is_empty());
    }
    let mut unseen = drawn.saturating_sub(LAYERS);
    for layer in layers {
        let spans = pieces_of(stretch, laid, row, layer);
        if spans.is_empty() {
            continue;
        }
        if unseen > 0 {
            unseen -= 1;
            continue;
        }
        let look = layer.span.annotation.kind.look();
        pages.draw(|content, height| {
            for (left, right) in &spans {
                let (left, right) = (stretch.left + left, stretch.left + right);
                shapes::fill(content, look.light.fill);
                let bottom = height - baseline - size * 0.3;
                content.rect(left, bottom, right - left, size * 1.2).fill_nonzero();
            }
            for (left, right) in &spans {
                let sides = (stretch.left + left, stretch.left + right);
                let y = height - baseline - size * 0.26 - (layer.lane - 1) as f32 * 2.1;
                match layer.changed {
                    true => shapes::broken(content, sides, y, look.light.line),
                    false => shapes::underline(content, look.underline, sides, y, look.light.line),
                }
            }
        });
    }
    let mut begun: Vec<&&Layer<'_>> = layers.iter().filter(|layer| begins(stretch, row, layer)).collect();
    begun.sort_by_key(|layer| (layer.span.range.start(), layer.number));
    for layer in begun {
        let mark = &layer.span.annotation;
        let (look, style) = (mark.kind.look(), Style::sans(7.5));
        if layer.first {
            pages.arrive(Place::Passage(layer.number), top);
        }
        let speaker = mark.speaker.as_ref().map(|speaker| speaker.label()).filter(|_| layer.first).unwrap_or_default();
        let kind = if mark.kind.row().is_none() { format!("{} ", mark.kind.name()) } else { String::new() };
        let more = if layer.first { "" } else { " …" };
        let note = Rich::default()
            .with_icon(look.glyph, look.light.line, style)
            .and(&format!(" {}{more} ", layer.number), style.bold().ink(look.light.line))
            .and(&format!("{kind}{speaker}"), style.ink(SOFT))
            .and(if layer.changed { badge(mark) } else { "" }, style.bold());
        pages.note(baseline, note, layer.number);
    }
}

/// The parts of a line that a layer covers.
fn pieces_of(stretch: &Stretch, laid: &Laid, row: &Row, layer: &Layer<'_>) -> Vec<(f32, f32)> {
    let end = stretch.start + stretch.source_length();
    let (from, to) = (layer.span.range.start().get().max(stretch.start), layer.span.range.end().get().min(end));
    if from >= to {
        return Vec::new();
    }
    row.parts(&laid.text, stretch.place(from)..stretch.rich.place_of_end(to - stretch.start))
}

/// True if a layer begins in a line.
fn begins(stretch: &Stretch, row: &Row, layer: &Layer<'_>) -> bool {
    let start = layer.span.range.start().get();
    start >= stretch.start
        && start < stretch.start + stretch.source_length()
        && row.range.contains(&stretch.place(start))
}

impl Stretch {
    fn source_length(&self) -> usize {
        self.rich.source_length()
    }

    fn place(&self, offset: usize) -> usize {
        self.rich.place(offset - self.start)
    }
}

/// A table: its columns are of equal width, and its rows are not broken between pages.
fn table(pages: &mut Pages, article: &Article, walk: &mut Walk<'_>, rows: &[ByteRange], (tag, leading): (Tag, f32)) {
    let text = article.text.as_str();
    let cells_of = |row: ByteRange| -> Vec<ByteRange> {
        let mut at = row.start().get();
        let cells = text[row.as_usize()].split('\t').map(|cell| {
            let range = ByteRange::of(at, at + cell.len());
            at += cell.len() + 1;
            range
        });
        cells.collect()
    };
    let columns = rows.iter().map(|row| cells_of(*row).len()).max().unwrap_or(1).max(1);
    let table = pages.tags.add(tag, StructRole::Table);
    let width = column(pages) / columns as f32;
    for row in rows {
        walk.advance(row.start().get(), row.end().get().saturating_sub(1));
        let element = pages.tags.add(table, StructRole::TR);
        let cells: Vec<(Stretch, Laid)> = (0..)
            .zip(cells_of(*row))
            .map(|(at, range): (u16, ByteRange)| {
                let rich = words(article, range, Style::serif(SIZE * 0.9));
                let tag = pages.tags.add(element, StructRole::TD);
                let left = LEFT + f32::from(at) * width;
                let stretch = Stretch { rich, start: range.start().get(), left, width: width - 8.0, tag };
                let laid = pages.lay_out(stretch.rich.clone(), stretch.width, leading.min(1.5));
                (stretch, laid)
            })
            .collect();
        let height = cells.iter().map(|(_, laid)| laid.height()).fold(0.0, f32::max);
        pages.need(height.min(pages.height()));
        let top = pages.y;
        let mut bottom = top;
        let layers = open(walk);
        for (stretch, laid) in &cells {
            let page = pages.page();
            // A cell that is longer than a page is broken, and the next begins where it ended.
            pages.y = if bottom > top && page == pages.page() { top } else { pages.y };
            pages.block(laid, stretch.left, stretch.tag, |pages, row, top| {
                marks(pages, stretch, laid, row, top, &layers);
            });
            bottom = bottom.max(pages.y);
        }
        pages.y = bottom + 2.0;
        let (y, right) = (pages.y, LEFT + width * columns as f32);
        pages.draw(|content, height| shapes::rule(content, (LEFT, right), height - y, shapes::HAIR));
        pages.y += 3.0;
    }
}
