//! The size of a dialog and its title.

use crate::ui::theme::gap;
use egui::{Context, Ui};

/// Minimum height in points of a list in a dialog.
const LEAST_LIST: f32 = 120.0;

/// Maximum size of a dialog in points: the window less a margin.
pub(super) fn room(ctx: &Context) -> egui::Vec2 {
    ctx.content_rect().size() - egui::vec2(64.0, 96.0)
}

/// Height in points of a list in a dialog whose other parts need `others` points.
pub(super) fn list_height(ctx: &Context, others: f32) -> f32 {
    (room(ctx).y - others).max(LEAST_LIST)
}

pub(super) fn title(ui: &mut Ui, words: &str) {
    ui.heading(words);
    ui.add_space(gap::USUAL);
}
