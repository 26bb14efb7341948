//! Find in all: a search of every article of a project and of the fields of its marks.
//!
//! A [`Searcher`] searches one article at a time, so that a job can search many at once and stop when another query is typed.
//! A hit has the place to go to and where it is lit; [`snippet`](snippet::snippet) makes its row when that comes into sight.

pub mod filter;
pub mod snippet;

use std::collections::HashSet;
use std::sync::Arc;

use memchr::memmem::Finder;

use crate::model::annotation::{Annotation, Id};
use crate::model::fold::{self, LOOSE};
use crate::model::offset::ByteRange;
use crate::model::project::corpus::Entry;
use crate::model::project::find::filter::{FindFilter, Standings};
use crate::model::query::Precision;
use crate::model::search::Search;
use crate::model::text::ArticleText;

/// Most hits that are listed of one article.
pub const OF_ONE: usize = 100;

/// Most hits that are listed.
pub const OF_ALL: usize = 5000;

/// Bytes at the end of a part of a text that may belong to what is after it.
const EDGE: usize = 16;

/// A search of all articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FindQuery {
    /// The text to search for, as typed. If it is empty, the marks that the filter admits are found.
    pub words: String,
    /// The precision of the search.
    pub precision: Precision,
    /// The articles and marks that are searched.
    pub filter: FindFilter,
}

impl FindQuery {
    /// True if it finds nothing, since nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && !self.filter.selects_marks()
    }
}

/// The place of a hit in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindField {
    /// The text of the article.
    Text,
    /// The quotation of a passage that is lost.
    Quote,
    /// The speaker of a mark.
    Speaker,
    /// The note on a mark.
    Note,
    /// The tag of a mark with this index.
    Tag(usize),
}

/// A hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindHit {
    /// The field.
    pub field: FindField,
    /// The mark: that of the field, or the shortest one over a hit in the text.
    pub mark: Option<Id>,
    /// The passage to go to: the hit in the text, or the passage of the mark. Empty for a mark whose passage is lost.
    pub range: ByteRange,
    /// The hit in the text of the field.
    pub lit: ByteRange,
}

/// The hits in one article, in the order of its text.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleHits {
    /// The article as it was searched.
    pub entry: Arc<Entry>,
    /// The hits.
    pub hits: Vec<FindHit>,
    /// True if there are more, which are not listed.
    pub is_cut: bool,
}

/// The result of a search of all articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The articles with hits, in the order of the articles.
    pub articles: Vec<ArticleHits>,
    /// The number of hits listed.
    pub count: usize,
    /// True if there are more, which are not listed.
    pub is_cut: bool,
}

impl Findings {
    /// Takes the hits of the next article; false if there is no room for more.
    pub fn take(&mut self, mut article: ArticleHits) -> bool {
        article.hits.truncate(OF_ALL - self.count);
        self.count += article.hits.len();
        self.is_cut |= article.is_cut || self.count >= OF_ALL;
        self.articles.push(article);
        self.count < OF_ALL
    }
}

/// A query that is ready to search.
#[derive(Debug)]
pub struct Searcher {
    query: FindQuery,
    search: Search,
    /// Finds the folded text, which is in every folded article that has a hit; `None` for a pattern, and for a text that cannot
    /// be folded.
    finder: Option<Finder<'static>>,
    standings: Standings,
}

impl Searcher {
    /// A searcher with this query. A filter by standing needs the standings of claims.
    ///
    /// # Errors
    /// If the text is to be a pattern and is none; with a message for the person.
    pub fn new(query: FindQuery, standings: Standings) -> Result<Self, String> {
        let words = query.words.trim();
        let search = Search::new(words, query.precision)?;
        let folded = fold::folded(words, LOOSE);
        let is_foldable = matches!(search, Search::Words(_)) && !folded.is_empty();
        let finder = is_foldable.then(|| Finder::new(&folded).into_owned());
        Ok(Self { query, search, finder, standings })
    }

