//! Hints for the first steps. Those still to be shown are in the settings; each goes once its gesture was made.

use crate::app::commands;
use crate::app::context::Context;
use crate::app::preferences::with_settings;
use crate::app::session::Session;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::keymap::Keymap;
use crate::app::shell::panel::Panel;
use crate::model::edit::Edit;
use crate::storage::settings::{Settings, WELCOME};

/// A hint: one gesture, and the keys for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Hint {
    /// Its id in the settings.
    pub id: &'static str,
    /// The gesture.
    pub title: &'static str,
    /// Instruction; ids of commands in braces stand for their keys.
    text: &'static str,
}

static SELECT: Hint = Hint {
    id: "select",
    title: "Select a statement",
    text: "Drag over it, or click it three times. By keyboard: {go.grow} takes the word at the caret, then more",
};

static MARK: Hint = Hint {
    id: "mark",
    title: "Mark it",
    text: "{mark.claim} as a claim, {mark.denial} as a denial, {mark.evidence} as evidence, or click in the bar beside it",
};

static SPEAKER: Hint = Hint {
    id: "speaker",
    title: "Say who speaks",
    text: "Accept the suggestion with {mark.accept}, or press {mark.speaker} and choose a name",
};

static LINK: Hint = Hint {
    id: "link",
    title: "Link it with what it answers",
    text: "Press {mark.link} and choose a mark, or drag its sign in the margin to the other one",
};

static LEDGER: Hint = Hint {
    id: "ledger",
    title: "See who answers what",
    text: "{view.ledger} lists every claim with its denials and evidence; {file.export} hands them on",
};

/// The hints, in the order they are shown.
pub static HINTS: [&Hint; 5] = [&SELECT, &MARK, &SPEAKER, &LINK, &LEDGER];

impl Hint {
    /// Instruction for the gesture, with the keys in force.
    pub fn text(&self, keymap: &Keymap) -> String {
        let mut text = self.text.to_owned();
        for command in commands::all().filter(|command| self.text.contains(command.id)) {
            let key = keymap.shown(command);
            let name = if key.is_empty() { command.title.trim_end_matches('…').to_owned() } else { key };
            text = text.replace(&format!("{{{}}}", command.id), &name);
        }
        text
    }
}

/// The hint to show now, with its index in [`HINTS`].
pub fn current(settings: &Settings) -> Option<(usize, &'static Hint)> {
    HINTS.into_iter().enumerate().find(|(_, hint)| is_pending(settings, hint.id))
}

/// True if the hints are offered, and were neither begun nor sent away.
pub fn is_offered(settings: &Settings) -> bool {
    is_pending(settings, WELCOME)
}

fn is_pending(settings: &Settings, id: &str) -> bool {
    settings.hints.iter().any(|pending| pending == id)
}

/// Shows all hints from the first.
pub fn begin(cx: &mut Context<'_>) {
    with_settings(cx, |settings| settings.hints = HINTS.map(|hint| hint.id.to_owned()).to_vec());
}

/// Sends all hints away.
pub fn dismiss(cx: &mut Context<'_>) {
    with_settings(cx, |settings| settings.hints.clear());
    cx.say("Hints hidden; they are in the Help menu");
}

/// Lets the hints go whose gestures a step made, given its inverse. Whoever marks something needs no welcome.
pub fn follow_step(session: &Session, cx: &mut Context<'_>, inverse: &Edit) {
    if cx.shell.settings.hints.is_empty() {
        return;
    }
    let set = session.set();
    let marks = |edit: &Edit| matches!(edit, Edit::Remove(_));
    let links = |edit: &Edit| matches!(edit, Edit::Unlink(_));
    let names = |edit: &Edit| match edit {
        Edit::Remove(id) => set.get(id).is_some_and(|mark| mark.speaker.is_some()),
        Edit::Replace(old) => set.get(&old.id).is_some_and(|new| new.speaker.is_some() && new.speaker != old.speaker),
        _ => false,
    };
    let (marked, named, linked) = (has(inverse, &marks), has(inverse, &names), has(inverse, &links));
    for (id, made) in [(WELCOME, marked), (MARK.id, marked), (SPEAKER.id, named), (LINK.id, linked)] {
        if made {
            done(cx, id);
        }
    }
}

/// True if an edit is of this sort, or one of its parts.
fn has(edit: &Edit, sort: &dyn Fn(&Edit) -> bool) -> bool {
    match edit {
        Edit::Batch(edits) => edits.iter().any(|edit| has(edit, sort)),
        edit => sort(edit),
    }
}

/// Lets the hints go that are about what is selected or shown now.
pub fn follow_look(session: &Session, cx: &mut Context<'_>) {
    if cx.shell.settings.hints.is_empty() {
        return;
    }
    if session.selected().is_some() {
        done(cx, SELECT.id);
    }
    if cx.shell.side() == Panel::Ledger || matches!(cx.shell.dialog, Some(Dialog::Export(_))) {
        done(cx, LEDGER.id);
    }
}

fn done(cx: &mut Context<'_>, id: &str) {
    if !is_pending(&cx.shell.settings, id) {
        return;
    }
    with_settings(cx, |settings| settings.hints.retain(|pending| pending != id));
    if id != WELCOME && cx.shell.settings.hints.is_empty() {
        let key = cx.shell.keymap.shown(&commands::help::KEYS);
        cx.say(format!("That was the last hint. All keys: {key}"));
    }
}
