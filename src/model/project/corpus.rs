//! The articles of a project with their annotations, as their files and the open sessions have them.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::annotation::{Annotation, Id};
use crate::model::document::Document;
use crate::model::project::haystack::Haystack;

/// An article of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its path within the folder, with `/` between the parts.
    pub path: String,
    /// The name of its format.
    pub format: &'static str,
    /// The article with its annotations.
    pub document: Document,
    /// True if its own file is there; without it, the text is that in its annotation file.
    pub has_file: bool,
    /// True if it has an annotation file.
    pub is_marked: bool,
    /// The number of problems of its annotation file.
    pub problems: usize,
    /// The reason why it could not be read, if so; then the document is empty.
    pub failure: Option<String>,
    /// The folded text, for searches.
    pub haystack: Haystack,
}

/// A mark by its indices: of the article in [`Corpus::entries`], and in the annotations of that article's set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The index of the article.
    pub article: u32,
    /// The index of the mark.
    pub mark: u32,
}

/// The articles of a project, by path. Cloning shares them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    entries: Arc<Vec<Arc<Entry>>>,
    generation: u64,
}

impl Corpus {
    /// The articles, by path.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// The number of changes so far.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The index of the article with this path.
    pub fn position(&self, path: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()
    }

    /// The article with this path.
    pub fn get(&self, path: &str) -> Option<&Arc<Entry>> {
        self.entries.get(self.position(path)?)
    }

    /// The mark at a place.
    pub fn mark(&self, place: Place) -> Option<&Arc<Annotation>> {
        self.entries.get(place.article as usize)?.document.set().annotations().get(place.mark as usize)
    }

    /// Takes entries, each in place of the one with its path, and removes those with the paths of `gone`.
    pub fn update(&mut self, new: Vec<Arc<Entry>>, gone: &[String]) {
        self.generation += 1;
        let entries = Arc::make_mut(&mut self.entries);
        if !gone.is_empty() {
            let gone: HashSet<&str> = gone.iter().map(String::as_str).collect();
            entries.retain(|entry| !gone.contains(entry.path.as_str()));
        }
        let known = entries.len();
        for entry in new {
            match entries[..known].binary_search_by(|other| other.path.cmp(&entry.path)) {
                Ok(at) => entries[at] = entry,
                Err(_) => entries.push(entry),
            }
        }
        if entries.len() > known {
            // The later of two with one path is the newer.
            entries[known..].reverse();
            entries.sort_by(|one, other| one.path.cmp(&other.path));
            entries.dedup_by(|later, kept| later.path == kept.path);
        }
    }

    /// Every place of a mark with this id: a copied article has the same marks as its original.
    pub fn places_of(&self, mark: &Id) -> impl Iterator<Item = Place> {
        self.entries.iter().enumerate().filter_map(move |(article, entry)| {
            let mark = entry.document.set().position(mark)?;
            Some(Place { article: article as u32, mark: mark as u32 })
        })
    }
}
