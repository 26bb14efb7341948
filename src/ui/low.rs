//! Panels in low windows: what needs more height than there is scrolls as a whole.

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};

use crate::ui::focus;
use crate::ui::theme::gap;

/// Height in points that the controls of a panel and a few rows of its list need.
const LEAST: f32 = 340.0;

/// Shows the contents of a panel, whose list takes the rest of the height. Where that is too low, they have as much as they
/// need, and scroll to what has the focus.
pub fn panel(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    if ui.available_height() >= LEAST {
        return contents(ui);
    }
    ScrollArea::vertical().id_salt("low panel").auto_shrink(false).show(ui, |ui| {
        let size = vec2(ui.available_width() - gap::USUAL, LEAST);
        let whole = Rect::from_min_size(ui.cursor().min, size);
        ui.scope_builder(UiBuilder::new().max_rect(whole), contents);
        ui.expand_to_include_rect(whole);
        focus::into_view(ui);
    });
}
