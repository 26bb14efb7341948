//! The menu bar, made from the table of commands.

use egui::{Button, MenuBar, Ui};

use crate::app::action::Action;
use crate::app::commands::{self, MENUS};
use crate::app::state::State;

/// Shows the menu bar.
pub fn show(ui: &mut Ui, state: &State, said: &mut Vec<Action>) {
    MenuBar::new().ui(ui, |ui| {
        for (menu, title) in MENUS {
            ui.menu_button(*title, |ui| {
                ui.set_min_width(220.0);
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
            });
        }
    });
}
