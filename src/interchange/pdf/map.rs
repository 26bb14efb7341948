//! The map: one figure for each part that links hold together, and one line for each mark without links.

use pdf_writer::Content;
use pdf_writer::types::StructRole;

use super::ledger::{end, listed};
use super::pages::{LEFT, Pages, Place};
use super::shapes;
use super::tags::{Tag, WHOLE};
use super::text::{Rich, SOFT, Style};
use crate::interchange::map::{ABOVE, Card, HEAD, HEAD_SIZE, LINE, LINE_SIZE, PADDING, Picture};
use crate::model::article::Article;
use crate::model::map::{Arrow, MapBox, Point, Rect};
use crate::model::message::counted;
use crate::model::role::{ROLES, Stroke};
use crate::model::set::AnnotationSet;

/// The width for which the map is laid out; on the page it is smaller.
const WIDTH: f32 = 600.0;
/// Room around a part for borders and labels.
const EDGE: f32 = 4.0;
/// The part of its size to which a part may be made smaller, so that it fits on the page at hand.
const LEAST: f32 = 0.72;
/// Size of labels.
const LABEL: f32 = 10.5;

/// Where a part of the map is on the page.
#[derive(Clone, Copy)]
struct Frame {
    origin: Point,
    top: f32,
    left: f32,
    scale: f32,
}

impl Frame {
    /// A point, from the top of the page.
    fn at(self, point: Point) -> (f32, f32) {
        (self.left + (point.x - self.origin.x) * self.scale, self.top + (point.y - self.origin.y) * self.scale)
    }
}

/// Appends the map.
pub fn push(pages: &mut Pages, article: &Article, set: &AnnotationSet) {
    let picture = Picture::within(article, set, WIDTH);
    let map = picture.map();
    if map.boxes.is_empty() {
        return;
    }
    let linked = picture.linked_parts();
    let first = linked.first().map_or(40.0, |part| measures(pages, &picture, *part).1);
    pages.heading("Map", first * LEAST + 30.0);
    legend(pages);
    for part in &linked {
        figure(pages, &picture, *part);
    }
    let alone = map.boxes.iter().filter(|node| !linked.contains(&node.part));
    let lines: Vec<Rich> = alone.map(|node| end(article, set, &node.mark)).collect();
    if !lines.is_empty() {
        listed(pages, "Without links", lines);
    }
}

/// The scale of a part, and its height on the page. A part is never cut: it is made small enough for a page.
fn measures(pages: &Pages, picture: &Picture<'_>, part: usize) -> (f32, f32) {
    let size = picture.map().parts.get(part).copied().unwrap_or_default().size();
    let (width, height) = (size.width + 2.0 * EDGE, size.height + 2.0 * EDGE);
    let scale = (pages.width() / width).min((pages.height() - 60.0) / height).min(pages.width() / WIDTH);
    (scale, height * scale)
}

fn figure(pages: &mut Pages, picture: &Picture<'_>, part: usize) {
    let rect = picture.map().parts.get(part).copied().unwrap_or_default();
    let (mut scale, mut height) = measures(pages, picture, part);
    // Rather a little smaller than on the next page.
    let room = pages.room() - 4.0;
    if room < height && room > height * LEAST {
        scale *= room / height;
        height = room;
    }
    pages.need(height);
    let origin = Point::new(rect.min.x - EDGE, rect.min.y - EDGE);
    let frame = Frame { origin, top: pages.y, left: LEFT, scale };
    let inside = |at: usize| picture.map().boxes[at].part == part;
    let arrows: Vec<&Arrow> = picture.map().arrows.iter().filter(|arrow| inside(arrow.from)).collect();
    let boxes = picture.map().boxes.iter().zip(picture.cards()).filter(|(node, _)| node.part == part);
    let boxes: Vec<(&MapBox, &Card)> = boxes.collect();
    let tag = pages.tags.add(WHOLE, StructRole::Figure);
    let (marks, links) = (counted(boxes.len(), "mark", "marks"), counted(arrows.len(), "link", "links"));
    pages.tags.describe(tag, format!("Map of {marks} and {links}, which the ledger lists"));
    for shown in &arrows {
        pages.draw(|content, height| arrow(content, height, frame, shown));
    }
    for (node, card) in boxes {
        mark(pages, frame, node, card, tag);
    }
    for shown in arrows {
        label(pages, frame, shown, tag);
    }
    pages.y += height + 12.0;
}

