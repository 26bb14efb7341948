//! Making marks and changing the selected one.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::action::{Effect, Field};
use crate::app::commands::{Command, Menu, has_mark};
use crate::app::panel::Panel;
use crate::app::picker::Purpose;
use crate::app::review;
use crate::app::state::State;
use crate::app::update::Work;
use crate::model::annotation::{Fragment, Speaker, Target};
use crate::model::field::Value;
use crate::model::fields;
use crate::model::kind::{KINDS, Kind};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::segment;
use crate::model::selection::Selection;
use crate::model::step::StepKind;
use crate::model::text::ArticleText;

const ROW: Command = Command {
    id: "",
    title: "",
    help: "",
    menu: Menu::Mark,
    gap: false,
    keys: &[],
    while_typing: false,
    enabled: has_mark,
    run: |_, _| {},
};

/// One command a kind, made from its row.
pub static MARK_AS: [Command; KINDS.len()] = {
    let mut commands = [const { ROW }; KINDS.len()];
    let mut index = 0;
    while index < KINDS.len() {
        let row = &KINDS[index];
        commands[index].id = row.command;
        commands[index].title = row.command_title;
        commands[index].help = "Mark the selected text; without a selection, change the kind of the selected mark";
        commands[index].keys = std::slice::from_ref(&row.key);
        commands[index].enabled = State::editable;
        commands[index].run = mark_as;
        index += 1;
    }
    commands
};

pub static SPEAKER: Command = Command {
    id: "mark.speaker",
    title: "Speaker…",
    help: "Set the speaker: the selected text, or a name you type",
    gap: true,
    keys: &["S"],
    run: speaker,
    ..ROW
};

pub static UNNAMED: Command = Command {
    id: "mark.unnamed",
    title: "Unnamed speaker",
    help: "Set an unnamed speaker, described by the selected text, if any",
    keys: &["Shift+S"],
    run: |work, _| take_speaker(work, "unnamed"),
    ..ROW
};

pub static ARTICLE_VOICE: Command = Command {
    id: "mark.article_voice",
    title: "Article as speaker",
    help: "Set the article's own voice as the speaker",
    keys: &["Shift+A"],
    run: |work, _| {
        work.change(StepKind::ChangeSpeaker, false, |annotation| {
            annotation.speaker = Some(Speaker::new("article", ""))
        });
    },
    ..ROW
};

pub static RENAME_SPEAKER: Command = Command {
    id: "mark.rename_speaker",
    title: "Rename or merge speaker…",
    help: "Rename the speaker in every mark, or merge it with another speaker",
    keys: &["R"],
    enabled: |state| state.editable() && state.mark().is_some_and(|mark| mark.speaker.as_ref().is_some_and(is_named)),
    run: |work, _| {
        let speaker = work.state.mark().and_then(|mark| mark.speaker.clone());
        if let Some(speaker) = speaker {
            work.pick(Purpose::Rename(speaker.voice, speaker.name));
        }
    },
    ..ROW
};

pub static CUE: Command = Command {
    id: "mark.cue",
    title: "Cue from selection",
    help: "Set the selected text as the cue, for example “denied” or “according to”",
    keys: &["U"],
    enabled: has_mark_and_words,
    run: cue,
    ..ROW
};

pub static CERTAINTY: Command = Command {
    id: "mark.certainty",
    title: "Certainty…",
    help: "Set how certain the speaker is",
    keys: &["C"],
    run: |work, _| work.pick(Purpose::Certainty),
    ..ROW
};

pub static NOTE: Command = Command {
    id: "mark.note",
    title: "Note…",
    help: "Edit the note on the mark",
    keys: &["N"],
    run: |work, _| go_to_field(work, Field::Note),
    ..ROW
};

pub static TAGS: Command = Command {
    id: "mark.tags",
    title: "Tags…",
    help: "Edit the mark's tags, separated by commas",
    keys: &["T"],
    run: |work, _| go_to_field(work, Field::Tags),
    ..ROW
};

pub static DISCUSS: Command = Command {
    id: "mark.discuss",
    title: "Flag for discussion",
    help: "Flag the mark for a second opinion, or clear the flag",
    keys: &["D"],
    run: discuss,
    ..ROW
};

pub static LINK: Command = Command {
    id: "mark.link",
    title: "Link…",
    help: "Link the mark to another one: choose the mark, then the role",
    gap: true,
    keys: &["L"],
    run: |work, _| {
        work.pick(Purpose::Link);
        work.show_lit();
    },
    ..ROW
};

pub static LINKS: Command = Command {
    id: "mark.links",
    title: "Edit link…",
    help: "Follow, reverse or delete a link of the mark, or change its role",
    keys: &["Shift+L"],
    enabled: |state| {
        let open = state.open.as_ref().zip(state.mark());
        state.editable() && open.is_some_and(|(open, mark)| !open.document.set().relations_of(&mark.id).is_empty())
    },
    run: |work, _| work.pick(Purpose::Links),
    ..ROW
};

