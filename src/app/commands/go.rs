//! Navigation: from mark to mark, expanding the selection, the palette.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::commands::command::{Command, Menu};

const ROW: Command =
    Command { id: "", title: "", help: "", menu: Menu::Go, gap: false, keys: &[], while_typing: false };

pub static NEXT_MARK: Command =
    Command { id: "go.next_mark", title: "Next mark", help: "Select the next listed mark", keys: &["J"], ..ROW };

pub static PREVIOUS_MARK: Command = Command {
    id: "go.previous_mark",
    title: "Previous mark",
    help: "Select the previous listed mark",
    keys: &["K"],
    ..ROW
};

pub static NEXT_SENTENCE: Command = Command {
    id: "go.next_sentence",
    title: "Next sentence",
    help: "Select the next sentence, to mark it with 1, 2 or 3",
    gap: true,
    keys: &["."],
    ..ROW
};

pub static PREVIOUS_SENTENCE: Command = Command {
    id: "go.previous_sentence",
    title: "Previous sentence",
    help: "Select the previous sentence, or the one at the caret",
    keys: &[","],
    ..ROW
};

pub static NEXT_STATEMENT: Command = Command {
    id: "go.next_statement",
    title: "Next statement",
    help: "Select the next part of a sentence that has a verb of its own",
    keys: &["Shift+."],
    ..ROW
};

pub static PREVIOUS_STATEMENT: Command = Command {
    id: "go.previous_statement",
    title: "Previous statement",
    help: "Select the previous part of a sentence that has a verb of its own",
    keys: &["Shift+,"],
    ..ROW
};

pub static NEXT_HEADING: Command = Command {
    id: "go.next_heading",
    title: "Next heading",
    help: "Go to the next heading",
    gap: true,
    keys: &["H"],
    ..ROW
};

pub static PREVIOUS_HEADING: Command = Command {
    id: "go.previous_heading",
    title: "Previous heading",
    help: "Go to the current heading, then to the one before it",
    keys: &["Shift+H"],
    ..ROW
};

pub static NEXT_CHANGE: Command = Command {
    id: "go.next_change",
    title: "Next change",
    help: "Go to the next difference between the versions",
    gap: true,
    keys: &["F7"],
    while_typing: true,
    ..ROW
};

pub static PREVIOUS_CHANGE: Command = Command {
    id: "go.previous_change",
    title: "Previous change",
    help: "Go to the previous difference between the versions",
    keys: &["Shift+F7"],
    while_typing: true,
    ..ROW
};

pub static GROW: Command = Command {
    id: "go.grow",
    title: "Expand selection",
    help: "Select the word, then the clause or quotation, the sentence, the paragraph",
    gap: true,
    keys: &["E"],
    ..ROW
};

pub static SHRINK: Command = Command {
    id: "go.shrink",
    title: "Shrink selection",
    help: "Undo the last expansion of the selection",
    keys: &["Shift+E"],
    ..ROW
};

pub static ARTICLE: Command = Command {
    id: "go.article",
    title: "Article",
    help: "Move focus to the article, or to the other one beside it",
    gap: true,
    keys: &["F6"],
    while_typing: true,
    ..ROW
};

pub static NEXT_TAB: Command = Command {
    id: "go.next_tab",
    title: "Next open article",
    help: "Show the next of the open articles",
    gap: true,
    keys: &["Ctrl+Tab", "Ctrl+PageDown"],
    while_typing: true,
    ..ROW
};

pub static PREVIOUS_TAB: Command = Command {
    id: "go.previous_tab",
    title: "Previous open article",
    help: "Show the previous of the open articles",
    keys: &["Ctrl+Shift+Tab", "Ctrl+PageUp"],
    while_typing: true,
    ..ROW
};

pub static MOVE_TAB_LEFT: Command = Command {
    id: "go.move_tab_left",
    title: "Move tab left",
    help: "Move the tab of the article one place to the left",
    keys: &["Ctrl+Shift+PageUp"],
    while_typing: true,
    ..ROW
};

pub static MOVE_TAB_RIGHT: Command = Command {
    id: "go.move_tab_right",
    title: "Move tab right",
    help: "Move the tab of the article one place to the right",
    keys: &["Ctrl+Shift+PageDown"],
    while_typing: true,
    ..ROW
};

pub static TABS: Command = Command {
    id: "go.tabs",
    title: "Open articles…",
    help: "List the open articles to show one",
    keys: &["Ctrl+Shift+A"],
    while_typing: true,
    ..ROW
};

pub static MENUS: Command = Command {
    id: "go.menus",
    title: "Menu bar",
    help: "Open the first menu; the arrow keys move between menus",
    gap: true,
    keys: &["F10"],
    while_typing: true,
    ..ROW
};

pub static CONTEXT_MENU: Command = Command {
    id: "go.context_menu",
    title: "Context menu",
    help: "Show what can be done with the selection, the mark, or the row that has the focus",
    keys: &["Shift+F10", "Menu"],
    ..ROW
};

pub static PALETTE: Command = Command {
    id: "go.palette",
    title: "Command palette…",
    help: "Find a command by name",
    keys: &["Ctrl+P"],
    while_typing: true,
    ..ROW
};

/// The commands of the Go menu.
pub const COMMANDS: &[&Command] = &[
    &NEXT_MARK,
    &PREVIOUS_MARK,
    &NEXT_SENTENCE,
    &PREVIOUS_SENTENCE,
    &NEXT_STATEMENT,
    &PREVIOUS_STATEMENT,
    &NEXT_HEADING,
    &PREVIOUS_HEADING,
    &NEXT_CHANGE,
    &PREVIOUS_CHANGE,
    &GROW,
    &SHRINK,
    &ARTICLE,
    &NEXT_TAB,
    &PREVIOUS_TAB,
    &MOVE_TAB_LEFT,
    &MOVE_TAB_RIGHT,
    &TABS,
    &MENUS,
    &CONTEXT_MENU,
    &PALETTE,
];
