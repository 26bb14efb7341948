//! The merge dialog: another program changed the annotation file while there was unsaved work.

use std::sync::Arc;

use crate::jobs::merge::Ready;
use crate::model::merge::Choice;

/// The state of the merge dialog.
#[derive(Clone, Debug)]
pub struct MergeDialog {
    /// The reason for the dialog.
    pub why: String,
    /// The time it opened, in milliseconds since the start.
    pub since: u64,
    /// True if the file is gone.
    pub is_gone: bool,
    /// The stage of the merge.
    pub stage: Stage,
    /// The decisions, one for each conflict.
    pub choices: Vec<Choice>,
    /// The index of the highlighted conflict.
    pub lit: usize,
}

/// A stage of the merge.
#[derive(Clone, Debug)]
pub enum Stage {
    /// The file is being read.
    Reading,
    /// The two cannot be merged, for this reason.
    Impossible(String),
    /// The person decides.
    Deciding(Arc<Ready>),
    /// The decisions are being carried out.
    Merging(Arc<Ready>),
}

/// A decision of the person about conflicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Highlight a conflict.
    Light(usize),
    /// Resolve the highlighted conflict.
    Choose(Choice),
    /// Resolve all conflicts.
    ChooseAll(Choice),
    /// Merge.
    Merge,
}

impl MergeDialog {
    /// The merge, once it is known.
    pub fn ready(&self) -> Option<&Arc<Ready>> {
        match &self.stage {
            Stage::Deciding(ready) | Stage::Merging(ready) => Some(ready),
            Stage::Reading | Stage::Impossible(_) => None,
        }
    }

    /// Takes a decision.
    pub fn decide(&mut self, decision: Decision) {
        let Stage::Deciding(ready) = &self.stage else { return };
        let conflicts = ready.merge.conflicts();
        let allowed =
            |at: usize, choice: Choice| choice != Choice::Both || conflicts.get(at).is_some_and(|it| it.both.is_some());
        match decision {
            Decision::Light(at) => self.lit = at.min(conflicts.len().saturating_sub(1)),
            Decision::Choose(choice) => {
                if let Some(chosen) = self.choices.get_mut(self.lit).filter(|_| allowed(self.lit, choice)) {
                    *chosen = choice;
                }
            }
            Decision::ChooseAll(choice) => {
                // Where this choice is not possible, the earlier one stays.
                for (_, chosen) in self.choices.iter_mut().enumerate().filter(|(at, _)| allowed(*at, choice)) {
                    *chosen = choice;
                }
            }
            Decision::Merge => self.stage = Stage::Merging(ready.clone()),
        }
    }
}
