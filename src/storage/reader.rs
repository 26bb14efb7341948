//! From the bytes of an annotation file to the model, with a list of all that was wrong with it.
//!
//! What can be understood is kept and reported; what cannot is refused with its line and column. Nothing is dropped in
//! silence, and nothing is attached to other words than the file says.

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
use crate::model::text::{ArticleText, normalised};
use crate::storage::files::{self, FileError, Stamp};
use crate::storage::intake::{Intake, Notice, Spot};
use crate::storage::record::Number;
use crate::storage::v1;

/// An annotation file, opened.
#[derive(Clone, Debug)]
pub struct AnnotationFile {
    /// The article, with the text that the file carries, and its annotations.
    pub document: Document,
    /// What was noticed in reading; [`problems`](crate::model::check::problems) adds what a look at the set shows.
    pub problems: Vec<Problem>,
    /// The version that the file says it is of.
    pub version: u32,
    /// True if that is a later one than this program writes: the file may be looked at, and must not be written over.
    pub newer: bool,
}

/// Why a file could not be opened. It was not touched.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The bytes are not text.
    #[error(
        "{} is not text in UTF-8: byte {byte}, in line {line}, cannot be decoded. Nothing was opened and the file was \
         not touched. Restore an earlier copy, or convert the file to UTF-8 in a text editor",
        path.display()
    )]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The offset of the first byte that is wrong, counted from 0.
        byte: usize,
        /// Its line, counted from 1.
        line: usize,
    },
    /// It does not say that it is Gainsay's.
    #[error(
        "{} is not a Gainsay annotation file: {what} (line {line}, column {column}). Nothing was opened and the file was \
         not touched. Open the article, or a .ron file that Gainsay saved",
        path.display()
    )]
    NotGainsay {
        /// The file.
        path: PathBuf,
        /// The line where that shows, counted from 1.
        line: usize,
        /// The column there, in characters, counted from 1.
        column: usize,
        /// What is there, or missing.
        what: String,
    },
    /// It holds more than fits in memory.
    #[error(
        "{} holds {count} {what}, and {limit} is the most that is opened. Nothing was opened and the file was not \
         touched. Split it into parts, and open those",
        path.display()
    )]
    TooMany {
        /// The file.
        path: PathBuf,
        /// What there are too many of.
        what: &'static str,
        /// How many, at least.
        count: usize,
        /// How many may be.
        limit: usize,
    },
    /// It is Gainsay's, but damaged.
    #[error(
        "{} cannot be read: line {line}, column {column}: {what}. Nothing was opened and the file was not touched. \
         Correct that line in a text editor, or restore an earlier copy",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line of the mistake, counted from 1.
        line: usize,
        /// The column there, in characters, counted from 1.
        column: usize,
        /// What was expected.
        what: String,
    },
    /// It is from a later version, and of another shape.
    #[error(
        "{} is from a newer version of Gainsay (file version {version}; this one reads {}): line {line}, column \
         {column}: {what}. Nothing was opened and the file was not touched. Update Gainsay to open it",
        path.display(), v1::VERSION
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version it says it is of.
        version: u32,
        /// The line where it is of another shape, counted from 1.
        line: usize,
        /// The column there, in characters, counted from 1.
        column: usize,
        /// What was expected.
        what: String,
    },
}

/// Why an annotation file could not be opened: the file, or what is in it.
#[derive(Debug, Error)]
pub enum OpenError {
    /// It could not be read from the disk.
    #[error(transparent)]
    File(#[from] FileError),
    /// It was read, and not understood.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Opens the annotation file at `path`, and says by what stamp to know it again when saving.
///
/// # Errors
/// If it cannot be read, is longer than [`ANNOTATIONS_LIMIT`](files::ANNOTATIONS_LIMIT), or [`read`] refuses it.
pub fn open(path: &Path) -> Result<(AnnotationFile, Stamp), OpenError> {
    let (bytes, stamp) = files::read_bytes(path, files::ANNOTATIONS_LIMIT)?;
    Ok((read(path, bytes)?, stamp))
}

/// Opens an annotation file from its bytes; `path` is for the messages.
///
/// A byte-order mark is passed over, and line ends of Windows in the text are taken for plain ones.
///
/// # Errors
/// If it is not UTF-8, not RON, or not of the shape of an annotation file: nothing of it can be trusted then.
pub fn read(path: &Path, source: Vec<u8>) -> Result<AnnotationFile, ReadError> {
    let mut source = String::from_utf8(source).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..byte].iter().filter(|byte| **byte == b'\n').count();
        ReadError::NotUtf8 { path: path.to_owned(), byte, line }
    })?;
    if source.starts_with('\u{FEFF}') {
        source.remove(0);
    }
    let parts = match Parts::read_without_text(path, &mut source)? {
        Some(parts) => parts,
        None => Parts::read(path, &source)?,
    };
    // The source may be as large as all that was made of it: it goes before the indices come.
    drop(source);
    Ok(parts.assembled())
}

/// What a file holds, in the file's order.
struct Parts {
    version: u32,
    article: Article,
    annotations: Vec<Arc<Annotation>>,
    relations: Vec<Relation>,
    notices: Vec<Notice>,
    extra: Extra,
}

impl Parts {
    /// Reads a file as Gainsay writes it: its text, which may be most of it, by itself, and once. Nothing if it is another
    /// one, or damaged; the source is then as it was.
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
        // Every passage needs the text, which is the last field: so it is looked for from the end. Should that have been
        // something else, all is read once more with the text that was met.
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
        let extra = intake.extra(Spot::File, "", document.unknown);
        let structure = intake.structure(document.structure, &text);
        let article = Article { structure, ..intake.article(document.article, text) };
        for relation in document.relations {
            intake.relation(relation);
        }
        intake.finish();
        let Intake { annotations, relations, notices, .. } = intake;
        Self { version, article, annotations, relations, notices, extra }
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
            document: Document::new(self.article, set, self.extra),
            problems,
            version: self.version,
            newer: self.version > v1::VERSION,
        }
    }
}

/// The most records (marks, passages, speakers, links, pieces of the structure) in a file: a million marks with all they can
/// have. A record of three bytes takes some hundred in memory.
pub const MOST_RECORDS: usize = 5_000_000;

/// The most values in a file: fields, tags, items of lists.
pub const MOST_VALUES: usize = 50_000_000;

/// Looks how much there may be in a file before any of it is read: every record has a bracket, every value a comma.
fn counted(path: &Path, source: &str) -> Result<(), ReadError> {
    for (byte, what, limit) in [(b'(', "marks, passages and links", MOST_RECORDS), (b',', "values", MOST_VALUES)] {
        let count = source.bytes().filter(|other| *other == byte).count();
        if count > limit {
            return Err(ReadError::TooMany { path: path.to_owned(), what, count, limit });
        }
    }
    Ok(())
}

/// The places of ids that were there before, with new ones that nothing else has: `x-2`, `x-3`, …
fn repeated(ids: Vec<Id>) -> Vec<(usize, Id)> {
    let mut used: HashSet<Id> = ids.iter().cloned().collect();
    if used.len() == ids.len() {
        return Vec::new();
    }
    // Where the last number was, so that a thousand marks of one id do not take a million tries.
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
    let path = path.to_owned();
    let (line, column) = (error.span.end.line, error.span.end.col);
    let what = error.code.to_string();
    let version = header.version.and_then(Number::whole);
    match (&header.format, version) {
        (Some(format), Some(version)) if &**format == v1::FORMAT && version > v1::VERSION => {
            ReadError::Newer { path, version, line, column, what }
        }
        (Some(format), _) if &**format == v1::FORMAT => {
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
