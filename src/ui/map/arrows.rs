//! An arrow of the map: path, head, label and hit test.

use egui::{Color32, FontId, Painter, Pos2, Rect, Shape, Stroke as Line, Vec2, vec2};

use crate::model::map::Arrow;
use crate::model::role::Stroke;
use crate::ui::icons;
use crate::ui::map::boxes::font_size;
use crate::ui::map::camera::Camera;
use crate::ui::symbols::visible;
use crate::ui::theme::radius;

/// Line segments of a curve at full size.
const PIECES: f32 = 20.0;

/// Length of a head, in points of the map.
const HEAD: f32 = 10.0;

/// Zoom below which arrows are plain lines.
const DETAILED: f32 = 0.4;

/// Distance in points at which a click still hits an arrow.
const NEAR: f32 = 5.0;

/// An arrow on the screen.
pub struct Drawn {
    /// The index in [`Map::arrows`](crate::model::map::Map::arrows).
    pub index: usize,
    /// Its path as line segments.
    path: Vec<Pos2>,
    /// The place of its label; `None` if there is no room.
    pub label: Option<Rect>,
}

impl Drawn {
    /// The arrow on the screen; `None` if it is not visible.
    pub fn new(index: usize, arrow: &Arrow, camera: &Camera, painter: &Painter) -> Option<Self> {
        let points: Vec<Pos2> = arrow.path.iter().map(|point| camera.at(*point)).collect();
        if !Rect::from_points(&points).expand(HEAD).intersects(camera.canvas()) {
            return None;
        }
        let zoom = camera.zoom();
        let pieces = (PIECES * zoom.sqrt()).ceil().clamp(2.0, 40.0) as usize;
        let mut path: Vec<Pos2> = points.first().copied().into_iter().collect();
        for [a, b, c, d] in points.windows(4).step_by(3).filter_map(|curve| <[Pos2; 4]>::try_from(curve).ok()) {
            path.extend((1..=pieces).map(|at| on_curve([a, b, c, d], at as f32 / pieces as f32)));
        }
        let room = arrow.room * zoom;
        let label = (zoom >= DETAILED).then(|| {
            let size = label_galley(arrow, camera, painter, Color32::PLACEHOLDER).size() + vec2(8.0, 3.0) * zoom;
            Rect::from_center_size(camera.at(arrow.label), size)
        });
        let label = label.filter(|label| label.width() <= room);
        Some(Self { index, path, label })
    }

    /// True if a point is on it.
    pub fn is_at(&self, place: Pos2) -> bool {
        self.label.is_some_and(|label| label.contains(place))
            || self.path.windows(2).any(|piece| distance(place, piece[0], piece[1]) <= NEAR)
    }

    /// Draws it without its label, which is above all arrows.
    pub fn draw(&self, arrow: &Arrow, camera: &Camera, painter: &Painter, colour: Color32, strong: bool) {
        let zoom = camera.zoom();
        let width = if strong { 2.4 } else { 1.4 };
        let stroke = arrow.relation.role.row().map_or(Stroke::Thin, |row| row.stroke);
        let (Some(&tip), Some(&start)) = (self.path.last(), self.path.first()) else { return };
        // Every path ends horizontally, and so does the head.
        let before = self.path.iter().rev().find(|point| **point != tip).copied().unwrap_or(start);
        let back = vec2((before.x - tip.x).signum(), 0.0) * HEAD * zoom.max(0.4) * if strong { 1.2 } else { 1.0 };
        let line = self.shortened(tip + back * 0.8);
        match stroke {
            Stroke::Solid => painter.add(Shape::line(line, Line::new(width, colour))),
            Stroke::Double if zoom >= DETAILED => {
                let gap = if strong { 2.2 } else { 1.7 } * zoom.clamp(0.75, 1.0);
                painter.add(Shape::line(beside(&line, gap), Line::new(width * 0.75, colour)));
                painter.add(Shape::line(beside(&line, -gap), Line::new(width * 0.75, colour)))
            }
            Stroke::Double => painter.add(Shape::line(line, Line::new(width, colour))),
            Stroke::Dotted => {
                let dots = Shape::dotted_line(&line, colour, 5.0 * zoom.max(0.5), width * 0.75);
                painter.add(Shape::Vec(dots))
            }
            Stroke::Thin => painter.add(Shape::line(line, Line::new(width * 0.6, colour))),
        };
        let side = vec2(-back.y, back.x) * 0.42;
        painter.add(Shape::convex_polygon(vec![tip, tip + back + side, tip + back - side], colour, Line::NONE));
    }

    /// The path up to the head.
    fn shortened(&self, end: Pos2) -> Vec<Pos2> {
        let mut line = self.path.clone();
        if let Some(last) = line.last_mut() {
            *last = end;
        }
        // Points under the head would lead past its base and back.
        while let [.., before, last] = &line[..]
            && (*before - *last).length() < HEAD * 0.5
            && line.len() > 2
        {
            let at = line.len() - 2;
            line.remove(at);
        }
        line
    }

    /// Draws its label.
    pub fn draw_label(&self, arrow: &Arrow, camera: &Camera, painter: &Painter, ground: Color32, text: Color32) {
        let Some(label) = self.label else { return };
        painter.rect_filled(label, radius::USUAL, ground);
        let galley = label_galley(arrow, camera, painter, text);
        painter.galley(label.center() - galley.size() / 2.0, galley, text);
    }
}

/// The role of the link, with a sign if it has a note.
fn label_galley(arrow: &Arrow, camera: &Camera, painter: &Painter, colour: Color32) -> std::sync::Arc<egui::Galley> {
    let relation = &arrow.relation;
    let note = if relation.note.is_empty() { String::new() } else { format!(" {}", icons::NOTE) };
    let words = format!("{}{note}", relation.role.id());
    painter.layout_no_wrap(
        visible(&words).into_owned(),
        FontId::proportional(font_size(11.0 * camera.zoom()).max(9.0)),
        colour,
    )
}

/// The line of a link being dragged from a box to the pointer.
pub fn draw_dragged(from: Rect, to: Pos2, painter: &Painter, colour: Color32) {
    let start = if to.x < from.center().x { from.left_center() } else { from.right_center() };
    painter.extend(Shape::dashed_line(&[start, to], Line::new(2.0, colour), 6.0, 4.0));
    painter.circle_filled(to, 4.0, colour);
}

fn on_curve([a, b, c, d]: [Pos2; 4], t: f32) -> Pos2 {
    let (u, sum) =
        (1.0 - t, |w: [f32; 4]| a.to_vec2() * w[0] + b.to_vec2() * w[1] + c.to_vec2() * w[2] + d.to_vec2() * w[3]);
    sum([u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t]).to_pos2()
}

/// A line parallel to another.
fn beside(line: &[Pos2], by: f32) -> Vec<Pos2> {
    let way = |at: usize| {
        let (before, after) = (line[at.saturating_sub(1)], line[(at + 1).min(line.len() - 1)]);
        (after - before).normalized()
    };
    line.iter().enumerate().map(|(at, point)| *point + turned(way(at)) * by).collect()
}

fn turned(way: Vec2) -> Vec2 {
    vec2(-way.y, way.x)
}

/// The distance of a point from a line segment.
fn distance(point: Pos2, from: Pos2, to: Pos2) -> f32 {
    let along = to - from;
    let length = along.length_sq();
    let part = if length == 0.0 { 0.0 } else { ((point - from).dot(along) / length).clamp(0.0, 1.0) };
    point.distance(from + along * part)
}
