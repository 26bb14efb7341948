//! A chip that opens a menu, for a filter.

use egui::{Button, Frame, Popup, PopupCloseBehavior, Role, TextWrapMode, Ui};

use crate::ui::theme::{self, gap, radius};
use crate::ui::{icons, label, roles};

/// Least width of a menu in points.
const LEAST: f32 = 120.0;

/// A button with a menu that stays open until a click outside.
pub fn menu<T>(ui: &mut Ui, name: &str, title: &str, on: bool, state: &mut T, content: impl FnOnce(&mut Ui, &mut T)) {
    let text: String =
        if title.chars().count() > 18 { title.chars().take(17).chain(['…']).collect() } else { title.to_owned() };
    let text = format!("{text} {}", icons::DOWN);
    let button = Button::new(label::unseen(&text).small()).selected(on).corner_radius(radius::CHIP);
    let button = ui.add(button.wrap_mode(TextWrapMode::Extend));
    label::over(ui, &button, ui.spacing().button_padding.x, &text, egui::TextStyle::Small);
    let spoken = if title == name { format!("Filter by {}", name.to_lowercase()) } else { format!("{name}: {title}") };
    roles::opens_menu(&button, Role::Button, &spoken);
    Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .frame(Frame::popup(ui.style()).inner_margin(theme::margin(gap::USUAL, gap::USUAL)))
        .show(|ui| {
            roles::name(ui, name);
            ui.set_min_width(LEAST);
            content(ui, state);
        });
}
