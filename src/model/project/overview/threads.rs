//! Threads from the links within and between articles.

use std::collections::HashMap;
use std::sync::Arc;

use super::numbers::Numbers;
use super::{Link, Thread, ThreadAnswer};
use crate::model::index::positions;
use crate::model::ledger::{AnswerAt, Answered, Statements, answered};
use crate::model::project::corpus::{Corpus, Place};
use crate::model::project::date::Date;
use crate::model::project::items::ThreadItem;
use crate::model::project::told::{Difference, Told, differences};
use crate::model::role::Role;

/// The threads of a project, in the order of their earliest claims.
pub(super) fn threads(
    corpus: &Corpus,
    numbers: &Numbers,
    dates: &[Option<Date>],
    links: &[Link],
    titles: HashMap<Place, Arc<ThreadItem>>,
) -> Vec<Thread> {
    let places = numbers.places();
    let marks = places.iter().filter_map(|place| corpus.mark(*place)).collect();
    let across = links.iter().map(|link| (numbers.of(link.from), numbers.of(link.to), &link.item.role));
    let statements = Statements::linked(marks, within(corpus, numbers).into_iter().chain(across));
    let all = |statement: u32| statements.all(statement).map(|number| places[number as usize]).collect::<Vec<Place>>();
    let thread = |Answered { claim, standing, answers }: Answered| {
        let claims = all(claim);
        let title = claims.iter().filter_map(|claim| titles.get(claim)).min_by(|one, other| one.id.cmp(&other.id));
        let answers = answers.into_iter().map(|AnswerAt { statement, part, through, rebutted }| ThreadAnswer {
            marks: all(statement),
            part,
            through: through.map(|through| places[through as usize]),
            rebutted,
        });
        Thread {
            title: title.cloned(),
            answers: answers.collect(),
            standing,
            since: claims.iter().find_map(|claim| dates.get(claim.article as usize).copied().flatten()),
            articles: claims.chunk_by(|one, other| one.article == other.article).count() as u32,
            differences: told_differently(corpus, &claims),
            claims,
        }
    };
    let mut threads: Vec<Thread> = answered(&statements).map(thread).collect();
    threads.shrink_to_fit();
    threads
}

/// The facts that claims tell differently.
fn told_differently(corpus: &Corpus, claims: &[Place]) -> Vec<Difference> {
    if claims.len() < 2 {
        return Vec::new();
    }
    let told = |claim: &Place| {
        let text = corpus.entries().get(claim.article as usize).map(|entry| &entry.document.article().text);
        corpus.mark(*claim).zip(text).map(|(mark, text)| Told::of(mark, text)).unwrap_or_default()
    };
    differences(&claims.iter().map(told).collect::<Vec<Told>>())
}

/// The links within the articles, by the numbers of their marks.
fn within<'a>(corpus: &'a Corpus, numbers: &Numbers) -> Vec<(u32, u32, &'a Role)> {
    let mut links = Vec::new();
    for (article, entry) in (0..).zip(corpus.entries()) {
        let set = entry.document.set();
        if set.relations().is_empty() {
            continue;
        }
        let positions = positions(set);
        let number = |id: &str| Some(numbers.of(Place { article, mark: *positions.get(id)? }));
        links.extend(set.relations().iter().filter_map(|relation| {
            Some((number(relation.from.as_str())?, number(relation.to.as_str())?, &relation.role))
        }));
    }
    links
}
