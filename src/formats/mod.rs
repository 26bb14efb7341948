//! Importers and exporters: one file a format, one row each in a table.
//!
//! Menus, file filters, the command line and the README derive from [`IMPORTERS`], for articles, and from [`EXPORTERS`],
//! for annotations. A new format is a new file here and a new row in its table.

mod build;
mod commonmark;
mod csv;
mod decode;
mod document;
mod exporters;
mod html;
mod ledger;
mod loss;
mod magic;
mod map;
mod markdown;
mod pieces;
mod text;
mod w3c;

use std::path::Path;

use thiserror::Error;

use crate::model::article::Article;
use crate::model::text::MAX_BYTES;

pub use decode::encodings;
pub use document::Document;
pub use exporters::{EXPORTERS, Exporter, Folder, Gather, Output, exporter};
pub use loss::{LOSSES, Loss, Lost, listed, losses};

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
