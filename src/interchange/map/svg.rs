//! Map export as SVG 1.1: a separate file, or part by part in a page.
//!
//! Shapes have attributes for a light page, and classes for a page's style sheet on a dark one. The picture has no
//! scripts, styles or fonts except generic families, and fetches nothing.

use std::fmt::Write as _;

use super::wrap::em;
use super::{ABOVE, Card, HEAD, HEAD_SIZE, LINE, LINE_SIZE, PADDING, Picture, hex};
use crate::interchange::html::style::class;
use crate::model::article::Article;
use crate::model::kind::{KINDS, Kind, Underline};
use crate::model::map::{Arrow, MapBox, Point, Rect, Size};
use crate::model::message::counted;
use crate::model::query::quote_start;
use crate::model::role::{ROLES, Role, Stroke};
use crate::model::set::AnnotationSet;
use crate::model::visible::visible;

/// Colours of a light page.
const PAGE: &str = "#ffffff";
const TEXT: &str = "#1d1b18";
const SOFT: &str = "#5c574f";

/// The margin of the picture.
const MARGIN: f32 = 28.0;
/// The heights of the title above and the legend below.
const TITLE: f32 = 62.0;
const LEGEND: f32 = 64.0;
/// Length and half width of an arrow head.
const HEAD_LENGTH: f32 = 9.0;
const HEAD_WIDTH: f32 = 4.5;
/// Line width of an arrow.
const STROKE: f32 = 1.4;
/// Length in bytes of the quotation in a box's tooltip.
const TOOLTIP: usize = 1000;
/// Font size of labels.
const LABEL: f32 = 10.5;

/// Writes the map as a separate file.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let picture = Picture::new(article, set);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = file(&mut out, &picture, set);
    out
}

fn file(out: &mut String, picture: &Picture<'_>, set: &AnnotationSet) -> std::fmt::Result {
    let map = &picture.map;
    let legend = legend();
    let width = map.size.width.max(legend.width).max(420.0) + 2.0 * MARGIN;
    let height = MARGIN + TITLE + map.size.height + LEGEND + MARGIN;
    let title = visible(&picture.article.name());
    let title_size = 17.0;
    let lines = super::wrap(&title, title_size * 1.1, width - 2.0 * MARGIN, 1);
    let shown = lines.first().map_or("", String::as_str);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" role=\"img\">"
    )?;
    writeln!(out, "<title>{}</title>", xml(&title))?;
    writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"{PAGE}\"/>")?;
    writeln!(
        out,
        "<text x=\"{MARGIN}\" y=\"{}\" font-family=\"serif\" font-weight=\"bold\" font-size=\"{title_size}\" \
         fill=\"{TEXT}\">{}</text>",
        MARGIN + 14.0,
        xml(shown)
    )?;
    let marks = counted(set.annotations().len(), "mark", "marks");
    let links = counted(map.arrows.len(), "link", "links");
    let source = [visible(&picture.article.file), marks, links];
    let source: Vec<String> = source.into_iter().filter(|part| !part.is_empty()).collect();
    let source = super::wrap(&source.join(" · "), HEAD_SIZE, width - 2.0 * MARGIN, 1).concat();
    writeln!(
        out,
        "<text x=\"{MARGIN}\" y=\"{}\" font-size=\"{HEAD_SIZE}\" fill=\"{SOFT}\">{}</text>",
        MARGIN + 33.0,
        xml(&source)
    )?;
    writeln!(out, "<g transform=\"translate({MARGIN} {})\">", MARGIN + TITLE)?;
    drawing(out, picture, None)?;
    writeln!(out, "</g>")?;
    let top = MARGIN + TITLE + map.size.height + LEGEND - 12.0;
    writeln!(out, "<g transform=\"translate({MARGIN} {top})\">\n{}</g>\n</svg>", legend.drawing)
}

/// One part of the map as an element of a page; boxes link to the cards of their marks.
pub fn part(picture: &Picture<'_>, part: usize) -> String {
    let rect = picture.map.parts.get(part).copied().unwrap_or_default();
    // Borders, underlines and labels may extend a little beyond the boxes.
    let edge = 4.0;
    let size = Size::new(rect.size().width + 2.0 * edge, rect.size().height + 2.0 * edge);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg class=\"map\" viewBox=\"{} {} {} {}\" width=\"{}\" height=\"{}\" font-family=\"sans-serif\" role=\"group\">",
        rect.min.x - edge,
        rect.min.y - edge,
        size.width,
        size.height,
        size.width,
        size.height
    );
    let _ = drawing(&mut out, picture, Some(part));
    out.push_str("</svg>");
    out
}

/// The legend as an element of a page.
pub fn legend_element() -> String {
    let Legend { drawing, width } = legend();
    format!(
        "<svg class=\"map key\" viewBox=\"0 -17 {width} 29\" width=\"{width}\" height=\"29\" \
         font-family=\"sans-serif\" role=\"img\" aria-label=\"How the map is drawn\">\n{drawing}</svg>"
    )
}

