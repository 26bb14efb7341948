//! Reading annotation files, with a list of their mistakes.
//!
//! Mistakes that can be understood are kept and reported; others refuse the file, with line and column. Nothing is dropped
//! silently, and no mark is attached to other text than the file quotes.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::message::shortened;
use crate::model::problem::{Place, Problem};
use crate::model::set::AnnotationSet;
use crate::model::tag_colours::TagColours;
use crate::model::text::{ArticleText, normalised};
use crate::storage::files::{self, FileError, Stamp};
use crate::storage::intake::{Intake, Notice, Spot};
use crate::storage::record::Number;
use crate::storage::v1;

/// An annotation file that was read.
#[derive(Clone, Debug)]
pub struct AnnotationFile {
    /// The article with the text in the file, and its annotations.
    pub document: Document,
    /// Problems found while reading; [`problems`](crate::model::check::problems) adds those of the document.
    pub problems: Vec<Problem>,
    /// Version of the file.
    pub version: u32,
    /// True if that is later than the version that this program writes: the file must not be overwritten.
    pub newer: bool,
}

/// Error in the content of an annotation file, which was not opened.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The bytes are not UTF-8.
    #[error(
        "{} is not text in UTF-8: byte {byte}, in line {line}, cannot be decoded. The file was not \
         touched. Restore an earlier copy, or convert the file to UTF-8 in a text editor",
        path.display()
    )]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// Offset of the first invalid byte, counted from 0.
        byte: usize,
        /// Its line, counted from 1.
        line: usize,
    },
    /// It is not in Gainsay's format.
    #[error(
        "{} is not a Gainsay annotation file: {what} (line {line}, column {column}). The file was not \
         touched. Open the article, or a .ron file that Gainsay saved",
        path.display()
    )]
    NotGainsay {
        /// The file.
        path: PathBuf,
        /// Line of the mistake, counted from 1.
        line: usize,
        /// Its column, in characters, counted from 1.
        column: usize,
        /// Unexpected or missing value.
        what: String,
    },
    /// It has more records than fit in memory.
    #[error(
        "{} holds {count} {what}, and {limit} is the most that is opened. The file was not \
         touched. Split it into parts, and open those",
        path.display()
    )]
    TooMany {
        /// The file.
        path: PathBuf,
        /// Name of the records.
        what: &'static str,
        /// Their number, at least.
        count: usize,
        /// Most that are allowed.
        limit: usize,
    },
    /// It is in Gainsay's format, but damaged.
    #[error(
        "{} cannot be read: line {line}, column {column}: {what}. The file was not touched. \
         Correct that line in a text editor, or restore an earlier copy",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Line of the mistake, counted from 1.
        line: usize,
        /// Its column, in characters, counted from 1.
        column: usize,
        /// Expected value.
        what: String,
    },
    /// It is of a later version, with another structure.
    #[error(
        "{} is from a newer version of Gainsay (file version {version}; this one reads {read}): line {line}, column \
         {column}: {what}. The file was not touched. Update Gainsay to open it",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
        /// The latest version that is read.
        read: u32,
        /// Line of the difference, counted from 1.
        line: usize,
        /// Its column, in characters, counted from 1.
        column: usize,
        /// Expected value.
        what: String,
    },
}

