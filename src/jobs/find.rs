//! Searching the article and the fields of its marks.

use crate::model::annotation::Id;
use crate::model::article::Article;
use crate::model::offset::ByteRange;
use crate::model::query::{self, Precision};
use crate::model::search::Search;
use crate::model::set::AnnotationSet;

/// A search.
#[derive(Clone, Debug)]
pub struct FindJob {
    /// The text to search for.
    pub words: String,
    /// The precision of the search.
    pub precision: Precision,
    /// The article.
    pub article: Article,
    /// The annotations.
    pub set: AnnotationSet,
}

/// A search result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The match in the article, or the passage of the mark.
    pub range: ByteRange,
    /// The mark whose note, tags or speaker match; `None` for a match in the article.
    pub mark: Option<Id>,
}

/// Maximum results of a search.
pub const HITS: usize = 10_000;

/// Searches the article and the fields of its marks. The results are in the order of the text.
///
/// # Errors
/// If the text is to be a pattern and is none; with a message for the person.
pub fn find(job: &FindJob) -> Result<Vec<Hit>, String> {
    let search = Search::new(&job.words, job.precision)?;
    let text = &job.article.text;
    let mut hits: Vec<Hit> = search.places(text, HITS).into_iter().map(|range| Hit { range, mark: None }).collect();
    for mark in job.set.annotations().iter().filter(|mark| query::says(mark, &|text| search.is_in(text))).take(HITS) {
        let bounds = mark.target.bounds().unwrap_or_default();
        hits.push(Hit { range: bounds, mark: Some(mark.id.clone()) });
    }
    hits.sort_by_key(|hit| (hit.range.start(), hit.range.end(), hit.mark.is_some()));
    Ok(hits)
}