pub static ACCEPT: Command = Command {
    id: "mark.accept",
    title: "Accept suggestion",
    help: "Accept the suggestion below the article for the new mark",
    keys: &["Enter"],
    enabled: |state| state.editable() && state.offer.is_some(),
    run: |work, _| work.accept(),
    ..ROW
};

pub static ADD_FRAGMENT: Command = Command {
    id: "mark.add_fragment",
    title: "Add selection to mark",
    help: "Add the selected text to the mark as another fragment",
    gap: true,
    keys: &["A"],
    enabled: has_mark_and_words,
    run: add_fragment,
    ..ROW
};

pub static REMOVE_FRAGMENT: Command = Command {
    id: "mark.remove_fragment",
    title: "Remove fragment at caret",
    help: "Remove the fragment at the caret from the mark",
    keys: &["Shift+Delete"],
    enabled: |state| state.editable() && state.mark().is_some_and(|mark| mark.target.fragments().len() > 1),
    run: remove_fragment,
    ..ROW
};

pub static END_RIGHT: Command = Command {
    id: "mark.end_right",
    title: "Move end forward one word",
    help: "Move the mark's end to the end of the next word",
    keys: &["Alt+Right"],
    run: |work, _| move_edge(work, Edge::End, segment::next_word_end),
    ..ROW
};

pub static END_LEFT: Command = Command {
    id: "mark.end_left",
    title: "Move end back one word",
    help: "Move the mark's end to the end of the previous word",
    keys: &["Alt+Left"],
    run: |work, _| move_edge(work, Edge::End, segment::previous_word_end),
    ..ROW
};

pub static START_RIGHT: Command = Command {
    id: "mark.start_right",
    title: "Move start forward one word",
    help: "Move the mark's start to the start of the next word",
    keys: &["Alt+Shift+Right"],
    run: |work, _| move_edge(work, Edge::Start, segment::next_word_start),
    ..ROW
};

pub static START_LEFT: Command = Command {
    id: "mark.start_left",
    title: "Move start back one word",
    help: "Move the mark's start to the start of the previous word",
    keys: &["Alt+Shift+Left"],
    run: |work, _| move_edge(work, Edge::Start, segment::previous_word_start),
    ..ROW
};

pub static ACCEPT_MATCH: Command = Command {
    id: "mark.accept_match",
    title: "Accept match",
    help: "Accept the match proposed for a changed or lost passage",
    gap: true,
    keys: &["Ctrl+Enter"],
    enabled: review::undecided,
    run: |work, _| work.accept_place(),
    ..ROW
};

pub static MOVE_TO_SELECTION: Command = Command {
    id: "mark.move_to_selection",
    title: "Move to selection",
    help: "Move a changed or lost passage to the selected text",
    keys: &["P"],
    enabled: |state| review::undecided(state) && state.selected().is_some(),
    run: |work, _| work.put_on_selection(),
    ..ROW
};

pub static MARK_LOST: Command = Command {
    id: "mark.mark_lost",
    title: "Mark as lost",
    help: "Confirm that the passage is no longer in the article; its text is kept",
    keys: &["Shift+P"],
    enabled: review::undecided,
    run: |work, _| work.leave_lost(),
    ..ROW
};

pub static ACCEPT_ALL: Command = Command {
    id: "mark.accept_all",
    title: "Accept all unchanged",
    help: "Accept every passage found with its text unchanged, and save the current version of the article",
    enabled: review::unaccepted,
    run: |work, _| work.accept_carried(),
    ..ROW
};

pub static DELETE: Command = Command {
    id: "mark.delete",
    title: "Delete mark",
    help: "Delete the mark and its links",
    gap: true,
    keys: &["Delete"],
    run: |work, _| work.delete(),
    ..ROW
};

/// The other commands of the Mark menu.
pub const COMMANDS: &[&Command] = &[
    &SPEAKER,
    &UNNAMED,
    &ARTICLE_VOICE,
    &RENAME_SPEAKER,
    &CUE,
    &CERTAINTY,
    &NOTE,
    &TAGS,
    &DISCUSS,
    &LINK,
    &LINKS,
    &ACCEPT,
    &ADD_FRAGMENT,
    &REMOVE_FRAGMENT,
    &END_RIGHT,
    &END_LEFT,
    &START_RIGHT,
    &START_LEFT,
    &ACCEPT_MATCH,
    &MOVE_TO_SELECTION,
    &MARK_LOST,
    &ACCEPT_ALL,
    &DELETE,
];

fn is_named(speaker: &Speaker) -> bool {
    !speaker.name.is_empty()
}

