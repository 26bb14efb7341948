//! How it looks, and which panel is shown.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::action::Field;
use crate::app::commands::{Command, Menu, always, is_open};
use crate::app::panel::Panel;
use crate::app::state::State;
use crate::app::update::Work;
use crate::storage::settings::{Settings, TEXT_SIZES, Theme, ZOOMS};

const ROW: Command = Command {
    id: "",
    title: "",
    help: "",
    menu: Menu::View,
    gap: false,
    keys: &[],
    while_typing: true,
    enabled: always,
    run: |_, _| {},
};

/// How much one step of zooming changes the size of everything.
const ZOOM_STEP: f32 = 0.1;

pub static MARKS: Command = Command {
    id: "view.marks",
    title: "Marks",
    help: "Show the list of marks and give it the keyboard",
    keys: &["Ctrl+1"],
    run: |work, _| show(work, Panel::Marks),
    ..ROW
};

pub static LEDGER: Command = Command {
    id: "view.ledger",
    title: "Ledger",
    help: "Show every claim with what answers it",
    keys: &["Ctrl+2"],
    run: |work, _| show(work, Panel::Ledger),
    ..ROW
};

pub static MAP: Command = Command {
    id: "view.map",
    title: "Map",
    help: "Show the argument drawn as a map",
    keys: &["Ctrl+3"],
    run: |work, _| show(work, Panel::Map),
    ..ROW
};

pub static FULL_MAP: Command = Command {
    id: "view.full_map",
    title: "Map in the whole window",
    help: "Show the map in place of the article, or the article again",
    keys: &["F11", "Ctrl+Shift+3"],
    enabled: is_open,
    run: |work, _| {
        work.state.full_map ^= true;
        work.state.find = None;
        work.focus(Field::Article);
    },
    ..ROW
};

pub static SPEAKERS: Command = Command {
    id: "view.speakers",
    title: "Speakers",
    help: "Show who claims, who denies, who brings evidence",
    keys: &["Ctrl+4"],
    run: |work, _| show(work, Panel::Speakers),
    ..ROW
};

pub static PROBLEMS: Command = Command {
    id: "view.problems",
    title: "Problems",
    help: "Show what is wrong with the file",
    keys: &["Ctrl+5"],
    run: |work, _| show(work, Panel::Problems),
    ..ROW
};

pub static OUTLINE: Command = Command {
    id: "view.outline",
    title: "Outline",
    help: "Show the headings of the article, with the marks under each",
    keys: &["Ctrl+6"],
    run: |work, _| show(work, Panel::Outline),
    ..ROW
};

pub static CHANGES: Command = Command {
    id: "view.changes",
    title: "Changes",
    help: "Show what became of passages when the article changed, and those that are lost",
    keys: &["Ctrl+7"],
    run: |work, _| show(work, Panel::Changes),
    ..ROW
};

pub static COMPARE: Command = Command {
    id: "view.compare",
    title: "Compare versions",
    help: "Show the article as it was and as it is side by side, or the article alone again",
    keys: &["F8"],
    enabled: has_review,
    run: |work, _| work.compare(),
    ..ROW
};

pub static FILTER: Command = Command {
    id: "view.filter",
    title: "Filter marks…",
    help: "List only the marks that have the words you type",
    keys: &["Ctrl+Shift+F"],
    run: |work, _| {
        work.state.show(Panel::Marks);
        work.focus(Field::Filter);
    },
    ..ROW
};

pub static BOILERPLATE: Command = Command {
    id: "view.boilerplate",
    title: "Hide or show boilerplate",
    help: "Fold away the dimmed lines that are no part of the article, or show them again",
    gap: true,
    keys: &["B"],
    while_typing: false,
    enabled: is_open,
    run: |work, _| boilerplate(work),
    ..ROW
};

