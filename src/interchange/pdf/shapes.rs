//! Shapes on a page: fills, underlines, glyphs of kinds, arrows. Coordinates are those of PDF, upwards.

use pdf_writer::Content;
use pdf_writer::types::{LineCapStyle, LineJoinStyle};

use crate::model::kind::{Rgb, Underline};
use crate::model::role::Stroke;

/// The paper.
pub const PAGE: Rgb = [0xFF, 0xFF, 0xFF];
/// Thin rules between blocks.
pub const HAIR: Rgb = [0xDE, 0xD9, 0xCF];

/// Sets the colour of fills.
pub fn fill(content: &mut Content, ink: Rgb) {
    let [r, g, b] = ink.map(|part| f32::from(part) / 255.0);
    content.set_fill_rgb(r, g, b);
}

/// Sets the colour and the width of lines.
pub fn pen(content: &mut Content, ink: Rgb, width: f32) {
    let [r, g, b] = ink.map(|part| f32::from(part) / 255.0);
    content.set_stroke_rgb(r, g, b);
    content.set_line_width(width);
}

/// A thin horizontal rule.
pub fn rule(content: &mut Content, (left, right): (f32, f32), y: f32, ink: Rgb) {
    fill(content, ink);
    content.rect(left, y, right - left, 0.6).fill_nonzero();
}

/// A colour mixed with the paper; `part` is its part, from 0 to 1.
pub fn mixed(ink: Rgb, part: f32) -> Rgb {
    let mut of = ink
        .into_iter()
        .zip(PAGE)
        .map(|(ink, page)| (f32::from(page) + (f32::from(ink) - f32::from(page)) * part).round() as u8);
    std::array::from_fn(|_| of.next().unwrap_or_default())
}

/// A rectangle with round corners, as a path; from its lower left corner.
pub fn round(content: &mut Content, [x, y, width, height]: [f32; 4], radius: f32) {
    // The distance of control points on a quarter of a circle.
    let (r, k) = (radius.min(width / 2.0).min(height / 2.0), radius * 0.4477);
    let (right, top) = (x + width, y + height);
    content.move_to(x + r, y);
    content.line_to(right - r, y).cubic_to(right - k, y, right, y + k, right, y + r);
    content.line_to(right, top - r).cubic_to(right, top - k, right - k, top, right - r, top);
    content.line_to(x + r, top).cubic_to(x + k, top, x, top - k, x, top - r);
    content.line_to(x, y + r).cubic_to(x, y + k, x + k, y, x + r, y);
    content.close_path();
}

/// The underline of a kind, around `y`.
pub fn underline(content: &mut Content, shape: Underline, (left, right): (f32, f32), y: f32, ink: Rgb) {
    match shape {
        Underline::Solid => {
            fill(content, ink);
            content.rect(left, y - 0.45, right - left, 0.9).fill_nonzero();
        }
        Underline::Dotted => {
            pen(content, ink, 1.3);
            content.set_line_cap(LineCapStyle::RoundCap).set_dash_pattern([0.0, 2.5], 0.0);
            content.move_to(left + 0.7, y).line_to(right, y).stroke();
            content.set_line_cap(LineCapStyle::ButtCap).set_dash_pattern([], 0.0);
        }
        Underline::Zigzag => {
            pen(content, ink, 0.85);
            content.set_line_join(LineJoinStyle::RoundJoin);
            let step = 2.0;
            content.move_to(left, y - 0.8);
            let mut x = left;
            let mut is_up = true;
            while x + step <= right {
                x += step;
                content.line_to(x, if is_up { y + 0.8 } else { y - 0.8 });
                is_up = !is_up;
            }
            content.stroke();
        }
    }
}

/// The underline of words that are not those that were marked: broken.
pub fn broken(content: &mut Content, (left, right): (f32, f32), y: f32, ink: Rgb) {
    pen(content, ink, 1.0);
    content.set_dash_pattern([4.0, 2.0], 0.0);
    content.move_to(left, y).line_to(right, y).stroke();
    content.set_dash_pattern([], 0.0);
}

/// The glyph of a kind, about `size` wide, around a point: disc, triangle, square or diamond.
pub fn glyph(content: &mut Content, glyph: &str, (x, y): (f32, f32), size: f32, ink: Rgb) {
    fill(content, ink);
    let r = size / 2.0;
    match glyph {
        "▲" => {
            let r = r * 1.15;
            content.move_to(x, y + r).line_to(x - r, y - r * 0.75).line_to(x + r, y - r * 0.75).close_path();
        }
        "■" => {
            content.rect(x - r * 0.86, y - r * 0.86, size * 0.86, size * 0.86);
        }
        "◆" => {
            let r = r * 1.1;
            content.move_to(x, y + r).line_to(x - r, y).line_to(x, y - r).line_to(x + r, y).close_path();
        }
        _ => round(content, [x - r, y - r, size, size], r),
    }
    content.fill_nonzero();
}

/// Strokes a path in the manner of a role; `way` draws the path.
pub fn stroke(content: &mut Content, stroke: Stroke, width: f32, ink: Rgb, way: impl Fn(&mut Content)) {
    let mut line = |ink: Rgb, width: f32| {
        pen(content, ink, width);
        way(content);
        content.stroke();
    };
    match stroke {
        Stroke::Solid => line(ink, width),
        Stroke::Double => {
            line(ink, width * 3.0);
            line(PAGE, width * 1.2);
        }
        Stroke::Thin => line(ink, width * 0.5),
        Stroke::Dotted => {
            content.set_line_cap(LineCapStyle::RoundCap).set_dash_pattern([0.0, width * 3.5], 0.0);
            pen(content, ink, width * 1.5);
            way(content);
            content.stroke();
            content.set_line_cap(LineCapStyle::ButtCap).set_dash_pattern([], 0.0);
        }
    }
}

/// An arrow head with its point at `tip`, in a direction of length 1.
pub fn head(content: &mut Content, (x, y): (f32, f32), (along, up): (f32, f32), length: f32, ink: Rgb) {
    fill(content, ink);
    let half = length / 2.0;
    content.move_to(x, y);
    content.line_to(x - along * length - up * half, y - up * length + along * half);
    content.line_to(x - along * length + up * half, y - up * length - along * half);
    content.close_path().fill_nonzero();
}
