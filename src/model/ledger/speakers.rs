//! Speakers with their numbers of claims, denials and evidence.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::annotation::Voice;
use crate::model::fold;
use crate::model::kind::KINDS;
use crate::model::set::AnnotationSet;
use crate::model::spelling::Spellings;

/// Number of marks of a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerCount {
    /// The voice; `None` for marks without a speaker.
    pub voice: Option<Voice>,
    /// The name in its best spelling; speakers are the same if their voices are and their names look alike.
    pub name: String,
    /// The name on the screen.
    pub label: String,
    /// Number of marks of each kind, by the rows of [`KINDS`].
    pub counts: [usize; KINDS.len()],
    /// Number of marks of kinds that are not in [`KINDS`].
    pub others: usize,
}

impl SpeakerCount {
    /// Number of marks of all kinds.
    pub fn total(&self) -> usize {
        self.counts.iter().sum::<usize>() + self.others
    }
}

/// The speakers of a set: most marks first, then in the order of names; marks without a speaker last.
pub fn counts(set: &AnnotationSet) -> Vec<SpeakerCount> {
    let mut places: HashMap<Option<(&str, &str)>, usize> = HashMap::new();
    let mut counts: Vec<SpeakerCount> = Vec::new();
    let speakers = || set.annotations().iter().filter_map(|mark| mark.speaker.as_ref());
    let spellings = Spellings::of(speakers().map(|speaker| speaker.name.as_str()));
    // Few names have several spellings, so each is looked up once.
    let mut best: HashMap<&str, &str> = HashMap::new();
    for mark in set.annotations() {
        let speaker = mark.speaker.as_ref();
        let mut name = |name| *best.entry(name).or_insert_with(|| spellings.best(name).unwrap_or(name));
        let named = speaker.map(|speaker| (speaker, name(&speaker.name)));
        let key = named.map(|(speaker, name)| (speaker.voice.id(), name));
        let place = *places.entry(key).or_insert_with(|| {
            counts.push(SpeakerCount {
                voice: speaker.map(|speaker| speaker.voice.clone()),
                name: named.map(|(_, name)| name.to_owned()).unwrap_or_default(),
                label: named.map_or("No speaker".to_owned(), |(speaker, name)| match speaker.label() {
                    label if label == speaker.name => name.to_owned(),
                    label => label.to_owned(),
                }),
                counts: Default::default(),
                others: 0,
            });
            counts.len() - 1
        });
        let count = &mut counts[place];
        match mark.kind.position() {
            Some(kind) => count.counts[kind] += 1,
            None => count.others += 1,
        }
    }
    counts.sort_by_cached_key(|count| {
        (count.voice.is_none(), Reverse(count.total()), fold::sort_key(&count.name), count.voice.clone())
    });
    counts
}
