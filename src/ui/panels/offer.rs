//! The suggestion for a new mark: a bar below the article, accepted or dismissed with one key.

use egui::{Frame, Label, RichText, ScrollArea, TextStyle, Ui};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::commands::command::Command;
use crate::app::session::Session;
use crate::app::shell::proposal::{Offer, Proposal};
use crate::app::state::State;
use crate::model::offset::ByteRange;
use crate::model::query::quote_line;
use crate::ui::label;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// Width in points below which the buttons are under the text.
const NARROW: f32 = 640.0;

/// Width of the buttons in points.
const BUTTONS: f32 = 290.0;

/// Maximum share of the window's height for the text, which scrolls beyond it.
const HEIGHT: f32 = 0.35;

/// The text of a suggestion.
struct Wording {
    /// The effect of accepting it.
    title: String,
    /// The text of the article that it concerns.
    words: String,
    /// The label of the accept button.
    verb: &'static str,
}

/// Shows the suggestion, if there is one.
pub fn show(ui: &mut Ui, state: &State, session: &Session, intents: &mut Vec<Intent>) {
    let Some(offer) = &state.shell.offer else { return };
    let accept = &commands::mark::ACCEPT;
    let Some(wording) = wording(session, offer) else { return };
    let palette = theme::palette(ui.visuals());
    let frame = Frame::new().fill(palette.card).inner_margin(theme::margin(gap::WIDE, gap::USUAL));
    let most = ui.ctx().content_rect().height() * HEIGHT;
    egui::Panel::bottom("offer").frame(frame).show(ui, |ui| {
        let narrow = ui.available_width() < NARROW;
        let room = if narrow { ui.available_width() } else { ui.available_width() - BUTTONS };
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_width(room);
                // The text determines the height of the bar.
                let area = ScrollArea::vertical().id_salt("proposal").max_height(most).min_scrolled_height(most);
                area.show(ui, |ui| {
                    ui.add(Label::new(RichText::new(visible(&wording.title)).color(palette.accent)).wrap());
                    if !wording.words.is_empty() {
                        let (font, width) = (TextStyle::Body.resolve(ui.style()), ui.available_width());
                        let words = label::job(ui.ctx(), &wording.words, font, palette.text, width, usize::MAX);
                        ui.add(Label::new(words).wrap());
                    }
                });
            });
            if !narrow {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    decline_button(ui, intents);
                    accept_button(ui, state, accept, wording.verb, intents);
                });
            }
        });
        if narrow {
            ui.horizontal_wrapped(|ui| {
                accept_button(ui, state, accept, wording.verb, intents);
                decline_button(ui, intents);
            });
        }
    });
}

fn decline_button(ui: &mut Ui, intents: &mut Vec<Intent>) {
    if ui.button("Keep as is  Esc").clicked() {
        intents.push(Intent::Decline);
    }
}

fn accept_button(ui: &mut Ui, state: &State, accept: &'static Command, verb: &str, intents: &mut Vec<Intent>) {
    if ui.button(format!("{verb}  {}", state.shell.keymap.shown(accept))).clicked() {
        intents.push(Intent::Run(accept));
    }
}

/// The text of a suggestion; `None` if its target is deleted.
fn wording(session: &Session, offer: &Offer) -> Option<Wording> {
    let text = session.text();
    Some(match &offer.proposal {
        Proposal::Cut(cut) => {
            // A speaker already set is kept.
            let known = session.set().get(&offer.mark).is_some_and(|mark| mark.speaker.is_some());
            let speaker = cut.speaker.filter(|_| !known).map(|name| format!("Speaker: {}", line(text.slice(name))));
            let nothing_cut =
                session.set().get(&offer.mark).is_some_and(|mark| mark.target.found().eq(cut.fragments.clone()));
            let is_quotation = |range: &ByteRange| {
                let before = text.as_str()[..range.start().get()].trim_end();
                before.ends_with(['"', '“', '”', '„', '«', '»', '‹', '›', '‘', '’', '\'', '「', '『'])
            };
            let kept = if cut.fragments.iter().all(is_quotation) { "the quotation" } else { "the statement" };
            let (title, verb) = match speaker {
                Some(speaker) if nothing_cut => (speaker, "Set speaker"),
                Some(speaker) => (format!("{speaker}; mark only {kept}"), "Trim mark"),
                None => (format!("Mark only {kept}"), "Trim mark"),
            };
            let quoted: Vec<String> = cut.fragments.iter().map(|range| line(text.slice(*range))).collect();
            Wording { title, words: format!("“{}”", quoted.join(" … ")), verb }
        }
        Proposal::Link(id, role) => {
            let target = session.set().get(id)?;
            let title = format!("Does it answer this {}?", target.kind.name().to_lowercase());
            let words = format!("{role} {} “{}”", target.kind.look().glyph, quote_line(target, text));
            Wording { title, words, verb: "Link" }
        }
        Proposal::Choose(id) => {
            let target = session.set().get(id)?;
            let title = format!("Is it about this {}?", target.kind.name().to_lowercase());
            let words = format!("{} “{}”", target.kind.look().glyph, quote_line(target, text));
            Wording { title, words, verb: "Choose link…" }
        }
    })
}

/// Text with white space collapsed.
fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
