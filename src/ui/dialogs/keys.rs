//! The keys: what each does, and changing them by pressing others.

use egui::{Align, Button, Grid, Layout, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::frame::{self, Press, list_height};
use crate::app::action::Intent;
use crate::app::commands;
use crate::app::commands::command::{Command, MENUS};
use crate::app::key_page::is_own;
use crate::app::shell::key_page::{KeyRequest, Pressed, Recording};
use crate::app::shell::keymap::Chord;
use crate::app::state::State;
use crate::model::query::Needle;
use crate::ui::focus;
use crate::ui::label::spoken_keys;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::{icon_button, primary};
use crate::ui::{entry, icons};

/// Keys of the article that are not commands, for the list of keyboard shortcuts: those of macOS, if it has any, are the second.
pub const CARET_KEYS: &[(&str, &str, &str)] = &[
    ("← → ↑ ↓", "← → ↑ ↓", "Move the caret"),
    ("Ctrl+← Ctrl+→", "Option+← Option+→", "By word"),
    ("Ctrl+↑ Ctrl+↓", "Option+↑ Option+↓", "To the start of the previous or next paragraph"),
    ("Home End", "⌘← ⌘→", "To the start or end of the line"),
    ("Ctrl+Home Ctrl+End", "⌘↑ ⌘↓", "To the start or end of the article"),
    ("PgUp PgDn", "PgUp PgDn", "By page"),
    ("with Shift", "with Shift", "Extend the selection"),
    ("Ctrl+A", "⌘A", "Select everything"),
    ("Esc", "Esc", "Close or clear the topmost item"),
    ("Alt and a letter", "", "Open the menu that starts with the letter"),
];

/// Mouse gestures in the article, for the same list.
pub const MOUSE_GESTURES: &[(&str, &str)] = &[
    ("Drag", "Select words; with Alt, letters"),
    ("Two, three, four clicks", "Select the word, the sentence, the paragraph"),
    ("Click with Shift", "Extend the selection"),
    ("Click a mark", "Select it; again, the next one there"),
    ("Right click", "Open the menu of what is there"),
    ("Drag an end of the mark", "Move it by words; with Alt, by letters"),
    ("Drag a glyph to a mark", "Link the two marks"),
    ("Rest on a mark or a link", "Show speaker, note, tags and links"),
];

/// Width in points of a list with room for two columns.
const COLUMNS: f32 = 440.0;

/// Height in points of what is above and below the list.
const REST: f32 = 122.0;

/// Shows the dialog.
pub(super) fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    frame::begin(ui, "Keyboard shortcuts", frame::WIDE);
    let others = REST + frame::BELOW;
    match frame::is_low(ui.ctx(), others) {
        true => frame::body(ui, |ui| page(ui, state, None, intents)),
        false => page(ui, state, Some(list_height(ui.ctx(), others)), intents),
    }
    frame::end(ui, vec![Press::default("Close", Intent::Close)], intents);
}

/// Shows the commands by menu, each with its keys, and then the keys of the article, in a list of this height; without one they
/// scroll with what is around them.
pub(super) fn page(ui: &mut Ui, state: &State, height: Option<f32>, intents: &mut Vec<Intent>) {
    let mut requests = Vec::new();
    search(ui, &state.shell.key_page.words, &mut requests);
    ui.add_space(gap::LINE);
    let needle = Needle::new(state.shell.key_page.words.trim());
    let mut is_empty = true;
    let mut rows = |ui: &mut Ui| {
        for (menu, name) in MENUS {
            let of_menu = commands::all().filter(|command| command.menu == *menu);
            let listed: Vec<_> = of_menu.filter(|command| is_listed(state, command, &needle)).collect();
            if !listed.is_empty() {
                section(ui, name);
                is_empty = false;
            }
            for command in listed {
                row(ui, state, command, &mut requests);
            }
        }
        let caret: Vec<(&str, &str)> = CARET_KEYS
            .iter()
            .map(|(keys, mac, help)| (if cfg!(target_os = "macos") { *mac } else { *keys }, *help))
            .filter(|(keys, _)| !keys.is_empty())
            .collect();
        for (name, rows) in [("In the article, always", &*caret), ("In the article, by mouse", MOUSE_GESTURES)] {
            let mut fixed = rows.iter().filter(|(keys, help)| needle.is_in(keys) || needle.is_in(help)).peekable();
            if fixed.peek().is_some() {
                section(ui, name);
                is_empty = false;
            }
            let key = |ui: &mut Ui, (keys, help): &(&str, &str)| {
                let label = ui.monospace(*keys);
                label.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken_keys(keys)));
                ui.label(*help);
            };
            if ui.available_width() < COLUMNS {
                for row in fixed {
                    ui.horizontal_wrapped(|ui| key(ui, row));
                }
            } else {
                Grid::new(name).num_columns(2).spacing([gap::APART, gap::TIGHT]).show(ui, |ui| {
                    for row in fixed {
                        key(ui, row);
                        ui.end_row();
                    }
                });
            }
        }
        if is_empty {
            ui.add_space(gap::APART);
            let weak = theme::palette(ui.visuals()).weak;
            ui.vertical_centered(|ui| ui.label(RichText::new("No command or key has this text").color(weak)));
        }
    };
    match height {
        Some(height) => {
            let area = ScrollArea::vertical().id_salt("keys").auto_shrink([false, true]).max_height(height);
            area.show(ui, |ui| {
                rows(ui);
                focus::into_view(ui);
            });
        }
        None => rows(ui),
    }
    ui.add_space(gap::USUAL);
    reset_all(ui, state, &mut requests);
    intents.extend(requests.into_iter().map(Intent::Keys));
}

