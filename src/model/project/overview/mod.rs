//! The overview of a project: its threads with everything that answers them, and the links between its articles.
//!
//! A [`Thread`] is a statement of the [ledger](crate::model::ledger) over all articles: claims that restate each other, in
//! one article or in several, in any direction and transitively. Parts and standings follow the same rules. Marks are
//! numbered in the order of the dates of their articles, undated ones last, so that the first claim of a thread is the
//! earliest.
//!
//! An overview holds the articles it was made from: its places are places in [`Overview::corpus`].

mod ends;
mod numbers;
mod threads;

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::annotation::{Annotation, Id};
use crate::model::document::Document;
use crate::model::ledger::{Part, Standing};
use crate::model::project::Project;
use crate::model::project::corpus::{Corpus, Entry, Place};
use crate::model::project::date::Date;
use crate::model::project::items::{End, ItemKind, LinkItem, ThreadItem};
use crate::model::project::told::Difference;
use crate::model::role::Role;

pub use ends::resolve;

use numbers::Numbers;

/// Everything derived from the articles of a project and the content of its file.
#[derive(Debug, Default)]
pub struct Overview {
    corpus: Corpus,
    /// The generations of the articles and of the content that it was made from.
    of: (u64, u64),
    numbers: Numbers,
    /// The date of each article.
    dates: Vec<Option<Date>>,
    /// The threads, in the order of their earliest claims.
    threads: Vec<Thread>,
    /// The index of the thread of each claim.
    thread_of: HashMap<Place, u32>,
    /// The index of the first thread that each mark answers, by mark.
    answering: Vec<(Place, u32)>,
    links: Vec<Link>,
    /// The indices of the links of each mark.
    links_of: HashMap<Place, Vec<u32>>,
    gone: Vec<GoneEnd>,
}

/// Claims that restate each other, with everything that answers them.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// The title that the person gave it.
    pub title: Option<Arc<ThreadItem>>,
    /// Its claims, in the order of the dates of their articles.
    pub claims: Vec<Place>,
    /// Its answers, by [`PARTS`](crate::model::ledger::PARTS), then in the order of dates.
    pub answers: Vec<ThreadAnswer>,
    /// Its standing.
    pub standing: Standing,
    /// The date of the earliest of its articles that has one.
    pub since: Option<Date>,
    /// The number of articles that it is claimed in.
    pub articles: u32,
    /// Facts that its claims tell differently, by the indices of the claims.
    pub differences: Vec<Difference>,
}

/// An answer to a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadAnswer {
    /// Its marks, which restate each other, in the order of dates; at least one.
    pub marks: Vec<Place>,
    /// Its part.
    pub part: Part,
    /// The answer that it supports, for evidence that does not answer the claim itself.
    pub through: Option<Place>,
    /// True if something other than the claim itself rebuts it.
    pub rebutted: bool,
}

/// A link between marks of two articles that are both there.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The link.
    pub item: Arc<LinkItem>,
    /// The mark that it is from.
    pub from: Place,
    /// The mark that it is to.
    pub to: Place,
}

/// A link seen from one of its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkSeen<'a> {
    /// The link.
    pub item: &'a Arc<LinkItem>,
    /// The mark at its other end.
    pub other: Place,
    /// True if it is from the mark that it is seen from.
    pub outgoing: bool,
}

/// An end of a link or the claim of a title that is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct GoneEnd {
    /// The kind of the item: a link or the title of a thread.
    pub kind: ItemKind,
    /// The id of the item.
    pub item: Id,
    /// The end.
    pub end: End,
}

impl Overview {
    /// The overview of these articles with this content.
    pub fn new(corpus: &Corpus, content: &Project) -> Self {
        let dates: Vec<Option<Date>> =
            corpus.entries().iter().map(|entry| Date::parse(entry.document.article().published())).collect();
        let numbers = Numbers::new(corpus, &dates);
        let (links, mut gone) = ends::links(corpus, content);
        let titles = ends::titles(corpus, content, &mut gone);
        let threads = threads::threads(corpus, &numbers, &dates, &links, titles);
        let claims = (0..).zip(&threads).flat_map(|(at, thread)| thread.claims.iter().map(move |claim| (*claim, at)));
        let thread_of = claims.collect();
        let answers =
            (0..).zip(&threads).flat_map(|(at, thread)| thread.answers.iter().map(move |answer| (at, answer)));
        let mut answering: Vec<(Place, u32)> =
            answers.flat_map(|(at, answer)| answer.marks.iter().map(move |mark| (*mark, at))).collect();
        answering.sort_unstable();
        answering.dedup_by_key(|(mark, _)| *mark);
        answering.shrink_to_fit();
        let mut links_of: HashMap<Place, Vec<u32>> = HashMap::new();
        for (at, link) in (0..).zip(&links) {
            links_of.entry(link.from).or_default().push(at);
            if link.to != link.from {
                links_of.entry(link.to).or_default().push(at);
            }
        }
        let of = (corpus.generation(), content.generation());
        Self { corpus: corpus.clone(), of, numbers, dates, threads, thread_of, answering, links, links_of, gone }
    }

