//! Opening, saving, exporting.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::commands::command::{Command, Menu};

const ROW: Command =
    Command { id: "", title: "", help: "", menu: Menu::File, gap: false, keys: &[], while_typing: true };

pub static OPEN: Command = Command {
    id: "file.open",
    title: "Open…",
    help: "Open an article or an annotation file",
    keys: &["Ctrl+O"],
    ..ROW
};

pub static OPEN_FOLDER: Command = Command {
    id: "file.open_folder",
    title: "Open folder…",
    help: "Open a folder of articles as a project",
    keys: &["Ctrl+Shift+O"],
    ..ROW
};

pub static RECENT: Command = Command {
    id: "file.recent",
    title: "Open recent…",
    help: "Reopen a recent file or folder",
    keys: &["Ctrl+R"],
    ..ROW
};

pub static PASTE: Command = Command {
    id: "file.paste",
    title: "New article from clipboard…",
    help: "Save the text on the clipboard, with its headings and links, to a new file and open it",
    keys: &["Ctrl+Shift+V"],
    while_typing: false,
    ..ROW
};

pub static ENCODING: Command = Command {
    id: "file.encoding",
    title: "Reopen with encoding…",
    help: "Read the article's file again in a different encoding",
    ..ROW
};

pub static WHOLE_PAGE: Command = Command {
    id: "file.whole_page",
    title: "Show whole page",
    help: "Show everything on the web page; marks stay with their text",
    ..ROW
};

pub static ARTICLE_ONLY: Command = Command {
    id: "file.article_only",
    title: "Show article only",
    help: "Hide everything around the article on the web page; marks stay with their text",
    ..ROW
};

pub static DETAILS: Command = Command {
    id: "file.details",
    title: "Article details…",
    help: "Change the title, author, site, date and address of the article",
    keys: &["Ctrl+I"],
    while_typing: false,
    ..ROW
};

pub static SAVE: Command = Command {
    id: "file.save",
    title: "Save now",
    help: "Save now instead of waiting for autosave",
    gap: true,
    keys: &["Ctrl+S"],
    ..ROW
};

pub static SAVE_AS: Command = Command {
    id: "file.save_as",
    title: "Save as…",
    help: "Save to a different file from now on",
    keys: &["Ctrl+Shift+S"],
    ..ROW
};

pub static ADOPT: Command = Command {
    id: "file.adopt",
    title: "Use existing annotations",
    help: "Use the annotations found under the article's old name, and rename their file to match",
    keys: &["Ctrl+Shift+T"],
    ..ROW
};

pub static COPIES: Command = Command {
    id: "file.copies",
    title: "Recover unsaved work…",
    help: "Open or delete work that was not saved when Gainsay last closed",
    ..ROW
};

pub static TAKE_OVER: Command = Command {
    id: "file.take_over",
    title: "Edit here",
    help: "Edit here; the other window saves and becomes read-only",
    ..ROW
};

pub static REANCHOR: Command = Command {
    id: "file.reanchor",
    title: "Move marks to new version",
    help: "Read the article's current version and move the marks to it",
    ..ROW
};

pub static CANCEL: Command = Command {
    id: "file.cancel",
    title: "Cancel",
    help: "Stop opening the file, or keep the marks on the old text for now",
    keys: &["Ctrl+."],
    ..ROW
};

pub static IMPORT: Command = Command {
    id: "file.import",
    title: "Import annotations…",
    help: "Import annotations made in another tool, together with their article",
    gap: true,
    ..ROW
};

pub static EXPORT: Command = Command {
    id: "file.export",
    title: "Export…",
    help: "Export the annotations in a format that other tools can read",
    keys: &["Ctrl+E"],
    ..ROW
};

pub static PRINT: Command = Command {
    id: "file.print",
    title: "Print…",
    help: "Print the report or the marked article to a PDF file, and show it",
    keys: &["Ctrl+Alt+P"],
    ..ROW
};

pub static SETTINGS: Command = Command {
    id: "file.settings",
    title: "Settings…",
    help: "Your name, appearance and keys",
    gap: true,
    keys: &["Ctrl+,"],
    ..ROW
};

pub static CLOSE: Command = Command {
    id: "file.close",
    title: "Close",
    help: "Save any changes and close the article",
    gap: true,
    keys: &["Ctrl+W", "Ctrl+F4"],
    ..ROW
};

pub static CLOSE_OTHERS: Command = Command {
    id: "file.close_others",
    title: "Close others",
    help: "Save any changes and close all articles but this one",
    ..ROW
};

pub static CLOSE_ALL: Command =
    Command { id: "file.close_all", title: "Close all", help: "Save any changes and close all articles", ..ROW };

pub static QUIT: Command =
    Command { id: "file.quit", title: "Quit", help: "Save any changes and close the window", keys: &["Ctrl+Q"], ..ROW };

/// The commands of the File menu.
pub const COMMANDS: &[&Command] = &[
    &OPEN,
    &OPEN_FOLDER,
    &RECENT,
    &PASTE,
    &ENCODING,
    &WHOLE_PAGE,
    &ARTICLE_ONLY,
    &DETAILS,
    &SAVE,
    &SAVE_AS,
    &ADOPT,
    &COPIES,
    &TAKE_OVER,
    &REANCHOR,
    &CANCEL,
    &IMPORT,
    &EXPORT,
    &PRINT,
    &SETTINGS,
    &CLOSE,
    &CLOSE_OTHERS,
    &CLOSE_ALL,
    &QUIT,
];
