//! Making marks and changing the selected one.

use std::sync::Arc;

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::edits::{change, change_chosen, commit, set_field};
use crate::app::navigate::list_mark;
use crate::app::pick::pick;
use crate::app::project::ends::let_go;
use crate::app::proposals::propose;
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::app::shell::picker::Purpose;
use crate::app::shell::proposal::Said;
use crate::app::speakers::set_speaker;
use crate::model::annotation::{Annotation, Fragment, Id, Speaker, Target};
use crate::model::edit::Edit;
use crate::model::field::Value;
use crate::model::fields;
use crate::model::kind::Kind;
use crate::model::message::counted;
use crate::model::offset::ByteRange;
use crate::model::segment;
use crate::model::selection::{Focus, Selection};
use crate::model::step::StepKind;

/// Marks the selected text; without a selection, changes the kind of the selected mark; without one, marks the sentence at
/// the caret.
pub fn mark(session: &mut Session, cx: &mut Context<'_>, kind: Kind) {
    let is_empty = session.focus.selection.is_empty();
    if let Some(range) = session.passage() {
        mark_range(session, cx, kind, range, None);
    } else if !is_empty {
        cx.say("Nothing to mark: only white space is selected");
    } else if session.mark().is_some() {
        set_kind(session, cx, kind);
    } else {
        mark_sentence(session, cx, kind);
    }
}

/// Marks the sentence at the caret, unless there is a mark already, which is then selected.
fn mark_sentence(session: &mut Session, cx: &mut Context<'_>, kind: Kind) {
    let caret = session.focus.selection.focus;
    let sentence = segment::statement_at(session.text(), caret);
    let Some(range) = sentence.filter(|range| session.text().slice(*range).chars().any(char::is_alphanumeric)) else {
        return cx.say("Select text to mark, or place the caret in a sentence");
    };
    let cover = session.set().cover();
    // A mark on most of the sentence was cut out of it.
    let is_most = |mark: &&Arc<Annotation>| mark.target.bounds().is_some_and(|bounds| bounds.len() * 2 > range.len());
    let within = || cover.touching(range).into_iter().map(|span| &span.annotation).find(is_most);
    let here = cover.at(caret).into_iter().next().or_else(within);
    match here.map(|mark| mark.id.clone()) {
        Some(id) => {
            session.history.seal();
            session.focus.mark = Some(id);
            cx.say("There is a mark here, which is now selected");
        }
        None => mark_range(session, cx, kind, range, None),
    }
}

/// Marks the selected text together with its speaker and cue, which the person saw.
pub fn mark_said(session: &mut Session, cx: &mut Context<'_>, kind: Kind, said: Said) {
    if let Some(range) = session.passage() {
        mark_range(session, cx, kind, range, Some(said));
    }
}

fn mark_range(session: &mut Session, cx: &mut Context<'_>, kind: Kind, range: ByteRange, said: Option<Said>) {
    let mut annotation = new_mark(cx, kind, Target::of(range));
    if let Some(Said { speaker, cue }) = said {
        (annotation.speaker, annotation.cue) = (Some(speaker), Target::of(cue));
    }
    let after = Focus { selection: Selection::caret(range.end()), mark: Some(annotation.id.clone()) };
    if commit(session, cx, StepKind::Mark, Edit::Add(Arc::new(annotation)), after, None) {
        propose(session);
    }
}

/// A mark made now, by the person.
pub fn new_mark(cx: &mut Context<'_>, kind: Kind, target: Target) -> Annotation {
    let now = cx.outside.now();
    let creator = cx.shell.settings.creator.as_str().into();
    Annotation { created: now.clone(), modified: now, creator, ..Annotation::new(cx.outside.fresh_id(), kind, target) }
}

/// Changes the kind of the selected marks.
pub fn set_kind(session: &mut Session, cx: &mut Context<'_>, kind: Kind) {
    change_chosen(session, cx, StepKind::ChangeKind, false, |mark| mark.kind = kind.clone());
    if session.offer.is_some() {
        // Another kind answers other marks.
        propose(session);
    }
}

