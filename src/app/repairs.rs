//! What is wrong with the open file, and what the person decides about it.

use std::collections::HashSet;

use crate::app::action::Field;
use crate::app::notice::NoticeTopic;
use crate::app::panel::Panel;
use crate::app::update::Work;
use crate::model::article::Article;
use crate::model::check::{self, Problem};
use crate::model::edit::Edit;
use crate::model::repair::{Remedy, Repair, remedy, repair};
use crate::model::selection::Focus;
use crate::model::set::AnnotationSet;

/// The problems of an open file.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// What was noticed in reading and is not settled yet.
    reading: Vec<Problem>,
    listed: Vec<Problem>,
    repairable: usize,
    /// The generation of the set that `listed` is of.
    generation: u64,
    /// Those that are to stay as they are.
    left: HashSet<Problem>,
}

impl Problems {
    /// What reading noticed, with what a look at the set shows.
    pub fn new(article: &Article, set: &AnnotationSet, reading: Vec<Problem>) -> Self {
        let mut problems = Self { reading, ..Self::default() };
        problems.look(article, set);
        problems
    }

    /// The same file, once its article changed.
    pub fn renewed(&self, article: &Article, set: &AnnotationSet, changed: Problem) -> Self {
        let before = self.reading.iter().filter(|problem| problem.check != changed.check).cloned();
        let reading = before.chain([changed.clone()]).collect();
        Self { left: self.left.clone(), ..Self::new(article, set, reading) }
    }

    /// All of them, in the order of [`CHECKS`](check::CHECKS).
    pub fn listed(&self) -> &[Problem] {
        &self.listed
    }

    /// How many can be repaired.
    pub fn repairable(&self) -> usize {
        self.repairable
    }

    /// True if the person said to leave one as it is.
    pub fn is_left(&self, problem: &Problem) -> bool {
        self.left.contains(problem)
    }

    fn look(&mut self, article: &Article, set: &AnnotationSet) {
        self.listed = check::problems(article, set, &self.reading);
        let is_repairable = |problem: &&Problem| matches!(remedy(article, set, problem), Remedy::Fix(_));
        self.repairable = self.listed.iter().filter(is_repairable).count();
        self.generation = set.generation();
    }

    /// Notes that the file was saved, and with it what reading put right.
    pub fn saved(&mut self) {
        let settled = |problem: &Problem| matches!(problem.row().map(|row| row.repair), Some(Repair::Saving(_)));
        let before = self.listed.len();
        self.reading.retain(|problem| !settled(problem));
        self.listed.retain(|problem| !settled(problem));
        self.repairable -= (before - self.listed.len()).min(self.repairable);
    }
}

impl Work<'_> {
    /// Looks for problems again where somebody may see them, if something changed.
    pub fn check(&mut self) {
        if self.state.panel == Panel::Problems
            && let Some(open) = &mut self.state.open
            && open.problems.generation != open.document.set().generation()
        {
            open.problems.look(open.document.article(), open.document.set());
        }
    }

    /// Repairs these problems, as one step.
    pub fn repair(&mut self, problems: &[Problem]) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.read_only.is_none()) else { return };
        let repaired = repair(&mut open.document, problems);
        let done: HashSet<&Problem> = repaired.done.iter().map(|(problem, _)| problem).collect();
        open.problems.reading.retain(|problem| !done.contains(problem));
        open.problems.look(open.document.article(), open.document.set());
        self.state.said = match done.len() {
            0 => "Nothing here can be repaired automatically".to_owned(),
            1 => "1 problem repaired".to_owned(),
            count => format!("{count} problems repaired"),
        };
        if !done.is_empty() {
            let mark = open.focus.mark.clone().filter(|id| open.document.set().get(id).is_some());
            let after = Focus { mark, ..open.focus.clone() };
            let before = std::mem::replace(&mut open.focus, after.clone());
            if !repaired.inverses.is_empty() {
                open.history.push("Repair", Edit::Batch(repaired.inverses), before, after, None);
            }
            open.grown.clear();
            open.saving.changed(self.state.millis);
            self.withdraw();
            // Its numbers are no longer right, and the way to the panel was found.
            self.state.notices.retain(|notice| notice.topic != Some(NoticeTopic::Problems));
        }
        self.focus(Field::Panel(Panel::Problems));
    }

    /// Repairs all problems but those that are to stay as they are.
    pub fn repair_all(&mut self) {
        let Some(open) = &self.state.open else { return };
        let wanted = open.problems.listed.iter().filter(|problem| !open.problems.is_left(problem));
        let wanted: Vec<Problem> = wanted.cloned().collect();
        self.repair(&wanted);
    }

    /// Leaves a problem as it is, or not any more.
    pub fn leave(&mut self, problem: Problem, leave: bool) {
        let Some(open) = &mut self.state.open else { return };
        if leave {
            open.problems.left.insert(problem);
        } else {
            open.problems.left.remove(&problem);
        }
        self.focus(Field::Panel(Panel::Problems));
    }
}
