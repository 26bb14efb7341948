//! The suggestions for a new mark: a bar below the article with a check box for each part, accepted or dismissed with one
//! key.

use egui::{Checkbox, Frame, Layout, RichText, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo};

use crate::app::action::Intent;
use crate::app::commands::command::Command;
use crate::app::commands::mark;
use crate::app::session::Session;
use crate::app::shell::proposal::{Checked, LinkOffer, Offer, OfferPart};
use crate::app::state::State;
use crate::model::offset::ByteRange;
use crate::model::project::spot::origin;
use crate::model::query::quote_line;
use crate::model::segment::is_quotation_mark;
use crate::model::text::ArticleText;
use crate::ui::announce;
use crate::ui::focus;
use crate::ui::label;
use crate::ui::symbols::visible;
use crate::ui::text_view::Link;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::primary;

/// Width in points below which the buttons are under the parts.
const NARROW: f32 = 640.0;

/// Width of the buttons in points.
const BUTTONS: f32 = 130.0;

/// Width of the check boxes in points.
const CHECKS: f32 = 158.0;

/// Minimum width in points of what a check box stands for, to be beside it.
const CONTENT: f32 = 220.0;

/// Maximum share of the window's height for the parts, which scroll beyond it.
const HEIGHT: f32 = 0.35;

/// The places in the article of the speaker and the cue that are suggested and checked, with their names.
pub fn places(session: &Session) -> impl Iterator<Item = (ByteRange, &'static str)> {
    session.offer.iter().flat_map(|offer| {
        let speaker = offer.chosen_speaker().into_iter().flat_map(|speaker| speaker.at.found());
        let cue = offer.cue.iter().filter(|cue| cue.checked).map(|cue| cue.part);
        speaker.map(|range| (range, "speaker")).chain(cue.map(|range| (range, "cue")))
    })
}

/// The links that are suggested and checked, to be drawn in the article.
pub fn links(session: &Session) -> impl Iterator<Item = Link<'_>> {
    session.offer.iter().flat_map(|offer| {
        let checked = offer.links.iter().filter(|link| link.checked && link.part.article.is_none());
        checked.filter_map(|link| {
            let (way, other) = (link.part.chosen()?, &link.part.other);
            let (from, to) = if way.reversed { (other, &offer.mark) } else { (&offer.mark, other) };
            Some(Link { from, to, role: way.role, label: way.verb, provisional: true, outside: None })
        })
    })
}

/// Inputs of a bar, and the list of its intents.
struct Bar<'a> {
    state: &'a State,
    session: &'a Session,
    offer: &'a Offer,
    intents: &'a mut Vec<Intent>,
    /// The names of the checked parts.
    checked: Vec<String>,
}

/// Shows the suggestions, if there are any.
pub fn show(ui: &mut Ui, state: &State, session: &Session, intents: &mut Vec<Intent>) {
    let Some(offer) = &session.offer else { return };
    let palette = theme::palette(ui.visuals());
    let frame = Frame::new().fill(palette.card).inner_margin(theme::margin(gap::WIDE, gap::USUAL));
    let most = ui.ctx().content_rect().height() * HEIGHT;
    let mut bar = Bar { state, session, offer, intents, checked: Vec::new() };
    egui::Panel::bottom("offer").frame(frame).show(ui, |ui| {
        let narrow = ui.available_width() < NARROW;
        let room = if narrow { ui.available_width() } else { ui.available_width() - BUTTONS - gap::WIDE };
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(room);
                // The parts determine the height of the bar.
                let area = ScrollArea::vertical().id_salt("proposal").max_height(most).min_scrolled_height(most);
                area.show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = gap::TIGHT;
                    bar.trim(ui);
                    bar.speaker(ui);
                    bar.cue(ui);
                    for (at, link) in offer.links.iter().enumerate() {
                        bar.link(ui, at, link);
                    }
                    focus::into_view(ui);
                });
            });
            if !narrow {
                ui.vertical(|ui| {
                    ui.set_width(BUTTONS);
                    bar.accept(ui, BUTTONS);
                    bar.decline(ui, BUTTONS);
                });
            }
        });
        if narrow {
            ui.horizontal(|ui| {
                bar.accept(ui, 0.0);
                bar.decline(ui, 0.0);
            });
        }
        let key = state.shell.keymap.shown(&mark::ACCEPT);
        let told = std::mem::take(&mut bar.checked);
        announce::unseen(ui, "offer", ui.min_rect(), || format!("Suggested: {}. {key} accepts", told.join(". ")));
    });
}

