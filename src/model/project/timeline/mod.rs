//! Timelines: what was said about a thread, or by a speaker, by the dates of the articles.
//!
//! `ticks` divides time, `rows` places the events of a lane so that none covers another.

pub mod rows;
pub mod ticks;

use std::collections::HashMap;

use crate::model::ledger::Part;
use crate::model::project::corpus::{Entry, Place};
use crate::model::project::date::Date;
use crate::model::project::overview::{Overview, Thread};
use crate::model::project::people::People;
use crate::model::query::quote_start;
use crate::model::role::Role;

/// Statements about a subject, by the dates of the articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// The statements, in the order of time; those without a date last.
    pub events: Vec<Event>,
    /// The lanes, in the order of their first events.
    pub lanes: Vec<Lane>,
    /// The links between the statements.
    pub ties: Vec<Tie>,
}

/// A statement on a timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// The mark.
    pub place: Place,
    /// The index of its lane.
    pub lane: u32,
    /// The date of its article.
    pub date: Option<Date>,
    /// Its part for the thread; `None` for a claim of the thread, and for what belongs to no thread.
    pub part: Option<Part>,
}

/// A lane of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Its name: a speaker, a site or a thread; empty for a lane of everything.
    pub name: String,
    /// Number of its statements.
    pub events: usize,
}

/// A link between two statements of a timeline, by their indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The statement that supports, rebuts or restates.
    pub from: u32,
    /// The statement that is supported, rebutted or restated.
    pub to: u32,
    /// The role.
    pub role: Role,
}

/// The meaning of the lanes: a row of [`LANES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lanes {
    /// A lane for each speaker.
    #[default]
    Speakers,
    /// A lane for each thread.
    Threads,
    /// A lane for each site.
    Sites,
    /// One lane.
    One,
}

/// A row of [`LANES`].
#[derive(Debug)]
pub struct LanesRow {
    /// The meaning.
    pub lanes: Lanes,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen.
    pub name: &'static str,
}

/// Every meaning of lanes.
pub const LANES: &[LanesRow] = &[
    LanesRow { lanes: Lanes::Speakers, id: "speakers", name: "Speakers" },
    LanesRow { lanes: Lanes::Threads, id: "threads", name: "Threads" },
    LanesRow { lanes: Lanes::Sites, id: "sites", name: "Sites" },
    LanesRow { lanes: Lanes::One, id: "one", name: "None" },
];

/// Maximum lanes: the statements of further ones share the last.
const MOST: usize = 40;

/// Characters of the name of a thread without a title.
const NAME: usize = 80;

/// The name of the lane of what has none of its own.
const REST: &str = "Other statements";

impl Timeline {
    /// The timeline of a thread: its claims and everything that answers them.
    pub fn of_thread(overview: &Overview, people: &People, thread: usize, lanes: Lanes) -> Self {
        let Some(found) = overview.threads().get(thread) else { return Self::default() };
        let answers =
            found.answers.iter().flat_map(|answer| answer.marks.iter().map(|mark| (*mark, Some(answer.part))));
        let all = found.claims.iter().map(|claim| (*claim, None)).chain(answers);
        let parts: Vec<(Place, Option<Part>)> = all.collect();
        let threads = parts.iter().map(|(place, _)| (*place, thread)).collect();
        Self::new(overview, people, parts, &threads, lanes)
    }

    /// The timeline of a speaker: everything that they said, in any article.
    pub fn of_speaker(overview: &Overview, people: &People, person: usize, lanes: Lanes) -> Self {
        let Some(person) = people.list.get(person) else { return Self::default() };
        let mut threads: HashMap<Place, usize> = HashMap::new();
        let mut parts: HashMap<Place, Part> = HashMap::new();
        for place in &person.said {
            // A claim belongs to its own thread rather than to those that it answers.
            if let Some(at) = overview.thread_at(*place) {
                threads.insert(*place, at);
            } else if let Some(at) = overview.answered_at(*place) {
                threads.insert(*place, at);
                let answer = overview.threads()[at].answers.iter().find(|answer| answer.marks.contains(place));
                parts.extend(answer.map(|answer| (*place, answer.part)));
            }
        }
        let events = person.said.iter().map(|place| (*place, parts.get(place).copied())).collect();
        Self::new(overview, people, events, &threads, lanes)
    }

