//! Work that is not saved, and a file that another program wrote meanwhile: the person decides what becomes of both.

use std::sync::Arc;

use crate::app::action::{Effect, Field};
use crate::app::dialog::Dialog;
use crate::app::update::Work;
use crate::jobs::job::Job;
use crate::jobs::merge::{Found, MergeJob, Ready, SettleJob, Settled};
use crate::jobs::notice::{Notice, NoticeTopic, Tone};
use crate::model::merge::{Choice, Side};
use crate::model::step::StepKind;
use crate::storage::files::SaveError;

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

    fn decide(&mut self, decision: Decision) {
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

impl Work<'_> {
    /// Asks what becomes of the work here, which could not be saved, and of the file that another program wrote; both are
    /// merged meanwhile, to be looked at.
    pub fn clash(&mut self, error: &SaveError) {
        let Some(open) = &mut self.state.open else { return };
        if matches!(self.state.dialog, Some(Dialog::Changed(_))) {
            return;
        }
        open.saving.held = true;
        let is_gone = matches!(error, SaveError::Gone { .. });
        let stage = if is_gone { Stage::Impossible(String::new()) } else { Stage::Reading };
        if !is_gone {
            self.effects.push(Effect::Do(Job::Merge(Box::new(MergeJob {
                path: open.saving.path.clone(),
                base: open.saving.base.clone(),
                mine: Arc::new(open.document.clone()),
                generation: open.document.set().generation(),
            }))));
        }
        let (why, since) = (error.to_string(), self.state.millis);
        let clash = Clash { why, since, is_gone, stage, choices: Vec::new(), lit: 0 };
        self.state.picker = None;
        self.state.dialog = Some(Dialog::Changed(Box::new(clash)));
    }

    /// Takes what merging found.
    pub fn merged(&mut self, found: Found) {
        let is_open = self.state.open.as_ref().is_some_and(|open| open.saving.path == found.path);
        let Some(Dialog::Changed(clash)) = self.state.dialog.as_mut().filter(|_| is_open) else { return };
        match found.result {
            Ok(ready) => {
                clash.choices = vec![Choice::default(); ready.merge.conflicts().len()];
                clash.stage = Stage::Deciding(Arc::new(ready));
            }
            Err(why) => clash.stage = Stage::Impossible(why),
        }
    }

    /// Takes a decision.
    pub fn decide_clash(&mut self, decision: Decision) {
        let Some(Dialog::Changed(clash)) = &mut self.state.dialog else { return };
        clash.decide(decision);
        if let (Decision::Merge, Stage::Merging(ready)) = (decision, &clash.stage) {
            let job = SettleJob { ready: ready.clone(), choices: clash.choices.clone() };
            self.effects.push(Effect::Do(Job::Settle(Box::new(job))));
        }
    }

    /// Takes both in the place of what is open, as one step, and saves them.
    pub fn settled(&mut self, settled: Settled) {
        let Settled { ready, document, edition } = settled;
        let Some(Dialog::Changed(clash)) = &self.state.dialog else { return };
        let asked = clash.ready().is_some_and(|asked| Arc::ptr_eq(asked, &ready));
        let Some(open) = self.state.open.as_mut().filter(|_| asked) else { return };
        self.state.dialog = None;
        if open.document.set().generation() != ready.generation || open.read_only.is_some() {
            // Something changed meanwhile: both are looked at again.
            let changed = SaveError::Changed { path: open.saving.path.clone() };
            return self.clash(&changed);
        }
        open.saving.caught_up(ready.theirs.document.clone(), Some(ready.theirs.stamp));
        if let Some((text, undecided)) = edition.comparison.as_ref().map(|review| review.summary()) {
            let tone = if undecided { Tone::Warning } else { Tone::Info };
            self.state.notify(Notice::new(tone, text).on(NoticeTopic::Reanchored));
        }
        let unsettled = ready.merge.unsettled();
        if let Some(first) = unsettled.first() {
            let more = match unsettled.len() - 1 {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            let text = format!("Flagged for discussion by the merge: {}: {first}{more}", first.thing);
            self.state.notify(Notice::warning(text).on(NoticeTopic::Merge));
        }
        self.replace_all(StepKind::Merge, None, document, edition.into());
        self.state.said = format!("Merged with the file: {}", ready.merge.brought(Side::Theirs));
        self.focus(Field::Article);
        self.save_now();
    }
}
