//! The formats in which annotations come in.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::path::Path;

use thiserror::Error;

use crate::articles::watch::Watch;
use crate::articles::{ArticleError, article_format_of};
use crate::interchange::{Document, brat, hypothesis, qdpx, w3c};
use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::article::Article;
use crate::model::set::AnnotationSet;

/// A format in which annotations come in: a row of [`IMPORTS`].
#[derive(Debug)]
pub struct ImportFormat {
    /// The id for `--from`.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The extensions of the files that are read, in small letters and without the dot; files that belong to them lie
    /// beside them.
    pub extensions: &'static [&'static str],
    /// One line for help.
    pub help: &'static str,
    /// Reads a file with what lies beside it.
    pub read: fn(&Source<'_>) -> Result<Reading, ImportError>,
}

/// Every format of annotations that can be read, in the order of menus.
pub const IMPORTS: &[ImportFormat] = &[
    ImportFormat {
        id: "w3c",
        name: "W3C Web Annotation",
        extensions: &["jsonld", "json"],
        help: "JSON-LD by the W3C Recommendation: one annotation, a page or a collection",
        read: w3c::read,
    },
    ImportFormat {
        id: "brat",
        name: "brat standoff",
        extensions: &["ann"],
        help: "each .ann with the .txt beside it: spans, events, relations, attributes, notes",
        read: brat::read,
    },
    ImportFormat {
        id: "hypothesis",
        name: "Hypothesis",
        extensions: &["json"],
        help: "the JSON that Hypothesis exports",
        read: hypothesis::read,
    },
    ImportFormat {
        id: "qdpx",
        name: "REFI-QDA project",
        extensions: &["qdpx"],
        help: "the coded texts of a project of ATLAS.ti, MAXQDA, NVivo or QualCoder (REFI-QDA 1.5)",
        read: qdpx::read,
    },
];

/// The format of annotations with this id.
pub fn import_format(id: &str) -> Option<&'static ImportFormat> {
    IMPORTS.iter().find(|row| row.id == id)
}

/// A file of annotations.
pub struct Source<'a> {
    /// Its name, without a folder.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// The article that the annotations are of, if the person named it.
    pub article: Option<&'a Article>,
    /// A file of this name in the same folder, if there is one that can be read.
    pub beside: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// Asked whether to go on.
    pub watch: Watch<'a>,
}

impl Source<'_> {
    /// The article in a file beside this one, read as that kind of article; nothing if it is not there.
    ///
    /// # Errors
    /// If it is there and is no article.
    pub fn article_beside(&self, name: &str) -> Result<Option<Article>, ArticleError> {
        let Some(bytes) = (self.beside)(name) else { return Ok(None) };
        let importer = article_format_of(Path::new(name), &bytes);
        importer.read_while(&bytes, None, name, self.watch).map(|imported| Some(imported.article))
    }
}

/// What was read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The articles with their annotations. One whose text is not there has all its marks lost, with their words: they are
    /// looked for when the article is opened beside them.
    pub documents: Vec<Document>,
    /// What could not be taken over.
    pub notes: Notes,
}

/// Notes on a file that was read, counted, in the order of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    notes: BTreeMap<String, Noted>,
    missed: usize,
}

/// Occurrences of one note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Noted {
    count: usize,
    names: Vec<String>,
}

/// Most names that one note lists.
const NAMES: usize = 50;

impl Notes {
    /// Notes one more of something: "selectors by CSS are not supported".
    pub fn add(&mut self, what: impl Into<String>) {
        self.notes.entry(what.into()).or_default().count += 1;
    }

    /// Notes one more of something, by name.
    pub fn name(&mut self, what: impl Into<String>, name: &str) {
        let noted = self.notes.entry(what.into()).or_default();
        noted.count += 1;
        if !name.is_empty() && noted.names.len() < NAMES {
            noted.names.push(name.to_owned());
        }
    }

    /// Counts a passage that was not found in its text.
    pub fn miss(&mut self) {
        self.missed += 1;
    }

    /// Passages that were not found in their text.
    pub fn missed(&self) -> usize {
        self.missed
    }

    /// True if there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// A line for each.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.notes.iter().map(|(what, noted)| {
            let times = if noted.count == 1 { String::new() } else { format!(" ({} times)", noted.count) };
            let names: Vec<String> = noted.names.iter().map(|name| format!("“{name}”")).collect();
            match (names.is_empty(), noted.count - noted.names.len()) {
                (true, _) => format!("{what}{times}"),
                (false, 0) => format!("{what}{times}: {}", names.join(", ")),
                (false, more) => format!("{what}{times}: {} and {more} more", names.join(", ")),
            }
        })
    }
}

impl fmt::Display for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().collect::<Vec<_>>().join("; "))
    }
}

/// Why a file is not read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// It is not of this format, or breaks a rule of it.
    #[error("it is no {format}: {why}")]
    Wrong {
        /// What it should be.
        format: &'static str,
        /// What is wrong, and where.
        why: String,
    },
    /// The text that its annotations are of cannot be read.
    #[error("the text its annotations are of cannot be read: {0}")]
    Article(#[from] ArticleError),
}

/// A kind for what nobody said to be a claim, a denial or evidence.
pub const UNCLASSIFIED: &str = "unclassified";

/// Makes a set of what was read. Things of one id are kept apart: the later ones get a number, which the notes say.
pub fn collected(annotations: Vec<Annotation>, relations: Vec<Relation>, notes: &mut Notes) -> AnnotationSet {
    let (mut of_marks, mut of_relations) = (Ids::new("mark"), Ids::new("link"));
    let mut annotations = annotations;
    for mark in &mut annotations {
        mark.id = of_marks.fresh(&mark.id, notes);
    }
    let mut relations = relations;
    for relation in &mut relations {
        relation.id = of_relations.fresh(&relation.id, notes);
    }
    AnnotationSet::new(annotations, relations).0
}

/// Ids that were given.
struct Ids {
    /// What stands for the id, before its number, of all but the first of those that have none.
    nameless: Id,
    used: HashSet<Id>,
    /// The last number that was tried for an id that is there several times.
    last: HashMap<Id, usize>,
}

impl Ids {
    fn new(nameless: &str) -> Self {
        Self { nameless: Id::new(nameless), used: HashSet::new(), last: HashMap::new() }
    }

    /// The id, with a number after it if it is taken.
    fn fresh(&mut self, id: &Id, notes: &mut Notes) -> Id {
        if self.used.insert(id.clone()) {
            return id.clone();
        }
        let is_nameless = id.as_str().is_empty();
        let id = if is_nameless { &self.nameless.clone() } else { id };
        let number = self.last.entry(id.clone()).or_insert(1);
        loop {
            *number += 1;
            let new = Id::new(&format!("{id}-{number}"));
            if self.used.insert(new.clone()) {
                if !is_nameless {
                    notes.name(
                        "an id is there several times; each thing of it is kept, with a number after the id",
                        id.as_str(),
                    );
                }
                return new;
            }
        }
    }
}
