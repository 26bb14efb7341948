//! The dialog that reads the article's file in another encoding.

use egui::Ui;

use super::frame::{self, Press};
use crate::app::action::Intent;
use crate::app::state::State;
use crate::ui::theme::gap;

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
    frame::begin(ui, "Reopen with encoding", frame::NARROW);
    let now = state.session().map_or("", |session| session.article().encoding.as_str());
    ui.label(format!(
        "The article was read as {now}. If characters look wrong, try another encoding; marks stay with their text."
    ));
    ui.add_space(gap::USUAL);
    frame::body(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for encoding in ENCODINGS {
                if ui.selectable_label(*encoding == now, *encoding).clicked() {
                    intents.push(Intent::ReadAs(encoding));
                }
            }
        });
    });
    frame::end(ui, vec![Press::default("Cancel", Intent::Close)], intents);
}
