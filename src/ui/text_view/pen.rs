//! A builder of meshes: rectangles, zigzags, paths, dots and glyphs, aligned to pixels.

use egui::epaint::{Vertex, WHITE_UV};
use egui::{Color32, Mesh, Pos2, Rect, Vec2, pos2, vec2};

use crate::model::kind::Underline;

/// Adds shapes to a mesh.
#[derive(Debug)]
pub(super) struct Pen {
    pub mesh: Mesh,
    pixel: f32,
}

impl Pen {
    pub(super) fn new(pixels_per_point: f32) -> Self {
        Self { mesh: Mesh::default(), pixel: 1.0 / pixels_per_point }
    }

    /// A pen with room for as much as another mesh has.
    pub(super) fn like(pixels_per_point: f32, other: &Mesh) -> Self {
        let mut pen = Self::new(pixels_per_point);
        pen.mesh.reserve_vertices(other.vertices.len());
        pen.mesh.indices.reserve(other.indices.len());
        pen
    }

    fn snap(&self, points: f32) -> f32 {
        (points / self.pixel).round() * self.pixel
    }

    /// A length rounded to pixels, at least one.
    fn length(&self, points: f32) -> f32 {
        self.snap(points).max(self.pixel)
    }

    /// A rectangle aligned to pixels.
    pub(super) fn rect(&mut self, rect: Rect, color: Color32) {
        let rect = Rect::from_min_max(
            pos2(self.snap(rect.left()), self.snap(rect.top())),
            pos2(self.snap(rect.right()), self.snap(rect.bottom())),
        );
        if rect.is_positive() {
            self.mesh.add_colored_rect(rect, color);
        }
    }

    /// The outline of a rectangle, inside it.
    pub(super) fn outline(&mut self, rect: Rect, width: f32, color: Color32) {
        let (min, max) = (rect.min, rect.max);
        self.rect(Rect::from_min_max(min, pos2(max.x, min.y + width)), color);
        self.rect(Rect::from_min_max(pos2(min.x, max.y - width), max), color);
        self.rect(Rect::from_min_max(min, pos2(min.x + width, max.y)), color);
        self.rect(Rect::from_min_max(pos2(max.x - width, min.y), max), color);
    }

    /// An underline from `left` to `right` with its upper edge at `top`, about `width` thick.
    pub(super) fn underline(
        &mut self,
        shape: Underline,
        (left, right): (f32, f32),
        top: f32,
        width: f32,
        color: Color32,
    ) {
        let (top, width) = (self.snap(top), self.length(width));
        match shape {
            Underline::Solid => self.rect(Rect::from_min_max(pos2(left, top), pos2(right, top + width)), color),
            Underline::Dotted => {
                let side = self.length(width * 1.2);
                let step = self.length(side * 2.0);
                // Dots are on a grid of the whole page, so that neighbouring pieces join.
                let mut x = (left / step).ceil() * step;
                while x + side <= right + self.pixel {
                    let min = pos2(self.snap(x), top);
                    self.mesh.add_colored_rect(Rect::from_min_size(min, vec2(side, side)), color);
                    x += step;
                }
            }
            Underline::Zigzag => self.zigzag((left, right), top, width, color),
        }
    }

    /// A zigzag with soft edges: a band of three quads from peak to peak.
    fn zigzag(&mut self, (left, right): (f32, f32), top: f32, width: f32, color: Color32) {
        const HALF_PERIOD: f32 = 3.5;
        let height = 1.8;
        let middle = top + width / 2.0;
        let (low, high) = (middle - height / 2.0, middle + height / 2.0);
        // The corner with a number: each is as far from the middle as any, on alternating sides.
        let corner = |number: i32| (number as f32 * HALF_PERIOD, if number % 2 == 0 { low } else { high });
        let (first, last) = ((left / HALF_PERIOD).floor() as i32, (right / HALF_PERIOD).ceil() as i32);
        let between = |x: f32, (from, start): (f32, f32), (to, end): (f32, f32)| {
            egui::lerp(start..=end, ((x - from) / (to - from)).clamp(0.0, 1.0))
        };
        let core = width / 2.0;
        let distances = [-core - self.pixel * 0.6, -core * 0.6, core * 0.6, core + self.pixel * 0.6];
        let mut joint = |(x, y): (f32, f32), first: bool| {
            self.joint(distances.map(|distance| pos2(x, y + distance)), color, first);
        };
        joint((left, between(left, corner(first), corner(first + 1))), true);
        for number in first + 1..last {
            joint(corner(number), false);
        }
        joint((right, between(right, corner(last - 1), corner(last))), false);
    }

    /// A line with soft edges along points, `width` thick, moved by `aside` to its right.
    pub(super) fn path(&mut self, points: &[Pos2], width: f32, aside: f32, color: Color32) {
        let (core, soft) = (width.max(self.pixel) / 2.0, self.pixel / 2.0);
        let direction = |a: usize| points.get(a..a + 2).map_or(Vec2::ZERO, |pair| (pair[1] - pair[0]).normalized());
        for (index, point) in points.iter().enumerate() {
            let before = index.checked_sub(1).map_or(Vec2::ZERO, direction);
            let right = -(before + direction(index)).normalized().rot90();
            let distances = [-core - soft, -core + soft, core - soft, core + soft];
            self.joint(distances.map(|distance| *point + right * (aside + distance)), color, index == 0);
        }
    }

