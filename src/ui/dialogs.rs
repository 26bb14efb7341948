//! The dialogs over the window.

use egui::{Button, Context, Grid, Id, Modal, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::app::action::Action;
use crate::app::commands::{self, MENUS};
use crate::app::state::{Dialog, State};
use crate::storage::settings::{Settings, Theme};
use crate::ui::panels::View;
use crate::ui::symbols::visible;
use crate::ui::{clash, copies, entry, exchange, theme};

/// Encodings offered for reading an article again: those of the Encoding Standard that texts are found in.
pub const ENCODINGS: &[&str] = &[
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

/// Keys of the article that are no commands: what they do, for the list of all keys.
pub const CARET_KEYS: &[(&str, &str)] = &[
    ("← → ↑ ↓", "Move the caret"),
    ("Ctrl+← Ctrl+→", "By word"),
    ("Ctrl+↑ Ctrl+↓", "To the start of the previous or next paragraph"),
    ("Home End", "To the start or end of the line"),
    ("Ctrl+Home Ctrl+End", "To the start or end of the article"),
    ("PgUp PgDn", "By page"),
    ("with Shift", "Select on the way"),
    ("Ctrl+A", "Select everything"),
    ("Esc", "Close the topmost thing: menu, field, list, selection, mark"),
    ("Alt with a letter", "Open the menu that begins with it"),
];

/// Least height in points of a list in a dialog.
const LEAST_LIST: f32 = 120.0;

/// Shows the dialog, if one is open.
pub fn show(ctx: &Context, state: &State, _view: &mut View, intents: &mut Vec<Action>) {
    let Some(dialog) = &state.dialog else { return };
    let modal = Modal::new(Id::unique("dialog")).show(ctx, |ui| {
        let room = room(ctx);
        ui.set_max_size(room);
        // Lists have bars of their own where there is room for them; in a very low window the whole dialog scrolls.
        ScrollArea::vertical().id_salt("dialog").max_height(room.y).show(ui, |ui| {
            match dialog {
                Dialog::Keys => keys(ui, state),
                Dialog::About => about(ui, state),
                Dialog::Settings => settings_form(ui, state, intents),
                Dialog::Export(export) => exchange::export(ui, export, intents),
                Dialog::Paste(paste) => exchange::paste(ui, paste, intents),
                Dialog::Import(import) => exchange::import(ui, import, intents),
                Dialog::Encoding => encoding(ui, state, intents),
                Dialog::Unsaved(why) => unsaved(ui, why, intents),
                Dialog::Copies(asked) => copies::show(ui, state, asked.as_ref(), intents),
                Dialog::Changed(open) => clash::show(ui, state, open, intents),
            }
            if matches!(dialog, Dialog::Keys | Dialog::About | Dialog::Settings) {
                ui.add_space(8.0);
                ui.vertical_centered(|ui| {
                    if ui.button("Close").clicked() {
                        intents.push(Action::Close);
                    }
                });
            }
        });
    });
    if modal.should_close() {
        intents.push(Action::Close);
    }
}

/// Most room for a dialog in points: the window less a margin.
fn room(ctx: &Context) -> egui::Vec2 {
    ctx.content_rect().size() - egui::vec2(64.0, 96.0)
}

/// Height in points of a list in a dialog whose other parts need `others` points.
pub(in crate::ui) fn list_height(ctx: &Context, others: f32) -> f32 {
    (room(ctx).y - others).max(LEAST_LIST)
}

pub(in crate::ui) fn title(ui: &mut Ui, words: &str) {
    ui.heading(words);
    ui.add_space(8.0);
}

fn keys(ui: &mut Ui, state: &State) {
    let palette = theme::palette(ui.visuals().dark_mode);
    ui.set_width(560.0_f32.min(ui.available_width()));
    title(ui, "All keys");
    ScrollArea::both().auto_shrink([false, true]).max_height(list_height(ui.ctx(), 96.0)).show(ui, |ui| {
        let section = |ui: &mut Ui, name: &str| {
            ui.add_space(6.0);
            ui.label(RichText::new(name).color(palette.weak).strong());
        };
        section(ui, "In the article");
        Grid::new("caret keys").num_columns(2).spacing([24.0, 4.0]).show(ui, |ui| {
            for (keys, help) in CARET_KEYS {
                ui.monospace(*keys);
                ui.label(*help);
                ui.end_row();
            }
        });
        for (menu, name) in MENUS {
            section(ui, name);
            Grid::new(("keys", name)).num_columns(2).spacing([24.0, 4.0]).show(ui, |ui| {
                for command in commands::all().filter(|command| command.menu == *menu) {
                    let chords: Vec<String> = state.keymap.chords(command).iter().map(ToString::to_string).collect();
                    if chords.is_empty() {
                        continue;
                    }
                    ui.monospace(chords.join("  "));
                    ui.label(command.title.trim_end_matches('…')).on_hover_text(command.help);
                    ui.end_row();
                }
            });
        }
        ui.add_space(8.0);
        let own = format!("Keys of your own go into {} under “keys”", state.folders.settings_file().display());
        ui.label(RichText::new(own).color(palette.weak).small());
    });
}

fn about(ui: &mut Ui, state: &State) {
    ui.set_width(460.0_f32.min(ui.available_width()));
    title(ui, &format!("Gainsay {}", env!("CARGO_PKG_VERSION")));
    ui.label("A reader for people who take articles apart: claims, denials and evidence, and who says them.");
    ui.label("Nothing leaves this computer.");
    ui.add_space(8.0);
    Grid::new("about").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
        for (name, value) in [
            ("Licence", "MIT or Apache-2.0".to_owned()),
            ("Settings", state.folders.settings_file().display().to_string()),
            ("Sample", state.folders.data_folder().display().to_string()),
        ] {
            ui.label(name);
            ui.add(egui::Label::new(visible(&value)).wrap().selectable(true));
            ui.end_row();
        }
    });
}

