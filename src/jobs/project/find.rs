//! Find in all, on all processors, until another query is typed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::jobs::parallel::in_parallel;
use crate::jobs::progress::Progress;
use crate::model::project::corpus::{Corpus, Entry};
use crate::model::project::find::filter::Standings;
use crate::model::project::find::{ArticleHits, FindQuery, Findings, Searcher};
use crate::model::project::overview::Overview;

/// Articles that are searched at a time.
const PORTION: usize = 16;

/// A search of all articles.
#[derive(Debug)]
pub struct FindAllJob {
    /// The query.
    pub query: FindQuery,
    /// The articles.
    pub corpus: Corpus,
    /// The overview, for the standings of claims.
    pub overview: Option<Arc<Overview>>,
    /// Cancels the search.
    pub progress: Arc<Progress>,
}

/// Folds the texts of all articles, so that the first search is as fast as the next ones.
pub fn fold_all(corpus: &Corpus) {
    let portions: Vec<&[Arc<Entry>]> = corpus.entries().chunks(PORTION).collect();
    let fold = |portion: &&[Arc<Entry>]| {
        for entry in *portion {
            entry.haystack.of(&entry.document);
        }
    };
    in_parallel(&portions, fold, drop);
}

/// Searches all articles. A search that was cancelled has found nothing.
///
/// # Errors
/// If the text is to be a pattern and is none; with a message for the person.
pub fn find_all(job: &FindAllJob) -> Result<Findings, String> {
    let standings = job.overview.as_ref().map(|overview| Standings::wanted(&job.query.filter, overview));
    let searcher = Searcher::new(job.query.clone(), standings.unwrap_or_default())?;
    let portions: Vec<&[Arc<Entry>]> = job.corpus.entries().chunks(PORTION).collect();
    let (mut findings, is_full) = (Findings::default(), AtomicBool::new(false));
    let search = |portion: &&[Arc<Entry>]| -> Vec<ArticleHits> {
        if is_full.load(Ordering::Relaxed) || job.progress.is_unwanted() {
            return Vec::new();
        }
        portion.iter().filter_map(|entry| searcher.search(entry)).collect()
    };
    in_parallel(&portions, search, |found| {
        for article in found {
            if !is_full.load(Ordering::Relaxed) && !findings.take(article) {
                is_full.store(true, Ordering::Relaxed);
            }
        }
    });
    if job.progress.is_unwanted() {
        return Ok(Findings::default());
    }
    Ok(findings)
}
