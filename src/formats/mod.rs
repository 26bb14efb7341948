//! Importers and exporters: one file a format, one row each in a table.
//!
//! Menus, file filters, the command line and the README derive from [`IMPORTERS`] and [`EXPORTERS`]. A new format is a
//! new file here and a new row below.

mod build;
mod commonmark;
mod csv;
mod decode;
mod html;
mod ledger;
mod magic;
mod map;
mod markdown;
mod pieces;
mod text;
mod w3c;

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::model::article::Article;
use crate::model::set::AnnotationSet;
use crate::model::text::MAX_BYTES;

pub use decode::encodings;

/// What makes an article of a file: its bytes, the encoding the person chose (a label of the Encoding Standard; `None` to detect it), and
/// the file's name without a folder.
type Read = fn(&[u8], Option<&str>, &str) -> Result<Imported, ImportError>;

/// A format in which articles come in: a row of [`IMPORTERS`].
#[derive(Debug)]
pub struct Importer {
    /// The id on the command line and in settings.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The file extensions it is known by, in small letters and without the dot.
    pub extensions: &'static [&'static str],
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
    /// One line for help.
    pub help: &'static str,
    /// The version of the text that it makes, which grows when that becomes another one; `None` if it takes the text as it
    /// is.
    pub version: Option<u32>,
    /// Makes the text, its structure and its title; what else an article has comes from [`Importer::read`].
    make: Read,
}

impl Importer {
    /// Reads a file of this format.
    ///
    /// # Errors
    /// If it is not one, too long, or the chosen encoding is unknown.
    pub fn read(&self, bytes: &[u8], encoding: Option<&str>, file: &str) -> Result<Imported, ImportError> {
        let mut imported = (self.make)(bytes, encoding, file)?;
        imported.article.file = file.to_owned();
        imported.article.media_type = self.media_type.to_owned();
        imported.article.importer = self.version.map(|version| format!("{} {version}", self.id)).unwrap_or_default();
        Ok(imported)
    }
}

/// A format in which annotations go out: a row of [`EXPORTERS`].
#[derive(Debug)]
pub struct Exporter {
    /// The id for `--to` and settings.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The extension of its files, without the dot; it may have two parts, so that formats do not write the same file.
    pub extension: &'static str,
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
    /// One line for help.
    pub help: &'static str,
    /// Writes an article with its annotations, as UTF-8. The same input gives the same bytes.
    pub write: fn(&Article, &AnnotationSet) -> String,
}

impl Exporter {
    /// Where to write instead of `path`, which may have the extension of any format.
    pub fn path(&self, path: &Path) -> PathBuf {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let endings = EXPORTERS.iter().map(|row| format!(".{}", row.extension));
        let stem = endings.filter_map(|ending| name.strip_suffix(&ending)).min_by_key(|stem| stem.len());
        match stem.filter(|stem| !stem.is_empty()) {
            Some(stem) => path.with_file_name(format!("{stem}.{}", self.extension)),
            None => path.with_extension(self.extension),
        }
    }
}

/// Every import format; the first takes the files that no other one knows by their extension.
pub const IMPORTERS: &[Importer] = &[
    Importer {
        id: "text",
        name: "Plain text",
        extensions: &["txt", "text"],
        media_type: "text/plain",
        help: "plain text in any encoding of the web, and UTF-32",
        version: None,
        make: text::read,
    },
    Importer {
        id: "markdown",
        name: "Markdown",
        extensions: &["md", "markdown"],
        media_type: "text/markdown",
        help: "Markdown by CommonMark, with tables and footnotes; offsets count the words that are shown",
        version: Some(1),
        make: commonmark::read,
    },
];

