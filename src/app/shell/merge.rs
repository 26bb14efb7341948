//! The dialog about a file that another program wrote while there was unsaved work: what becomes of each conflict.

use std::sync::Arc;

use crate::jobs::merge::Ready;
use crate::model::merge::Choice;

/// What is open and what another program wrote to its file, while the person decides what becomes of both.
#[derive(Clone, Debug)]
pub struct Clash {
    /// What happened.
    pub why: String,
    /// When, in milliseconds since the start.
    pub since: u64,
    /// True if there is no file any more.
    pub is_gone: bool,
    /// How far merging is.
    pub stage: Stage,
    /// What is decided, one for each conflict.
    pub choices: Vec<Choice>,
    /// The conflict that is lit.
    pub lit: usize,
}

/// How far merging is.
#[derive(Clone, Debug)]
pub enum Stage {
    /// The other's file is being read.
    Reading,
    /// It cannot be merged, and why.
    Impossible(String),
    /// The person decides.
    Deciding(Arc<Ready>),
    /// It is being done.
    Merging(Arc<Ready>),
}

/// What a person decides about conflicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// This one is looked at.
    Light(usize),
    /// This is to become of the one that is looked at.
    Choose(Choice),
    /// This is to become of all.
    ChooseAll(Choice),
    /// That is all: both are put together.
    Merge,
}

impl Clash {
    /// What is put together, once it is.
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
                // Where it cannot be so, what was chosen before holds.
                for (_, chosen) in self.choices.iter_mut().enumerate().filter(|(at, _)| allowed(*at, choice)) {
                    *chosen = choice;
                }
            }
            Decision::Merge => self.stage = Stage::Merging(ready.clone()),
        }
    }
}
