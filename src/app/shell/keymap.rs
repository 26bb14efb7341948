//! The keymap: the default keys of the commands, and the person's own keys over them.

use std::collections::HashMap;
use std::fmt;

use crate::app::commands;
use crate::app::commands::command::Command;
use crate::storage::settings::Settings;

/// A key with the modifiers held down, as in "Ctrl+Shift+Z".
///
/// On macOS, `Ctrl` is `⌘`, and `Alt` is `⌃`, or with an arrow `⌃⌘`: there `⌥` types characters and moves by word, and `⌃` with an
/// arrow moves between desktops.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// Ctrl, or Cmd on macOS.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The key: "A", "1", "F3", "Delete", "Right", "+".
    pub key: String,
}

impl Chord {
    /// Reads "Ctrl+Shift+Z".
    ///
    /// # Errors
    /// If it is no chord; with a message for the person.
    pub fn parse(source: &str) -> Result<Self, String> {
        let mut chord = Self { ctrl: false, alt: false, shift: false, key: String::new() };
        let mut rest = source.trim();
        while let Some((modifier, after)) = rest.split_once('+').filter(|(modifier, _)| !modifier.is_empty()) {
            match modifier.trim().to_ascii_lowercase().as_str() {
                "ctrl" | "cmd" | "command" => chord.ctrl = true,
                "alt" | "option" => chord.alt = true,
                "shift" => chord.shift = true,
                _ => return Err(format!("“{source}” has an unknown modifier; use Ctrl, Alt or Shift")),
            }
            rest = after.trim_start();
        }
        if rest.is_empty() || rest.chars().any(char::is_whitespace) {
            return Err(format!("“{source}” is not a key"));
        }
        let mut letters = rest.chars();
        chord.key = match (letters.next(), letters.next()) {
            (Some(letter), None) => letter.to_uppercase().collect(),
            _ => rest.to_owned(),
        };
        Ok(chord)
    }

    /// Its spelling in the settings, which [`parse`](Self::parse) reads.
    pub fn spelled(&self) -> String {
        let modifiers = [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")];
        let held: String = modifiers.iter().filter(|(held, _)| *held).map(|(_, name)| *name).collect();
        held + &self.key
    }

    /// The chord as it is shown, on macOS or elsewhere.
    pub fn shown(&self, mac: bool) -> String {
        let is_arrow = ["Left", "Right", "Up", "Down"].contains(&self.key.as_str());
        let modifiers = match (mac, self.ctrl, self.alt) {
            (false, ctrl, alt) => [(ctrl, "Ctrl+"), (alt, "Alt+"), (self.shift, "Shift+"), (false, "")],
            // In the order of Apple's menus. The fonts have no raised circumflex, so that it is the usual one.
            (true, ctrl, true) if is_arrow => [(true, "^"), (ctrl, "Option+"), (self.shift, "⇧"), (true, "⌘")],
            (true, command, control) => [(control, "^"), (false, ""), (self.shift, "⇧"), (command, "⌘")],
        };
        let held: String = modifiers.iter().filter(|(held, _)| *held).map(|(_, name)| *name).collect();
        let key = match self.key.as_str() {
            "Left" => "←",
            "Right" => "→",
            "Up" => "↑",
            "Down" => "↓",
            key => key,
        };
        held + key
    }

    /// True if it types or edits text in a field: a key without Ctrl or Alt that is no function key.
    pub fn is_for_typing(&self) -> bool {
        let is_function = self.key.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok());
        !self.ctrl && !self.alt && !is_function
    }

    /// True if it is a single character without Ctrl or Alt, which dictation software would trigger by speech
    /// (WCAG 2.2, 2.1.4).
    pub fn is_single_character(&self) -> bool {
        !self.ctrl && !self.alt && self.key.chars().count() == 1
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(cfg!(target_os = "macos")))
    }
}

/// The keys in force.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    by_chord: HashMap<Chord, &'static Command>,
    by_command: HashMap<&'static str, Vec<Chord>>,
    complaints: Vec<String>,
}

impl Keymap {
    /// The default keys with the person's own keys over them.
    ///
    /// A command named in the settings has only the keys given there. A key given there is taken from the command that has
    /// it by default. Keys that cannot be read, or are given twice, become complaints.
    pub fn new(settings: &Settings) -> Self {
        let mut keymap = Self::default();
        let mut own: HashMap<&str, Vec<&String>> = HashMap::new();
        for (id, sources) in &settings.keys {
            match commands::by_id(id) {
                Some(command) => own.entry(command.id).or_default().extend(sources),
                None => keymap.complaints.push(format!("The settings assign keys to “{id}”, which is not a command")),
            }
        }
        for command in commands::all() {
            for source in own.get(command.id).into_iter().flatten() {
                keymap.add(command, source, true);
            }
        }
        for command in commands::all().filter(|command| !own.contains_key(command.id)) {
            for source in command.keys {
                keymap.add(command, source, false);
            }
        }
        if !settings.single_keys {
            keymap.by_chord.retain(|chord, _| !chord.is_single_character());
            for chords in keymap.by_command.values_mut() {
                chords.retain(|chord| !chord.is_single_character());
            }
        }
        keymap
    }

    fn add(&mut self, command: &'static Command, source: &str, own: bool) {
        let chord = match Chord::parse(source) {
            Ok(chord) => chord,
            Err(why) => return self.complaints.push(format!("The settings for “{}”: {why}", command.id)),
        };
        match self.by_chord.get(&chord) {
            Some(other) if own => self.complaints.push(format!(
                "The settings assign {chord} to both “{}” and “{}”; it runs “{}”",
                other.id, command.id, other.title
            )),
            Some(_) => {}
            None => {
                self.by_command.entry(command.id).or_default().push(chord.clone());
                self.by_chord.insert(chord, command);
            }
        }
    }

    /// The command of a chord.
    pub fn command(&self, chord: &Chord) -> Option<&'static Command> {
        self.by_chord.get(chord).copied()
    }

    /// The chords of a command, in order.
    pub fn chords(&self, command: &Command) -> &[Chord] {
        self.by_command.get(command.id).map_or(&[], Vec::as_slice)
    }

    /// The first chord of a command, for display; empty if it has none.
    pub fn shown(&self, command: &Command) -> String {
        self.chords(command).first().map(Chord::to_string).unwrap_or_default()
    }

    /// Complaints about the person's own keys.
    pub fn complaints(&self) -> &[String] {
        &self.complaints
    }
}
