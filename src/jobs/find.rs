//! Searching the article and the fields of its marks.

use crate::model::annotation::Id;
use crate::model::article::Article;
use crate::model::offset::ByteRange;
use crate::model::query::{self, Needle, Precision};
use crate::model::set::AnnotationSet;

/// A search as it is to be made.
#[derive(Clone, Debug)]
pub struct FindJob {
    /// The words.
    pub words: String,
    /// How exactly they are looked for.
    pub precision: Precision,
    /// The article.
    pub article: Article,
    /// The annotations.
    pub set: AnnotationSet,
}

/// A place where searched words are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The words in the article, or the passage of the mark.
    pub range: ByteRange,
    /// The mark whose note, tag or speaker has the words; `None` for words of the article.
    pub mark: Option<Id>,
}

/// Most places a search lists.
const HITS: usize = 10_000;

/// Looks for words in the article and in what was said of its marks; the places are in order.
pub fn find(job: &FindJob) -> Vec<Hit> {
    let needle = Needle::with(&job.words, job.precision);
    if needle.is_empty() {
        return Vec::new();
    }
    let text = &job.article.text;
    let mut hits: Vec<Hit> = needle.places(text, HITS).into_iter().map(|range| Hit { range, mark: None }).collect();
    for mark in job.set.annotations().iter().filter(|mark| query::says(mark, &needle)).take(HITS) {
        let bounds = mark.target.bounds().unwrap_or_default();
        hits.push(Hit { range: bounds, mark: Some(mark.id.clone()) });
    }
    hits.sort_by_key(|hit| (hit.range.start(), hit.range.end(), hit.mark.is_some()));
    hits
}
