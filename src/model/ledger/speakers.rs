//! Who claims, who denies, who brings evidence.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::annotation::Voice;
use crate::model::kind::KINDS;
use crate::model::set::AnnotationSet;

/// How many marks a speaker has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerCount {
    /// Whose voice it is; nothing for marks of which nobody has said who speaks.
    pub voice: Option<Voice>,
    /// The name as written; speakers are the same if voice and name are.
    pub name: String,
    /// What to call the speaker on the screen.
    pub label: String,
    /// Marks of each kind, by the rows of [`KINDS`].
    pub counts: [usize; KINDS.len()],
    /// Marks of kinds that are not in [`KINDS`].
    pub others: usize,
}

impl SpeakerCount {
    /// Marks of any kind.
    pub fn total(&self) -> usize {
        self.counts.iter().sum::<usize>() + self.others
    }
}

/// The speakers of a set: the one with the most marks first, then by name; marks without a speaker last.
pub fn counts(set: &AnnotationSet) -> Vec<SpeakerCount> {
    let mut places: HashMap<Option<(&str, &str)>, usize> = HashMap::new();
    let mut counts: Vec<SpeakerCount> = Vec::new();
    for mark in set.annotations() {
        let speaker = mark.speaker.as_ref();
        let key = speaker.map(|speaker| (speaker.voice.id(), speaker.name.as_str()));
        let place = *places.entry(key).or_insert_with(|| {
            counts.push(SpeakerCount {
                voice: speaker.map(|speaker| speaker.voice.clone()),
                name: speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
                label: speaker.map_or("No speaker", |speaker| speaker.label()).to_owned(),
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
    counts.sort_by(|a, b| {
        let key = |count: &SpeakerCount| (count.voice.is_none(), Reverse(count.total()));
        key(a).cmp(&key(b)).then_with(|| (&a.name, &a.voice).cmp(&(&b.name, &b.voice)))
    });
    counts
}
