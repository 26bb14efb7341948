//! Notices below the article, a few at once, each shown until dismissed. They come by themselves, so that above it they would
//! move the text that is being read.

use egui::accesskit::Live;
use egui::{Color32, Frame, RichText, TextStyle, Ui};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::commands::command::Command;
use crate::app::run::is_enabled;
use crate::app::session::SessionId;
use crate::app::state::State;
use crate::jobs::notice::Tone;
use crate::model::message::counted;
use crate::ui::announce;
use crate::ui::icons;
use crate::ui::roles;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::icon_button;

/// Minimum width in points of a message beside its button, which is under it where there is less room.
const WORDS: f32 = 260.0;

/// Width in points of the button that dismisses a notice, with the space before it.
const DISMISS: f32 = 40.0;

/// Maximum number of notices shown at once, and in a tight window.
const SHOWN: (usize, usize) = (2, 1);

/// Share of a notice's colour in its background.
const TINT: f32 = 0.07;

/// Shows the notices, if there are any.
pub fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let session = state.session().map(|session| session.id);
    if state.shell.notices.count(session) == 0 {
        return;
    }
    egui::Panel::bottom("notices").frame(Frame::new()).show_separator_line(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        bars(ui, state, session, intents);
    });
}

fn bars(ui: &mut Ui, state: &State, session: Option<SessionId>, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let most = if state.shell.tight { SHOWN.1 } else { SHOWN.0 };
    for (index, notice) in state.shell.notices.shown(session, most) {
        let (icon, name, colour) = match notice.tone {
            Tone::Info => (icons::INFO, "Notice", palette.accent),
            Tone::Warning => (icons::WARNING, "Warning", palette.warning),
            Tone::Error => (icons::ERROR, "Error", palette.error),
        };
        let command = notice
            .topic
            .and_then(commands::remedy)
            .filter(|command| is_enabled(command, state.session(), state.project.as_ref(), &state.shell));
        let button = command.map_or(0.0, |command| button_width(ui, command.title));
        let narrow = command.is_some() && ui.available_width() - DISMISS - button < WORDS;
        let buttons = if narrow { DISMISS } else { DISMISS + button };
        bar(ui, palette.card.lerp_to_gamma(colour, TINT), colour, |ui| {
            ui.horizontal(|ui| {
                roles::named_sign(ui, RichText::new(icon).color(colour), name);
                let room = (ui.available_width() - buttons).max(80.0);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    let live = if notice.tone == Tone::Error { Live::Assertive } else { Live::Polite };
                    announce::live(ui, ("notice", &notice.text), live, egui::Label::new(visible(&notice.text)).wrap());
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
                    ui.add_space(gap::APART);
                    offer(ui, command, intents);
                });
            }
        });
    }
    let waiting = state.shell.notices.count(session).saturating_sub(most);
    if waiting > 0 {
        let words = counted(waiting, "more notice", "more notices");
        bar(ui, palette.card, palette.card, |ui| {
            announce::polite(ui, "more notices", egui::Label::new(RichText::new(words).color(palette.weak).small()));
        });
    }
}

/// A bar of the window's width with a stripe at its start and a line above.
fn bar(ui: &mut Ui, fill: Color32, stripe: Color32, content: impl FnOnce(&mut Ui)) {
    let between = gap::LINE;
    let bar = Frame::new().fill(fill).inner_margin(theme::margin(gap::WIDE, gap::LINE)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = between;
        ui.set_width(ui.available_width());
        content(ui);
    });
    let rect = bar.response.rect;
    ui.painter().rect_filled(rect.with_max_x(rect.left() + gap::TIGHT), 0.0, stripe);
    ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, theme::palette(ui.visuals()).line));
}

/// The width in points of a button with a title, and of the space before it.
fn button_width(ui: &Ui, title: &str) -> f32 {
    let font = TextStyle::Button.resolve(ui.style());
    let words = ui.painter().layout_no_wrap(title.to_owned(), font, Color32::PLACEHOLDER);
    words.size().x + 2.0 * ui.spacing().button_padding.x + 2.0 * ui.spacing().item_spacing.x
}

/// The button of a notice's command.
fn offer(ui: &mut Ui, command: Option<&'static Command>, intents: &mut Vec<Intent>) {
    if let Some(command) = command
        && ui.button(command.title).on_hover_text(command.help).clicked()
    {
        intents.push(Intent::Run(command));
    }
}
