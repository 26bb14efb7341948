//! Cards on the map: of the mark under the pointer, and of both ends of a link.

use egui::{Response, RichText, Sense, TextStyle, Tooltip};

use crate::app::session::Session;
use crate::model::annotation::{Annotation, Relation};
use crate::model::query::quote_start;
use crate::ui::hover::{self, Card};
use crate::ui::label;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// Width of a card in points.
const WIDTH: f32 = 340.0;

/// Characters of the passage at the end of a link.
const END: usize = 200;

/// Shows the card of a mark beside its box, which the pointer is over.
pub(super) fn of_box(response: &Response, rect: egui::Rect, session: &Session, mark: &Annotation) {
    let card = Card { quoted: true, ..Card::of(&session.document, mark) };
    beside(response, rect).show(|ui| hover::contents(ui, &card));
}

/// Shows both ends of a link, which the pointer is over at `rect`.
pub(super) fn of_link(
    response: &Response,
    rect: egui::Rect,
    session: &Session,
    relation: &Relation,
    (from, to): (&Annotation, &Annotation),
) {
    beside(response, rect).show(|ui| {
        let palette = theme::palette(ui.visuals());
        ui.set_max_width(WIDTH);
        ui.spacing_mut().item_spacing.y = gap::TIGHT;
        let end = |ui: &mut egui::Ui, mark: &Annotation| {
            let rest = format!("{} · {}", mark.kind.name(), label::speaker(mark));
            let words = [(rest.as_str(), palette.text)];
            label::kind_words(ui, &mark.kind, &words, ui.available_width(), 1).show(ui, Sense::hover());
            let quote = format!("“{}”", quote_start(mark, session.text(), END));
            let style = TextStyle::Body;
            label::words(ui, &quote, style, palette.text, ui.available_width(), usize::MAX).show(ui, Sense::hover());
        };
        end(ui, from);
        ui.label(RichText::new(relation.role.id()).color(palette.accent));
        end(ui, to);
        if !relation.note.is_empty() {
            ui.label(RichText::new(visible(&relation.note).into_owned()).color(palette.weak));
        }
        ui.label(RichText::new("Click to change or delete the link").color(palette.weak).small());
    });
}

/// A tooltip beside a rectangle, once the pointer rests there.
pub(super) fn beside(response: &Response, rect: egui::Rect) -> Tooltip<'static> {
    let mut tooltip = Tooltip::for_enabled(response).gap(gap::LINE).width(WIDTH);
    tooltip.popup = tooltip.popup.anchor(rect);
    tooltip
}