/// Flags the selected mark for discussion, or clears the flag.
pub fn toggle_discuss(session: &mut Session, cx: &mut Context<'_>) {
    let discuss = session.mark().is_some_and(|mark| !mark.discuss);
    set_field(session, cx, fields::DISCUSS, Value::Flag(discuss), false);
}

/// Removes the selected marks with their relations, and selects the next one.
pub fn delete(session: &mut Session, cx: &mut Context<'_>) {
    let set = session.set();
    let Some(first) = session.mark().and_then(|mark| set.position(&mark.id)) else { return };
    let ids: Vec<Id> = session.chosen().into_iter().map(|mark| mark.id.clone()).collect();
    let stays = |mark: &&Arc<Annotation>| match session.several() {
        Some(several) => !several.contains(&mark.id),
        None => mark.id != ids[0],
    };
    let (before, after) = set.annotations().split_at(first);
    let neighbour = after.iter().find(stays).or_else(|| before.iter().rev().find(stays));
    let after = Focus { selection: session.focus.selection, mark: neighbour.map(|mark| mark.id.clone()) };
    let kind = if ids.len() > 1 { StepKind::DeleteMarks } else { StepKind::DeleteMark };
    let edit = set.removal(&ids);
    if commit(session, cx, kind, edit, after, None) {
        if ids.len() > 1 {
            cx.say(format!("{} deleted", counted(ids.len(), "mark", "marks")));
        }
        let_go(session, cx, &ids);
    }
}

/// Takes the selected text as the speaker of the selected mark; without a selection, lets the person pick one.
pub fn ask_speaker(session: &mut Session, cx: &mut Context<'_>) {
    if session.selected().is_none() {
        return pick(Some(session), cx, Purpose::Speaker);
    }
    // A voice that was chosen and has no name yet waits for this one.
    let waiting = session.mark().and_then(|mark| mark.speaker.as_ref()).filter(|speaker| speaker.is_nameless());
    let voice = waiting.map_or_else(|| "named".to_owned(), |speaker| speaker.voice.id().to_owned());
    take_speaker(session, cx, &voice);
}

/// Takes the selected text as a speaker with this voice; without a selection, a speaker without a name.
pub fn take_speaker(session: &mut Session, cx: &mut Context<'_>, voice: &str) {
    let mut speaker = Speaker::new(voice, "");
    if let Some(range) = session.take_selection() {
        speaker.name = session.name_at(range);
        speaker.at = Target::of(range);
    }
    set_speaker(session, cx, Some(speaker));
}

/// Takes the selected text as the cue of the selected mark.
pub fn take_cue(session: &mut Session, cx: &mut Context<'_>) {
    if let Some(range) = session.take_selection() {
        change(session, cx, StepKind::ChangeCue, false, |mark| mark.cue = Target::of(range));
    }
}

/// Gives the keyboard to a field of the selected mark.
pub fn go_to_field(session: &mut Session, cx: &mut Context<'_>, field: Field) {
    cx.shell.show(Panel::Marks);
    list_mark(session, cx);
    cx.focus(field);
}

/// Adds the selected text to the selected mark as a fragment.
pub fn add_fragment(session: &mut Session, cx: &mut Context<'_>) {
    let Some(range) = session.passage() else { return };
    if session.mark().is_some_and(|mark| mark.target.found().any(|other| other.overlaps(range))) {
        return cx.say("The selection is already part of the mark");
    }
    session.take_selection();
    change(session, cx, StepKind::AddFragment, false, |mark| mark.target = mark.target.and(Fragment::Found(range)));
}

/// Removes the fragment at the caret from the selected mark.
pub fn remove_fragment(session: &mut Session, cx: &mut Context<'_>) {
    let caret = session.focus.selection.focus;
    let touches =
        |fragment: &Fragment| fragment.range().is_some_and(|range| range.contains(caret) || range.end() == caret);
    let Some(mark) = session.mark() else { return };
    let kept = mark.target.map(|fragment| (!touches(fragment)).then(|| fragment.clone()));
    if kept.is_empty() || kept.fragments().len() == mark.target.fragments().len() {
        return cx.say("Place the caret in the fragment to remove");
    }
    change(session, cx, StepKind::RemoveFragment, false, |mark| mark.target = kept);
}
