//! The dialog that reads the article's file in another encoding.

use egui::{ScrollArea, Ui};

use super::frame::{list_height, title};
use crate::app::action::Intent;
use crate::app::state::State;
use crate::ui::theme::gap;
use crate::ui::widgets::buttons;

/// Encodings offered for reopening an article: those of the Encoding Standard in common use.
const ENCODINGS: &[&str] = &[
    "UTF-8",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "ISO-8859-2",
    "ISO-8859-5",
    "ISO-8859-7",
    "ISO-8859-15",
    "KOI8-R",
    "KOI8-U",
    "IBM866",
    "macintosh",
    "GBK",
    "gb18030",
    "Big5",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "EUC-KR",
    "UTF-16LE",
    "UTF-16BE",
];

/// Shows the encodings to choose from.
pub(super) fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    ui.set_width(420.0_f32.min(ui.available_width()));
    title(ui, "Reopen with encoding");
    let now = state.session().map_or("", |session| session.article().encoding.as_str());
    ui.label(format!(
        "The article was read as {now}. If characters look wrong, try another encoding; marks stay with their text."
    ));
    ui.add_space(gap::USUAL);
    ScrollArea::vertical().max_height(list_height(ui.ctx(), 130.0)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for encoding in ENCODINGS {
                if ui.selectable_label(*encoding == now, *encoding).clicked() {
                    intents.push(Intent::ReadAs(encoding));
                }
            }
        });
    });
    ui.add_space(gap::USUAL);
    buttons(ui, |ui| {
        if ui.button("Cancel").clicked() {
            intents.push(Intent::Close);
        }
    });
}