fn settings_form(ui: &mut Ui, state: &State, intents: &mut Vec<Action>) {
    ui.set_width(460.0_f32.min(ui.available_width()));
    title(ui, "Settings");
    let mut wanted: Settings = state.settings.clone();
    Grid::new("settings").num_columns(2).spacing([16.0, 10.0]).show(ui, |ui| {
        ui.label("Your name");
        let name = ui.add(TextEdit::singleline(&mut wanted.creator).desired_width(260.0));
        name.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Your name"));
        if let Some(before) = entry::followed(ui, &name, &state.settings.creator, &wanted.creator) {
            wanted.creator = before;
        }
        name.on_hover_text("Goes with every mark you make, as its creator");
        ui.end_row();
        ui.label("Theme");
        ui.horizontal(|ui| {
            for (theme, name) in [(Theme::System, "As the system"), (Theme::Light, "Light"), (Theme::Dark, "Dark")] {
                ui.selectable_value(&mut wanted.theme, theme, name);
            }
        });
        ui.end_row();
        ui.label("Typeface");
        ui.horizontal(|ui| {
            ui.selectable_value(&mut wanted.serif, true, "Serif");
            ui.selectable_value(&mut wanted.serif, false, "Sans");
        });
        ui.end_row();
        let label = ui.label("Text size");
        let slider = egui::Slider::new(&mut wanted.text_size, 10.0..=40.0).step_by(1.0).suffix(" pt");
        theme::slider(ui, |ui| ui.add(slider)).labelled_by(label.id);
        ui.end_row();
        ui.label("Keys");
        theme::choice(ui, |ui| ui.checkbox(&mut wanted.single_keys, "Single letters run commands"))
            .on_hover_text("Switch this off if you dictate or press keys by accident");
        ui.end_row();
    });
    if wanted != state.settings {
        intents.push(Action::Settings(Box::new(wanted)));
    }
}

fn encoding(ui: &mut Ui, state: &State, intents: &mut Vec<Action>) {
    ui.set_width(420.0_f32.min(ui.available_width()));
    title(ui, "Read in another encoding");
    let now = state.open.as_ref().map_or("", |open| open.article.encoding.as_str());
    ui.label(format!("The article's file was read as {now}. If letters look wrong, try another encoding; your marks stay on their words."));
    ui.add_space(8.0);
    ScrollArea::vertical().max_height(list_height(ui.ctx(), 130.0)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for encoding in ENCODINGS {
                if ui.selectable_label(*encoding == now, *encoding).clicked() {
                    intents.push(Action::ReadAs(encoding));
                }
            }
        });
    });
    ui.add_space(8.0);
    buttons(ui, |ui| {
        if ui.button("Cancel").clicked() {
            intents.push(Action::Close);
        }
    });
}

fn unsaved(ui: &mut Ui, why: &str, intents: &mut Vec<Action>) {
    ui.set_width(480.0_f32.min(ui.available_width()));
    title(ui, "Your changes are not saved");
    ui.add(egui::Label::new(visible(why)).wrap());
    ui.add_space(12.0);
    buttons(ui, |ui| {
        if ui.add(primary(ui, "Save elsewhere…")).clicked() {
            intents.extend(commands::by_id("file.save_elsewhere").map(Action::Run));
        }
        if ui.button("Try again").clicked() {
            intents.push(Action::Retry);
        }
        if ui.button("Discard changes").clicked() {
            intents.push(Action::Discard);
        }
        if ui.button("Cancel").clicked() {
            intents.push(Action::Close);
        }
    });
}

/// The button that `Enter` presses.
pub(in crate::ui) fn primary(ui: &Ui, name: &str) -> Button<'static> {
    let palette = theme::palette(ui.visuals().dark_mode);
    Button::new(RichText::new(name.to_owned()).color(palette.page)).fill(palette.accent)
}

pub(in crate::ui) fn buttons(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(content);
}