/// Every export format, in the order of menus.
pub const EXPORTERS: &[Exporter] = &[
    Exporter {
        id: "csv",
        name: "CSV table",
        extension: "csv",
        media_type: "text/csv",
        help: "one row a mark, for spreadsheets and data tools (RFC 4180, UTF-8)",
        write: csv::write,
    },
    Exporter {
        id: "markdown",
        name: "Markdown report",
        extension: "md",
        media_type: "text/markdown",
        help: "a report to read or to paste: each mark with its words, and the links (CommonMark)",
        write: markdown::write,
    },
    Exporter {
        id: "html",
        name: "Web page",
        extension: "html",
        media_type: "text/html",
        help: "one page that shows the article with its marks, to read, send or print",
        write: html::write,
    },
    Exporter {
        id: "report",
        name: "Report",
        extension: "report.html",
        media_type: "text/html",
        help: "one page for a reader without Gainsay, or for paper: ledger, map, article with its marks",
        write: html::report,
    },
    Exporter {
        id: "ledger-csv",
        name: "Ledger as CSV table",
        extension: "ledger.csv",
        media_type: "text/csv",
        help: "one row a claim with its standing and what answers it, then what hangs loose",
        write: ledger::csv::write,
    },
    Exporter {
        id: "ledger-markdown",
        name: "Ledger as Markdown",
        extension: "ledger.md",
        media_type: "text/markdown",
        help: "each claim with its standing and what answers it, then what hangs loose and who speaks (CommonMark)",
        write: ledger::markdown::write,
    },
    Exporter {
        id: "svg",
        name: "Map as picture",
        extension: "svg",
        media_type: "image/svg+xml",
        help: "claims, denials and evidence as boxes with arrows, to print or to put in a text (SVG)",
        write: map::svg::write,
    },
    Exporter {
        id: "dot",
        name: "Map for Graphviz",
        extension: "dot",
        media_type: "text/vnd.graphviz",
        help: "the same boxes and arrows, laid out by Graphviz (DOT)",
        write: map::dot::write,
    },
    Exporter {
        id: "w3c",
        name: "W3C Web Annotation",
        extension: "jsonld",
        media_type: "application/ld+json",
        help: "JSON-LD by the W3C Recommendation, for other annotation tools",
        write: w3c::write,
    },
];

/// The export format with this id.
pub fn exporter(id: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().find(|row| row.id == id)
}

/// The import format with this id.
pub fn importer(id: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|row| row.id == id)
}

/// The import format for a file, by its extension; plain text where no format knows that.
pub fn importer_for(path: &Path) -> &'static Importer {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    IMPORTERS.iter().find(|row| row.extensions.contains(&extension.as_str())).unwrap_or(&IMPORTERS[0])
}

/// An article as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The article; its `sha256` is left empty for whoever read the file.
    pub article: Article,
    /// Whether the file began with a byte-order mark, which is not part of the text.
    pub had_bom: bool,
}

/// Why a file is not read as an article.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// Something else than text, recognised by what it begins with.
    #[error("this is {what}; Gainsay reads {}", readable())]
    NotText {
        /// What it is, with its article: "a PDF document".
        what: &'static str,
    },
    /// More text than an article may have.
    #[error("the text has {} MiB; Gainsay opens articles of up to {} MiB", bytes.div_ceil(1 << 20), MAX_BYTES >> 20)]
    TooLong {
        /// Its length in bytes: of the file, or of the text in UTF-8 if only that is too long.
        bytes: usize,
    },
    /// The chosen encoding is none that the Encoding Standard names.
    #[error(
        "there is no encoding called {label:?}; choose one like \"UTF-8\" or \"windows-1252\", or let it be detected"
    )]
    UnknownEncoding {
        /// The label that was given.
        label: String,
    },
}

/// The names of all import formats, for a message: "plain text and Markdown".
fn readable() -> String {
    let names: Vec<String> = IMPORTERS
        .iter()
        .map(|row| match row.name.split_once(' ') {
            // "Plain text" in the middle of a sentence; "Markdown" is a name and keeps its capital.
            Some(_) => row.name.to_lowercase(),
            None => row.name.to_owned(),
        })
        .collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
