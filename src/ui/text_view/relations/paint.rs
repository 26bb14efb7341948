//! Painting of links, of the places of speaker and cue, and of a link being dragged.

use egui::{Color32, FontId, Painter, Pos2, Rect, Shape, Stroke as Line, StrokeKind, Vec2, pos2, vec2};

use super::stubs::line;
use super::{ARROW, Link, Plan};
use crate::model::annotation::{Annotation, Id};
use crate::model::kind::Kind;
use crate::model::role::{ROLES, Stroke};
use crate::ui::text_view::TextInput;
use crate::ui::text_view::marks::row_of;
use crate::ui::text_view::names::possible_roles;
use crate::ui::text_view::page::Page;
use crate::ui::text_view::pen::Pen;

/// Lengths of a dash and of a gap, in points.
const DASH: (f32, f32) = (6.0, 4.0);

/// Maximum dots of all dotted links; many long links have wider gaps.
const DOTS: f32 = 1500.0;

fn stroke(link: &Link<'_>) -> Stroke {
    ROLES.iter().find(|row| row.id == link.role).map_or(Stroke::Thin, |row| row.stroke)
}

/// The colour of the lines of a mark.
fn color_of(input: &TextInput<'_>, id: &Id) -> Color32 {
    input.set.get(id).map_or(input.style.text, |mark| input.style.line(row_of(&mark.kind)))
}

/// Paints the links; `hovered` is the mark under the pointer.
pub(in crate::ui::text_view) fn paint(painter: &Painter, plan: &Plan, input: &TextInput<'_>, hovered: Option<&Id>) {
    if plan.routes.is_empty() {
        return;
    }
    let style = input.style;
    let mut pen = Pen::new(painter.pixels_per_point());
    for leader in &plan.leaders {
        pen.dots(leader, 1.0, 3.0, style.text.gamma_multiply(0.6));
    }
    let mut labels = Vec::new();
    let dotted = plan.routes.iter().filter(|route| stroke(&input.links[route.link]) == Stroke::Dotted);
    let length: f32 =
        dotted.map(|route| route.points.windows(2).map(|pair| pair[0].distance(pair[1])).sum::<f32>()).sum();
    let step = (length / DOTS).max(5.0);
    // Inner lanes are above outer ones.
    for route in plan.routes.iter().rev() {
        let link = &input.links[route.link];
        let color = match link.outside {
            Some(outside) if input.selected != Some(link.from) => input.style.line(row_of(&outside.mark.kind)),
            _ => color_of(input, link.from),
        };
        let width = if hovered == Some(&route.other) { 2.5 } else { 1.5 };
        match stroke(link) {
            _ if link.provisional => pen.dashes(&route.points, width, DASH, color),
            Stroke::Solid => pen.path(&route.points, width, 0.0, color),
            Stroke::Double => {
                pen.path(&route.points, width * 0.7, -1.25, color);
                pen.path(&route.points, width * 0.7, 1.25, color);
            }
            Stroke::Dotted => pen.dots(&route.points, width * 1.2, step, color),
            Stroke::Thin => pen.path(&route.points, width * 0.6, 0.0, color),
        }
        pen.arrow(route.arrow.0, route.arrow.1, ARROW, color);
        if let Some(label) = &route.label {
            pen.rect(label.ground, style.page);
            labels.push(label);
        }
    }
    painter.add(Shape::mesh(pen.mesh));
    for label in labels {
        if label.upright {
            label.words.paint_upright(painter, label.at);
        } else {
            label.words.paint(painter, label.at);
        }
    }
    for stub in &plan.stubs {
        let lit = hovered == Some(&stub.follow);
        let edge = Line::new(if lit { 2.0 } else { 1.0 }, style.line(stub.row));
        painter.rect(stub.rect, 5.0, style.track, edge, StrokeKind::Inside);
        let at = pos2(stub.rect.left() + 8.0, (stub.rect.center().y - stub.words.size().y / 2.0).round());
        stub.words.paint(painter, at);
    }
}

