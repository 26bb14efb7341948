//! An empty panel: what belongs there, and the keys that put it there.

use egui::text::LayoutJob;
use egui::{FontId, RichText, TextFormat, TextStyle, Ui};

use crate::app::commands::command::Command;
use crate::app::shell::keymap::Keymap;
use crate::ui::theme::{self, gap};

/// Maximum width of the text in points.
const WIDTH: f32 = 300.0;

/// Shows in the middle that there is nothing yet, what would be there, and the commands for it with their keys.
pub fn show(ui: &mut Ui, keymap: &Keymap, title: &str, about: &str, commands: &[&'static Command]) {
    let palette = theme::palette(ui.visuals());
    ui.add_space(gap::APART);
    ui.vertical_centered(|ui| {
        ui.set_max_width(WIDTH.min(ui.available_width()));
        ui.label(title);
        if !about.is_empty() {
            ui.label(RichText::new(about).color(palette.weak).small());
        }
        let font = TextStyle::Body.resolve(ui.style());
        for command in commands {
            let key = keymap.shown(command);
            if !key.is_empty() {
                ui.label(line(&key, command.title, &font, palette));
            }
        }
    });
}

/// A key on its own ground, and what it does.
fn line(key: &str, title: &str, font: &FontId, palette: &theme::Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    let key_format = TextFormat { background: palette.raised, ..TextFormat::simple(font.clone(), palette.text) };
    job.append(&format!("\u{2002}{key}\u{2002}"), 0.0, key_format);
    job.append(title.trim_end_matches('…'), gap::USUAL, TextFormat::simple(font.clone(), palette.weak));
    job
}
