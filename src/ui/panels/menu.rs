//! The menu bar, made from the table of commands.

use egui::{Button, MenuBar, ScrollArea, Ui};

use crate::app::action::Action;
use crate::app::commands::{self, MENUS, Menu};
use crate::app::state::State;

/// Points that stay free below a menu.
const MARGIN: f32 = 24.0;

/// Shows the menu bar.
pub fn show(ui: &mut Ui, state: &State, said: &mut Vec<Action>) {
    MenuBar::new().ui(ui, |ui| {
        for (menu, title) in MENUS {
            ui.menu_button(*title, |ui| {
                ui.set_min_width(220.0);
                let room = ui.ctx().content_rect().bottom() - ui.cursor().top() - MARGIN;
                ScrollArea::vertical().max_height(room).show(ui, |ui| entries(ui, state, menu, said));
            });
        }
    });
}

fn entries(ui: &mut Ui, state: &State, menu: &Menu, said: &mut Vec<Action>) {
    for command in commands::all().filter(|command| command.menu == *menu) {
        if command.gap {
            ui.separator();
        }
        let button = Button::new(command.title).shortcut_text(state.keymap.shown(command));
        let enabled = (command.enabled)(state);
        if ui.add_enabled(enabled, button).on_hover_text(command.help).clicked() {
            said.push(Action::Run(command));
        }
    }
}
