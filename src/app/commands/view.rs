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
    help: "Show the list of marks and move focus to it",
    keys: &["Ctrl+1"],
    run: |work, _| show(work, Panel::Marks),
    ..ROW
};

pub static LEDGER: Command = Command {
    id: "view.ledger",
    title: "Ledger",
    help: "Show every claim with its denials and evidence",
    keys: &["Ctrl+2"],
    run: |work, _| show(work, Panel::Ledger),
    ..ROW
};

pub static MAP: Command = Command {
    id: "view.map",
    title: "Map",
    help: "Show the argument as a map",
    keys: &["Ctrl+3"],
    run: |work, _| show(work, Panel::Map),
    ..ROW
};

pub static FULL_MAP: Command = Command {
    id: "view.full_map",
    title: "Full-window map",
    help: "Switch between the map and the article in the full window",
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
    help: "Show the claims, denials and evidence of each speaker",
    keys: &["Ctrl+4"],
    run: |work, _| show(work, Panel::Speakers),
    ..ROW
};

pub static PROBLEMS: Command = Command {
    id: "view.problems",
    title: "Problems",
    help: "Show the problems in the file",
    keys: &["Ctrl+5"],
    run: |work, _| show(work, Panel::Problems),
    ..ROW
};

pub static OUTLINE: Command = Command {
    id: "view.outline",
    title: "Outline",
    help: "Show the article's headings and the marks under each",
    keys: &["Ctrl+6"],
    run: |work, _| show(work, Panel::Outline),
    ..ROW
};

pub static CHANGES: Command = Command {
    id: "view.changes",
    title: "Changes",
    help: "Comparison the passages that changed or were lost when the article changed",
    keys: &["Ctrl+7"],
    run: |work, _| show(work, Panel::Changes),
    ..ROW
};

pub static COMPARE: Command = Command {
    id: "view.compare",
    title: "Compare versions",
    help: "Show the old and new versions side by side, or the article alone",
    keys: &["F8"],
    enabled: has_review,
    run: |work, _| work.compare(),
    ..ROW
};

pub static FILTER: Command = Command {
    id: "view.filter",
    title: "Filter marks…",
    help: "List only the marks that match what you type",
    keys: &["Ctrl+Shift+F"],
    run: |work, _| {
        work.state.show(Panel::Marks);
        work.focus(Field::Filter);
    },
    ..ROW
};

pub static BOILERPLATE: Command = Command {
    id: "view.boilerplate",
    title: "Show or hide boilerplate",
    help: "Show or hide the dimmed lines that are not part of the article",
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
    help: "Reset the zoom",
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
    title: "Switch typeface",
    help: "Switch the article between serif and sans-serif",
    run: |work, _| with_settings(work, |settings| settings.serif = !settings.serif),
    ..ROW
};

pub static THEME: Command = Command {
    id: "view.theme",
    title: "Switch theme",
    help: "Switch between the light, dark and system themes",
    run: |work, _| {
        with_settings(work, |settings| {
            settings.theme = match settings.theme {
                Theme::System => Theme::Light,
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::System,
            };
        });
        work.state.said = match work.state.settings.theme {
            Theme::System => "Theme: system",
            Theme::Light => "Theme: light",
            Theme::Dark => "Theme: dark",
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
        (true, _) => "No boilerplate found in this article",
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
