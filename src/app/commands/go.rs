//! Moving about: from mark to mark, growing the selection, the palette.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::action::Field;
use crate::app::commands::view::has_review;
use crate::app::commands::{Command, Menu, always, is_open};
use crate::app::panel::Panel;
use crate::app::picker::Purpose;
use crate::app::state::State;
use crate::app::update::Work;
use crate::model::query::Filter;
use crate::model::segment;
use crate::model::selection::Selection;

const ROW: Command = Command {
    id: "",
    title: "",
    help: "",
    menu: Menu::Go,
    gap: false,
    keys: &[],
    while_typing: false,
    enabled: is_open,
    run: |_, _| {},
};

pub static NEXT_MARK: Command = Command {
    id: "go.next_mark",
    title: "Next mark",
    help: "Select the next listed mark",
    keys: &["J"],
    enabled: has_marks,
    run: |work, _| step_mark(work, true),
    ..ROW
};

pub static PREVIOUS_MARK: Command = Command {
    id: "go.previous_mark",
    title: "Previous mark",
    help: "Select the previous listed mark",
    keys: &["K"],
    enabled: has_marks,
    run: |work, _| step_mark(work, false),
    ..ROW
};

pub static NEXT_HEADING: Command = Command {
    id: "go.next_heading",
    title: "Next heading",
    help: "Go to the next heading",
    gap: true,
    keys: &["H"],
    enabled: has_headings,
    run: |work, _| step_heading(work, true),
    ..ROW
};

pub static PREVIOUS_HEADING: Command = Command {
    id: "go.previous_heading",
    title: "Previous heading",
    help: "Go to the current heading, then to the one before it",
    keys: &["Shift+H"],
    enabled: has_headings,
    run: |work, _| step_heading(work, false),
    ..ROW
};

pub static NEXT_CHANGE: Command = Command {
    id: "go.next_change",
    title: "Next change",
    help: "Go to the next difference between the versions",
    gap: true,
    keys: &["F7"],
    while_typing: true,
    enabled: has_review,
    run: |work, _| work.step_difference(true),
    ..ROW
};

pub static PREVIOUS_CHANGE: Command = Command {
    id: "go.previous_change",
    title: "Previous change",
    help: "Go to the previous difference between the versions",
    keys: &["Shift+F7"],
    while_typing: true,
    enabled: has_review,
    run: |work, _| work.step_difference(false),
    ..ROW
};

pub static GROW: Command = Command {
    id: "go.grow",
    title: "Expand selection",
    help: "Select the word, then the clause or quotation, the sentence, the paragraph",
    gap: true,
    keys: &["E"],
    run: grow,
    ..ROW
};

pub static SHRINK: Command = Command {
    id: "go.shrink",
    title: "Shrink selection",
    help: "Undo the last expansion of the selection",
    keys: &["Shift+E"],
    enabled: |state| state.selected().is_some(),
    run: shrink,
    ..ROW
};

pub static ARTICLE: Command = Command {
    id: "go.article",
    title: "Article",
    help: "Move focus to the article",
    gap: true,
    keys: &["F6"],
    while_typing: true,
    run: |work, _| {
        work.state.full_map = false;
        work.focus(Field::Article);
    },
    ..ROW
};

pub static MENUS: Command = Command {
    id: "go.menus",
    title: "Menu bar",
    help: "Open the first menu; the arrow keys move between menus",
    keys: &["F10"],
    while_typing: true,
    enabled: |state| state.picker.is_none() && state.dialog.is_none(),
    run: |work, _| work.focus(Field::Menu(Menu::File)),
    ..ROW
};

pub static PALETTE: Command = Command {
    id: "go.palette",
    title: "Command palette…",
    help: "Find a command by name",
    keys: &["Ctrl+P"],
    while_typing: true,
    enabled: always,
    run: |work, _| work.pick(Purpose::Command),
    ..ROW
};

/// The commands of the Go menu.
pub const COMMANDS: &[&Command] = &[
    &NEXT_MARK,
    &PREVIOUS_MARK,
    &NEXT_HEADING,
    &PREVIOUS_HEADING,
    &NEXT_CHANGE,
    &PREVIOUS_CHANGE,
    &GROW,
    &SHRINK,
    &ARTICLE,
    &MENUS,
    &PALETTE,
];

