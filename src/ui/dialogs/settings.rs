//! The settings.

use egui::{Grid, Role, TextEdit, Ui, WidgetInfo};

use super::frame::title;
use crate::app::action::Intent;
use crate::app::state::State;
use crate::storage::settings::{Settings, Theme};
use crate::ui::{entry, theme};

/// Shows the settings; a change is applied at once.
pub(super) fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    ui.set_width(460.0_f32.min(ui.available_width()));
    title(ui, "Settings");
    let mut wanted: Settings = state.settings.clone();
    Grid::new("settings").num_columns(2).spacing([16.0, 10.0]).show(ui, |ui| {
        ui.label("Your name");
        let name = ui.add(TextEdit::singleline(&mut wanted.creator).desired_width(260.0));
        name.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Your name"));
        if let Some(before) = entry::followed(ui, &name, &state.settings.creator, &wanted.creator) {
            wanted.creator = before;
        }
        name.on_hover_text("Recorded as the creator of every mark you make");
        ui.end_row();
        ui.label("Theme");
        ui.horizontal(|ui| {
            for (theme, name) in [(Theme::System, "System"), (Theme::Light, "Light"), (Theme::Dark, "Dark")] {
                ui.selectable_value(&mut wanted.theme, theme, name);
            }
        });
        ui.end_row();
        ui.label("Typeface");
        ui.horizontal(|ui| {
            ui.selectable_value(&mut wanted.serif, true, "Serif");
            ui.selectable_value(&mut wanted.serif, false, "Sans");
        });
        ui.end_row();
        let label = ui.label("Text size");
        let slider = egui::Slider::new(&mut wanted.text_size, 10.0..=40.0).step_by(1.0).suffix(" pt");
        theme::slider(ui, |ui| ui.add(slider)).labelled_by(label.id);
        ui.end_row();
        ui.label("Keys");
        theme::choice(ui, |ui| ui.checkbox(&mut wanted.single_keys, "Single-letter shortcuts"))
            .on_hover_text("Turn off if you use dictation or press keys by accident");
        ui.end_row();
    });
    if wanted != state.settings {
        intents.push(Intent::Settings(Box::new(wanted)));
    }
}
