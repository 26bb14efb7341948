//! Facts about an article of a project, for lists: its title, origin, speakers, tags, and numbers of marks.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::fold;
use crate::model::kind::KINDS;
use crate::model::ledger::{Ledger, SpeakerCount, Standing};
use crate::model::project::corpus::Entry;
use crate::model::project::date::Date;
use crate::model::project::people::labelled;

/// Facts about an article. They follow from its entry alone.
#[derive(Debug)]
pub struct Facts {
    /// The entry.
    pub entry: Arc<Entry>,
    /// Its name for display.
    pub title: String,
    /// The name of its site, or the host of its address; may be empty.
    pub site: String,
    /// Its date.
    pub date: Option<Date>,
    /// Its speakers by their labels, those with the most marks first, with commas.
    pub speakers: String,
    /// The tags of its marks, sorted.
    pub tags: Vec<String>,
    /// Number of marks of each kind, by the rows of [`KINDS`].
    pub counts: [usize; KINDS.len()],
    /// Number of marks of all kinds.
    pub marks: usize,
    /// Number of claims that nothing in the article answers.
    pub unanswered: usize,
    /// Number of problems of its annotation file.
    pub problems: usize,
    /// The folded title, by which it is sorted.
    pub title_key: String,
    /// The folded site, by which it is sorted.
    pub site_key: String,
    /// The folded text that a filter searches.
    words: String,
}

impl Facts {
    /// The facts about an article.
    pub fn new(entry: Arc<Entry>) -> Self {
        let article = entry.document.article();
        let set = entry.document.set();
        let title = match &entry.failure {
            Some(_) => name_of(&entry.path).to_owned(),
            None => article.name(),
        };
        let site = match article.site().trim() {
            "" => host(article.address()).to_owned(),
            site => site.to_owned(),
        };
        let date = Date::parse(article.published());
        let ledger = if set.annotations().is_empty() { Ledger::default() } else { Ledger::new(set) };
        let label = |speaker: &SpeakerCount| {
            speaker.voice.as_ref().map(|voice| labelled(article, voice, &speaker.label).to_owned())
        };
        let speakers = ledger.speakers.iter().filter_map(label).collect::<Vec<_>>().join(", ");
        let tags: BTreeSet<&String> = set.annotations().iter().flat_map(|mark| &mark.tags).collect();
        let tags: Vec<String> = tags.into_iter().cloned().collect();
        let mut counts = [0; KINDS.len()];
        for kind in set.annotations().iter().filter_map(|mark| mark.kind.position()) {
            counts[kind] += 1;
        }
        let dated = date.map(|date| format!("{date} {}", date.spelled())).unwrap_or_default();
        let searched = [&title, &site, &entry.path, &dated, &speakers, &tags.join("\n")].map(String::as_str).join("\n");
        Self {
            title_key: fold::folded(&title, fold::LOOSE),
            site_key: fold::folded(&site, fold::LOOSE),
            words: fold::folded(&searched, fold::LOOSE),
            marks: set.annotations().len(),
            unanswered: ledger.count(Standing::Unanswered),
            problems: entry.problems,
            title,
            site,
            date,
            speakers,
            tags,
            counts,
            entry,
        }
    }

    /// Its path within the folder.
    pub fn path(&self) -> &str {
        &self.entry.path
    }

    /// The path of its folder within that of the project; empty for that folder itself.
    pub fn folder(&self) -> &str {
        self.entry.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// True if it has a folded word.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// The last part of a path.
fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The host of an address, without `www.`; empty if it has none.
fn host(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("://") else { return "" };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    host.strip_prefix("www.").unwrap_or(host)
}
