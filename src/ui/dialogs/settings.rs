//! The settings.

use egui::{Grid, Role, TextEdit, Ui, WidgetInfo};

use super::frame::title;
use crate::app::action::Intent;
use crate::app::state::State;
use crate::storage::settings::{SETTINGS, SettingRow, Settings, Value};
use crate::ui::entry;
use crate::ui::theme::{self, gap};

/// Shows the settings; a change is applied at once.
pub(super) fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    ui.set_width(460.0_f32.min(ui.available_width()));
    title(ui, "Settings");
    let mut wanted = state.shell.settings.clone();
    Grid::new("settings").num_columns(2).spacing([gap::SECTION, gap::WIDE]).show(ui, |ui| {
        for row in SETTINGS.iter().filter(|row| !row.title.is_empty()) {
            let label = ui.label(row.title).id;
            show_value(ui, row, label, &mut wanted);
            ui.end_row();
        }
    });
    if wanted != state.shell.settings {
        intents.push(Intent::Settings(Box::new(wanted)));
    }
}

fn show_value(ui: &mut Ui, row: &SettingRow, label: egui::Id, settings: &mut Settings) {
    match &row.value {
        Value::Text(field) => {
            let text = field(settings);
            let before = text.clone();
            let edit = ui.add(TextEdit::singleline(text).desired_width(260.0));
            edit.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, row.title));
            if let Some(before) = entry::reset(ui, &edit, &before, text) {
                *text = before;
            }
            edit.on_hover_text(row.help);
        }
        Value::Switch(field, name) => {
            theme::choice(ui, |ui| ui.checkbox(field(settings), *name)).on_hover_text(row.help);
        }
        Value::Either(field, [yes, no]) => {
            ui.horizontal(|ui| {
                ui.selectable_value(field(settings), true, *yes);
                ui.selectable_value(field(settings), false, *no);
            });
        }
        Value::Choice(names, get, set) => {
            let chosen = get(settings);
            ui.horizontal_wrapped(|ui| {
                for (at, (_, name)) in names.iter().enumerate() {
                    if ui.selectable_label(at == chosen, *name).on_hover_text(row.help).clicked() {
                        set(settings, at);
                    }
                }
            });
        }
        Value::Number(field, bounds, unit) => {
            let slider = egui::Slider::new(field(settings), bounds.clone()).step_by(1.0).suffix(format!(" {unit}"));
            theme::slider(ui, |ui| ui.add(slider)).labelled_by(label);
        }
        // Set by using the window, or in the file alone.
        Value::Length(_) | Value::Keys(_) | Value::Ids(_) | Value::Files(_) => {}
    }
}
