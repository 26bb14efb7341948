//! The welcome view, shown while no article is open.

use egui::{RichText, Ui};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::state::State;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// Shows the ways to open an article.
pub fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    if let Some(path) = state.shell.waiting.opening() {
        ui.centered_and_justified(|ui| ui.label(format!("Opening {}…", visible(&path.display().to_string()))));
        return;
    }
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.25);
        ui.label(RichText::new("Open an article to take apart").heading());
        ui.label(
            RichText::new("Drop an article or a folder here, open one, or paste one from the clipboard")
                .color(palette.weak),
        );
        ui.add_space(gap::WIDE);
        for command in
            [&commands::file::OPEN, &commands::file::OPEN_FOLDER, &commands::file::PASTE, &commands::help::SAMPLE]
        {
            if ui.button(command.title).on_hover_text(command.help).clicked() {
                intents.push(Intent::Run(command));
            }
        }
        if !state.shell.settings.recent.is_empty() {
            ui.add_space(gap::SECTION);
            ui.label(RichText::new("Recent").color(palette.weak).small());
            for path in state.shell.settings.recent.iter().take(5) {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                if ui.link(visible(&name)).on_hover_text(visible(&path.display().to_string())).clicked() {
                    intents.push(Intent::Open(path.clone()));
                }
            }
        }
    });
}
