//! Help.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::commands::command::{Command, Menu};

const ROW: Command =
    Command { id: "", title: "", help: "", menu: Menu::Help, gap: false, keys: &[], while_typing: true };

pub static MANUAL: Command = Command {
    id: "help.manual",
    title: "Manual",
    help: "Show the manual at the page about what is shown, or the article again",
    keys: &["F1"],
    ..ROW
};

pub static KEYS: Command = Command {
    id: "help.keys",
    title: "Keyboard shortcuts…",
    help: "Show all keyboard shortcuts",
    keys: &["Shift+F1"],
    ..ROW
};

pub static HINTS: Command = Command {
    id: "help.hints",
    title: "Show hints",
    help: "Show the hints for the first steps again",
    gap: true,
    ..ROW
};

pub static HIDE_HINTS: Command =
    Command { id: "help.hide_hints", title: "Hide hints", help: "Put the hints for the first steps away", ..ROW };

pub static SAMPLE: Command = Command {
    id: "help.sample",
    title: "Open sample article",
    gap: true,
    help: "Open your copy of the annotated sample article",
    ..ROW
};

pub static SAMPLE_PROJECT: Command = Command {
    id: "help.sample_project",
    title: "Open sample project",
    help: "Open your copy of the sample project: four articles that tell one story",
    ..ROW
};

pub static ABOUT: Command = Command {
    id: "help.about",
    title: "About Gainsay…",
    help: "Version, licence and file locations",
    gap: true,
    ..ROW
};

/// The commands of the Help menu.
pub const COMMANDS: &[&Command] = &[&MANUAL, &KEYS, &HINTS, &HIDE_HINTS, &SAMPLE, &SAMPLE_PROJECT, &ABOUT];
