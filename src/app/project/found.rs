//! The state of the search in all articles.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::jobs::progress::Progress;
use crate::model::offset::ByteRange;
use crate::model::project::find::{FindHit, FindQuery, Findings};

/// The search in all articles of the open project.
#[derive(Debug, Default)]
pub struct FindAll {
    /// The query.
    pub query: FindQuery,
    /// The findings, as far as they are known.
    pub findings: Arc<Findings>,
    /// The number of results so far.
    pub generation: u64,
    /// The reason why the text is no pattern.
    pub error: Option<String>,
    /// The hit gone to last.
    pub current: Option<HitPlace>,
    /// The paths of articles whose hits are hidden.
    pub folded: BTreeSet<String>,
    /// True once the texts of all articles are folded, or being folded.
    pub(in crate::app) has_folded_texts: bool,
    /// The progress of the search under way.
    pub(in crate::app) running: Option<Arc<Progress>>,
    /// The last search: the query, and the generations of the articles and the overview.
    pub(in crate::app) of: Option<SearchBasis>,
}

/// The material of a search.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct SearchBasis {
    pub query: FindQuery,
    pub articles: u64,
    pub overview: Option<(u64, u64)>,
}

/// The place of a hit: the index of its article in the findings, and its own in that article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HitPlace {
    /// The index in [`Findings::articles`].
    pub article: usize,
    /// The index in the hits of that article.
    pub hit: usize,
}

impl FindAll {
    /// True while a search is under way.
    pub fn searches(&self) -> bool {
        self.running.is_some()
    }

    /// The hit at a place, with the path of its article.
    pub fn hit(&self, place: HitPlace) -> Option<(&str, &FindHit)> {
        let article = self.findings.articles.get(place.article)?;
        Some((&article.entry.path, article.hits.get(place.hit)?))
    }

    /// The passage of the hit gone to last, if it is in the article with this path.
    pub fn current_in(&self, path: &str) -> Option<ByteRange> {
        let (of, hit) = self.hit(self.current?)?;
        (of == path).then_some(hit.range)
    }

    /// The place of the next or previous hit; beyond the last one it goes on at the first.
    pub fn next(&self, forward: bool) -> Option<HitPlace> {
        let articles = &self.findings.articles;
        let last_of = |article: usize| articles[article].hits.len().saturating_sub(1);
        let last = articles.len().checked_sub(1)?;
        Some(match (self.current, forward) {
            (None, true) => HitPlace { article: 0, hit: 0 },
            (None, false) => HitPlace { article: last, hit: last_of(last) },
            (Some(now), true) if now.article <= last && now.hit < last_of(now.article) => {
                HitPlace { hit: now.hit + 1, ..now }
            }
            (Some(now), true) => HitPlace { article: if now.article < last { now.article + 1 } else { 0 }, hit: 0 },
            (Some(now), false) if now.article <= last && now.hit > 0 => HitPlace { hit: now.hit - 1, ..now },
            (Some(now), false) => {
                let article = now.article.min(last + 1).checked_sub(1).unwrap_or(last);
                HitPlace { article, hit: last_of(article) }
            }
        })
    }
}
