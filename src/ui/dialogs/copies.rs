//! The dialog for unsaved work of earlier sessions.

use std::path::{Path, PathBuf};

use egui::{Label, RichText, Ui};

use super::frame::{self, Press};
use crate::app::action::Intent;
use crate::app::state::State;
use crate::storage::rescue::Copy;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::{buttons, primary};

/// Shows each copy with its actions; `asked` is the one whose deletion is to be confirmed.
pub fn show(ui: &mut Ui, state: &State, asked: Option<&PathBuf>, intents: &mut Vec<Intent>) {
    frame::begin(ui, "Unsaved work", frame::FORM);
    let why = "Gainsay closed before this work could be saved. A copy is kept until you open or delete it.";
    ui.add(Label::new(why).wrap());
    ui.add_space(gap::USUAL);
    frame::body(ui, |ui| {
        for copy in &state.shell.copies {
            show_copy(ui, copy, asked == Some(&copy.path), intents);
            ui.add_space(gap::USUAL);
        }
    });
    frame::end(ui, vec![Press::new("Later", Intent::Close)], intents);
}

fn show_copy(ui: &mut Ui, copy: &Copy, is_asked: bool, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let name = displayed(copy.of.file_name().map_or(copy.of.as_path(), Path::new));
    ui.label(RichText::new(&name).strong()).on_hover_text(displayed(&copy.of));
    let folder = copy.of.parent().map(displayed).unwrap_or_default();
    ui.add(Label::new(RichText::new(format!("in {folder}{}", made_at(copy))).color(palette.weak).small()).wrap());
    buttons(ui, |ui| {
        if ui.add(primary(ui, &format!("Open {name}"))).clicked() {
            intents.push(Intent::OpenCopy(copy.path.clone()));
        }
        // The file itself stays as it is.
        let delete = format!("Delete the copy of {name}{}", if is_asked { " permanently" } else { "…" });
        if ui.button(delete).clicked() {
            intents.push(Intent::DeleteCopy(copy.path.clone()));
        }
        if is_asked {
            ui.label(RichText::new("This cannot be undone").color(palette.error));
        }
    });
}

fn displayed(path: &Path) -> String {
    visible(&path.display().to_string()).into_owned()
}

/// The local time at which a copy was made.
fn made_at(copy: &Copy) -> String {
    let moment = copy.made.and_then(|made| jiff::Timestamp::try_from(made).ok());
    let zoned = moment.map(|moment| moment.to_zoned_datetime(jiff::tz::TimeZone::system()));
    zoned.map_or_else(String::new, |moment| moment.strftime(", %Y-%m-%d %H:%M").to_string())
}
