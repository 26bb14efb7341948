//! Speakers as a whole: renamed everywhere, merged, split again.

use std::sync::Arc;

use crate::app::update::Work;
use crate::model::annotation::{Speaker, Voice};
use crate::model::edit::Edit;
use crate::model::fold;
use crate::model::step::StepKind;

impl Work<'_> {
    /// Gives a speaker another name in every mark. If another speaker has that name, the two are merged, and each mark
    /// remembers how it had the name, so that they can be split again.
    pub fn rename_speaker(&mut self, voice: &Voice, from: &str, to: &str) {
        let Some(open) = &self.state.open else { return };
        let mut speakers = open.document.set().annotations().iter().filter_map(|mark| mark.speaker.as_ref());
        let merging = speakers.any(|speaker| !fold::is_same_name(to, from) && speaker.is(voice, to));
        let kind = if merging { StepKind::MergeSpeakers } else { StepKind::RenameSpeaker };
        self.change_speakers(kind, voice, from, |speaker| {
            if merging && speaker.written.is_empty() {
                speaker.written = std::mem::take(&mut speaker.name);
            }
            speaker.name = to.to_owned();
        });
    }

    /// Gives each mark of a merged speaker the name back that it had before.
    pub fn split_speaker(&mut self, voice: &Voice, name: &str) {
        self.change_speakers(StepKind::SplitSpeakers, voice, name, |speaker| {
            if !speaker.written.is_empty() {
                speaker.name = std::mem::take(&mut speaker.written);
            }
        });
    }

    fn change_speakers(&mut self, kind: StepKind, voice: &Voice, name: &str, change: impl Fn(&mut Speaker)) {
        let Some(open) = &self.state.open else { return };
        let now = self.outside.now();
        let mut edits = Vec::new();
        for mark in open.document.set().annotations() {
            let mut new = mark.as_ref().clone();
            if let Some(speaker) = new.speaker.as_mut().filter(|speaker| speaker.is(voice, name)) {
                change(speaker);
            }
            if new != **mark {
                new.modified = now.clone();
                edits.push(Edit::Replace(Arc::new(new)));
            }
        }
        if edits.is_empty() {
            return;
        }
        let focus = open.focus.clone();
        self.commit(kind, Edit::Batch(edits), focus, None);
    }
}
