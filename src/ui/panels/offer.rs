//! What is proposed for the mark just made: one line below the article, accepted or declined by one key.

use egui::{Frame, Margin, RichText, Ui};

use crate::app::action::Action;
use crate::app::commands;
use crate::app::state::{Open, Proposal, State};
use crate::model::check::shortened;
use crate::model::query::quote_line;
use crate::ui::symbols::visible;
use crate::ui::theme;

/// Shows what is proposed, if anything is.
pub fn show(ui: &mut Ui, state: &State, open: &Open, said: &mut Vec<Action>) {
    let (Some(offer), Some(accept)) = (&state.offer, commands::by_id("mark.accept")) else { return };
    let text = &open.article.text;
    let (question, detail, verb) = match &offer.proposal {
        Proposal::Cut(cut) => {
            let speaker = cut.speaker.map_or("", |range| text.slice(range));
            let attribution = format!("{} {speaker}", text.slice(cut.cue));
            let quoted: Vec<&str> = cut.fragments.iter().map(|range| text.slice(*range)).collect();
            (
                "Keep only the quotation?",
                format!("“{}” — {}", shortened(&quoted.join(" … ")), attribution.trim()),
                "Cut out",
            )
        }
        Proposal::Link(id, role) => {
            let Some(target) = open.set.get(id) else { return };
            let words = shortened(&quote_line(target, text));
            ("Does it answer this claim?", format!("{role} {} “{words}”", target.kind.look().glyph), "Link")
        }
    };
    let detail = visible(&detail);
    let palette = theme::palette(ui.visuals().dark_mode);
    let frame = Frame::new().fill(palette.card).inner_margin(Margin::symmetric(12, 6));
    egui::Panel::bottom("offer").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(question).color(palette.accent));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button("Keep as it is  Esc").clicked() {
                    said.push(Action::Decline);
                }
                if ui.button(format!("{verb}  {}", state.keymap.shown(accept))).on_hover_text(accept.help).clicked() {
                    said.push(Action::Run(accept));
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(&*detail).truncate()).on_hover_text(&*detail);
                });
            });
        });
    });
}