/// Outlines the places of speaker and cue, with their names.
pub(in crate::ui::text_view) fn places(painter: &Painter, page: &Page<'_>, input: &TextInput<'_>) {
    let style = input.style;
    let color = style.text.lerp_to_gamma(style.page, 0.2);
    let font = FontId::proportional((style.size * 0.5).round());
    let mut pen = Pen::new(painter.pixels_per_point());
    let mut names = Vec::new();
    for (range, name) in input.places {
        let mut first = true;
        page.rects(*range, |_, _, rect| {
            let frame = rect.shrink2(vec2(0.0, (style.size * 0.1).round()));
            let [a, b] = [frame.left_top(), frame.right_bottom()];
            for side in [[a, pos2(b.x, a.y)], [pos2(a.x, b.y), b], [a, pos2(a.x, b.y)], [pos2(b.x, a.y), b]] {
                pen.dashes(&side, 1.0, (3.0, 2.0), color);
            }
            if std::mem::take(&mut first) {
                let words = line(painter, &[(name, color)], &font, f32::INFINITY);
                let at = pos2(frame.left() + 3.0, (frame.top() - words.size().y / 2.0 - 1.0).round());
                pen.rect(Rect::from_min_size(at, words.size()).expand2(vec2(2.0, -3.0)), style.page);
                names.push((at, words));
            }
        });
    }
    if !pen.mesh.is_empty() {
        painter.add(Shape::mesh(pen.mesh));
    }
    for (at, words) in names {
        words.paint(painter, at);
    }
}

/// Paints the link being dragged from a mark at `start` to the pointer, and the passage it would lead to.
pub(in crate::ui::text_view) fn dragged(
    painter: &Painter,
    page: &Page<'_>,
    input: &TextInput<'_>,
    from: &Id,
    (start, pointer): (Pos2, Pos2),
    to: Option<&Id>,
) {
    let color = color_of(input, from);
    let mut pen = Pen::new(painter.pixels_per_point());
    outline(&mut pen, page, input, to);
    // A curve that leaves to the left, clear of the text, and returns from there.
    let out = vec2(-(30.0_f32).min((start.x - page.rect.left()).max(0.0)), 0.0);
    let controls = [start, start + out, pos2(start.x + out.x, pointer.y), pointer];
    let bow = egui::epaint::CubicBezierShape::from_points_stroke(controls, false, Color32::TRANSPARENT, Line::NONE);
    let points = bow.flatten(Some(0.5));
    let direction = points.iter().rev().map(|point| pointer - *point).find(|way| way.length() > 4.0);
    pen.dashes(&points, 2.0, DASH, color);
    pen.arrow(pointer, direction.unwrap_or(Vec2::X), ARROW * 1.4, color);
    painter.add(Shape::mesh(pen.mesh));
    if let (Some(from), Some(to)) = (input.set.get(from), to.and_then(|id| input.set.get(id))) {
        label(painter, page, input, (Some(&from.id), &from.kind), pointer, to);
    }
}

/// Paints the passage to which a mark from elsewhere would be linked, and the possible roles beside the pointer.
pub(in crate::ui::text_view) fn carried(
    painter: &Painter,
    page: &Page<'_>,
    input: &TextInput<'_>,
    from: (Option<&Id>, &Kind),
    pointer: Pos2,
    to: Option<&Id>,
) {
    let mut pen = Pen::new(painter.pixels_per_point());
    outline(&mut pen, page, input, to);
    if !pen.mesh.is_empty() {
        painter.add(Shape::mesh(pen.mesh));
    }
    if let Some(to) = to.and_then(|id| input.set.get(id)) {
        label(painter, page, input, from, pointer, to);
    }
}

/// Outlines the passage that a dragged link would lead to.
fn outline(pen: &mut Pen, page: &Page<'_>, input: &TextInput<'_>, to: Option<&Id>) {
    let Some(mark) = to.and_then(|id| input.set.get(id)) else { return };
    let color = input.style.line(row_of(&mark.kind));
    for range in mark.target.found() {
        page.rects(range, |_, _, rect| pen.outline(rect.expand(1.0), 2.0, color));
    }
}

/// The roles that a dragged link could have, beside the pointer.
fn label(
    painter: &Painter,
    page: &Page<'_>,
    input: &TextInput<'_>,
    (from, kind): (Option<&Id>, &Kind),
    pointer: Pos2,
    to: &Annotation,
) {
    let color = input.style.line(row_of(kind));
    let roles = possible_roles(kind, &to.kind);
    let mut links = from.into_iter().flat_map(|from| input.set.relations_of(from));
    let words = match links.find(|link| link.from == to.id || link.to == to.id) {
        Some(link) => format!("linked already: {}", link.role.id()),
        None if roles.is_empty() => "cannot be linked".to_owned(),
        None => roles,
    };
    let font = FontId::proportional((input.style.size * 0.72).round());
    let words = line(painter, &[(&words, input.style.text)], &font, f32::INFINITY);
    let place = Rect::from_min_size(pointer + vec2(16.0, 12.0), words.size()).expand2(vec2(7.0, 3.0));
    let room = page.rect.right_bottom() - place.max;
    let place = place.translate(room.min(Vec2::ZERO));
    painter.rect(place, 5.0, input.style.track, Line::new(1.0, color), StrokeKind::Inside);
    words.paint(painter, place.min + vec2(7.0, 3.0));
}
