//! The formats in which annotations come in.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::path::Path;

use thiserror::Error;

use crate::formats::{Document, ImportError, brat, hypothesis, importer_of, qdpx, w3c};
use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::article::Article;
use crate::model::set::AnnotationSet;

/// A format in which annotations come in: a row of [`READERS`].
#[derive(Debug)]
pub struct Reader {
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
    pub read: fn(&Source<'_>) -> Result<Reading, ReadError>,
}

/// Every format of annotations that can be read, in the order of menus.
pub const READERS: &[Reader] = &[
    Reader {
        id: "w3c",
        name: "W3C Web Annotation",
        extensions: &["jsonld", "json"],
        help: "JSON-LD by the W3C Recommendation: one annotation, a page or a collection",
        read: w3c::read,
    },
    Reader {
        id: "brat",
        name: "brat standoff",
        extensions: &["ann"],
        help: "each .ann with the .txt beside it: spans, events, relations, attributes, notes",
        read: brat::read,
    },
    Reader {
        id: "hypothesis",
        name: "Hypothesis",
        extensions: &["json"],
        help: "the JSON that Hypothesis exports",
        read: hypothesis::read,
    },
    Reader {
        id: "qdpx",
        name: "REFI-QDA project",
        extensions: &["qdpx"],
        help: "the coded texts of a project of ATLAS.ti, MAXQDA, NVivo or QualCoder (REFI-QDA 1.5)",
        read: qdpx::read,
    },
];

/// The format of annotations with this id.
pub fn reader(id: &str) -> Option<&'static Reader> {
    READERS.iter().find(|row| row.id == id)
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
}

impl Source<'_> {
    /// The article in a file beside this one, read as that kind of article; nothing if it is not there.
    ///
    /// # Errors
    /// If it is there and is no article.
    pub fn article_beside(&self, name: &str) -> Result<Option<Article>, ImportError> {
        let Some(bytes) = (self.beside)(name) else { return Ok(None) };
        importer_of(Path::new(name), &bytes).read(&bytes, None, name).map(|imported| Some(imported.article))
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

/// What could not be taken over from a file, counted, in the order of its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(BTreeMap<String, usize>);

impl Notes {
    /// Notes one more of something: "selectors by CSS are not supported".
    pub fn add(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    /// Whether everything was taken over.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A line for each.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(what, count)| if *count == 1 { what.clone() } else { format!("{what} ({count} times)") })
    }
}

impl fmt::Display for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().collect::<Vec<_>>().join("; "))
    }
}

/// Why a file is not read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
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
    Article(#[from] ImportError),
}

/// A kind for what nobody said to be a claim, a denial or evidence.
pub const UNCLASSIFIED: &str = "unclassified";

/// Makes a set of what was read. Of those with one id, the later ones get a number; a relation's own id likewise.
pub fn collected(annotations: Vec<Annotation>, relations: Vec<Relation>) -> AnnotationSet {
    let (mut of_marks, mut of_relations) = (Ids::default(), Ids::default());
    let annotations = annotations.into_iter().map(|mut mark| {
        mark.id = of_marks.fresh(&mark.id);
        mark
    });
    let annotations: Vec<Annotation> = annotations.collect();
    let relations = relations.into_iter().map(|mut relation| {
        relation.id = of_relations.fresh(&relation.id);
        relation
    });
    AnnotationSet::new(annotations, relations).0
}

/// Ids that were given.
#[derive(Default)]
struct Ids {
    used: HashSet<Id>,
    /// The last number that was tried for an id that is there several times.
    last: HashMap<Id, usize>,
}

impl Ids {
    /// The id, with a number after it if it is taken.
    fn fresh(&mut self, id: &Id) -> Id {
        if self.used.insert(id.clone()) {
            return id.clone();
        }
        let number = self.last.entry(id.clone()).or_insert(1);
        loop {
            *number += 1;
            let new = Id::new(&format!("{id}-{number}"));
            if self.used.insert(new.clone()) {
                return new;
            }
        }
    }
}
