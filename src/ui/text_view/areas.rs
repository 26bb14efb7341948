//! The parts of the view on the screen.

use egui::{Rect, pos2};

use super::page::Page;
use super::scroll::Placed;
use super::style::TextStyle;
use super::{bar, margin};

/// The parts of the view on the screen.
pub(super) struct Areas {
    pub text: Rect,
    pub strip: Rect,
    pub bar: Rect,
    /// The left edge of the column.
    pub left: f32,
    /// The width of the column.
    pub width: f32,
    pub pixels_per_point: f32,
}

impl Areas {
    pub(super) fn new(rect: Rect, style: &TextStyle, pixels_per_point: f32) -> Self {
        let bar = Rect::from_min_max(pos2(rect.right() - bar::BAR, rect.top()), rect.max);
        let strip = Rect::from_min_max(pos2(bar.left() - bar::STRIP, rect.top()), pos2(bar.left(), rect.bottom()));
        let text = Rect::from_min_max(rect.min, pos2(strip.left().max(rect.left()), rect.bottom()));
        let margins = margin::min_width(style) + style.gutter(text.width());
        let width = style.column(text.width() - margins);
        let left = ((text.width() - width) / 2.0).max(margin::min_width(style)).floor();
        Self { text, strip, bar, left: text.left() + left, width, pixels_per_point }
    }

    pub(super) fn page<'a>(&self, visible: &'a [Placed]) -> Page<'a> {
        let Self { text, left, width, pixels_per_point, .. } = *self;
        Page { visible, rect: text, left, width, pixels_per_point }
    }
}