pub static ZOOM_IN: Command = Command {
    id: "view.zoom_in",
    title: "Zoom in",
    help: "Make everything larger",
    gap: true,
    keys: &["Ctrl++", "Ctrl+="],
    run: |work, _| with_settings(work, |settings| settings.zoom = zoomed(settings.zoom + ZOOM_STEP)),
    ..ROW
};

pub static ZOOM_OUT: Command = Command {
    id: "view.zoom_out",
    title: "Zoom out",
    help: "Make everything smaller",
    keys: &["Ctrl+-"],
    run: |work, _| with_settings(work, |settings| settings.zoom = zoomed(settings.zoom - ZOOM_STEP)),
    ..ROW
};

pub static ZOOM_RESET: Command = Command {
    id: "view.zoom_reset",
    title: "Actual size",
    help: "Undo zooming",
    keys: &["Ctrl+0"],
    run: |work, _| with_settings(work, |settings| settings.zoom = 1.0),
    ..ROW
};

pub static LARGER_TEXT: Command = Command {
    id: "view.larger_text",
    title: "Larger text",
    help: "Make the article's text larger",
    gap: true,
    keys: &["Ctrl+Shift+."],
    run: |work, _| with_settings(work, |settings| settings.text_size = sized(settings.text_size + 1.0)),
    ..ROW
};

pub static SMALLER_TEXT: Command = Command {
    id: "view.smaller_text",
    title: "Smaller text",
    help: "Make the article's text smaller",
    keys: &["Ctrl+Shift+,"],
    run: |work, _| with_settings(work, |settings| settings.text_size = sized(settings.text_size - 1.0)),
    ..ROW
};

pub static SERIF: Command = Command {
    id: "view.serif",
    title: "Serif or sans",
    help: "Change the typeface of the article",
    run: |work, _| with_settings(work, |settings| settings.serif = !settings.serif),
    ..ROW
};

pub static THEME: Command = Command {
    id: "view.theme",
    title: "Light or dark",
    help: "Go on to the next of light, dark, and as the system has it",
    run: |work, _| {
        with_settings(work, |settings| {
            settings.theme = match settings.theme {
                Theme::System => Theme::Light,
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::System,
            };
        });
        work.state.said = match work.state.settings.theme {
            Theme::System => "Light or dark as the system has it",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        }
        .to_owned();
    },
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
    &COMPARE,
    &FILTER,
    &BOILERPLATE,
    &ZOOM_IN,
    &ZOOM_OUT,
    &ZOOM_RESET,
    &LARGER_TEXT,
    &SMALLER_TEXT,
    &SERIF,
    &THEME,
];

/// Hides lines that are no part of the article, or shows them.
fn boilerplate(work: &mut Work<'_>) {
    let none = work.state.open.as_ref().is_some_and(|open| open.reading.boilerplate.is_empty());
    with_settings(work, |settings| settings.hide_boilerplate ^= true);
    work.state.said = match (none, work.state.settings.hide_boilerplate) {
        (true, _) => "No boilerplate was found in this article",
        (false, true) => "Boilerplate hidden",
        (false, false) => "Boilerplate shown",
    }
    .to_owned();
}

/// True if the article changed since it was annotated.
pub fn has_review(state: &State) -> bool {
    state.open.as_ref().is_some_and(|open| open.review.is_some())
}

/// Shows a panel and gives its list the keyboard.
fn show(work: &mut Work<'_>, panel: Panel) {
    work.state.show(panel);
    work.focus(Field::Panel(panel));
}

/// A zoom factor within what can be used, free of the dust of repeated addition.
fn zoomed(zoom: f32) -> f32 {
    ((zoom * 10.0).round() / 10.0).clamp(*ZOOMS.start(), *ZOOMS.end())
}

/// A text size in points within what can be read.
fn sized(points: f32) -> f32 {
    points.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end())
}

fn with_settings(work: &mut Work<'_>, change: impl FnOnce(&mut Settings)) {
    let mut settings = work.state.settings.clone();
    change(&mut settings);
    work.settings(settings);
}
