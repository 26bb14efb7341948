//! Problems of an open document.

use std::collections::HashSet;

use crate::model::article::Article;
use crate::model::check;
use crate::model::problem::{Problem, ProblemKey, Repair};
use crate::model::repair::{Remedy, remedy};
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
    left: HashSet<ProblemKey>,
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
        self.left.contains(&problem.key())
    }

    /// True if they are those of this generation of the set.
    pub fn is_current(&self, generation: u64) -> bool {
        self.generation == generation
    }

    /// Leaves a problem as it is, or not any more.
    pub fn leave(&mut self, problem: &Problem, leave: bool) {
        if leave {
            self.left.insert(problem.key());
        } else {
            self.left.remove(&problem.key());
        }
    }

    /// Those that are not left as they are.
    pub fn open(&self) -> impl Iterator<Item = &Problem> {
        self.listed.iter().filter(|problem| !self.is_left(problem))
    }

    /// Notes that these were repaired, and looks again.
    pub fn repaired(&mut self, article: &Article, set: &AnnotationSet, done: &HashSet<ProblemKey>) {
        self.reading.retain(|problem| !done.contains(&problem.key()));
        self.look(article, set);
    }

    /// Looks at the set again.
    pub fn look(&mut self, article: &Article, set: &AnnotationSet) {
        self.listed = check::problems(article, set, &self.reading);
        let is_repairable = |problem: &&Problem| matches!(remedy(article, set, problem), Remedy::Fix(_));
        self.repairable = self.listed.iter().filter(is_repairable).count();
        self.generation = set.generation();
    }

    /// Notes that the file was saved, and with it what reading put right.
    pub fn saved(&mut self) {
        let settled = |problem: &Problem| matches!(check::row(problem).map(|row| row.repair), Some(Repair::Saving(_)));
        let before = self.listed.len();
        self.reading.retain(|problem| !settled(problem));
        self.listed.retain(|problem| !settled(problem));
        self.repairable -= (before - self.listed.len()).min(self.repairable);
    }
}
