//! The settings, in sections.

use egui::{Grid, Role, TextEdit, Ui, WidgetInfo};

use super::frame::{self, Press, list_height};
use super::keys;
use crate::app::action::Intent;
use crate::app::state::State;
use crate::storage::settings::{SECTIONS, SETTINGS, Section, SettingRow, Settings, Value};
use crate::ui::panels::reading;
use crate::ui::tab_row::{self, Tab};
use crate::ui::theme::gap;
use crate::ui::{entry, theme};

/// Height in points of what is above and below the list of keys.
const ABOVE_KEYS: f32 = 260.0;

/// The title.
const TITLE: &str = "Settings";

/// Shows a section of the settings; a change is applied at once.
pub(super) fn show(ui: &mut Ui, state: &State, section: Section, intents: &mut Vec<Intent>) {
    frame::begin_unfocused(ui, TITLE, frame::FORM);
    let tab = |(other, name): &(Section, &str)| Tab {
        icon: "",
        name: (*name).to_owned(),
        number: None,
        current: *other == section,
        keys: String::new(),
        command: None,
    };
    let tabs: Vec<Tab> = SECTIONS.iter().map(tab).collect();
    intents.extend(tab_row::show(ui, "Settings", &tabs).map(|index| Intent::ShowSettings(SECTIONS[index].0)));
    frame::focus_next(ui, TITLE);
    let mut wanted = state.shell.settings.clone();
    frame::body(ui, |ui| {
        if section == Section::Reading {
            reading::controls(ui, state, &mut wanted, intents);
            return;
        }
        let rows = SETTINGS.iter().filter(|row| row.section == section && !row.title.is_empty());
        if ui.available_width() < frame::NARROW {
            for row in rows {
                let label = ui.label(row.title).id;
                show_value(ui, row, (label, true), &mut wanted);
                ui.add_space(gap::LINE);
            }
        } else {
            show_grid(ui, rows, &mut wanted);
        }
        if section == Section::Keys {
            ui.add_space(gap::USUAL);
            let is_low = frame::is_low(ui.ctx(), ABOVE_KEYS);
            let height = (!is_low).then(|| list_height(ui.ctx(), ABOVE_KEYS));
            keys::page(ui, state, height, intents);
        }
    });
    if wanted != state.shell.settings {
        intents.push(Intent::Settings(Box::new(wanted)));
    }
    frame::end(ui, vec![Press::default("Close", Intent::Close)], intents);
}

/// Shows settings with their captions beside them.
fn show_grid<'a>(ui: &mut Ui, rows: impl Iterator<Item = &'a SettingRow>, wanted: &mut Settings) {
    Grid::new("settings").num_columns(2).spacing([gap::SECTION, gap::WIDE]).show(ui, |ui| {
        for row in rows {
            let label = ui.label(row.title).id;
            show_value(ui, row, (label, false), wanted);
            ui.end_row();
        }
    });
}

/// Shows the control of a setting; choices wrap where it is below its caption.
fn show_value(ui: &mut Ui, row: &SettingRow, (label, wraps): (egui::Id, bool), settings: &mut Settings) {
    match &row.value {
        Value::Text(field) => {
            let text = field(settings);
            let before = text.clone();
            let edit = ui.add(TextEdit::singleline(text).desired_width(ui.available_width().min(260.0)));
            edit.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, row.title));
            if let Some(before) = entry::reset(ui, &edit, &before, text) {
                *text = before;
            }
            edit.on_hover_text(row.help);
        }
        Value::Switch(field, name) => {
            theme::choice(ui, |ui| ui.checkbox(field(settings), *name)).on_hover_text(row.help);
        }
        Value::Choice(names, get, set) => {
            let chosen = get(settings);
            let choices = |ui: &mut Ui| {
                ui.spacing_mut().item_spacing.x = gap::TIGHT;
                for (at, (_, name)) in names.iter().enumerate() {
                    if ui.selectable_label(at == chosen, *name).on_hover_text(row.help).clicked() {
                        set(settings, at);
                    }
                }
            };
            if wraps {
                ui.horizontal_wrapped(choices)
            } else {
                ui.horizontal(choices)
            };
        }
        Value::Number(field, bounds, unit) => {
            let slider = egui::Slider::new(field(settings), bounds.clone()).step_by(1.0).suffix(format!(" {unit}"));
            theme::slider(ui, |ui| ui.add(slider)).labelled_by(label);
        }
        // Set by using the window, or in the file alone.
        Value::Length(_) | Value::Keys(_) | Value::Ids(_) | Value::Files(_) => {}
    }
}
