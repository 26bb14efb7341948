//! The page of keys: what is listed, and the key that is recorded for a command.

use crate::app::commands::command::Command;
use crate::app::shell::keymap::Chord;

/// The page of keys.
#[derive(Clone, Debug, Default)]
pub struct KeyPage {
    /// The text that the listed commands must have in their title, help or keys.
    pub words: String,
    /// The command for which a key is recorded.
    pub recording: Option<Recording>,
    /// True while it is asked whether to reset the keys of all commands.
    pub is_resetting: bool,
}

/// The recording of a key.
#[derive(Clone, Debug)]
pub struct Recording {
    /// The command that gets the key.
    pub command: &'static Command,
    /// The key that was pressed and cannot be taken at once.
    pub pressed: Option<Pressed>,
}

/// A key that was pressed and cannot be taken at once.
#[derive(Clone, Debug)]
pub enum Pressed {
    /// Another command has it.
    Taken(Chord, &'static Command),
    /// No command can have it, for this reason.
    Refused(Chord, &'static str),
}

/// A request of the page.
#[derive(Clone, Debug)]
pub enum KeyRequest {
    /// List the commands with this text.
    Find(String),
    /// Record a key for a command.
    Record(&'static Command),
    /// Take a key that was pressed.
    Press(Chord),
    /// Take the key from the other command.
    TakeOver,
    /// Record no key, and reset nothing.
    Stop,
    /// Take a key from a command.
    Remove(&'static Command, Chord),
    /// Give a command its default keys.
    Reset(&'static Command),
    /// Ask whether to give all commands their default keys.
    AskReset,
    /// Give all commands their default keys.
    ResetAll,
}
