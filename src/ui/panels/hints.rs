//! The strip below the article for whoever is new: first the welcome, then one hint at a time.

use egui::{Frame, RichText, Ui};

use crate::app::action::Intent;
use crate::app::commands::{self, command::Command};
use crate::app::hints::{HINTS, current, is_offered};
use crate::app::state::State;
use crate::jobs::sample;
use crate::ui::announce;
use crate::ui::icons;
use crate::ui::roles;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::icon_button;

/// Width of the button that closes the strip, with its gap, in points.
const CLOSE: f32 = 40.0;

/// Shows the welcome, or the hint that comes next.
pub fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let settings = &state.shell.settings;
    if is_offered(settings) && (state.project.is_none() || is_sample(state)) {
        let (title, text) = if is_sample(state) {
            (
                "Welcome: the sample article, taken apart",
                "Claims, denials and evidence are marked and linked. This is your copy: try it",
            )
        } else {
            ("Welcome to Gainsay", "Five short hints show how to take an article apart, while you do it")
        };
        let buttons = |ui: &mut Ui, intents: &mut Vec<Intent>| {
            run(ui, &commands::help::HINTS, "Take it apart", intents);
            run(ui, &commands::file::OPEN, "Open an article…", intents);
            run(ui, &commands::help::KEYS, "Keys", intents);
        };
        strip(ui, title, text, "", intents, Some(&buttons));
    } else if let Some((index, hint)) = current(settings) {
        let count = format!("{} of {}", index + 1, HINTS.len());
        strip(ui, hint.title, &hint.text(&state.shell.keymap), &count, intents, None);
    }
}

/// True if the open article is the person's copy of the sample.
fn is_sample(state: &State) -> bool {
    let path = state.session().and_then(|session| session.path.as_ref());
    path.is_some_and(|path| sample::is_sample(&state.shell.folders, path))
}

/// Draws the buttons of a strip.
type Buttons<'a> = &'a dyn Fn(&mut Ui, &mut Vec<Intent>);

fn strip(ui: &mut Ui, title: &str, text: &str, count: &str, intents: &mut Vec<Intent>, buttons: Option<Buttons<'_>>) {
    let palette = theme::palette(ui.visuals());
    let frame = Frame::new().fill(palette.card).inner_margin(theme::margin(gap::WIDE, gap::USUAL));
    egui::Panel::bottom("hints").frame(frame).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            roles::sign(ui, RichText::new(icons::HINT).color(palette.accent));
            let room = (ui.available_width() - CLOSE).max(80.0);
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(title).strong());
                    if !count.is_empty() {
                        ui.label(RichText::new(count).color(palette.weak).small());
                    }
                });
                announce::polite(ui, "hint", egui::Label::new(RichText::new(text).color(palette.weak)));
                if let Some(buttons) = buttons {
                    ui.horizontal_wrapped(|ui| buttons(ui, intents));
                }
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
                let command = &commands::help::HIDE_HINTS;
                if icon_button(ui, icons::CLOSE, command.title).clicked() {
                    intents.push(Intent::Run(command));
                }
            });
        });
    });
}

fn run(ui: &mut Ui, command: &'static Command, name: &str, intents: &mut Vec<Intent>) {
    if ui.button(name).on_hover_text(command.help).clicked() {
        intents.push(Intent::Run(command));
    }
}
