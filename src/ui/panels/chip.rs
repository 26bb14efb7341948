//! A chip: a tag in a rounded frame of its colour.

use egui::{Color32, Painter, Rect, Stroke, StrokeKind, TextStyle, Ui, Vec2};

use crate::model::kind::Rgb;
use crate::ui::label;
use crate::ui::theme::{self, Palette, gap};
use crate::ui::typeset::Label;

/// Padding at the sides of a chip in points.
const SIDE: f32 = gap::USUAL;

/// Height of a chip in points.
const HEIGHT: f32 = 19.0;

/// Share of a tag's colour in the fill of its chip.
const TINT: f32 = 0.22;

/// A chip that was laid out.
pub struct Chip {
    label: Label,
    colour: Option<Color32>,
}

impl Chip {
    /// A chip of at most `width` points.
    pub fn new(ui: &Ui, tag: &str, colour: Option<Rgb>, width: f32) -> Self {
        let palette = theme::palette(ui.visuals());
        let label = label::words(ui, tag, TextStyle::Small, palette.text, width - 2.0 * SIDE, 1);
        Self { label, colour: colour.map(theme::colour) }
    }

    /// Its size in points.
    pub fn size(&self) -> Vec2 {
        egui::vec2(self.label.size().x + 2.0 * SIDE, HEIGHT)
    }

    /// Paints it, at the left of a rectangle that may be wider.
    pub fn paint(&self, painter: &Painter, palette: &Palette, rect: Rect, hovered: bool) {
        let fill = self.colour.map_or(palette.panel, |colour| palette.card.lerp_to_gamma(colour, TINT));
        let line = if hovered { palette.accent } else { self.colour.unwrap_or(palette.line) };
        painter.rect(rect, HEIGHT / 2.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        let at = egui::pos2(rect.left() + SIDE, rect.center().y - self.label.size().y / 2.0);
        self.label.paint(painter, at);
    }
}