fn has_marks(state: &State) -> bool {
    state.open.as_ref().is_some_and(|open| !open.document.set().annotations().is_empty())
}

/// The next or previous mark of those listed: after the selected one, or, without one, after the caret.
fn step_mark(work: &mut Work<'_>, forward: bool) {
    let Some(open) = &work.state.open else { return };
    let marks = open.document.set().annotations();
    let listed: Vec<usize> = if work.state.filter.is_empty() {
        Vec::new()
    } else {
        work.state.filter.positions(open.document.set(), &open.document.article().text)
    };
    let listed = |at: usize| work.state.filter.is_empty() || listed.binary_search(&at).is_ok();
    let selected = open.focus.mark.as_ref().and_then(|id| open.document.set().position(id));
    let caret = open.focus.selection.focus;
    let after_caret = || marks.partition_point(|mark| mark.target.bounds().is_some_and(|range| range.start() < caret));
    let next = if forward {
        let from = selected.map_or_else(after_caret, |at| at + 1);
        (from..marks.len()).find(|at| listed(*at))
    } else {
        let from = selected.unwrap_or_else(after_caret);
        (0..from).rev().find(|at| listed(*at))
    };
    match next.and_then(|at| marks.get(at)) {
        Some(mark) => {
            let id = mark.id.clone();
            work.choose(Some(id));
        }
        None => {
            let words = if forward { "No more marks below" } else { "No more marks above" };
            let filtered = if work.state.filter.is_empty() { "" } else { " that match the filter" };
            work.state.said = format!("{words}{filtered}");
        }
    }
}

impl Work<'_> {
    /// Selects the first of the marks that are listed, and gives their list the keyboard.
    pub(in crate::app) fn choose_first(&mut self) {
        let Some(open) = &self.state.open else { return };
        let first = self.state.filter.positions(open.document.set(), &open.document.article().text).first().copied();
        match first.and_then(|at| open.document.set().annotations().get(at)) {
            Some(mark) => {
                let id = mark.id.clone();
                self.choose(Some(id));
                self.focus(Field::Panel(Panel::Marks));
            }
            None => {
                self.state.said = "No marks match the filter".to_owned();
                self.focus(Field::Filter);
            }
        }
    }

    /// Lists all marks where the filter leaves out the selected one: what is changed of it must be in sight.
    pub(in crate::app) fn list_mark(&mut self) {
        let Some(id) = self.state.mark().map(|mark| mark.id.clone()) else { return };
        if !self.state.lists(&id) {
            self.state.filter = Filter::default();
            self.state.said = "Filter cleared: it hid this mark".to_owned();
        }
    }
}

fn has_headings(state: &State) -> bool {
    state.open.as_ref().is_some_and(|open| !open.reading.outline.sections().is_empty())
}

fn step_heading(work: &mut Work<'_>, forward: bool) {
    let Some(open) = &work.state.open else { return };
    let (sections, caret) = (open.reading.outline.sections(), open.focus.selection.focus);
    let next = if forward {
        sections.iter().find(|section| section.heading.start() > caret)
    } else {
        sections.iter().rev().find(|section| section.heading.start() < caret)
    };
    match next {
        Some(section) => {
            let heading = section.heading;
            work.go_to(heading);
        }
        None => work.state.said = if forward { "No more headings below" } else { "No more headings above" }.to_owned(),
    }
}

fn grow(work: &mut Work<'_>, _: &'static Command) {
    let Some(open) = &mut work.state.open else { return };
    let before = open.focus.selection;
    let text = &open.document.article().text;
    let range = text.trimmed(before.range()).unwrap_or(before.range());
    if let Some(larger) = segment::enclosing(text, range).first() {
        open.grown.push(before);
        open.focus.selection = Selection::of(*larger);
        work.effects.push(crate::app::action::Effect::Reveal(*larger));
    }
}

fn shrink(work: &mut Work<'_>, _: &'static Command) {
    let Some(open) = &mut work.state.open else { return };
    let smaller = open.grown.pop();
    let range = open.focus.selection.range();
    let derived = || segment::enclosed(&open.document.article().text, range).map(Selection::of);
    open.focus.selection = smaller.or_else(derived).unwrap_or(Selection::caret(range.start()));
}
