//! The dialog for printing: what, on which paper, and to which file.

use std::time::Duration;

use egui::{ProgressBar, Ui};

use super::frame::{self, Press};
use super::transfer::{failure, path_field};
use crate::app::action::Intent;
use crate::app::print::printed;
use crate::app::shell::print::Print;
use crate::interchange::export_format;
use crate::model::paper::PAPERS;
use crate::ui::theme::{self, gap};

/// Shows the dialog.
pub fn show(ui: &mut Ui, print: &Print, intents: &mut Vec<Intent>) {
    frame::begin_unfocused(ui, "Print", frame::FORM);
    let mut wanted = print.clone();
    let is_free = print.progress.is_none();
    frame::body(ui, |ui| {
        ui.add_enabled_ui(is_free, |ui| {
            for row in printed() {
                let name = row.name.trim_end_matches(" as PDF");
                if theme::choice(ui, |ui| ui.radio(print.format == row.id, name)).clicked() {
                    wanted.format = row.id;
                }
            }
            let has_more = export_format(print.format).is_some_and(|row| row.full.is_some());
            ui.add_enabled_ui(has_more, |ui| {
                ui.checkbox(&mut wanted.full, "With ids, positions and exact times");
            });
            ui.add_space(gap::USUAL);
            ui.horizontal(|ui| {
                ui.label("Paper");
                for row in PAPERS {
                    if theme::choice(ui, |ui| ui.radio(print.paper == row.paper, row.name)).clicked() {
                        wanted.paper = row.paper;
                    }
                }
            });
            ui.add_space(gap::USUAL);
            ui.label("PDF file");
            if path_field(ui, "PDF file", "Browse…", &mut wanted.path) {
                intents.push(Intent::Browse);
            }
        });
        if let Some(progress) = &print.progress {
            ui.add_space(gap::USUAL);
            ui.add(ProgressBar::new(progress.done() as f32 / 100.0).desired_height(6.0));
            // Another thread moves the bar.
            ui.request_repaint_after(Duration::from_millis(100));
        }
        failure(ui, print.error.as_deref(), print.exists);
    });
    let is_other = (wanted.format, wanted.full, wanted.paper) != (print.format, print.full, print.paper);
    if is_other || wanted.path != print.path {
        intents.push(Intent::Printing(Box::new(wanted)));
    }
    let name = if print.exists { "Replace and show" } else { "Print and show" };
    let ready = is_free && !print.path.trim().is_empty();
    let write = Press::default(name, Intent::Print(print.exists)).when(ready);
    frame::end(ui, vec![Press::new("Cancel", Intent::Close), write], intents);
}
