//! The names of merged speakers for the articles that they speak in.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::ledger::Ledger;
use crate::model::project::Project;
use crate::model::project::corpus::Entry;
use crate::model::project::items::SpeakerName;
use crate::model::project::people::{key, labelled, named};

/// The names under which a project shows speakers that were merged or renamed.
pub struct MergedNames<'a> {
    /// The names by the keys of those in the marks.
    shown: HashMap<SpeakerName, &'a str>,
    /// The same by voices and names as they are in the marks, as far as they were looked up.
    known: HashMap<(&'a str, &'a str), Option<&'a str>>,
}

impl<'a> MergedNames<'a> {
    /// The names in the content of a project.
    pub fn new(content: &'a Project) -> Self {
        let mut shown = HashMap::new();
        for item in content.speakers() {
            for name in &item.names {
                // Of two that have a name, the one with the least id counts.
                shown.entry(key(name)).or_insert(item.name.as_str());
            }
        }
        Self { shown, known: HashMap::new() }
    }

    fn of(&mut self, voice: &'a str, name: &'a str) -> Option<&'a str> {
        let shown = &self.shown;
        let found = || shown.get(&key(&SpeakerName { voice: voice.to_owned(), name: name.to_owned() })).copied();
        *self.known.entry((voice, name)).or_insert_with(found)
    }

    /// The speakers of an article with these names, those with the most marks first, with commas; `None` if none of them was
    /// merged.
    pub fn speakers(&mut self, entry: &'a Entry) -> Option<String> {
        if self.shown.is_empty() {
            return None;
        }
        let (article, set) = (entry.document.article(), entry.document.set());
        let mut speakers = set.annotations().iter().filter_map(|mark| mark.speaker.as_ref());
        let is_merged = speakers.any(|speaker| {
            let (voice, name) = named(article, &entry.path, speaker);
            self.of(voice, name).is_some()
        });
        if !is_merged {
            return None;
        }
        let mut names: Vec<(String, usize)> = Vec::new();
        for speaker in Ledger::new(set).speakers {
            let Some(voice) = &speaker.voice else { continue };
            let count = speaker.total();
            let own = crate::model::annotation::Speaker::new(voice.id(), &speaker.name);
            let (id, name) = named(article, &entry.path, &own);
            let shown = self.shown.get(&key(&SpeakerName { voice: id.to_owned(), name: name.to_owned() }));
            let shown = shown.copied().unwrap_or_else(|| labelled(article, voice, &speaker.label));
            match names.iter_mut().find(|(name, _)| name == shown) {
                Some((_, total)) => *total += count,
                None => names.push((shown.to_owned(), count)),
            }
        }
        names.sort_by_key(|(_, count)| Reverse(*count));
        Some(names.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", "))
    }
}
