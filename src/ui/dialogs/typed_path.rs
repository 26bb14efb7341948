//! The dialog for a path, where the system has no file dialog.

use egui::{RichText, Ui};

use super::frame::{self, Press};
use super::transfer::{failure, path_entry};
use crate::app::action::Intent;
use crate::app::shell::typed_path::{PathUse, TypedPath};
use crate::ui::theme;

/// Shows the field for the path, and why it was not taken.
pub fn show(ui: &mut Ui, typed: &TypedPath, intents: &mut Vec<Intent>) {
    let (title, name, button) = match typed.of {
        PathUse::Open => ("Open article", "Path of the article", "Open"),
        PathUse::OpenFolder => ("Open folder", "Path of the folder", "Open"),
        PathUse::Save => ("Save annotations as", "Path of the file", "Save"),
    };
    frame::begin_unfocused(ui, title, frame::FORM);
    frame::body(ui, |ui| {
        ui.label(name);
        let mut path = typed.path.clone();
        path_entry(ui, name, ui.available_width(), &mut path);
        if path != typed.path {
            intents.push(Intent::TypePath(path));
        }
        let weak = theme::palette(ui.visuals()).weak;
        ui.label(RichText::new("This system shows no file dialog. ~ is your home folder").color(weak).small());
        failure(ui, typed.error.as_deref(), typed.exists);
    });
    let button = if typed.exists { "Replace" } else { button };
    let take = Press::default(button, Intent::TakePath).when(!typed.path.trim().is_empty());
    frame::end(ui, vec![Press::new("Cancel", Intent::Close), take], intents);
}
