//! Widgets that several parts of the window share.

use egui::{Button, Response, RichText, Role, Ui, WidgetInfo};

use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::theme;

/// Height of a row in points.
pub(in crate::ui) const ROW: f32 = 30.0;

/// A row of a list: a title, and a detail at its end.
pub(in crate::ui) fn row(ui: &mut Ui, list: &List, row: Row, title: &str, detail: &str) -> Response {
    let palette = theme::palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), egui::Sense::CLICK);
    list.option(&response, row, || label::spoken(title));
    if !detail.is_empty() {
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_description(label::spoken_keys(&label::spoken(detail)))
        });
    }
    list.ground(ui, rect, response.hovered(), row);
    let detail = label::words(ui, detail, egui::TextStyle::Small, palette.weak, rect.width() * 0.5, 1);
    let room = rect.width() - detail.size().x - 28.0;
    let title = label::words(ui, title, egui::TextStyle::Body, palette.text, room, 1);
    let middle = rect.center().y;
    let painter = ui.painter();
    title.paint(painter, egui::pos2(rect.left() + 8.0, middle - title.size().y / 2.0));
    let at = egui::pos2(rect.right() - 8.0 - detail.size().x, middle - detail.size().y / 2.0);
    detail.paint(painter, at);
    response
}

/// The button that `Enter` presses.
pub(in crate::ui) fn primary(ui: &Ui, name: &str) -> Button<'static> {
    let palette = theme::palette(ui.visuals());
    Button::new(RichText::new(name.to_owned()).color(palette.page)).fill(palette.accent)
}

/// A button with an icon alone; `name` is for the pointer over it and for assistive technologies.
pub(in crate::ui) fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let button = ui.add(Button::new(icon).frame_when_inactive(false));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    button.on_hover_text(name)
}

/// A button with an icon alone that is on or off.
pub(in crate::ui) fn icon_switch(ui: &mut Ui, icon: &str, name: &str, on: bool) -> Response {
    let button = ui.add(Button::new(icon).selected(on).frame_when_inactive(on));
    button.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), on, name));
    button.on_hover_text(name)
}

/// Buttons in a row that wraps.
pub(in crate::ui) fn buttons(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(content);
}
