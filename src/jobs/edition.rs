//! Editions of an article, with everything derived from them.

use crate::jobs::analysis::Analysis;
use crate::jobs::problems::Problems;
use crate::model::anchor::{Change, Fate, ReanchoredSet, Tally};
use crate::model::article::Article;
use crate::model::set::AnnotationSet;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// Everything derived from one version of an article and its annotations.
#[derive(Debug)]
pub struct Edition {
    /// The analysis of the article.
    pub analysis: Analysis,
    /// The article as it was annotated, if it has changed since.
    pub comparison: Option<Box<Comparison>>,
    /// Problems of the annotations.
    pub problems: Problems,
}

/// An article as it was annotated, compared with the present one.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The old text.
    pub old: ArticleText,
    /// The old structure.
    pub structure: Structure,
    /// The annotations on the old text.
    pub before: AnnotationSet,
    /// The fate of each passage.
    pub fates: Vec<Fate>,
    /// The differences between the texts, in order.
    pub differences: Vec<Change>,
}

impl Comparison {
    /// The old article and the annotations `before` compared with the article that they were `reanchored` in.
    pub fn new(old: &Article, before: AnnotationSet, reanchored: &ReanchoredSet) -> Self {
        Self {
            old: old.text.clone(),
            structure: old.structure.clone(),
            before,
            fates: reanchored.fates.clone(),
            differences: reanchored.changes.clone(),
        }
    }

    /// A summary in one line, with true if there is something to decide.
    pub fn summary(&self) -> (String, bool) {
        let tally: Tally = self.fates.iter().map(|fate| &fate.outcome).collect();
        (
            format!("The article changed since it was annotated: {tally}"),
            tally.changed + tally.ambiguous + tally.lost > 0,
        )
    }
}