fn has_mark_and_words(state: &State) -> bool {
    has_mark(state) && state.selected().is_some()
}

fn mark_as(work: &mut Work<'_>, command: &'static Command) {
    if let Some(row) = KINDS.iter().find(|row| row.command == command.id) {
        work.mark(Kind::of(row));
    }
}

fn speaker(work: &mut Work<'_>, _: &'static Command) {
    if work.state.selected().is_none() {
        return work.pick(Purpose::Speaker);
    }
    // A voice that was chosen and has no name yet waits for this one.
    let waiting = work.state.mark().and_then(|mark| mark.speaker.as_ref()).filter(|speaker| speaker.is_nameless());
    let voice = waiting.map_or_else(|| "named".to_owned(), |speaker| speaker.voice.id().to_owned());
    take_speaker(work, &voice);
}

/// Makes the selected words the speaker; without any, a speaker without a name.
fn take_speaker(work: &mut Work<'_>, voice: &str) {
    let range = work.take_selection();
    let Some(open) = &work.state.open else { return };
    let mut speaker = Speaker::new(voice, "");
    if let Some(range) = range {
        speaker.name = words_in_line(&open.document.article().text, range);
        speaker.at = Target::of(range);
    }
    work.change(StepKind::ChangeSpeaker, false, |annotation| annotation.speaker = Some(speaker));
}

/// The words of a passage with white space folded, for a name.
fn words_in_line(text: &ArticleText, range: ByteRange) -> String {
    text.slice(range).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cue(work: &mut Work<'_>, _: &'static Command) {
    if let Some(range) = work.take_selection() {
        work.change(StepKind::ChangeCue, false, |annotation| annotation.cue = Target::of(range));
    }
}

fn discuss(work: &mut Work<'_>, _: &'static Command) {
    let discuss = work.state.mark().is_some_and(|mark| !mark.discuss);
    work.set_field(fields::DISCUSS, Value::Flag(discuss), false);
}

fn go_to_field(work: &mut Work<'_>, field: Field) {
    work.state.panel = Panel::Marks;
    work.list_mark();
    work.focus(field);
}

fn add_fragment(work: &mut Work<'_>, _: &'static Command) {
    let Some(range) = work.state.selected() else { return };
    let overlaps = work.state.mark().is_some_and(|mark| mark.target.found().any(|other| other.overlaps(range)));
    if overlaps {
        work.state.said = "The selection is already part of the mark".to_owned();
        return;
    }
    work.take_selection();
    work.change(StepKind::AddFragment, false, |annotation| {
        annotation.target = annotation.target.and(Fragment::Found(range));
    });
}

fn remove_fragment(work: &mut Work<'_>, _: &'static Command) {
    let Some(caret) = work.state.open.as_ref().map(|open| open.focus.selection.focus) else { return };
    let touches =
        |fragment: &Fragment| fragment.range().is_some_and(|range| range.contains(caret) || range.end() == caret);
    let Some(mark) = work.state.mark() else { return };
    let kept = mark.target.map(|fragment| (!touches(fragment)).then(|| fragment.clone()));
    if kept.is_empty() || kept.fragments().len() == mark.target.fragments().len() {
        work.state.said = "Place the caret in the fragment to remove".to_owned();
        return;
    }
    work.change(StepKind::RemoveFragment, false, |annotation| annotation.target = kept);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// Moves an edge of the selected mark, as far as something of the fragment remains and it meets no other one.
fn move_edge(work: &mut Work<'_>, edge: Edge, step: fn(&ArticleText, ByteOffset) -> ByteOffset) {
    let (Some(open), Some(mark)) = (&work.state.open, work.state.mark()) else { return };
    let text = &open.document.article().text;
    let mut in_text = mark.target.fragments().iter().filter(|fragment| fragment.range().is_some());
    let moved = match edge {
        Edge::Start => in_text.next(),
        Edge::End => in_text.next_back(),
    };
    let Some((fragment, range)) = moved.and_then(|fragment| Some((fragment, fragment.range()?))) else { return };
    let (start, end) = match edge {
        Edge::Start => (step(text, range.start()), range.end()),
        Edge::End => (range.start(), step(text, range.end())),
    };
    if start >= end {
        work.state.said = "A mark needs at least one word".to_owned();
        return;
    }
    let Some(new) = text.trimmed(ByteRange::new(start, end)) else { return };
    let shown = if edge == Edge::Start { new.start() } else { new.end() };
    let target = mark.target.with(fragment, Fragment::Found(new));
    if let Some(open) = &mut work.state.open {
        open.focus.selection = Selection::caret(shown);
    }
    work.change(StepKind::MoveBoundary, false, |annotation| annotation.target = target);
    work.effects.push(Effect::Reveal(ByteRange::new(shown, shown)));
}