/// Draws arrows, then boxes, then labels: of one part, with boxes as links, or of all.
fn drawing(out: &mut String, picture: &Picture<'_>, only: Option<usize>) -> std::fmt::Result {
    let map = &picture.map;
    let is_shown = |at: usize| only.is_none_or(|part| map.boxes[at].part == part);
    let arrows = || map.arrows.iter().filter(|arrow| is_shown(arrow.from));
    for shown in arrows() {
        arrow(out, shown)?;
    }
    for (at, (node, card)) in map.boxes.iter().zip(&picture.cards).enumerate() {
        if is_shown(at) {
            if only.is_some() {
                writeln!(out, "<a href=\"#c{}\">", card.number)?;
            }
            mark(out, picture.article, node, card)?;
            if only.is_some() {
                writeln!(out, "</a>")?;
            }
        }
    }
    for shown in arrows() {
        label(out, shown.label, shown.relation.role.id())?;
    }
    Ok(())
}

fn mark(out: &mut String, article: &Article, node: &MapBox, card: &Card) -> std::fmt::Result {
    let kind = &node.mark.kind;
    let look = kind.look();
    let Rect { min, max } = node.rect;
    let (line, fill) = (hex(look.light.line), hex(look.light.fill));
    writeln!(out, "<g class=\"box {}\">", class(kind))?;
    let quote = xml(&visible(&quote_start(&node.mark, &article.text, TOOLTIP)));
    writeln!(out, "<title>{quote}{}</title>", card.badge)?;
    let size = node.rect.size();
    writeln!(
        out,
        "<rect class=\"fill\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\" fill=\"{fill}\" stroke=\"{line}\" \
         stroke-opacity=\"0.35\"/>",
        min.x, min.y, size.width, size.height
    )?;
    underline(out, look.underline, &line, (min.x + PADDING, max.x - PADDING), max.y - 6.0)?;
    let mut y = min.y + ABOVE + HEAD - 5.0;
    let x = min.x + PADDING;
    let room = size.width - 2.0 * PADDING - 48.0 - em(card.badge) * HEAD_SIZE * 1.1;
    let name = super::wrap(&visible(kind.name()), HEAD_SIZE * 1.1, room, 1).concat();
    writeln!(
        out,
        "<text class=\"name\" x=\"{x}\" y=\"{y}\" font-size=\"{HEAD_SIZE}\" font-weight=\"bold\" fill=\"{line}\">\
         {} {} {}{}</text>",
        look.glyph,
        card.number,
        xml(&name),
        card.badge
    )?;
    for speaker in &card.speaker {
        y += HEAD;
        writeln!(
            out,
            "<text class=\"ink\" x=\"{x}\" y=\"{y}\" font-size=\"{HEAD_SIZE}\" font-weight=\"bold\" fill=\"{TEXT}\">{}</text>",
            xml(speaker)
        )?;
    }
    for quote in &card.quote {
        y += LINE;
        writeln!(
            out,
            "<text class=\"ink\" x=\"{x}\" y=\"{y}\" font-family=\"serif\" font-size=\"{LINE_SIZE}\" fill=\"{TEXT}\">{}</text>",
            xml(quote)
        )?;
    }
    writeln!(out, "</g>")
}

/// The underline of a kind, from left to right.
fn underline(
    out: &mut String,
    underline: Underline,
    colour: &str,
    (left, right): (f32, f32),
    y: f32,
) -> std::fmt::Result {
    let (path, extra) = match underline {
        Underline::Solid => (format!("M{left} {y}H{right}"), ""),
        Underline::Dotted => (format!("M{left} {y}H{right}"), " stroke-dasharray=\"0 5\" stroke-linecap=\"round\""),
        Underline::Zigzag => {
            let step = 4.0;
            let teeth = ((right - left) / step) as usize;
            let tooth = |at: usize| {
                format!("L{} {}", left + at as f32 * step, if at.is_multiple_of(2) { y + 1.5 } else { y - 1.5 })
            };
            let path: String = (1..=teeth).map(tooth).collect();
            (format!("M{left} {}{path}", y + 1.5), " stroke-linejoin=\"round\"")
        }
    };
    let width = if underline == Underline::Dotted { 2.6 } else { 1.8 };
    writeln!(
        out,
        "<path class=\"line\" d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{extra}/>"
    )
}

