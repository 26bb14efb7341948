//! The type of an export format.

use std::io;

use crate::interchange::located::Located;
use crate::interchange::loss::Loss;
use crate::interchange::printing::{Cancelled, Printing};
use crate::model::document::Document;

/// The output of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// A text file.
    Text(String),
    /// A binary file.
    Bytes(Vec<u8>),
    /// A folder of files.
    Folder(Folder),
}

impl Output {
    /// The bytes of the file; `None` for a folder.
    pub fn file(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text.as_bytes()),
            Self::Bytes(bytes) => Some(bytes),
            Self::Folder(_) => None,
        }
    }
}

/// The files of a folder, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// Files of this article.
    pub files: Vec<(String, Vec<u8>)>,
    /// Files shared with the other articles in the folder.
    pub shared: Vec<(String, Vec<u8>)>,
}

/// Writes a document on pages.
pub type Print = fn(&Document, &Printing<'_>) -> Result<Vec<u8>, Cancelled>;

/// Writes a document piece by piece.
pub type Stream = fn(&Document, &mut dyn io::Write) -> io::Result<()>;

/// Merges the versions of a shared file from several articles.
pub type Gather = fn(&[&[u8]]) -> Vec<u8>;

/// The plain fields of marks that a format carries.
#[derive(Clone, Copy, Debug)]
pub enum Carried {
    /// All: the format is written from the table of fields.
    All,
    /// Those with these ids.
    Only(&'static [&'static str]),
}

/// An export format: a row of [`EXPORTS`](crate::interchange::EXPORTS).
#[derive(Debug)]
pub struct ExportFormat {
    /// The id for `--to` and settings.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The extension of its files without the dot. It may have two parts, so that formats do not write the same file.
    /// For a folder, the proposed extension of the folder.
    pub extension: &'static str,
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
    /// One line for help.
    pub help: &'static str,
    /// The plain fields of marks that it carries.
    pub fields: Carried,
    /// Further losses, in groups.
    pub loses: &'static [&'static [Loss]],
    /// For a folder: merges the files that several articles share.
    pub folder: Option<Gather>,
    /// Writes a document. The same document gives the same bytes.
    pub write: fn(&Located) -> Output,
    /// Writes the same piece by piece, for formats that may exceed memory.
    pub stream: Option<Stream>,
    /// Writes the same on paper of any size, for formats that have pages.
    pub print: Option<Print>,
    /// The same format with what it leaves out for brevity: ids, offsets and exact times.
    pub full: Option<&'static ExportFormat>,
}

impl ExportFormat {
    /// True if it cannot carry something.
    pub fn is_lost(&self, loss: Loss) -> bool {
        match (loss, self.fields) {
            (Loss::Field(_), Carried::All) => false,
            (Loss::Field(id), Carried::Only(ids)) => !ids.contains(&id),
            (loss, _) => self.loses.iter().any(|group| group.contains(&loss)),
        }
    }

    /// The same format with what it leaves out for brevity, if that is wanted and there is such a thing.
    pub fn extent(&'static self, full: bool) -> &'static Self {
        self.full.filter(|_| full).unwrap_or(self)
    }

    /// True for a table, which Excel reads as UTF-8 only after a byte-order mark.
    pub fn is_table(&self) -> bool {
        self.media_type == "text/csv"
    }
}
