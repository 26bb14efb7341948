//! The list of keyboard shortcuts.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::frame::{list_height, title};
use crate::app::commands;
use crate::app::commands::command::MENUS;
use crate::app::state::State;
use crate::ui::theme::{self, gap};

/// Keys of the article that are not commands, for the list of keyboard shortcuts.
pub const CARET_KEYS: &[(&str, &str)] = &[
    ("← → ↑ ↓", "Move the caret"),
    ("Ctrl+← Ctrl+→", "By word"),
    ("Ctrl+↑ Ctrl+↓", "To the start of the previous or next paragraph"),
    ("Home End", "To the start or end of the line"),
    ("Ctrl+Home Ctrl+End", "To the start or end of the article"),
    ("PgUp PgDn", "By page"),
    ("with Shift", "Extend the selection"),
    ("Ctrl+A", "Select everything"),
    ("Esc", "Close or clear the topmost item"),
    ("Alt and a letter", "Open the menu that starts with the letter"),
];

/// Shows the keys of the article, then those of the commands by menu.
pub(super) fn show(ui: &mut Ui, state: &State) {
    let palette = theme::palette(ui.visuals());
    ui.set_width(560.0_f32.min(ui.available_width()));
    title(ui, "Keyboard shortcuts");
    ScrollArea::both().auto_shrink([false, true]).max_height(list_height(ui.ctx(), 96.0)).show(ui, |ui| {
        let section = |ui: &mut Ui, name: &str| {
            ui.add_space(gap::LINE);
            ui.label(RichText::new(name).color(palette.weak).strong());
        };
        section(ui, "In the article");
        Grid::new("caret keys").num_columns(2).spacing([gap::APART, gap::TIGHT]).show(ui, |ui| {
            for (keys, help) in CARET_KEYS {
                ui.monospace(*keys);
                ui.label(*help);
                ui.end_row();
            }
        });
        for (menu, name) in MENUS {
            section(ui, name);
            Grid::new(("keys", name)).num_columns(2).spacing([gap::APART, gap::TIGHT]).show(ui, |ui| {
                for command in commands::all().filter(|command| command.menu == *menu) {
                    let chords: Vec<String> =
                        state.shell.keymap.chords(command).iter().map(ToString::to_string).collect();
                    if chords.is_empty() {
                        continue;
                    }
                    ui.monospace(chords.join("  "));
                    ui.label(command.title.trim_end_matches('…')).on_hover_text(command.help);
                    ui.end_row();
                }
            });
        }
        ui.add_space(gap::USUAL);
        let own = format!("To change keys, edit “keys” in {}", state.shell.folders.settings_file().display());
        ui.label(RichText::new(own).color(palette.weak).small());
    });
}