    /// The generations of the articles and of the content that it was made from.
    pub fn of(&self) -> (u64, u64) {
        self.of
    }

    /// True if it is that of these articles with this content.
    pub fn is_of(&self, corpus: &Corpus, content: &Project) -> bool {
        self.of == (corpus.generation(), content.generation())
    }

    /// The articles that it was made from, in which its places are.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The threads, in the order of their earliest claims.
    pub fn threads(&self) -> &[Thread] {
        &self.threads
    }

    /// The index of the thread of a claim.
    pub fn thread_at(&self, claim: Place) -> Option<usize> {
        self.thread_of.get(&claim).map(|at| *at as usize)
    }

    /// The thread of a claim.
    pub fn thread_of(&self, claim: Place) -> Option<&Thread> {
        self.threads.get(self.thread_at(claim)?)
    }

    /// The index of the first thread that a mark answers.
    pub fn answered_at(&self, mark: Place) -> Option<usize> {
        let at = self.answering.binary_search_by_key(&mark, |(answering, _)| *answering).ok()?;
        self.answering.get(at).map(|(_, thread)| *thread as usize)
    }

    /// The links between articles, by id.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The links of a mark with marks of other articles, by id.
    pub fn links_of(&self, mark: Place) -> impl Iterator<Item = LinkSeen<'_>> {
        let links = self.links_of.get(&mark).into_iter().flatten().filter_map(|at| self.links.get(*at as usize));
        links.map(move |link| {
            let outgoing = link.from == mark;
            LinkSeen { item: &link.item, other: if outgoing { link.to } else { link.from }, outgoing }
        })
    }

    /// The marks that rebut a mark, in its own article and in others.
    pub fn rebutters(&self, place: Place) -> Vec<Place> {
        let Some((mark, document)) = self.mark(place) else { return Vec::new() };
        let set = document.set();
        let is_against = |role: &Role| role.id() == "rebuts";
        let within = set.relations_of(&mark.id).iter().filter(|link| link.to == mark.id && is_against(&link.role));
        let within = within.filter_map(|link| Some(Place { mark: set.position(&link.from)? as u32, ..place }));
        let across = self.links_of(place).filter(|link| !link.outgoing && is_against(&link.item.role));
        within.chain(across.map(|link| link.other)).collect()
    }

    /// The marks that rebut an answer of a thread, other than the claim itself.
    pub fn rebutters_of(&self, thread: &Thread, answer: &ThreadAnswer) -> Vec<Place> {
        let rebutters = answer.marks.iter().filter(|_| answer.rebutted).flat_map(|mark| self.rebutters(*mark));
        let mut found: Vec<Place> = Vec::new();
        for mark in rebutters.filter(|mark| !thread.claims.contains(mark)) {
            if !found.contains(&mark) {
                found.push(mark);
            }
        }
        found
    }

    /// The ends of links, and the claims of titles, that are not there.
    pub fn gone(&self) -> &[GoneEnd] {
        &self.gone
    }

    /// The date of an article.
    pub fn date(&self, article: u32) -> Option<Date> {
        self.dates.get(article as usize).copied().flatten()
    }

    /// The place of a mark in the order of the dates of articles: a number that sorts.
    pub fn number(&self, mark: Place) -> u32 {
        self.numbers.of(mark)
    }

    /// Every mark, in the order of the dates of articles, then in the order of the article.
    pub fn marks(&self) -> impl ExactSizeIterator<Item = Place> + '_ {
        self.numbers.places().iter().copied()
    }

    /// The article of a place.
    pub fn entry(&self, place: Place) -> Option<&Arc<Entry>> {
        self.corpus.entries().get(place.article as usize)
    }

    /// The mark at a place, with the document that it is in.
    pub fn mark(&self, place: Place) -> Option<(&Arc<Annotation>, &Document)> {
        let document = &self.entry(place)?.document;
        Some((document.set().annotations().get(place.mark as usize)?, document))
    }
}

impl Thread {
    /// The answers of one part.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &ThreadAnswer> {
        self.answers.iter().filter(move |answer| answer.part == part)
    }
}
