//! An empty panel: what belongs there, and the keys that put it there.

use egui::text::LayoutJob;
use egui::{RichText, TextFormat, TextStyle, Ui};

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
        keys(ui, keymap, commands);
    });
}

/// The commands in two columns: keys, and what they do. The widest line is in the middle.
fn keys(ui: &mut Ui, keymap: &Keymap, commands: &[&'static Command]) {
    let palette = theme::palette(ui.visuals());
    let font = TextStyle::Body.resolve(ui.style());
    let width = |text: String| ui.painter().layout_no_wrap(text, font.clone(), palette.text).size().x;
    let lines: Vec<_> = commands
        .iter()
        .map(|command| (keymap.shown(command), command.title.trim_end_matches('…')))
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, title)| {
            let key = format!("\u{2002}{key}\u{2002}");
            (width(key.clone()), key, title)
        })
        .collect();
    let column = lines.iter().map(|(width, ..)| *width).fold(0.0, f32::max) + gap::USUAL;
    let widest = column + lines.iter().map(|(.., title)| width((*title).to_owned())).fold(0.0, f32::max);
    let left = ((ui.available_width() - widest) / 2.0).max(0.0);
    for (width, key, title) in &lines {
        ui.horizontal(|ui| {
            ui.add_space(left);
            let mut job = LayoutJob::default();
            let own_ground =
                TextFormat { background: palette.raised, ..TextFormat::simple(font.clone(), palette.text) };
            job.append(key, 0.0, own_ground);
            job.append(title, column - width, TextFormat::simple(font.clone(), palette.weak));
            ui.label(job);
        });
    }
}
