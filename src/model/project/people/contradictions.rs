//! Places where a speaker contradicts themselves: an own statement that answers another one.

use std::collections::{HashMap, HashSet};

use crate::model::project::corpus::Place;
use crate::model::project::overview::Overview;
use crate::model::project::told::{Difference, FactSort, Told, differences};

/// Two statements of one speaker that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The earlier statement.
    pub earlier: Place,
    /// The later statement.
    pub later: Place,
    /// The sort of contradiction.
    pub sort: Sort,
    /// The words that differ: of the earlier statement, and of the later; empty where one rebuts the other.
    pub words: (String, String),
}

/// The sort of a contradiction: a row of [`SORTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// The one rebuts the other.
    Rebuts,
    /// One claim has other numbers each time.
    Numbers,
    /// One claim has other dates each time.
    Dates,
    /// One claim is negated one time, and not the other.
    Negation,
}

/// A row of [`SORTS`].
#[derive(Debug)]
pub struct SortRow {
    /// The sort.
    pub sort: Sort,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen.
    pub name: &'static str,
}

/// Every sort of contradiction.
pub const SORTS: &[SortRow] = &[
    SortRow { sort: Sort::Rebuts, id: "rebuts", name: "Denies an own statement" },
    SortRow { sort: Sort::Numbers, id: "numbers", name: "Another number" },
    SortRow { sort: Sort::Dates, id: "dates", name: "Another date" },
    SortRow { sort: Sort::Negation, id: "negation", name: "Once negated, once not" },
];

impl Sort {
    /// Its row in [`SORTS`].
    pub fn row(self) -> &'static SortRow {
        &SORTS[self as usize]
    }
}

/// The contradictions of every speaker, in the order of time. `person` gives the number of the speaker of a mark, if all
/// their marks certainly are of one speaker.
pub(super) fn contradictions(
    overview: &Overview,
    person: &dyn Fn(Place) -> Option<usize>,
) -> Vec<(usize, Contradiction)> {
    let mut found: Vec<(usize, Contradiction)> = Vec::new();
    let mut rebut = |one: Place, other: Place, at: usize| {
        let (earlier, later) = if overview.number(one) <= overview.number(other) { (one, other) } else { (other, one) };
        found.push((at, Contradiction { earlier, later, sort: Sort::Rebuts, words: Default::default() }));
    };
    for thread in overview.threads() {
        let claims: Vec<(Place, usize)> =
            thread.claims.iter().filter_map(|claim| Some((*claim, person(*claim)?))).collect();
        let own = |at: usize, not_after: Place| {
            let own = || claims.iter().filter(|(_, other)| *other == at).map(|(claim, _)| *claim);
            own().rfind(|claim| overview.number(*claim) < overview.number(not_after)).or_else(|| own().next())
        };
        let against = thread.answers.iter().filter(|answer| answer.part.row().against && answer.through.is_none());
        for mark in against.flat_map(|answer| &answer.marks) {
            if let Some(at) = person(*mark)
                && let Some(claim) = own(at, *mark)
            {
                rebut(claim, *mark, at);
            }
        }
    }
    for (from, to) in rebuttals(overview) {
        if let (Some(at), Some(other)) = (person(from), person(to))
            && at == other
        {
            rebut(to, from, at);
        }
    }
    for thread in overview.threads().iter().filter(|thread| thread.claims.len() > 1) {
        found.extend(told_apart(overview, &thread.claims, person));
    }
    let mut seen = HashSet::new();
    found.retain(|(_, found)| seen.insert((found.earlier, found.later, found.sort)));
    found.sort_by_key(|(_, found)| (overview.number(found.later), overview.number(found.earlier)));
    found
}

/// The links by which something that is no claim is rebutted: from, and to.
fn rebuttals(overview: &Overview) -> impl Iterator<Item = (Place, Place)> {
    let entries = (0..).zip(overview.corpus().entries());
    let within = entries.flat_map(|(article, entry)| {
        let set = entry.document.set();
        let place = move |mark: Option<usize>| mark.map(|mark| Place { article, mark: mark as u32 });
        let rebuts = set.relations().iter().filter(|relation| relation.role.id() == "rebuts");
        rebuts.filter_map(move |relation| {
            Some((place(set.position(&relation.from))?, place(set.position(&relation.to))?))
        })
    });
    let across =
        overview.links().iter().filter(|link| link.item.role.id() == "rebuts").map(|link| (link.from, link.to));
    within.chain(across).filter(|(_, to)| overview.thread_at(*to).is_none())
}

/// The claims of a thread in which a speaker tells other numbers or dates, or denies, than the last time that they told any.
fn told_apart(
    overview: &Overview,
    claims: &[Place],
    person: &dyn Fn(Place) -> Option<usize>,
) -> Vec<(usize, Contradiction)> {
    let mut own: HashMap<usize, Vec<Place>> = HashMap::new();
    for &claim in claims {
        if let Some(at) = person(claim) {
            own.entry(at).or_default().push(claim);
        }
    }
    let told = |place: &Place| {
        let mark = overview.mark(*place);
        mark.map(|(mark, document)| Told::of(mark, &document.article().text)).unwrap_or_default()
    };
    let mut found = Vec::new();
    for (at, claims) in own.into_iter().filter(|(_, claims)| claims.len() > 1) {
        for difference in differences(&claims.iter().map(told).collect::<Vec<Told>>()) {
            let sort = match difference.sort {
                FactSort::Number => Sort::Numbers,
                FactSort::Date => Sort::Dates,
                FactSort::Negation => Sort::Negation,
                FactSort::Name => continue,
            };
            found.extend(turns(&difference).into_iter().filter_map(|(earlier, later)| {
                let words = (told_in(&difference, earlier), told_in(&difference, later));
                let (earlier, later) = (*claims.get(earlier as usize)?, *claims.get(later as usize)?);
                Some((at, Contradiction { earlier, later, sort, words }))
            }));
        }
    }
    found
}

/// The passages from which to which the telling changes.
fn turns(difference: &Difference) -> Vec<(u32, u32)> {
    let tellings = (0..).zip(&difference.tellings);
    let mut told: Vec<(u32, u32)> =
        tellings.flat_map(|(number, telling)| telling.at.iter().map(move |(passage, _)| (*passage, number))).collect();
    told.sort_unstable();
    let passages: Vec<&[(u32, u32)]> = told.chunk_by(|one, other| one.0 == other.0).collect();
    let is_other = |before: &[(u32, u32)], now: &[(u32, u32)]| {
        now.iter().all(|(_, number)| before.iter().all(|(_, other)| other != number))
    };
    let turned = passages.windows(2).filter(|pair| is_other(pair[0], pair[1]));
    turned.map(|pair| (pair[0][0].0, pair[1][0].0)).collect()
}

/// The words by which a passage tells a fact.
fn told_in(difference: &Difference, passage: u32) -> String {
    let tellings = difference.tellings.iter().filter(|telling| telling.at.iter().any(|(at, _)| *at == passage));
    tellings.map(|telling| telling.words.as_str()).collect::<Vec<_>>().join(", ")
}
