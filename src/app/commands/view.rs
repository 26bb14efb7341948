//! Appearance and panels.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::commands::command::{Command, Menu};

const ROW: Command =
    Command { id: "", title: "", help: "", menu: Menu::View, gap: false, keys: &[], while_typing: true };

pub static MARKS: Command = Command {
    id: "view.marks",
    title: "Marks",
    help: "Show the list of marks and move focus to it",
    keys: &["Ctrl+1"],
    ..ROW
};

pub static LEDGER: Command = Command {
    id: "view.ledger",
    title: "Ledger",
    help: "Show every claim with its denials and evidence",
    keys: &["Ctrl+2"],
    ..ROW
};

pub static MAP: Command =
    Command { id: "view.map", title: "Map", help: "Show the argument as a map", keys: &["Ctrl+3"], ..ROW };

pub static FULL_MAP: Command = Command {
    id: "view.full_map",
    title: "Full-window map",
    help: "Switch between the map and the article in the full window",
    keys: &["Ctrl+Shift+3"],
    ..ROW
};

pub static SPEAKERS: Command = Command {
    id: "view.speakers",
    title: "Speakers",
    help: "Show the claims, denials and evidence of each speaker",
    keys: &["Ctrl+4"],
    ..ROW
};

pub static PROBLEMS: Command =
    Command { id: "view.problems", title: "Problems", help: "Show the problems in the file", keys: &["Ctrl+5"], ..ROW };

pub static OUTLINE: Command = Command {
    id: "view.outline",
    title: "Outline",
    help: "Show the article's headings and the marks under each",
    keys: &["Ctrl+6"],
    ..ROW
};

pub static CHANGES: Command = Command {
    id: "view.changes",
    title: "Changes",
    help: "Review the passages that changed or were lost when the article changed",
    keys: &["Ctrl+7"],
    ..ROW
};

pub static HISTORY: Command = Command {
    id: "view.history",
    title: "History",
    help: "Show every step that can be undone or redone, and go back and forth",
    keys: &["Ctrl+8"],
    ..ROW
};

pub static COMPARE: Command = Command {
    id: "view.compare",
    title: "Compare versions",
    help: "Show the old and new versions side by side, or the article alone",
    keys: &["F8"],
    ..ROW
};

pub static FILTER: Command = Command {
    id: "view.filter",
    title: "Filter marks…",
    help: "List only the marks that match what you type",
    keys: &["Ctrl+Shift+M"],
    ..ROW
};

pub static FILTER_TAG: Command = Command {
    id: "view.filter_tag",
    title: "Show marks by tag…",
    help: "List only the marks with a tag that you choose",
    ..ROW
};

pub static SORT: Command = Command {
    id: "view.sort",
    title: "Sort and group marks…",
    help: "Sort the list of marks by article, kind, speaker, age or links; group it by speaker or tag",
    ..ROW
};

pub static BOILERPLATE: Command = Command {
    id: "view.boilerplate",
    title: "Show or hide boilerplate",
    help: "Show or hide the dimmed lines that are not part of the article",
    gap: true,
    keys: &["B"],
    while_typing: false,
    ..ROW
};

pub static ZOOM_IN: Command = Command {
    id: "view.zoom_in",
    title: "Zoom in",
    help: "Make everything larger",
    gap: true,
    keys: &["Ctrl++", "Ctrl+="],
    ..ROW
};

pub static ZOOM_OUT: Command =
    Command { id: "view.zoom_out", title: "Zoom out", help: "Make everything smaller", keys: &["Ctrl+-"], ..ROW };

pub static ZOOM_RESET: Command =
    Command { id: "view.zoom_reset", title: "Actual size", help: "Reset the zoom", keys: &["Ctrl+0"], ..ROW };

pub static FULL_SCREEN: Command = Command {
    id: "view.full_screen",
    title: "Full screen",
    help: "Fill the screen with the window, or leave the full screen",
    gap: true,
    keys: &["F11"],
    ..ROW
};

pub static READING: Command = Command {
    id: "view.reading",
    title: "Reading mode",
    help: "Show the article alone, without menus and panels, or everything again",
    keys: &["F9"],
    ..ROW
};

pub static PANEL: Command = Command {
    id: "view.panel",
    title: "Show or hide side panel",
    help: "Show or hide the panel beside the article",
    keys: &["Ctrl+B"],
    ..ROW
};

pub static BESIDE: Command = Command {
    id: "view.beside",
    title: "Side by side",
    help: "Show the article that you came from beside this one, or this one alone again",
    keys: &["Ctrl+\\"],
    ..ROW
};

pub static READING_SETTINGS: Command = Command {
    id: "view.reading_settings",
    title: "Reading settings…",
    help: "Change theme, text size, line height, column width and typeface while you see the article",
    gap: true,
    keys: &["Shift+F9"],
    ..ROW
};

pub static LARGER_TEXT: Command = Command {
    id: "view.larger_text",
    title: "Larger text",
    help: "Make the article's text larger",
    keys: &["Ctrl+Shift+."],
    ..ROW
};

pub static SMALLER_TEXT: Command = Command {
    id: "view.smaller_text",
    title: "Smaller text",
    help: "Make the article's text smaller",
    keys: &["Ctrl+Shift+,"],
    ..ROW
};

pub static SERIF: Command = Command {
    id: "view.serif",
    title: "Switch typeface",
    help: "Switch the article between serif and sans-serif",
    ..ROW
};

pub static THEME: Command = Command {
    id: "view.theme",
    title: "Switch theme",
    help: "Switch to the next theme: system, light, sepia, dark, high contrast",
    ..ROW
};

/// The commands of the View menu.
pub const COMMANDS: &[&Command] = &[
    &MARKS,
    &LEDGER,
    &MAP,
    &FULL_MAP,
    &SPEAKERS,
    &PROBLEMS,
    &OUTLINE,
    &CHANGES,
    &HISTORY,
    &COMPARE,
    &FILTER,
    &FILTER_TAG,
    &SORT,
    &BOILERPLATE,
    &ZOOM_IN,
    &ZOOM_OUT,
    &ZOOM_RESET,
    &FULL_SCREEN,
    &READING,
    &PANEL,
    &BESIDE,
    &READING_SETTINGS,
    &LARGER_TEXT,
    &SMALLER_TEXT,
    &SERIF,
    &THEME,
];