fn search(ui: &mut Ui, words: &str, requests: &mut Vec<KeyRequest>) {
    let mut typed = words.to_owned();
    let hint = "Find a command or a key";
    let field = ui.add(TextEdit::singleline(&mut typed).hint_text(hint).desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint));
    if let Some(before) = entry::reset(ui, &field, words, &typed) {
        typed = before;
    }
    if typed != words {
        requests.push(KeyRequest::Find(typed));
    }
}

fn section(ui: &mut Ui, name: &str) {
    ui.add_space(gap::LINE);
    ui.label(RichText::new(name).color(theme::palette(ui.visuals()).weak).strong());
}

/// True if a command is recorded, or its title, its help or one of its keys has the text typed.
fn is_listed(state: &State, command: &Command, needle: &Needle) -> bool {
    let is_recorded = state.shell.key_page.recording.as_ref().is_some_and(|recording| recording.command == command);
    let keys = || state.shell.keymap.chords(command).iter().any(|chord| needle.is_in(&chord.to_string()));
    is_recorded || needle.is_in(command.title) || needle.is_in(command.help) || keys()
}

/// A command, its keys, and the buttons that change them.
fn row(ui: &mut Ui, state: &State, command: &'static Command, requests: &mut Vec<KeyRequest>) {
    let title = command.title.trim_end_matches('…');
    let recording = state.shell.key_page.recording.as_ref().filter(|recording| recording.command == command);
    let line = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = gap::TIGHT;
        if icon_button(ui, icons::ADD, &format!("Add a key to {title}")).clicked() {
            requests.push(KeyRequest::Record(command));
        }
        for chord in state.shell.keymap.chords(command).iter().rev() {
            if chip(ui, chord, title) {
                requests.push(KeyRequest::Remove(command, chord.clone()));
            }
        }
        if is_own(&state.shell.settings, command)
            && icon_button(ui, icons::UNDO, &format!("Reset the keys of {title}")).clicked()
        {
            requests.push(KeyRequest::Reset(command));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(egui::Label::new(title).truncate()).on_hover_text(command.help);
        });
    });
    if let Some(recording) = recording {
        record(ui, recording, requests);
    }
}

/// A key with a button that takes it away; returns true if that was clicked.
fn chip(ui: &mut Ui, chord: &Chord, title: &str) -> bool {
    let words = format!("{chord} {}", icons::CLOSE);
    let button = ui.add(Button::new(RichText::new(words).small()));
    let keys = spoken_keys(&chord.to_string());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{keys}, remove from {title}")));
    button.on_hover_text("Remove this key").clicked()
}

/// Prompt for a key, or the decision about the key that was pressed.
fn record(ui: &mut Ui, recording: &Recording, requests: &mut Vec<KeyRequest>) {
    let palette = theme::palette(ui.visuals());
    let fill = egui::Frame::new().fill(palette.selection.gamma_multiply(0.5)).corner_radius(theme::radius::USUAL);
    fill.inner_margin(theme::margin(gap::USUAL, gap::TIGHT)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| match &recording.pressed {
            None => {
                ui.label("Press the new key, or Esc to cancel");
            }
            Some(Pressed::Refused(chord, why)) => {
                ui.label(RichText::new(format!("{chord} {why}; press another key")).color(palette.warning));
            }
            Some(Pressed::Taken(chord, other)) => {
                ui.label(format!("{chord} runs “{}”", other.title.trim_end_matches('…')));
                if ui.add(primary(ui, "Take it over")).clicked() {
                    requests.push(KeyRequest::TakeOver);
                }
                if ui.button("Cancel").clicked() {
                    requests.push(KeyRequest::Stop);
                }
            }
        });
    });
}

/// The button that resets all keys, or the question whether to.
fn reset_all(ui: &mut Ui, state: &State, requests: &mut Vec<KeyRequest>) {
    let palette = theme::palette(ui.visuals());
    let place = format!("Your keys are in {}", state.shell.folders.settings_file().display());
    let place = || egui::Label::new(RichText::new(&place).color(palette.weak).small()).truncate();
    let beside = ui.available_width() >= COLUMNS;
    ui.horizontal(|ui| {
        if state.shell.key_page.is_resetting {
            ui.label("Reset the keys of every command?");
            if ui.add(primary(ui, "Reset all")).clicked() {
                requests.push(KeyRequest::ResetAll);
            }
            if ui.button("Cancel").clicked() {
                requests.push(KeyRequest::Stop);
            }
            return;
        }
        let own = !state.shell.settings.keys.is_empty();
        if ui.add_enabled(own, Button::new("Reset all…")).clicked() {
            requests.push(KeyRequest::AskReset);
        }
        if beside {
            ui.add(place());
        }
    });
    if !beside {
        ui.add(place());
    }
}
