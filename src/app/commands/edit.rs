//! Undo, copy, find.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::commands::command::{Command, Menu};
use crate::model::kind::KINDS;

const ROW: Command =
    Command { id: "", title: "", help: "", menu: Menu::Edit, gap: false, keys: &[], while_typing: false };

pub static UNDO: Command = Command {
    id: "edit.undo",
    title: "Undo",
    help: "Undo the last change and restore the selection",
    keys: &["Ctrl+Z"],
    ..ROW
};

pub static REDO: Command = Command {
    id: "edit.redo",
    title: "Redo",
    help: "Redo the last undone change",
    keys: &["Ctrl+Shift+Z", "Ctrl+Y"],
    ..ROW
};

pub static COPY: Command = Command {
    id: "edit.copy",
    title: "Copy",
    help: "Copy the selected text, or the text of the selected mark",
    gap: true,
    keys: &["Ctrl+C"],
    ..ROW
};

pub static COPY_CITATION: Command = Command {
    id: "edit.copy_citation",
    title: "Copy with citation",
    help: "Copy the text with its speaker, the article's title, site, date and address; the settings have the form",
    keys: &["Ctrl+Shift+C"],
    ..ROW
};

pub static COPY_ADDRESS: Command = Command {
    id: "edit.copy_address",
    title: "Copy link address",
    help: "Copy the address of the link at the caret",
    ..ROW
};

pub static COPY_SOURCE: Command = Command {
    id: "edit.copy_source",
    title: "Copy article address",
    help: "Copy the address where the article was published, as given in its file",
    ..ROW
};

pub static COPY_PATH: Command =
    Command { id: "edit.copy_path", title: "Copy path", help: "Copy the path of the article's file", ..ROW };

pub static REPAIR: Command = Command {
    id: "edit.repair",
    title: "Repair all problems",
    help: "Repair every problem in the file that is not ignored, and in the project what loses nothing",
    gap: true,
    ..ROW
};

pub static FIND: Command = Command {
    id: "edit.find",
    title: "Find…",
    help: "Search the article and the notes",
    gap: true,
    keys: &["Ctrl+F"],
    while_typing: true,
    ..ROW
};

pub static FIND_NEXT: Command = Command {
    id: "edit.find_next",
    title: "Find next",
    help: "Go to the next match",
    keys: &["F3", "Ctrl+G"],
    while_typing: true,
    ..ROW
};

pub static FIND_PREVIOUS: Command = Command {
    id: "edit.find_previous",
    title: "Find previous",
    help: "Go to the previous match",
    keys: &["Shift+F3", "Ctrl+Shift+G"],
    while_typing: true,
    ..ROW
};

pub static FIND_CASE: Command = Command {
    id: "edit.find_case",
    title: "Match case",
    help: "Distinguish upper and lower case when searching",
    ..ROW
};

pub static FIND_WHOLE_WORDS: Command =
    Command { id: "edit.find_whole_words", title: "Match whole words", help: "Find whole words only", ..ROW };

pub static FIND_PATTERN: Command = Command {
    id: "edit.find_pattern",
    title: "Match regular expression",
    help: "Search by regular expression, such as “den(y|ies|ied)”",
    ..ROW
};

/// A command for each kind, made from its row.
pub static MARK_ALL: [Command; KINDS.len()] = {
    let mut commands = [const { ROW }; KINDS.len()];
    let mut index = 0;
    while index < KINDS.len() {
        commands[index].id = KINDS[index].mark_all;
        commands[index].title = KINDS[index].mark_all_title;
        commands[index].help = "Mark every match of the search in one step";
        index += 1;
    }
    commands
};

/// The other commands of the Edit menu.
pub const COMMANDS: &[&Command] = &[
    &UNDO,
    &REDO,
    &COPY,
    &COPY_CITATION,
    &COPY_ADDRESS,
    &COPY_SOURCE,
    &COPY_PATH,
    &REPAIR,
    &FIND,
    &FIND_NEXT,
    &FIND_PREVIOUS,
    &FIND_CASE,
    &FIND_WHOLE_WORDS,
    &FIND_PATTERN,
];