impl Bar<'_> {
    /// A row: a check box with its key, and what it stands for.
    fn row(
        &mut self,
        ui: &mut Ui,
        (title, name): (&str, &str),
        (checked, part): (bool, OfferPart),
        command: Option<&'static Command>,
        content: impl FnOnce(&mut Self, &mut Ui),
    ) {
        self.checked.extend(checked.then(|| name.to_owned()));
        let key = command.map(|command| self.state.shell.keymap.shown(command)).unwrap_or_default();
        let weak = theme::palette(ui.visuals()).weak;
        let check = |bar: &mut Self, ui: &mut Ui| {
            let size = egui::vec2(CHECKS, ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_width(CHECKS);
                let mut now = checked;
                let check = theme::choice(ui, |ui| ui.add(Checkbox::new(&mut now, title)));
                check.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, checked, name));
                if check.clicked() {
                    bar.intents.push(Intent::TurnOffer(part));
                }
                ui.label(RichText::new(key).color(weak).small());
            });
        };
        if ui.available_width() > CHECKS + CONTENT {
            ui.horizontal_top(|ui| {
                check(self, ui);
                ui.vertical(|ui| content(self, ui));
            });
        } else {
            check(self, ui);
            content(self, ui);
        }
    }

    fn trim(&mut self, ui: &mut Ui) {
        let Some(trim) = &self.offer.trim else { return };
        let text = self.session.text();
        let quoted = trim.part.iter().all(|range| is_quotation(text, *range));
        let title = if quoted { "Only the quotation" } else { "Only the statement" };
        let words: Vec<String> = trim.part.iter().map(|range| line(text.slice(*range))).collect();
        let words = format!("“{}”", words.join(" … "));
        self.row(ui, (title, title), (trim.checked, OfferPart::Trim), Some(&mark::SUGGESTED_PASSAGE), |_, ui| {
            wrapped(ui, &words);
        });
    }

    fn speaker(&mut self, ui: &mut Ui) {
        let offer = self.offer;
        if offer.speakers.is_empty() {
            return;
        }
        let chosen = offer.chosen_speaker().map_or("none", |speaker| speaker.label());
        let guess = if offer.guessed { " (guess)" } else { "" };
        let name = format!("Speaker: {chosen}{guess}");
        let part = OfferPart::Speaker(offer.speaker.unwrap_or_default());
        let command = Some(&mark::SUGGESTED_SPEAKER);
        self.row(ui, ("Speaker", &name), (offer.speaker.is_some(), part), command, |bar, ui| {
            let weak = theme::palette(ui.visuals()).weak;
            ui.horizontal_wrapped(|ui| {
                for (at, speaker) in offer.speakers.iter().enumerate() {
                    let name = visible(speaker.label());
                    let chosen = offer.speaker == Some(at);
                    let chip = ui.selectable_label(chosen, label::unseen(&name));
                    label::over(ui, &chip, ui.spacing().button_padding.x, &name, TextStyle::Button);
                    let name = format!("Suggested speaker: {name}");
                    chip.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &name));
                    if chip.clicked() {
                        bar.intents.push(Intent::TurnOffer(OfferPart::Speaker(at)));
                    }
                }
                if offer.guessed {
                    ui.label(RichText::new("A guess: the sentence names nobody").color(weak).small());
                }
            });
        });
    }

    fn cue(&mut self, ui: &mut Ui) {
        let Some(cue) = &self.offer.cue else { return };
        let words = format!("“{}”", line(self.session.text().slice(cue.part)));
        let name = format!("Cue: {words}");
        self.row(ui, ("Cue", &name), (cue.checked, OfferPart::Cue), None, |_, ui| wrapped(ui, &words));
    }

    fn link(&mut self, ui: &mut Ui, at: usize, link: &Checked<LinkOffer>) {
        let project = self.state.project.as_ref();
        let found = match link.part.elsewhere() {
            Some(spot) => project.and_then(|project| project.corpus.mark_at(&spot)),
            None => self.session.set().get(&link.part.other).map(|mark| (mark, &self.session.document)),
        };
        let Some((other, document)) = found else { return };
        let Some(chosen) = link.part.chosen() else { return };
        let mut words = format!("{} “{}”", other.kind.look().glyph, quote_line(other, &document.article().text));
        if link.part.article.is_some() {
            words.push_str(&format!(" · {}", origin(document.article())));
        }
        let name = label::spoken(&format!("Link: {} {words}", chosen.verb));
        let command = (at == 0).then_some(&mark::SUGGESTED_LINKS);
        self.row(ui, ("Link", &name), (link.checked, OfferPart::Link(at)), command, |bar, ui| {
            let weak = theme::palette(ui.visuals()).weak;
            if link.part.ways.len() == 1 {
                return wrapped(ui, &format!("{} {words}", chosen.verb));
            }
            ui.horizontal_wrapped(|ui| {
                for (index, way) in link.part.ways.iter().enumerate() {
                    if ui.selectable_label(index == link.part.way, way.verb).clicked() {
                        bar.intents.push(Intent::TurnOffer(OfferPart::Way(at, index)));
                    }
                }
                let key = bar.state.shell.keymap.shown(&mark::SUGGESTED_ROLE);
                ui.label(RichText::new(key).color(weak).small());
            });
            wrapped(ui, &words);
        });
    }

    fn accept(&mut self, ui: &mut Ui, width: f32) {
        let command = &mark::ACCEPT;
        let title = format!("Accept  {}", self.state.shell.keymap.shown(command));
        let button = primary(ui, &title).min_size(egui::vec2(width, 0.0));
        if ui.add_enabled(self.offer.is_checked(), button).clicked() {
            self.intents.push(Intent::Run(command));
        }
    }

    fn decline(&mut self, ui: &mut Ui, width: f32) {
        if ui.add(egui::Button::new("Dismiss  Esc").min_size(egui::vec2(width, 0.0))).clicked() {
            self.intents.push(Intent::Decline);
        }
    }
}

/// Text of the article, on as many rows as it needs.
fn wrapped(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui.visuals());
    // On the line of the check box, which is as high as a button.
    ui.add_space(gap::HAIR);
    label::words(ui, words, TextStyle::Body, palette.text, ui.available_width(), usize::MAX).show(ui, Sense::hover());
}

/// True if a quotation mark is before a passage.
fn is_quotation(text: &ArticleText, range: ByteRange) -> bool {
    let before = text.as_str()[..range.start().get()].trim_end();
    before.ends_with(is_quotation_mark)
}

/// Text with white space collapsed.
fn line(words: &str) -> String {
    visible(&words.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
