//! The speakers of a project: everybody who speaks in its articles, under one name or several, and what they said when.
//!
//! Speakers are the same if their voices are and their names look alike, as in one article, or if they were merged
//! ([`SpeakerItem`]). The voice of an article itself is that of its site.

pub mod contradictions;
pub mod edits;
pub mod listing;
pub mod names;
pub mod person;
pub mod suggestions;

pub use person::{Person, key};

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::annotation::{Speaker, Voice};
use crate::model::article::Article;
use crate::model::fold;
use crate::model::project::Project;
use crate::model::project::corpus::Place;
use crate::model::project::items::{SpeakerItem, SpeakerName};
use crate::model::project::overview::Overview;
use crate::model::project::people::person::ARTICLE;
use crate::model::project::people::suggestions::Suggestion;
use crate::model::spelling::Spellings;

/// The speakers of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// The speakers: most marks first, then in the order of names.
    pub list: Vec<Person>,
    /// Number of marks without a speaker.
    pub unattributed: usize,
    /// Speakers that are probably the same, the surest first.
    pub suggestions: Vec<Suggestion>,
    /// The index in `list` of each name, by its [key](key).
    by_name: HashMap<SpeakerName, u32>,
    /// The index in `list` of each mark's speaker, article by article, and the number of the first mark of each article.
    of: Vec<u32>,
    starts: Vec<u32>,
}

/// The speaker of a mark in this article, by its voice and name; an article's own voice has the name of its site.
fn named<'a>(article: &'a Article, path: &'a str, speaker: &'a Speaker) -> (&'a str, &'a str) {
    let name = match speaker.voice.id() {
        ARTICLE if !article.site().is_empty() => article.site(),
        ARTICLE if !article.title().is_empty() => article.title(),
        ARTICLE => path,
        _ => &speaker.name,
    };
    (speaker.voice.id(), name)
}

/// The label of a speaker in a list of this article's speakers.
pub(in crate::model::project) fn labelled<'a>(article: &'a Article, voice: &Voice, label: &'a str) -> &'a str {
    if voice.id() == ARTICLE && !article.site().is_empty() { article.site() } else { label }
}

/// No number.
const NONE: u32 = u32::MAX;

/// A name as some marks spell it.
struct Spelled<'a> {
    voice: &'a str,
    name: &'a str,
    marks: usize,
}

impl People {
    /// The speakers of a project.
    pub fn new(overview: &Overview, content: &Project) -> Self {
        let mut numbers: HashMap<(&str, &str), u32> = HashMap::new();
        let mut spelled: Vec<Spelled<'_>> = Vec::new();
        let entries = overview.corpus().entries();
        let (mut of, mut starts) = (Vec::with_capacity(overview.marks().len()), Vec::with_capacity(entries.len()));
        for entry in entries {
            starts.push(of.len() as u32);
            of.extend(entry.document.set().annotations().iter().map(|mark| {
                let Some(speaker) = &mark.speaker else { return NONE };
                let (voice, name) = named(entry.document.article(), &entry.path, speaker);
                let number = *numbers.entry((voice, name)).or_insert_with(|| {
                    spelled.push(Spelled { voice, name, marks: 0 });
                    spelled.len() as u32 - 1
                });
                spelled[number as usize].marks += 1;
                number
            }));
        }
        let unattributed = of.iter().filter(|number| **number == NONE).count();
        let (list, by_name, persons) = persons(content, &spelled);
        for number in of.iter_mut().filter(|number| **number != NONE) {
            *number = persons[*number as usize];
        }
        let mut people = Self { list, unattributed, suggestions: Vec::new(), by_name, of, starts };
        people.fill(overview);
        people.sort();
        people.suggestions = suggestions::suggestions(&people.list);
        let person = |place: Place| people.of(place).filter(|at| people.list[*at].is_one());
        for (at, found) in contradictions::contradictions(overview, &person) {
            people.list[at].contradictions.push(found);
        }
        people
    }

    /// The speaker of a mark: the index in [`list`](Self::list).
    pub fn of(&self, place: Place) -> Option<usize> {
        let start = *self.starts.get(place.article as usize)? as usize;
        let number = *self.of.get(start + place.mark as usize)?;
        (number != NONE).then_some(number as usize)
    }

    /// The speaker of a mark.
    pub fn speaker(&self, place: Place) -> Option<&Person> {
        self.list.get(self.of(place)?)
    }