    /// The same, in dashes.
    pub(super) fn dashes(&mut self, points: &[Pos2], width: f32, (dash, gap): (f32, f32), color: Color32) {
        let (mut piece, mut on, mut left) = (points.first().copied().into_iter().collect::<Vec<_>>(), true, dash);
        for pair in points.windows(2) {
            let (mut at, mut length) = (pair[0], pair[0].distance(pair[1]));
            let direction = (pair[1] - pair[0]).normalized();
            while length > 0.0 {
                let step = length.min(left);
                at += direction * step;
                (length, left) = (length - step, left - step);
                if on {
                    piece.push(at);
                }
                if left <= 0.0 {
                    if on {
                        self.path(&piece, width, 0.0, color);
                    }
                    (piece, on, left) = (vec![at], !on, if on { gap } else { dash });
                }
            }
        }
        if on {
            self.path(&piece, width, 0.0, color);
        }
    }

    /// Square dots along points, `side` wide, `step` apart.
    pub(super) fn dots(&mut self, points: &[Pos2], side: f32, step: f32, color: Color32) {
        let (side, step, mut left) = (self.length(side), self.length(step), 0.0);
        for pair in points.windows(2) {
            let (mut at, length) = (left, pair[0].distance(pair[1]));
            let direction = (pair[1] - pair[0]).normalized();
            while at < length {
                let corner = pair[0] + direction * at - Vec2::splat(side / 2.0);
                let corner = pos2(self.snap(corner.x), self.snap(corner.y));
                self.mesh.add_colored_rect(Rect::from_min_size(corner, Vec2::splat(side)), color);
                at += step;
            }
            left = at - length;
        }
    }

    /// An arrow head about `size` long with its tip at `tip`, pointing along `direction`.
    pub(super) fn arrow(&mut self, tip: Pos2, direction: Vec2, size: f32, color: Color32) {
        let radius = size / 1.5;
        let turn = direction.angle() / std::f32::consts::TAU;
        self.polygon(3, turn, tip - direction.normalized() * radius, radius, color);
    }

    /// Adds four points across a line with soft edges; unless they are the first, joins them with the four before them.
    fn joint(&mut self, across: [Pos2; 4], color: Color32, first: bool) {
        let next = self.mesh.vertices.len() as u32;
        let vertex = |pos, color| Vertex { pos, uv: WHITE_UV, color };
        let [one, two, three, four] = across;
        let clear = Color32::TRANSPARENT;
        // All at once: there are thousands on a page with many marks.
        self.mesh.vertices.extend_from_slice(&[
            vertex(one, clear),
            vertex(two, color),
            vertex(three, color),
            vertex(four, clear),
        ]);
        if first {
            return;
        }
        let mut bands = [0; 18];
        for (band, corners) in bands.chunks_exact_mut(6).zip(next..) {
            let before = corners - 4;
            band.copy_from_slice(&[before, before + 1, corners, before + 1, corners, corners + 1]);
        }
        self.mesh.indices.extend_from_slice(&bands);
    }

    /// The glyph of a kind, about `size` wide, around `center`: disc, triangle, square or diamond.
    pub(super) fn glyph(&mut self, glyph: &str, center: Pos2, size: f32, color: Color32) {
        let radius = size / 2.0;
        match glyph {
            "▲" => self.polygon(3, -0.25, center + vec2(0.0, radius * 0.2), radius * 1.2, color),
            "■" => self.rect(Rect::from_center_size(center, vec2(size, size) * 0.86), color),
            "◆" => self.polygon(4, -0.25, center, radius * 1.1, color),
            _ => self.polygon(20, 0.0, center, radius, color),
        }
    }

    /// A regular polygon with soft edges; its first corner `turn` of a full turn from the right.
    fn polygon(&mut self, corners: u32, turn: f32, center: Pos2, radius: f32, color: Color32) {
        let base = self.mesh.vertices.len() as u32;
        let soft = self.pixel / 2.0;
        for corner in 0..corners {
            let angle = (corner as f32 / corners as f32 + turn) * std::f32::consts::TAU;
            let out = vec2(angle.cos(), angle.sin());
            self.mesh.colored_vertex(center + out * (radius - soft), color);
            self.mesh.colored_vertex(center + out * (radius + soft), Color32::TRANSPARENT);
        }
        for corner in 0..corners {
            let (a, b) = (base + 2 * corner, base + 2 * ((corner + 1) % corners));
            if corner > 0 {
                self.mesh.add_triangle(base, a, b);
            }
            self.mesh.add_triangle(a, a + 1, b);
            self.mesh.add_triangle(a + 1, b, b + 1);
        }
    }
}
