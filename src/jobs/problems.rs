//! The problems of a document.

use std::collections::HashSet;

use crate::model::check;
use crate::model::document::Document;
use crate::model::problem::{Problem, ProblemKey, Repair};
use crate::model::repair::{Remedy, remedy};

/// The problems of a document, and those that the person leaves as they are.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// Problems found while the file was read that are not solved yet.
    reading: Vec<Problem>,
    listed: Vec<Problem>,
    repairable: usize,
    /// The generation of the set that was checked last.
    generation: u64,
    /// Problems to be left as they are.
    left: HashSet<ProblemKey>,
}

impl Problems {
    /// The problems found while the file was read, and those of the set.
    pub fn new(document: &Document, reading: Vec<Problem>) -> Self {
        let mut problems = Self { reading, ..Self::default() };
        problems.look(document);
        problems
    }

    /// The problems after a change of the article, which is itself the problem `changed`.
    pub fn renewed(&self, document: &Document, changed: Problem) -> Self {
        let before = self.reading.iter().filter(|problem| problem.check != changed.check).cloned();
        let reading = before.chain([changed.clone()]).collect();
        Self { left: self.left.clone(), ..Self::new(document, reading) }
    }

    /// All problems, in the order of [`CHECKS`](check::CHECKS).
    pub fn listed(&self) -> &[Problem] {
        &self.listed
    }

    /// The number of problems that can be repaired.
    pub fn repairable(&self) -> usize {
        self.repairable
    }

    /// True if the person leaves the problem as it is.
    pub fn is_left(&self, problem: &Problem) -> bool {
        self.left.contains(&problem.key())
    }

    /// True if this generation of the set has been checked.
    pub fn is_current(&self, generation: u64) -> bool {
        self.generation == generation
    }

    /// Notes that the person leaves a problem as it is, or no longer does.
    pub fn leave(&mut self, problem: &Problem, leave: bool) {
        if leave {
            self.left.insert(problem.key());
        } else {
            self.left.remove(&problem.key());
        }
    }

    /// The problems that are not left as they are.
    pub fn open(&self) -> impl Iterator<Item = &Problem> {
        self.listed.iter().filter(|problem| !self.is_left(problem))
    }

    /// Notes that these problems were repaired, and checks the set again.
    pub fn repaired(&mut self, document: &Document, done: &HashSet<ProblemKey>) {
        self.reading.retain(|problem| !done.contains(&problem.key()));
        self.look(document);
    }

    /// Checks the set again.
    pub fn look(&mut self, document: &Document) {
        self.listed = check::problems(document, &self.reading);
        let is_repairable = |problem: &&Problem| matches!(remedy(document, problem), Remedy::Fix(_));
        self.repairable = self.listed.iter().filter(is_repairable).count();
        self.generation = document.set().generation();
    }

    /// Notes that the file was saved, which solves the problems that reading put right.
    pub fn saved(&mut self) {
        let settled = |problem: &Problem| matches!(check::row(problem).map(|row| row.repair), Some(Repair::Saving(_)));
        let before = self.listed.len();
        self.reading.retain(|problem| !settled(problem));
        self.listed.retain(|problem| !settled(problem));
        self.repairable -= (before - self.listed.len()).min(self.repairable);
    }
}
