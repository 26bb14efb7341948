//! A version of an article, with what is derived from it.

use crate::jobs::analysis::Analysis;
use crate::jobs::problems::Problems;
use crate::model::anchor::{Carried, Change, Fate, Tally};
use crate::model::article::Article;
use crate::model::set::AnnotationSet;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// An article that a step of the history leads to: what is known of it besides its annotations.
#[derive(Debug)]
pub struct Edition {
    /// What was worked out from it.
    pub analysis: Analysis,
    /// What it was before, if it changed since.
    pub comparison: Option<Box<Comparison>>,
    /// What is wrong with it.
    pub problems: Problems,
}

/// The article as it was when it was annotated, and what became of its passages.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The text as it was.
    pub old: ArticleText,
    /// Its structure.
    pub structure: Structure,
    /// The annotations on it.
    pub before: AnnotationSet,
    /// What became of each passage.
    pub fates: Vec<Fate>,
    /// Where the texts differ, in order.
    pub differences: Vec<Change>,
}

impl Comparison {
    /// An article as it was, with its annotations, and what became of them where it was carried over to another text.
    pub fn new(old: &Article, before: AnnotationSet, carried: &Carried) -> Self {
        Self {
            old: old.text.clone(),
            structure: old.structure.clone(),
            before,
            fates: carried.fates.clone(),
            differences: carried.changes.clone(),
        }
    }

    /// What it says in one line, and whether there is something to decide.
    pub fn summary(&self) -> (String, bool) {
        let tally: Tally = self.fates.iter().map(|fate| &fate.outcome).collect();
        (
            format!("The article changed since it was annotated: {tally}"),
            tally.changed + tally.ambiguous + tally.lost > 0,
        )
    }
}