/// A mark: its box, kind, speaker and words.
fn mark(pages: &mut Pages, frame: Frame, node: &MapBox, card: &Card, tag: Tag) {
    let (kind, look) = (&node.mark.kind, node.mark.kind.look());
    let Rect { min, max } = node.rect;
    let ((left, top), (right, bottom), k) = (frame.at(min), frame.at(max), frame.scale);
    pages.draw(|content, height| {
        shapes::fill(content, look.light.fill);
        shapes::pen(content, shapes::mixed(look.light.line, 0.35), 0.8);
        shapes::round(content, [left, height - bottom, right - left, bottom - top], 4.0);
        content.fill_nonzero_and_stroke();
        let sides = (left + PADDING * k, right - PADDING * k);
        shapes::underline(content, look.underline, sides, height - bottom + 6.0 * k, look.light.line);
    });
    pages.link([left, top, right, bottom], Place::Passage(card.number));
    let name = Style::sans(HEAD_SIZE * k).bold();
    let head = Rich::default()
        .with_icon(look.glyph, look.light.line, name)
        .and(&format!(" {} {}{}", card.number, kind.name(), card.badge), name.ink(look.light.line));
    let mut lines = vec![(head, HEAD)];
    lines.extend(card.speaker.iter().map(|words| (Rich::of(words, name), HEAD)));
    lines.extend(card.quote.iter().map(|words| (Rich::of(words, Style::serif(LINE_SIZE * k)), LINE)));
    let mut y = top + ABOVE * k;
    for (rich, height) in lines {
        let laid = pages.lay_out(rich, f32::MAX, 1.3);
        let (line, room) = (laid.lines.first().map_or(0.0, |line| line.height), height * k);
        // Fonts differ: a line that is too wide is made narrower, so that it stays in its box.
        pages.fit(&laid, (left + PADDING * k, right - PADDING * k * 0.5), y + (room - line) / 2.0, tag);
        y += room;
    }
}

fn arrow(content: &mut Content, height: f32, frame: Frame, arrow: &Arrow) {
    let points: Vec<(f32, f32)> = arrow.path.iter().map(|point| frame.at(*point)).collect();
    let points: Vec<(f32, f32)> = points.into_iter().map(|(x, y)| (x, height - y)).collect();
    let [.., before, tip] = points.as_slice() else { return };
    let (dx, dy) = (tip.0 - before.0, tip.1 - before.1);
    let length = dx.hypot(dy).max(f32::EPSILON);
    let along = (dx / length, dy / length);
    let size = 8.0 * frame.scale;
    // The line ends within the head, so that its end does not show at the point.
    let back = |(x, y): (f32, f32)| (x - along.0 * size * 0.8, y - along.1 * size * 0.8);
    let last = points.len() - 1;
    let way = |content: &mut Content| {
        content.move_to(points[0].0, points[0].1);
        for (at, curve) in points[1..].chunks_exact(3).enumerate() {
            let [one, two, end] = curve else { continue };
            let is_last = 3 * (at + 1) == last;
            let (two, end) = if is_last { (back(*two), back(*end)) } else { (*two, *end) };
            content.cubic_to(one.0, one.1, two.0, two.1, end.0, end.1);
        }
    };
    let manner = arrow.relation.role.row().map_or(Stroke::Thin, |row| row.stroke);
    shapes::stroke(content, manner, 1.4 * frame.scale, SOFT, way);
    shapes::head(content, *tip, along, size, SOFT);
}

/// The role on an arrow.
fn label(pages: &mut Pages, frame: Frame, arrow: &Arrow, tag: Tag) {
    let style = Style::sans(LABEL * frame.scale).soft();
    let laid = pages.lay_out(Rich::of(arrow.relation.role.id(), style), 84.0, 1.2);
    let Some(line) = laid.lines.first() else { return };
    let (x, y) = frame.at(arrow.label);
    let (left, top) = (x - line.right / 2.0, y - line.height / 2.0);
    pages.draw(|content, height| {
        shapes::fill(content, shapes::PAGE);
        content.rect(left - 1.0, height - top - line.height, line.right + 2.0, line.height).fill_nonzero();
    });
    pages.lines(&laid, &laid.lines[..1], left, top, tag);
}

/// The manner of each role.
fn legend(pages: &mut Pages) {
    let tag = pages.tags.add(WHOLE, StructRole::P);
    let (mut x, top) = (LEFT, pages.y);
    for row in ROLES {
        pages.draw(|content, height| {
            let y = height - top - 6.0;
            shapes::stroke(content, row.stroke, 1.1, SOFT, |content| {
                content.move_to(x, y).line_to(x + 28.0, y);
            });
            shapes::head(content, (x + 34.0, y), (1.0, 0.0), 6.5, SOFT);
        });
        let laid = pages.lay_out(Rich::of(row.id, Style::sans(8.5).soft()), 200.0, 1.4);
        pages.lines(&laid, &laid.lines, x + 40.0, top, tag);
        x += 40.0 + laid.width() + 22.0;
    }
    pages.y = top + 22.0;
}