    fn new(
        overview: &Overview,
        people: &People,
        mut parts: Vec<(Place, Option<Part>)>,
        threads: &HashMap<Place, usize>,
        lanes: Lanes,
    ) -> Self {
        parts.sort_by_key(|(place, _)| overview.number(*place));
        parts.dedup_by_key(|(place, _)| *place);
        let key = |place: Place| -> Option<LaneKey> {
            match lanes {
                Lanes::Speakers => people.of(place).map(LaneKey::Number),
                Lanes::Threads => threads.get(&place).copied().map(LaneKey::Number),
                Lanes::Sites => overview.entry(place).map(|entry| LaneKey::Name(site(entry))),
                Lanes::One => Some(LaneKey::Number(0)),
            }
        };
        let keys: Vec<Option<LaneKey>> = parts.iter().map(|(place, _)| key(*place)).collect();
        let mut counts: HashMap<&LaneKey, usize> = HashMap::new();
        keys.iter().flatten().for_each(|key| *counts.entry(key).or_default() += 1);
        // Threads of one statement of a speaker have no lane of their own if there are others.
        let is_lane = |key: &LaneKey| {
            let alone = lanes == Lanes::Threads && counts.get(key) == Some(&1);
            !alone || counts.len() <= FEW
        };
        let mut numbers: HashMap<&LaneKey, u32> = HashMap::new();
        let mut found: Vec<Lane> = Vec::new();
        for key in keys.iter().flatten().filter(|key| is_lane(key)) {
            if numbers.len() < MOST && !numbers.contains_key(key) {
                numbers.insert(key, found.len() as u32);
                let name = match (lanes, key) {
                    (Lanes::Speakers, LaneKey::Number(at)) => people.list[*at].name.clone(),
                    (Lanes::Threads, LaneKey::Number(at)) => thread_name(overview, &overview.threads()[*at]),
                    (_, LaneKey::Name(name)) => (*name).to_owned(),
                    (_, LaneKey::Number(_)) => String::new(),
                };
                found.push(Lane { name, events: 0 });
            }
        }
        let rest = found.len() as u32;
        let lane = |key: &Option<LaneKey>| key.as_ref().and_then(|key| numbers.get(key).copied()).unwrap_or(rest);
        let of: Vec<u32> = keys.iter().map(lane).collect();
        if of.contains(&rest) {
            found.push(Lane { name: REST.to_owned(), events: 0 });
        }
        let event = |((place, part), lane): (&(Place, Option<Part>), &u32)| {
            found[*lane as usize].events += 1;
            Event { place: *place, lane: *lane, date: overview.date(place.article), part: *part }
        };
        let events: Vec<Event> = parts.iter().zip(&of).map(event).collect();
        let ties = ties(overview, &events);
        Self { events, lanes: found, ties }
    }

    /// True if there are statements without a date.
    pub fn has_undated(&self) -> bool {
        self.events.iter().any(|event| event.date.is_none())
    }

    /// The first and the last day of the dated statements, in days since 1 January 1970.
    pub fn days(&self) -> Option<(i32, i32)> {
        let dates = || self.events.iter().filter_map(|event| event.date);
        dates().map(Date::first_day).min().zip(dates().map(Date::last_day).max())
    }
}

/// Threads of which each has a lane of its own, however little is said about them.
const FEW: usize = 6;

/// The key of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum LaneKey<'a> {
    Number(usize),
    Name(&'a str),
}

/// The site of an article, or else its file.
fn site(entry: &Entry) -> &str {
    match entry.document.article().site() {
        "" => &entry.path,
        site => site,
    }
}

/// The title of a thread, or else the beginning of its first claim.
pub fn thread_name(overview: &Overview, thread: &Thread) -> String {
    if let Some(title) = &thread.title {
        return title.title.clone();
    }
    let first = thread.claims.first().and_then(|claim| overview.mark(*claim));
    first.map(|(mark, document)| quote_start(mark, &document.article().text, NAME)).unwrap_or_default()
}

/// The links between the statements.
fn ties(overview: &Overview, events: &[Event]) -> Vec<Tie> {
    let numbers: HashMap<Place, u32> = events.iter().zip(0..).map(|(event, at)| (event.place, at)).collect();
    let mut ties = Vec::new();
    for (from, event) in (0..).zip(events) {
        let place = event.place;
        let Some((mark, document)) = overview.mark(place) else { continue };
        for relation in document.set().relations_of(&mark.id).iter().filter(|relation| relation.from == mark.id) {
            let other = document.set().position(&relation.to);
            let other = other.map(|at| Place { article: place.article, mark: at as u32 });
            let to = other.and_then(|other| numbers.get(&other)).copied();
            ties.extend(to.map(|to| Tie { from, to, role: relation.role.clone() }));
        }
        for link in overview.links_of(place).filter(|link| link.outgoing) {
            let to = numbers.get(&link.other).copied();
            ties.extend(to.map(|to| Tie { from, to, role: link.item.role.clone() }));
        }
    }
    ties
}
