//! The dialog for the details of an article: what the person gives, with what the article states behind it.

use egui::{Button, Id, Label, RichText, Role, TextEdit, Ui, WidgetInfo};

use super::frame::{self, Press};
use crate::app::action::Intent;
use crate::app::shell::details::DetailsDialog;
use crate::model::article::{DETAILS, Detail, Details};
use crate::ui::announce;
use crate::ui::entry;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::symbols::{in_field, visible};
use crate::ui::theme::{self, gap};

/// Spellings of a date that are understood, for an empty field.
const EXAMPLES: &str = "For example 2026, May 2026 or 12 May 2026";

/// Width in points of the button beside a field, with the gap between.
const BACK: f32 = 44.0;

/// Shows the dialog.
pub fn show(ui: &mut Ui, dialog: &DetailsDialog, intents: &mut Vec<Intent>) {
    frame::begin(ui, "Article details", frame::FORM);
    let mut typed = dialog.typed.clone();
    frame::body(ui, |ui| {
        let room = ui.available_width() - BACK;
        for detail in &DETAILS {
            field(ui, detail, room, &dialog.stated, &mut typed);
            if detail.id == "published" {
                date(ui, dialog);
            }
            ui.add_space(gap::USUAL);
        }
        let palette = theme::palette(ui.visuals());
        let note = "An empty field takes what the article says. The details are saved with the marks; the article's own \
                    file is not changed";
        ui.add(Label::new(RichText::new(note).color(palette.weak).small()).wrap());
    });
    if typed != dialog.typed {
        intents.push(Intent::TypeDetails(Box::new(typed)));
    }
    let save = Press::default("Save", Intent::GiveDetails).when(dialog.given().is_ok());
    frame::end(ui, vec![Press::new("Cancel", Intent::Close), save], intents);
}

/// A field with its label, and the way back to what the article states.
fn field(ui: &mut Ui, detail: &Detail, room: f32, stated: &Details, typed: &mut Details) {
    let (stated, words) = ((detail.of)(stated), (detail.of_mut)(typed));
    let label = ui.label(detail.label);
    ui.horizontal(|ui| {
        let before = words.clone();
        let hint =
            if stated.is_empty() { "Not stated in the article".to_owned() } else { visible(stated).into_owned() };
        let mut layouter = in_field(false);
        let field = TextEdit::singleline(words).layouter(&mut layouter).hint_text(hint);
        let field = ui.add(field.id(Id::unique(("detail", detail.id))).desired_width(room)).labelled_by(label.id);
        entry::select_reached(ui, &field, words);
        if let Some(kept) = entry::reset(ui, &field, &before, words) {
            *words = kept;
        }
        let is_other = words.trim() != stated && !words.trim().is_empty();
        let name = match stated.as_str() {
            "" => format!("Clear the {}", detail.label.to_lowercase()),
            stated => format!("Take what the article states: {}", visible(stated)),
        };
        let back = ui.add_enabled(is_other, Button::new(icons::UNDO).frame_when_inactive(false));
        back.widget_info(|| WidgetInfo::labeled(Role::Button, is_other, &name));
        if label::tip(back, &[&name]).clicked() {
            words.clone_from(stated);
        }
    });
}

/// The date as it is understood, or the reason why it is not.
fn date(ui: &mut Ui, dialog: &DetailsDialog) {
    let palette = theme::palette(ui.visuals());
    let (words, colour) = match dialog.date() {
        Ok(Some(date)) => (date.spelled(), palette.weak),
        Ok(None) => (EXAMPLES.to_owned(), palette.weak),
        Err(error) => (error.to_string(), palette.error),
    };
    announce::polite(ui, "date", Label::new(RichText::new(words).color(colour).small()).wrap());
}
