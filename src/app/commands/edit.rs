//! Undo, copy, find.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::action::{Effect, Field};
use crate::app::commands::{Command, Menu, always, is_open};
use crate::app::find::Find;
use crate::app::panel::Panel;
use crate::app::state::State;
use crate::app::update::Work;
use crate::model::message::counted;
use crate::model::query::Precision;

const ROW: Command = Command {
    id: "",
    title: "",
    help: "",
    menu: Menu::Edit,
    gap: false,
    keys: &[],
    while_typing: false,
    enabled: always,
    run: |_, _| {},
};

pub static UNDO: Command = Command {
    id: "edit.undo",
    title: "Undo",
    help: "Undo the last change and restore the selection",
    keys: &["Ctrl+Z"],
    enabled: |state| state.editable() && state.open.as_ref().is_some_and(|open| open.history.undoable().is_some()),
    run: |work, _| travel(work, true),
    ..ROW
};

pub static REDO: Command = Command {
    id: "edit.redo",
    title: "Redo",
    help: "Redo the last undone change",
    keys: &["Ctrl+Shift+Z", "Ctrl+Y"],
    enabled: |state| state.editable() && state.open.as_ref().is_some_and(|open| open.history.redoable().is_some()),
    run: |work, _| travel(work, false),
    ..ROW
};

pub static COPY: Command = Command {
    id: "edit.copy",
    title: "Copy",
    help: "Copy the selected text, or the text of the selected mark",
    gap: true,
    keys: &["Ctrl+C"],
    enabled: |state| state.selected().is_some() || state.mark().is_some(),
    run: copy,
    ..ROW
};

pub static COPY_ADDRESS: Command = Command {
    id: "edit.copy_address",
    title: "Copy link address",
    help: "Copy the address of the link at the caret",
    keys: &["Ctrl+Shift+C"],
    enabled: |state| state.address().is_some(),
    run: |work, _| {
        if let Some(address) = work.state.address() {
            let address = address.to_owned();
            work.effects.push(Effect::Copy(address));
            work.state.said = "Link address copied".to_owned();
        }
    },
    ..ROW
};

pub static COPY_SOURCE: Command = Command {
    id: "edit.copy_source",
    title: "Copy article address",
    help: "Copy the address where the article was published, as given in its file",
    enabled: |state| state.open.as_ref().is_some_and(|open| !open.document.article().source.address.is_empty()),
    run: |work, _| {
        if let Some(open) = &work.state.open {
            work.effects.push(Effect::Copy(open.document.article().source.address.clone()));
            work.state.said = "Article address copied".to_owned();
        }
    },
    ..ROW
};

pub static REPAIR: Command = Command {
    id: "edit.repair",
    title: "Repair all problems",
    help: "Repair every problem in the file that is not ignored",
    gap: true,
    enabled: |state| state.editable() && state.open.as_ref().is_some_and(|open| open.problems.repairable() > 0),
    run: |work, _| {
        work.state.show(Panel::Problems);
        work.repair_all();
    },
    ..ROW
};

pub static FIND: Command = Command {
    id: "edit.find",
    title: "Find…",
    help: "Search the article and the notes",
    gap: true,
    keys: &["Ctrl+F"],
    while_typing: true,
    enabled: is_open,
    run: find,
    ..ROW
};

pub static FIND_NEXT: Command = Command {
    id: "edit.find_next",
    title: "Find next",
    help: "Go to the next match",
    keys: &["F3"],
    while_typing: true,
    enabled: has_hits,
    run: |work, _| work.step_hit(true),
    ..ROW
};

pub static FIND_PREVIOUS: Command = Command {
    id: "edit.find_previous",
    title: "Find previous",
    help: "Go to the previous match",
    keys: &["Shift+F3"],
    while_typing: true,
    enabled: has_hits,
    run: |work, _| work.step_hit(false),
    ..ROW
};

pub static FIND_CASE: Command = Command {
    id: "edit.find_case",
    title: "Match case",
    help: "Distinguish upper and lower case when searching",
    enabled: is_open,
    run: |work, _| {
        let precision = work.state.precision;
        work.find_as(Precision { case: !precision.case, ..precision });
    },
    ..ROW
};

pub static FIND_WHOLE_WORDS: Command = Command {
    id: "edit.find_whole_words",
    title: "Match whole words",
    help: "Find whole words only",
    enabled: is_open,
    run: |work, _| {
        let precision = work.state.precision;
        work.find_as(Precision { whole_words: !precision.whole_words, ..precision });
    },
    ..ROW
};

/// The commands of the Edit menu.
pub const COMMANDS: &[&Command] = &[
    &UNDO,
    &REDO,
    &COPY,
    &COPY_ADDRESS,
    &COPY_SOURCE,
    &REPAIR,
    &FIND,
    &FIND_NEXT,
    &FIND_PREVIOUS,
    &FIND_CASE,
    &FIND_WHOLE_WORDS,
];

fn has_hits(state: &State) -> bool {
    state.find.as_ref().is_some_and(|find| !find.hits.is_empty())
}

fn travel(work: &mut Work<'_>, back: bool) {
    let Some(open) = &mut work.state.open else { return };
    let document = &mut open.document;
    let travelled = if back { open.history.undo(document) } else { open.history.redo(document) };
    match travelled {
        Ok(Some((kind, focus))) => {
            let bounds =
                focus.mark.as_ref().and_then(|id| open.document.set().get(id)).and_then(|mark| mark.target.bounds());
            let range = bounds.unwrap_or_else(|| focus.selection.range());
            open.focus = focus;
            open.grown.clear();
            open.saving.changed(work.state.millis);
            (work.state.offer, work.state.next_offer) = (None, None);
            work.state.said = format!("{}: {}", if back { "Undone" } else { "Redone" }, kind.title());
            work.turned();
            work.effects.push(Effect::Reveal(range));
        }
        Ok(None) => {}
        Err(error) => work.state.said = error.to_string(),
    }
}

fn copy(work: &mut Work<'_>, _: &'static Command) {
    let Some(open) = &work.state.open else { return };
    let words = match (work.state.selected(), work.state.mark()) {
        (Some(_), _) => open.document.article().text.slice(open.focus.selection.range()).to_owned(),
        (None, Some(mark)) => {
            mark.target.found().map(|range| open.document.article().text.slice(range)).collect::<Vec<_>>().join(" … ")
        }
        (None, None) => return,
    };
    work.state.said = counted(words.split_whitespace().count(), "word copied", "words copied");
    work.effects.push(Effect::Copy(words));
}

fn find(work: &mut Work<'_>, _: &'static Command) {
    work.state.find.get_or_insert_with(Find::default);
    work.focus(Field::Find);
}
