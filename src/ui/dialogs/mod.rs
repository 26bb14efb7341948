//! The dialogs over the window.

mod copies;
mod details;
mod encoding;
mod frame;
mod keys;
mod merge;
mod print;
mod settings;
mod transfer;
mod typed_path;

use egui::{Context, Grid, Label, Ui};
use frame::Press;
pub use keys::{CARET_KEYS, MOUSE_GESTURES};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::shell::dialog::Dialog;
use crate::app::state::State;
use crate::ui::symbols::visible;
use crate::ui::theme::gap;

/// Shows the dialog, if one is open.
pub fn show(ctx: &Context, state: &State, intents: &mut Vec<Intent>) {
    let Some(dialog) = &state.shell.dialog else { return };
    let closed = frame::show(ctx, |ui| match dialog {
        Dialog::Keys => keys::show(ui, state, intents),
        Dialog::About => about(ui, state, intents),
        Dialog::Settings(section) => settings::show(ui, state, *section, intents),
        Dialog::Export(export) => transfer::export(ui, export, intents),
        Dialog::ProjectExport(export) => transfer::project_export(ui, export, intents),
        Dialog::Print(print) => print::show(ui, print, intents),
        Dialog::Paste(paste) => transfer::paste(ui, paste, intents),
        Dialog::Import(import) => transfer::import(ui, import, intents),
        Dialog::Path(typed) => typed_path::show(ui, typed, intents),
        Dialog::Encoding => encoding::show(ui, state, intents),
        Dialog::Unsaved(why) => unsaved(ui, why, intents),
        Dialog::Copies(asked) => copies::show(ui, state, asked.as_ref(), intents),
        Dialog::Details(dialog) => details::show(ui, dialog, intents),
        Dialog::Merge(session) => merge::show(ui, state, session, intents),
    });
    if closed {
        intents.push(Intent::Close);
    }
}

fn about(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    frame::begin(ui, &format!("Gainsay {}", env!("CARGO_PKG_VERSION")), frame::NARROW);
    frame::body(ui, |ui| {
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
                ui.add(Label::new(visible(&value)).wrap().selectable(true));
                ui.end_row();
            }
        });
    });
    frame::end(ui, vec![Press::default("Close", Intent::Close)], intents);
}

fn unsaved(ui: &mut Ui, why: &str, intents: &mut Vec<Intent>) {
    frame::begin_unfocused(ui, "Your changes are not saved", frame::FORM);
    frame::body(ui, |ui| drop(ui.add(Label::new(visible(why)).wrap())));
    let presses = vec![
        Press::new("Discard changes", Intent::Discard),
        Press::new("Try again", Intent::Retry),
        Press::new("Cancel", Intent::Close),
        Press::default(commands::file::SAVE_AS.title, Intent::Run(&commands::file::SAVE_AS)).focused(),
    ];
    frame::end(ui, presses, intents);
}
