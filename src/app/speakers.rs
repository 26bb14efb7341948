//! The speaker of the selected marks, and speakers as a whole: renamed everywhere, merged, split again.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::edits::{change_chosen, commit};
use crate::app::session::Session;
use crate::model::annotation::{Speaker, Target, Voice};
use crate::model::edit::Edit;
use crate::model::fold;
use crate::model::step::StepKind;

/// Changes the speaker of the selected marks. The place of the name is that of one mark.
pub fn set_speaker(session: &mut Session, cx: &mut Context<'_>, speaker: Option<Speaker>) {
    let one = session.focus.mark.clone();
    change_chosen(session, cx, StepKind::ChangeSpeaker, false, |mark| {
        mark.speaker = speaker.clone();
        if let Some(speaker) = mark.speaker.as_mut().filter(|_| one.as_ref() != Some(&mark.id)) {
            speaker.at = Target::default();
        }
    });
}

/// Renames a speaker in every mark. If another speaker has that name, the two are merged, and each mark keeps the earlier
/// name, so that they can be split again.
pub fn rename_speaker(session: &mut Session, cx: &mut Context<'_>, voice: &Voice, from: &str, to: &str) {
    let mut speakers = session.set().annotations().iter().filter_map(|mark| mark.speaker.as_ref());
    let merges = speakers.any(|speaker| !fold::is_same_name(to, from) && speaker.is(voice, to));
    let kind = if merges { StepKind::MergeSpeakers } else { StepKind::RenameSpeaker };
    change_speakers(session, cx, kind, voice, from, |speaker| {
        if merges && speaker.written.is_empty() {
            speaker.written = std::mem::take(&mut speaker.name);
        }
        speaker.name = to.to_owned();
    });
}

/// Splits a merged speaker: each mark gets its earlier name back.
pub fn split_speaker(session: &mut Session, cx: &mut Context<'_>, voice: &Voice, name: &str) {
    change_speakers(session, cx, StepKind::SplitSpeakers, voice, name, |speaker| {
        if !speaker.written.is_empty() {
            speaker.name = std::mem::take(&mut speaker.written);
        }
    });
}

fn change_speakers(
    session: &mut Session,
    cx: &mut Context<'_>,
    kind: StepKind,
    voice: &Voice,
    name: &str,
    change: impl Fn(&mut Speaker),
) {
    let now = cx.outside.now();
    let mut edits = Vec::new();
    for mark in session.set().annotations() {
        let mut new = mark.as_ref().clone();
        if let Some(speaker) = new.speaker.as_mut().filter(|speaker| speaker.is(voice, name)) {
            change(speaker);
        }
        if new != **mark {
            new.modified = now.clone();
            edits.push(Edit::Replace(Arc::new(new)));
        }
    }
    if !edits.is_empty() {
        let focus = session.focus.clone();
        commit(session, cx, kind, Edit::Batch(edits), focus, None);
    }
}