fn arrow(out: &mut String, arrow: &Arrow) -> std::fmt::Result {
    let mut path = arrow.path.clone();
    let [.., before, tip] = path.as_mut_slice() else { return Ok(()) };
    let length = (tip.x - before.x).hypot(tip.y - before.y).max(f32::EPSILON);
    let along = Point::new((tip.x - before.x) / length, (tip.y - before.y) / length);
    let end = *tip;
    // The line ends within the head, so that its end does not show at the point.
    let back = HEAD_LENGTH * 0.8;
    for point in [before, tip] {
        *point = Point::new(point.x - along.x * back, point.y - along.y * back);
    }
    let mut way = String::new();
    for (at, point) in path.iter().enumerate() {
        let command = match at {
            0 => "M",
            at if at % 3 == 1 => "C",
            _ => " ",
        };
        write!(way, "{command}{:.1} {:.1}", point.x, point.y)?;
    }
    let role = &arrow.relation.role;
    writeln!(out, "<g class=\"arrow\">")?;
    if !arrow.relation.note.is_empty() {
        writeln!(out, "<title>{}</title>", xml(&visible(&arrow.relation.note)))?;
    }
    stroke(out, role, &way)?;
    head(out, end, along)?;
    writeln!(out, "</g>")
}

/// The line of a role along a path.
fn stroke(out: &mut String, role: &Role, way: &str) -> std::fmt::Result {
    let mut line = |class: &str, colour: &str, width: f32, more: &str| {
        writeln!(
            out,
            "<path class=\"{class}\" d=\"{way}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{more}/>"
        )
    };
    match role.row().map_or(Stroke::Thin, |row| row.stroke) {
        Stroke::Solid => line("wire", SOFT, STROKE, ""),
        Stroke::Double => {
            line("wire", SOFT, STROKE * 3.0, "")?;
            line("gap", PAGE, STROKE * 1.2, "")
        }
        Stroke::Dotted => line("wire", SOFT, STROKE * 1.5, " stroke-dasharray=\"0 5\" stroke-linecap=\"round\""),
        Stroke::Thin => line("wire", SOFT, STROKE * 0.5, ""),
    }
}

/// An arrow head with its point at a position.
fn head(out: &mut String, tip: Point, along: Point) -> std::fmt::Result {
    let corner = |side: f32| {
        let x = tip.x - along.x * HEAD_LENGTH - along.y * side * HEAD_WIDTH;
        let y = tip.y - along.y * HEAD_LENGTH + along.x * side * HEAD_WIDTH;
        format!("L{x:.1} {y:.1}")
    };
    writeln!(
        out,
        "<path class=\"head\" d=\"M{:.1} {:.1}{}{}Z\" fill=\"{SOFT}\"/>",
        tip.x,
        tip.y,
        corner(1.0),
        corner(-1.0)
    )
}

/// A label on a path, with a halo between them.
fn label(out: &mut String, at: Point, text: &str) -> std::fmt::Result {
    let text = super::wrap(&visible(text), LABEL, 84.0, 1).concat();
    writeln!(
        out,
        "<text class=\"label\" x=\"{:.1}\" y=\"{:.1}\" font-size=\"{LABEL}\" text-anchor=\"middle\" fill=\"{SOFT}\" \
         stroke=\"{PAGE}\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>",
        at.x,
        at.y + LABEL * 0.33,
        xml(&text)
    )
}

/// Samples of all kinds and roles in a row, with the baseline at 0.
struct Legend {
    drawing: String,
    width: f32,
}

fn legend() -> Legend {
    let mut out = String::new();
    let mut x = 0.0;
    for row in KINDS {
        let text = format!("{} {}", row.glyph, row.name);
        let width = em(&text) * HEAD_SIZE * 1.1 + 16.0;
        let (line, fill) = (hex(row.light.line), hex(row.light.fill));
        let _ = writeln!(out, "<g class=\"box {}\">", class(&Kind::of(row)));
        let _ = writeln!(
            out,
            "<rect class=\"fill\" x=\"{x}\" y=\"-15\" width=\"{width}\" height=\"25\" rx=\"4\" fill=\"{fill}\" \
             stroke=\"{line}\" stroke-opacity=\"0.35\"/>"
        );
        let _ = writeln!(
            out,
            "<text class=\"name\" x=\"{}\" y=\"0\" font-size=\"{HEAD_SIZE}\" font-weight=\"bold\" fill=\"{line}\">{text}</text>",
            x + 8.0
        );
        let _ = underline(&mut out, row.underline, &line, (x + 8.0, x + width - 8.0), 5.5);
        out.push_str("</g>\n");
        x += width + 14.0;
    }
    x += 14.0;
    for row in ROLES {
        let end = x + 46.0;
        out.push_str("<g class=\"arrow\">\n");
        let _ = stroke(&mut out, &Role::new(row.id), &format!("M{x} -4H{}", end - HEAD_LENGTH * 0.8));
        let _ = head(&mut out, Point::new(end, -4.0), Point::new(1.0, 0.0));
        let _ = writeln!(
            out,
            "<text class=\"soft\" x=\"{}\" y=\"0\" font-size=\"{HEAD_SIZE}\" fill=\"{SOFT}\">{}</text>\n</g>",
            end + 7.0,
            row.id
        );
        x = end + 7.0 + em(row.id) * HEAD_SIZE + 20.0;
    }
    Legend { drawing: out, width: x }
}

/// Text escaped for XML.
fn xml(text: &str) -> String {
    html_escape::encode_text(text).into_owned()
}
