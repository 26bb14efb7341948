//! Changing the keys of commands. The settings keep them.

use crate::app::commands;
use crate::app::commands::command::Command;
use crate::app::context::Context;
use crate::app::preferences::set_settings;
use crate::app::shell::key_page::{KeyRequest, Pressed, Recording};
use crate::app::shell::keymap::{Chord, Keymap};
use crate::storage::settings::Settings;

/// Carries out a request of the page of keys.
pub fn change_keys(cx: &mut Context<'_>, request: KeyRequest) {
    let page = &mut cx.shell.key_page;
    match request {
        KeyRequest::Find(words) => page.words = words,
        KeyRequest::Record(command) => page.recording = Some(Recording { command, pressed: None }),
        KeyRequest::Press(chord) => press(cx, chord),
        KeyRequest::TakeOver => {
            if let Some(Recording { command, pressed: Some(Pressed::Taken(chord, _)) }) = page.recording.take() {
                add(cx, command, chord);
            }
        }
        KeyRequest::Stop => (page.recording, page.is_resetting) = (None, false),
        KeyRequest::Remove(command, chord) => {
            let mut chords = chords(&cx.shell.settings, command);
            chords.retain(|other| *other != chord);
            set_chords(cx, command, chords);
        }
        KeyRequest::Reset(command) => {
            let mut settings = cx.shell.settings.clone();
            forget(&mut settings, command);
            set_settings(cx, settings);
        }
        KeyRequest::AskReset => page.is_resetting = true,
        KeyRequest::ResetAll => {
            page.is_resetting = false;
            let mut settings = cx.shell.settings.clone();
            settings.keys.clear();
            set_settings(cx, settings);
        }
    }
}

/// True if a command has other keys than its default ones, or the settings name it.
pub fn is_own(settings: &Settings, command: &Command) -> bool {
    settings.keys.keys().any(|id| commands::by_id(id) == Some(command))
}

/// Takes a key that was pressed: at once if it is free, and otherwise after a question.
fn press(cx: &mut Context<'_>, chord: Chord) {
    let Some(recording) = cx.shell.key_page.recording.as_mut() else { return };
    let command = recording.command;
    let all = Keymap::new(&Settings { single_keys: true, ..cx.shell.settings.clone() });
    recording.pressed = match (refusal(&chord, command, &cx.shell.settings), all.command(&chord)) {
        (Some(why), _) => Some(Pressed::Refused(chord.clone(), why)),
        (None, Some(other)) if other != command => Some(Pressed::Taken(chord.clone(), other)),
        (None, _) => None,
    };
    if recording.pressed.is_none() {
        cx.shell.key_page.recording = None;
        add(cx, command, chord);
    }
}

/// The reason why a command cannot have a key, if so.
fn refusal(chord: &Chord, command: &Command, settings: &Settings) -> Option<&'static str> {
    let is_edited = |key: &str| matches!(key, "A" | "C" | "V" | "X") && chord.ctrl && !chord.alt && !chord.shift;
    match chord.key.as_str() {
        "Tab" => Some("moves between fields and buttons"),
        "Escape" => Some("closes or clears the topmost item"),
        "Left" | "Right" | "Up" | "Down" | "Home" | "End" | "PageUp" | "PageDown" if !chord.alt => {
            Some("moves the caret")
        }
        "Space" | "Backspace" if !chord.ctrl && !chord.alt => Some("is for typing and for buttons"),
        key if is_edited(key) && !command.keys.contains(&"Ctrl+C") => Some("is for text fields"),
        _ if chord.is_single_character() && !settings.single_keys => {
            Some("is a single letter, and these are switched off")
        }
        _ => None,
    }
}

/// The keys of a command, also those that are switched off.
fn chords(settings: &Settings, command: &Command) -> Vec<Chord> {
    Keymap::new(&Settings { single_keys: true, ..settings.clone() }).chords(command).to_vec()
}

/// Gives a command one more key, and takes it from the command that has it.
fn add(cx: &mut Context<'_>, command: &'static Command, chord: Chord) {
    for own in cx.shell.settings.keys.values_mut() {
        own.retain(|source| Chord::parse(source).as_ref() != Ok(&chord));
    }
    let mut chords = chords(&cx.shell.settings, command);
    if !chords.contains(&chord) {
        chords.push(chord.clone());
    }
    set_chords(cx, command, chords);
    cx.say(format!("{chord} runs “{}”", command.title.trim_end_matches('…')));
}

/// Gives a command these keys. The default ones need not be in the settings.
fn set_chords(cx: &mut Context<'_>, command: &'static Command, chords: Vec<Chord>) {
    let mut settings = cx.shell.settings.clone();
    forget(&mut settings, command);
    if self::chords(&settings, command) != chords {
        settings.keys.insert(command.id.to_owned(), chords.iter().map(Chord::spelled).collect());
    }
    set_settings(cx, settings);
}

/// Removes what the settings say of a command's keys, also under its old ids.
fn forget(settings: &mut Settings, command: &Command) {
    settings.keys.retain(|id, _| commands::by_id(id) != Some(command));
}
