//! Notices above the article, a few at once, each shown until dismissed.

use egui::{Frame, RichText, Ui};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::commands::command::Command;
use crate::app::run::is_enabled;
use crate::app::state::State;
use crate::jobs::notice::Tone;
use crate::model::message::counted;
use crate::ui::icons;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::icon_button;

/// Width in points below which the button is under its message.
const NARROW: f32 = 460.0;

/// Shows the notices.
pub fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    for (index, notice) in state.shell.notices.shown() {
        let (glyph, name, colour) = match notice.tone {
            Tone::Info => (icons::INFO, "Notice", palette.accent),
            Tone::Warning => (icons::WARNING, "Warning", palette.warning),
            Tone::Error => (icons::ERROR, "Error", palette.error),
        };
        let command =
            notice.topic.map(commands::remedy).filter(|command| is_enabled(command, state.session(), &state.shell));
        let narrow = command.is_some() && ui.available_width() < NARROW;
        let frame = Frame::new().fill(palette.card).inner_margin(theme::margin(gap::WIDE, gap::LINE));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new(glyph).color(colour)).on_hover_text(name);
                let buttons = if command.is_some() && !narrow { 190.0 } else { 40.0 };
                let room = (ui.available_width() - buttons).max(80.0);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    ui.add(egui::Label::new(visible(&notice.text)).wrap());
                });
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if icon_button(ui, icons::CLOSE, "Dismiss").clicked() {
                        intents.push(Intent::Dismiss(index));
                    }
                    if !narrow {
                        offer(ui, command, intents);
                    }
                });
            });
            if narrow {
                ui.horizontal(|ui| {
                    ui.add_space(gap::SECTION);
                    offer(ui, command, intents);
                });
            }
        });
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), egui::Stroke::new(1.0, palette.line));
    }
    let waiting = state.shell.notices.waiting();
    if waiting > 0 {
        let words = counted(waiting, "more notice", "more notices");
        Frame::new().fill(palette.card).inner_margin(theme::margin(gap::WIDE, gap::HAIR)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(words).color(palette.weak).small());
        });
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), egui::Stroke::new(1.0, palette.line));
    }
}

/// The button of a notice's command.
fn offer(ui: &mut Ui, command: Option<&'static Command>, intents: &mut Vec<Intent>) {
    if let Some(command) = command
        && ui.button(command.title).on_hover_text(command.help).clicked()
    {
        intents.push(Intent::Run(command));
    }
}