    /// The hits in an article, if there are any.
    pub fn search(&self, entry: &Arc<Entry>) -> Option<ArticleHits> {
        let (query, filter) = (&self.query, &self.query.filter);
        if query.is_empty() || !filter.admits_article(entry) {
            return None;
        }
        let document = &entry.document;
        let (text, set) = (&document.article().text, document.set());
        let has_words = !query.words.trim().is_empty();
        let admitted: Option<HashSet<&Id>> = filter.selects_marks().then(|| {
            let admits = |mark: &&Arc<Annotation>| filter.admits_mark(mark, entry, &self.standings);
            set.annotations().iter().filter(admits).map(|mark| &mark.id).collect()
        });
        if admitted.as_ref().is_some_and(HashSet::is_empty) {
            return None;
        }
        let is_admitted = |mark: &Annotation| admitted.as_ref().is_none_or(|admitted| admitted.contains(&mark.id));
        let mut hits = Vec::new();
        if has_words {
            let most = if admitted.is_some() { usize::MAX } else { OF_ONE + 1 };
            let (places, marks) = self.places(entry, most);
            for range in places {
                let mut over = set.cover().touching(range);
                over.retain(|span| span.range.encloses(range) && is_admitted(&span.annotation));
                let mark = over.iter().min_by_key(|span| span.range.len()).map(|span| span.annotation.id.clone());
                if mark.is_some() || admitted.is_none() {
                    hits.push(FindHit { field: FindField::Text, mark, range, lit: range });
                }
            }
            let marks = marks.into_iter().filter_map(|at| set.annotations().get(at));
            marks.filter(|mark| is_admitted(mark)).for_each(|mark| self.search_fields(mark, &mut hits));
        } else {
            let marks = set.annotations().iter().filter(|mark| is_admitted(mark));
            hits.extend(marks.map(|mark| whole(mark, text)));
        }
        hits.sort_by_key(|hit| (hit.range.start(), hit.range.end(), hit.field != FindField::Text));
        let is_cut = hits.len() > OF_ONE;
        hits.truncate(OF_ONE);
        (!hits.is_empty()).then(|| ArticleHits { entry: entry.clone(), hits, is_cut })
    }

    /// The hits in the text of an article, at most `most`, and the indices of the marks that may have some in their fields.
    fn places(&self, entry: &Entry, most: usize) -> (Vec<ByteRange>, Vec<usize>) {
        let document = &entry.document;
        let text = &document.article().text;
        let (Search::Words(needle), Some(finder)) = (&self.search, &self.finder) else {
            return (self.search.places(text, most), (0..document.set().annotations().len()).collect());
        };
        let folded = entry.haystack.of(document);
        let (mut places, mut marks) = (Vec::<ByteRange>::new(), Vec::new());
        if folded.hyphenates {
            places = needle.places(text, most);
        }
        let mut looked = 0;
        for at in finder.find_iter(folded.as_bytes()) {
            match folded.mark_at(at) {
                Some(mark) if marks.last() != Some(&mark) => marks.push(mark),
                None if !folded.hyphenates && at >= looked && places.len() < most => {
                    let (part, end) = folded.around(text, at, at + finder.needle().len());
                    let after = places.last().map_or(0, |last| last.end().get());
                    // A match at the end of the part may go on after it, and is in the next one too.
                    let until = if part.end() == text.end() { usize::MAX } else { part.end().get() - EDGE };
                    let is_new = |range: &ByteRange| range.start().get() >= after && range.end().get() <= until;
                    places.extend(needle.places_in(text, part, most - places.len()).into_iter().filter(is_new));
                    looked = end;
                }
                _ => {}
            }
        }
        (places, marks)
    }

    /// Searches the fields of a mark; each is found once.
    fn search_fields(&self, mark: &Annotation, hits: &mut Vec<FindHit>) {
        let mut look = |field: FindField, words: &str| {
            if self.search.is_in(words)
                && let Some(lit) = self.search.places(&ArticleText::new(words), 1).first()
            {
                let range = mark.target.bounds().unwrap_or_default();
                hits.push(FindHit { field, mark: Some(mark.id.clone()), range, lit: *lit });
            }
        };
        if let Some(speaker) = &mark.speaker {
            look(FindField::Speaker, speaker.label());
        }
        look(FindField::Note, &mark.note);
        mark.tags.iter().enumerate().for_each(|(at, tag)| look(FindField::Tag(at), tag));
        if let Some(quote) = mark.target.lost().next() {
            look(FindField::Quote, &quote.exact);
        }
    }
}

/// The hit of a mark that is found by the filter alone.
fn whole(mark: &Annotation, text: &ArticleText) -> FindHit {
    let range = mark.target.found().find(|range| text.admits(*range));
    match (range, mark.target.lost().next()) {
        (None, Some(quote)) => {
            let lit = ByteRange::of(0, quote.exact.len());
            FindHit { field: FindField::Quote, mark: Some(mark.id.clone()), range: ByteRange::default(), lit }
        }
        (range, _) => {
            let range = range.unwrap_or_default();
            FindHit { field: FindField::Text, mark: Some(mark.id.clone()), range, lit: range }
        }
    }
}
