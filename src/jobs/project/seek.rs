//! Looking in the other articles for the marks that a mark may be linked with.

use std::sync::Arc;

use crate::jobs::parallel::in_parallel;
use crate::jobs::progress::Progress;
use crate::model::document::Document;
use crate::model::project::corpus::{Corpus, Entry};
use crate::model::project::likely::{Found, Looked, Wanted};
use crate::model::project::spot::Spot;

/// Articles that are looked at between two checks whether the result is still wanted.
const PORTION: usize = 64;

/// A search for the marks of other articles that a mark may be linked with.
#[derive(Clone, Debug)]
pub struct SeekJob {
    /// The articles.
    pub corpus: Corpus,
    /// The mark.
    pub spot: Spot,
    /// The article that it is in.
    pub document: Document,
    /// The words typed that the other marks must have.
    pub words: String,
    /// By which the search is cancelled.
    pub progress: Arc<Progress>,
}

/// Looks in all other articles, on all processors. The likeliest marks come first.
pub fn seek(job: &SeekJob) -> Vec<Found> {
    let Some(mark) = job.document.set().get(&job.spot.mark) else { return Vec::new() };
    let wanted = Wanted::new(&job.spot.path, &job.document, mark, &job.words);
    let portions: Vec<&[Arc<Entry>]> = job.corpus.entries().chunks(PORTION).collect();
    let mut all = Vec::with_capacity(portions.len());
    let is_stopped = || job.progress.is_stopped();
    in_parallel(
        &portions,
        |portion| if is_stopped() { Looked::default() } else { wanted.look(portion) },
        |looked| all.push(looked),
    );
    if job.progress.is_stopped() { Vec::new() } else { wanted.rank(&all) }
}