    /// The name under which the project shows a speaker of an article, if that is another one than in the mark: the speaker was
    /// merged or renamed, or it is the article itself, which has the name of its site.
    pub fn merged_name(&self, article: &Article, path: &str, speaker: &Speaker) -> Option<&str> {
        let (voice, name) = named(article, path, speaker);
        let person = self.get(&SpeakerName { voice: voice.to_owned(), name: name.to_owned() })?;
        let has_another = person.item.is_some() || voice == ARTICLE;
        (has_another && person.name != speaker.label()).then_some(person.name.as_str())
    }

    /// The speaker with this name, or who had it before it was merged: the index in [`list`](Self::list).
    pub fn position(&self, name: &SpeakerName) -> Option<usize> {
        self.by_name.get(&key(name)).map(|at| *at as usize)
    }

    /// The speaker with this name.
    pub fn get(&self, name: &SpeakerName) -> Option<&Person> {
        self.list.get(self.position(name)?)
    }

    /// Gives each speaker their marks, counts and dates.
    fn fill(&mut self, overview: &Overview) {
        for place in overview.marks() {
            let person = self.of(place).and_then(|at| self.list.get_mut(at));
            let (Some(person), Some((mark, _))) = (person, overview.mark(place)) else { continue };
            // The marks of an article follow each other.
            if person.said.last().is_none_or(|last| last.article != place.article) {
                person.articles += 1;
                if let Some(date) = overview.date(place.article) {
                    let first = person.dates.map_or(date, |(first, _)| first);
                    person.dates = Some((first, date));
                }
            }
            person.said.push(place);
            match mark.kind.position() {
                Some(kind) => person.counts[kind] += 1,
                None => person.others += 1,
            }
        }
    }

    /// Sorts the speakers, and numbers them anew.
    fn sort(&mut self) {
        let mut order: Vec<u32> = (0..self.list.len() as u32).collect();
        order.sort_by_cached_key(|at| {
            let person = &self.list[*at as usize];
            (person.is_nobody(), Reverse(person.total()), fold::sort_key(&person.name), person.handle().cloned())
        });
        let mut places = vec![0; order.len()];
        for (place, at) in (0..).zip(&order) {
            places[*at as usize] = place;
        }
        let mut list = std::mem::take(&mut self.list);
        self.list = order.iter().map(|at| std::mem::take(&mut list[*at as usize])).collect();
        let renumbered = self.of.iter_mut().filter(|number| **number != NONE).chain(self.by_name.values_mut());
        renumbered.for_each(|number| *number = places[*number as usize]);
    }
}

/// The speakers with their names alone, the index of each name's key among them, and that of each spelling.
fn persons(project: &Project, spelled: &[Spelled<'_>]) -> (Vec<Person>, HashMap<SpeakerName, u32>, Vec<u32>) {
    let mut list: Vec<Person> = Vec::new();
    let mut by_name: HashMap<SpeakerName, u32> = HashMap::new();
    for item in project.speakers() {
        let number = list.len() as u32;
        // Of two that have a name, the one with the least id counts.
        let mut names = Vec::with_capacity(item.names.len());
        for name in &item.names {
            if let std::collections::hash_map::Entry::Vacant(place) = by_name.entry(key(name)) {
                place.insert(number);
                names.push((name.clone(), 0));
            }
        }
        if !names.is_empty() {
            list.push(Person { name: item.name.clone(), item: Some(item.id.clone()), names, ..Person::default() });
        }
    }
    let all = spelled.iter().flat_map(|one| std::iter::repeat_n(one.name, one.marks));
    let spellings = Spellings::of(all);
    let mut persons = Vec::with_capacity(spelled.len());
    for one in spelled {
        let best = spellings.best(one.name).unwrap_or(one.name);
        let name = SpeakerName { voice: one.voice.to_owned(), name: best.to_owned() };
        let number = *by_name.entry(key(&name)).or_insert_with(|| {
            let label = Speaker::new(one.voice, best).label().to_owned();
            let shown = if best.is_empty() || one.voice != ARTICLE { label } else { best.to_owned() };
            list.push(Person { name: shown, names: vec![(name.clone(), 0)], ..Person::default() });
            list.len() as u32 - 1
        });
        let names = &mut list[number as usize].names;
        let wanted = key(&name);
        if let Some((_, count)) = names.iter_mut().find(|(other, _)| key(other) == wanted) {
            *count += one.marks;
        }
        persons.push(number);
    }
    for person in &mut list {
        person.names.sort_by_key(|(_, count)| Reverse(*count));
    }
    (list, by_name, persons)
}

/// The merged speaker with this name, if names were merged.
pub fn item_of<'a>(project: &'a Project, name: &SpeakerName) -> Option<&'a SpeakerItem> {
    let wanted = key(name);
    project.speakers().map(|item| &**item).find(|item| item.names.iter().any(|other| key(other) == wanted))
}
