//! The dialogs over the window.

mod copies;
mod encoding;
mod frame;
mod keys;
mod merge;
mod settings;
mod transfer;

use egui::{Context, Grid, Id, Modal, ScrollArea, Ui};
use frame::{room, title};
pub use keys::CARET_KEYS;

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::shell::dialog::Dialog;
use crate::app::state::State;
use crate::ui::symbols::visible;
use crate::ui::theme::gap;
use crate::ui::widgets::{buttons, primary};

/// Shows the dialog, if one is open.
pub fn show(ctx: &Context, state: &State, intents: &mut Vec<Intent>) {
    let Some(dialog) = &state.shell.dialog else { return };
    let modal = Modal::new(Id::unique("dialog")).show(ctx, |ui| {
        let room = room(ctx);
        ui.set_max_size(room);
        // Lists scroll by themselves; in a very low window the whole dialog scrolls.
        ScrollArea::vertical().id_salt("dialog").max_height(room.y).show(ui, |ui| {
            match dialog {
                Dialog::Keys => keys::show(ui, state, intents),
                Dialog::About => about(ui, state),
                Dialog::Settings => settings::show(ui, state, intents),
                Dialog::Export(export) => transfer::export(ui, export, intents),
                Dialog::Paste(paste) => transfer::paste(ui, paste, intents),
                Dialog::Import(import) => transfer::import(ui, import, intents),
                Dialog::Encoding => encoding::show(ui, state, intents),
                Dialog::Unsaved(why) => unsaved(ui, why, intents),
                Dialog::Copies(asked) => copies::show(ui, state, asked.as_ref(), intents),
                Dialog::Merge(session) => merge::show(ui, state, session, intents),
            }
            if matches!(dialog, Dialog::Keys | Dialog::About | Dialog::Settings) {
                ui.add_space(gap::USUAL);
                ui.vertical_centered(|ui| {
                    if ui.button("Close").clicked() {
                        intents.push(Intent::Close);
                    }
                });
            }
        });
    });
    if modal.should_close() {
        intents.push(Intent::Close);
    }
}

fn about(ui: &mut Ui, state: &State) {
    ui.set_width(460.0_f32.min(ui.available_width()));
    title(ui, &format!("Gainsay {}", env!("CARGO_PKG_VERSION")));
    ui.label("A reader for people who take articles apart: claims, denials and evidence, and who says them.");
    ui.label("Nothing leaves this computer.");
    ui.add_space(gap::USUAL);
    Grid::new("about").num_columns(2).spacing([gap::SECTION, gap::TIGHT]).show(ui, |ui| {
        for (name, value) in [
            ("Licence", "MIT or Apache-2.0".to_owned()),
            ("Settings", state.shell.folders.settings_file().display().to_string()),
            ("Sample", state.shell.folders.data_folder().display().to_string()),
        ] {
            ui.label(name);
            ui.add(egui::Label::new(visible(&value)).wrap().selectable(true));
            ui.end_row();
        }
    });
}

fn unsaved(ui: &mut Ui, why: &str, intents: &mut Vec<Intent>) {
    ui.set_width(480.0_f32.min(ui.available_width()));
    title(ui, "Your changes are not saved");
    ui.add(egui::Label::new(visible(why)).wrap());
    ui.add_space(gap::WIDE);
    buttons(ui, |ui| {
        if ui.add(primary(ui, commands::file::SAVE_AS.title)).clicked() {
            intents.push(Intent::Run(&commands::file::SAVE_AS));
        }
        if ui.button("Try again").clicked() {
            intents.push(Intent::Retry);
        }
        if ui.button("Discard changes").clicked() {
            intents.push(Intent::Discard);
        }
        if ui.button("Cancel").clicked() {
            intents.push(Intent::Close);
        }
    });
}
