//! Roles and states in the accessibility tree that the widgets of egui have no words for.

use egui::accesskit::{HasPopup, Role};
use egui::{Id, Label, Popup, Response, RichText, Ui, UiBuilder, UiKind, WidgetInfo};

use crate::ui::focus;
use crate::ui::theme;

/// Names a widget that is one of several, and is the chosen one or not: a tab, an option of a list.
pub fn one_of(response: &Response, role: Role, chosen: bool, name: impl Into<String>) {
    let name: String = name.into();
    response.widget_info(|| WidgetInfo::labeled(role, response.enabled(), &name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.clear_toggled();
        node.set_selected(chosen);
    });
}

/// A part of a view with a role and a name of its own.
pub fn part<R>(ui: &mut Ui, role: Role, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().accessibility_role(role).accessibility_label(name);
    ui.scope_builder(builder, contents).inner
}

/// Words of a row whose option says them too: assistive technologies pass them over.
pub fn silent(words: &Response) {
    words.ctx.accesskit_node_builder(words.id, |node| {
        node.clear_value();
        node.set_hidden();
    });
}

/// A sign that says nothing that is not in the words beside it: assistive technologies pass it over.
pub fn sign(ui: &mut Ui, sign: RichText) -> Response {
    let response = ui.add(Label::new(sign).selectable(false));
    silent(&response);
    response
}

/// Adds contents that are within a widget in the accessibility tree.
pub fn within<R>(ui: &mut Ui, widget: Id, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().accessibility_parent(widget), contents).inner
}

/// Says that keys act on this item while a widget has the keyboard.
pub fn act_on(item: &Response, keyboard: Id) {
    let id = item.id.accesskit_id();
    item.ctx.accesskit_node_builder(keyboard, |node| node.set_active_descendant(id));
    focus::acts_on(item, keyboard);
}

/// Names the menu, popup or dialog that is being filled.
pub fn name(ui: &Ui, name: &str) {
    let kinds = [UiKind::Menu, UiKind::Popup, UiKind::Modal];
    let popup = ui.stack().iter().find(|part| part.kind().is_some_and(|kind| kinds.contains(&kind)));
    let Some(popup) = popup else { return };
    ui.ctx().accesskit_node_builder(popup.unique_id, |node| {
        node.set_label(name);
        if popup.kind() == Some(UiKind::Modal) {
            node.set_modal();
        }
    });
}

/// Names a button that opens a menu.
pub fn opens_menu(button: &Response, role: Role, name: &str) {
    button.widget_info(|| WidgetInfo::labeled(role, button.enabled(), name));
    let is_open = Popup::is_id_open(&button.ctx, Popup::default_response_id(button));
    button.ctx.accesskit_node_builder(button.id, |node| {
        node.clear_toggled();
        node.set_has_popup(HasPopup::Menu);
        node.set_expanded(is_open);
    });
}

/// Names a box with a list to choose from, and tells what is chosen.
pub fn chooses(combo: &Response, name: &str, value: &str) {
    combo.widget_info(|| WidgetInfo {
        current_text_value: Some(value.to_owned()),
        ..WidgetInfo::labeled(Role::ComboBox, combo.enabled(), name)
    });
}

/// A line of a list to choose from, of a box that opens.
pub fn choice(ui: &mut Ui, chosen: bool, name: &str) -> Response {
    let line = ui.selectable_label(chosen, name);
    one_of(&line, Role::ListBoxOption, chosen, name);
    line
}

/// A line of a menu that chooses one of several.
pub fn menu_choice(ui: &mut Ui, chosen: bool, name: &str) -> Response {
    let line = theme::choice(ui, |ui| ui.radio(chosen, name));
    line.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, line.enabled(), chosen, name));
    line
}

/// A sign that says what the words beside it do not: its name is for assistive technologies and for the pointer over it.
pub fn named_sign(ui: &mut Ui, sign: RichText, name: &str) {
    let response = ui.add(Label::new(sign).selectable(false));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.clear_value();
        node.set_role(Role::Image);
        node.set_label(name);
    });
    response.on_hover_text(name);
}