/// Error of opening an annotation file.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file could not be read from the disk.
    #[error(transparent)]
    File(#[from] FileError),
    /// Its content is not valid.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Opens the annotation file at `path`; returns it with the stamp that a save expects.
///
/// # Errors
/// If it cannot be read, is longer than [`ANNOTATIONS_LIMIT`](files::ANNOTATIONS_LIMIT), or [`read`] refuses it.
pub fn open(path: &Path) -> Result<(AnnotationFile, Stamp), OpenError> {
    let (bytes, stamp) = files::read_bytes(path, files::ANNOTATIONS_LIMIT)?;
    Ok((read(path, bytes)?, stamp))
}

/// Reads an annotation file from its bytes; `path` is for the messages.
///
/// A byte-order mark is skipped, and Windows line ends in the text are read as plain ones.
///
/// # Errors
/// If it is not UTF-8, not RON, or does not have the structure of an annotation file.
pub fn read(path: &Path, source: Vec<u8>) -> Result<AnnotationFile, ReadError> {
    let mut source =
        files::decoded(source).map_err(|(byte, line)| ReadError::NotUtf8 { path: path.to_owned(), byte, line })?;
    let parts = match Parts::read_without_text(path, &mut source)? {
        Some(parts) => parts,
        None => Parts::read(path, &source)?,
    };
    // The source may be as large as the document: it is freed before the indices are built.
    drop(source);
    Ok(parts.assembled())
}

/// Contents of a file, in its order.
struct Parts {
    version: u32,
    article: Article,
    annotations: Vec<Arc<Annotation>>,
    relations: Vec<Relation>,
    notices: Vec<Notice>,
    tag_colours: TagColours,
    extra: Extra,
}

impl Parts {
    /// Reads a file as Gainsay writes it, with its text, which may be most of it, apart and once. `None` for a file of another
    /// layout or a damaged one; the source is then unchanged.
    fn read_without_text(path: &Path, source: &mut String) -> Result<Option<Self>, ReadError> {
        let Some((text, cut)) = v1::cut_text(source) else { return Ok(None) };
        counted(path, source)?;
        let text = ArticleText::new(text);
        let mut header = v1::Header::default();
        let mut intake = Intake::new(&text);
        match v1::read(source, &mut header, |annotation| intake.annotation(annotation)) {
            Ok(document) if document.text.is_empty() => {
                let version = header.version.and_then(Number::whole).unwrap_or(v1::VERSION);
                Ok(Some(Self::collected(version, document, intake, text.clone())))
            }
            _ => {
                v1::put_back(source, &cut);
                Ok(None)
            }
        }
    }

    /// Reads a file once; twice if its text is not where Gainsay puts it.
    fn read(path: &Path, source: &str) -> Result<Self, ReadError> {
        // Every passage needs the text, which is the last field, so it is searched for from the end. If that found something
        // else, the file is read once more with the right text.
        counted(path, source)?;
        let mut text = ArticleText::new(v1::find_text(source));
        let mut again = false;
        loop {
            let mut header = v1::Header::default();
            let mut intake = Intake::new(&text);
            let document = v1::read(source, &mut header, |annotation| intake.annotation(annotation))
                .map_err(|error| refusal(path, source, &header, &error))?;
            if again || normalised(&document.text) == text.as_str() {
                let version = header.version.and_then(Number::whole).unwrap_or(v1::VERSION);
                return Ok(Self::collected(version, document, intake, text.clone()));
            }
            text = ArticleText::new(document.text);
            again = true;
        }
    }

    fn collected(version: u32, document: v1::Document<'_>, mut intake: Intake<'_>, text: ArticleText) -> Self {
        if version > v1::VERSION {
            let what = format!(
                "the file is of version {version}, and this program writes {}: it is open for reading only",
                v1::VERSION
            );
            intake.notices.push(Notice { spot: Spot::File, check: "newer-version", what });
        }
        let tag_colours = document.tag_colours.0.into_iter().collect();
        let extra = intake.extra(Spot::File, "", document.unknown);
        let structure = intake.structure(document.structure, &text);
        let article = Article { structure, ..intake.article(document.article, text) };
        for relation in document.relations {
            intake.relation(relation);
        }
        intake.finish();
        let Intake { annotations, relations, notices, .. } = intake;
        Self { version, article, annotations, relations, notices, tag_colours, extra }
    }

    fn assembled(mut self) -> AnnotationFile {
        for (index, id) in repeated(self.annotations.iter().map(|annotation| annotation.id.clone()).collect()) {
            let annotation = Arc::make_mut(&mut self.annotations[index]);
            let old = std::mem::replace(&mut annotation.id, id.clone());
            self.notices.push(Notice::repeated(Spot::Annotation(index), &old, &id));
        }
        for (index, id) in repeated(self.relations.iter().map(|relation| relation.id.clone()).collect()) {
            let old = std::mem::replace(&mut self.relations[index].id, id.clone());
            self.notices.push(Notice::repeated(Spot::Relation(index), &old, &id));
        }
        let place = |spot: Spot| match spot {
            Spot::File => Place::File,
            Spot::Annotation(at) => Place::Annotation(self.annotations[at].id.clone()),
            Spot::Relation(at) => Place::Relation(self.relations[at].id.clone()),
        };
        let problem = |(number, Notice { spot, check, what }): (usize, Notice)| {
            Problem::at(place(spot), check, what).about(number.to_string())
        };
        let problems = self.notices.into_iter().enumerate().map(problem).collect();
        let (set, ..) = AnnotationSet::shared(self.annotations, self.relations);
        AnnotationFile {
            document: Document::new(self.article, set, self.extra).with_tag_colours(self.tag_colours),
            problems,
            version: self.version,
            newer: self.version > v1::VERSION,
        }
    }
}

/// Most records (marks, passages, speakers, links, spans of the structure) in a file: a million marks with all their parts. A
/// record of three bytes takes some hundred in memory.
pub const MOST_RECORDS: usize = 5_000_000;

/// Most values in a file: fields, tags, items of lists.
pub const MOST_VALUES: usize = 50_000_000;

/// Checks the limits before anything is read: every record has a bracket, every value a comma.
pub(in crate::storage) fn counted(path: &Path, source: &str) -> Result<(), ReadError> {
    for (byte, what, limit) in [(b'(', "marks, passages and links", MOST_RECORDS), (b',', "values", MOST_VALUES)] {
        let count = source.bytes().filter(|other| *other == byte).count();
        if count > limit {
            return Err(ReadError::TooMany { path: path.to_owned(), what, count, limit });
        }
    }
    Ok(())
}

/// Positions of repeated ids, each with a new id: `x-2`, `x-3`, …
fn repeated(ids: Vec<Id>) -> Vec<(usize, Id)> {
    let mut used: HashSet<Id> = ids.iter().cloned().collect();
    if used.len() == ids.len() {
        return Vec::new();
    }
    // The last number of each id, so that a thousand marks of one id do not take a million tries.
    let mut last: HashMap<Id, usize> = HashMap::new();
    let mut found = Vec::new();
    for (index, id) in ids.into_iter().enumerate() {
        let Some(number) = last.get_mut(&id) else {
            last.insert(id, 1);
            continue;
        };
        let new = loop {
            *number += 1;
            let new = Id::new(&format!("{id}-{number}"));
            if used.insert(new.clone()) {
                break new;
            }
        };
        found.push((index, new));
    }
    found
}

fn refusal(path: &Path, source: &str, header: &v1::Header<'_>, error: &ron::error::SpannedError) -> ReadError {
    let version = header.version.and_then(Number::whole);
    refusal_of(path, source, (header.format.as_deref(), v1::FORMAT), (version, v1::VERSION), error)
}

/// The error of a file that could not be parsed, by its format and version beside those that are read.
pub(in crate::storage) fn refusal_of(
    path: &Path,
    source: &str,
    (format, expected): (Option<&str>, &'static str),
    (version, read): (Option<u32>, u32),
    error: &ron::error::SpannedError,
) -> ReadError {
    let path = path.to_owned();
    let (line, column) = (error.span.end.line, error.span.end.col);
    let what = error.code.to_string();
    match (format, version) {
        (Some(format), Some(version)) if format == expected && version > read => {
            ReadError::Newer { path, version, read, line, column, what }
        }
        (Some(format), _) if format == expected => {
            let merged = source.lines().any(|line| line.starts_with("<<<<<<< "));
            let hint = if merged { " (the file holds both sides of a merge that git could not do)" } else { "" };
            ReadError::Damaged { path, line, column, what: what + hint }
        }
        (Some(format), _) => {
            let format = shortened(format);
            ReadError::NotGainsay { path, line, column, what: format!("it says that its format is {format:?}") }
        }
        (None, _) => ReadError::NotGainsay { path, line, column, what },
    }
}
