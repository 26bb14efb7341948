//! The open folder of articles: its panels and its articles.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::commands::command::{Command, Menu};

const ROW: Command =
    Command { id: "", title: "", help: "", menu: Menu::Project, gap: false, keys: &[], while_typing: true };

pub static ARTICLES: Command = Command {
    id: "project.articles",
    title: "Articles",
    help: "Show the articles of the folder and move focus to them",
    keys: &["Ctrl+Shift+E"],
    ..ROW
};

pub static LEDGER: Command = Command {
    id: "project.ledger",
    title: "Project ledger",
    help: "Show what is claimed in all articles, with everything that answers it",
    keys: &["Ctrl+Shift+L"],
    ..ROW
};

pub static SPEAKERS: Command = Command {
    id: "project.speakers",
    title: "Project speakers",
    help: "Show everybody who speaks in the articles",
    keys: &["Ctrl+Shift+K"],
    ..ROW
};

pub static TIMELINE: Command = Command {
    id: "project.timeline",
    title: "Timeline",
    help: "Show the thread of the selected mark, or its speaker, by the dates of the articles",
    keys: &["Shift+T"],
    while_typing: false,
    ..ROW
};

pub static MAP: Command = Command {
    id: "project.map",
    title: "Map of the articles",
    help: "Show the linked marks of all articles as a map",
    keys: &["Shift+M"],
    while_typing: false,
    ..ROW
};

pub static FIND: Command = Command {
    id: "project.find",
    title: "Find in all articles…",
    help: "Search texts, notes, speakers and tags of every article of the folder",
    keys: &["Ctrl+Shift+F"],
    ..ROW
};

pub static SIDEBAR: Command = Command {
    id: "project.sidebar",
    title: "Show or hide sidebar",
    help: "Show or hide the articles, ledger, speakers and search of the project",
    keys: &["Ctrl+Shift+B"],
    ..ROW
};

pub static NEXT_ARTICLE: Command = Command {
    id: "project.next_article",
    title: "Next article or match",
    help: "Open the next article of the list, or go to the next match of the search in all articles",
    gap: true,
    keys: &["F4"],
    ..ROW
};

pub static PREVIOUS_ARTICLE: Command = Command {
    id: "project.previous_article",
    title: "Previous article or match",
    help: "Open the previous article of the list, or go to the previous match of the search in all articles",
    keys: &["Shift+F4"],
    ..ROW
};

pub static NEXT_UNMARKED: Command = Command {
    id: "project.next_unmarked",
    title: "Next article without marks",
    help: "Open the next article of the list that has no marks yet",
    keys: &["Ctrl+J"],
    ..ROW
};

pub static DONE: Command = Command {
    id: "project.done",
    title: "Mark article as done or not done",
    help: "Say that the work on the article is finished, or that it is not",
    keys: &["Ctrl+D"],
    ..ROW
};

pub static UNREADABLE: Command = Command {
    id: "project.unreadable",
    title: "Unreadable files",
    help: "Show or hide the files of the folder that could not be read, with the reasons",
    ..ROW
};

pub static SAVE: Command = Command {
    id: "project.save",
    title: "Save project",
    help: "Save links between articles, titles of threads and merged speakers now, instead of in a moment",
    gap: true,
    ..ROW
};

pub static TAKE_OVER: Command = Command {
    id: "project.take_over",
    title: "Edit project here",
    help: "Take the project over from the other window that has it open",
    ..ROW
};

pub static CLOSE: Command = Command {
    id: "project.close",
    title: "Close folder",
    help: "Close the project; the open articles stay open",
    gap: true,
    ..ROW
};

pub static EXPORT: Command = Command {
    id: "project.export",
    title: "Export project…",
    help: "Export the threads, marks and links of all articles as one report or file",
    gap: true,
    keys: &["Ctrl+Alt+E"],
    ..ROW
};

pub static THREAD: Command = Command {
    id: "project.thread",
    title: "Thread of the mark",
    help: "Show what all articles tell about the selected claim side by side, or go back to the article",
    keys: &["Ctrl+T"],
    ..ROW
};

/// The commands of the Project menu.
pub const COMMANDS: &[&Command] = &[
    &ARTICLES,
    &LEDGER,
    &SPEAKERS,
    &TIMELINE,
    &MAP,
    &FIND,
    &THREAD,
    &SIDEBAR,
    &NEXT_ARTICLE,
    &PREVIOUS_ARTICLE,
    &NEXT_UNMARKED,
    &DONE,
    &UNREADABLE,
    &SAVE,
    &TAKE_OVER,
    &EXPORT,
    &CLOSE,
];
