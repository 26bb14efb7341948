//! Help.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::action::Effect;
use crate::app::commands::{Command, Menu, always};
use crate::app::dialog::Dialog;
use crate::jobs::job::Job;

const ROW: Command = Command {
    id: "",
    title: "",
    help: "",
    menu: Menu::Help,
    gap: false,
    keys: &[],
    while_typing: true,
    enabled: always,
    run: |_, _| {},
};

pub static KEYS: Command = Command {
    id: "help.keys",
    title: "Keyboard shortcuts…",
    help: "Show all keyboard shortcuts",
    keys: &["F1"],
    run: |work, _| work.state.dialog = Some(Dialog::Keys),
    ..ROW
};

pub static SAMPLE: Command = Command {
    id: "help.sample",
    title: "Open sample article",
    help: "Open your copy of the annotated sample article",
    run: |work, _| work.effects.push(Effect::Do(Job::Sample)),
    ..ROW
};

pub static ABOUT: Command = Command {
    id: "help.about",
    title: "About Gainsay…",
    help: "Version, licence and file locations",
    run: |work, _| work.state.dialog = Some(Dialog::About),
    ..ROW
};

/// The commands of the Help menu.
pub const COMMANDS: &[&Command] = &[&KEYS, &SAMPLE, &ABOUT];
