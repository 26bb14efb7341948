//! A format in which annotations are exported.

use std::io;

use crate::interchange::located::Located;
use crate::interchange::loss::Loss;
use crate::model::document::Document;

/// What an export is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// One file of text.
    Text(String),
    /// One file that is not text.
    Bytes(Vec<u8>),
    /// Several files of one folder.
    Folder(Folder),
}

impl Output {
    /// The bytes of the file; nothing for a folder, which is not one file.
    pub fn file(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text.as_bytes()),
            Self::Bytes(bytes) => Some(bytes),
            Self::Folder(_) => None,
        }
    }
}

/// Files that lie in one folder, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// Those of the article alone.
    pub files: Vec<(String, Vec<u8>)>,
    /// Those that it shares with the other articles in the folder.
    pub shared: Vec<(String, Vec<u8>)>,
}

/// Writes an article with its annotations to a file, bit by bit.
pub type Stream = fn(&Document, &mut dyn io::Write) -> io::Result<()>;

/// Makes the one file that several articles share of what each of them would have there.
pub type Gather = fn(&[&[u8]]) -> Vec<u8>;

/// The plain fields of marks that a format carries.
#[derive(Clone, Copy, Debug)]
pub enum Carried {
    /// All of them: it is written from the table of fields.
    All,
    /// Those with these ids.
    Only(&'static [&'static str]),
}

/// A format in which annotations go out: a row of [`EXPORTS`].
#[derive(Debug)]
pub struct ExportFormat {
    /// The id for `--to` and settings.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The extension of its files, without the dot; it may have two parts, so that formats do not write the same file. Of a
    /// format that is a folder, the extension that is proposed for the folder.
    pub extension: &'static str,
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
    /// One line for help.
    pub help: &'static str,
    /// The plain fields of marks that it carries.
    pub fields: Carried,
    /// What else it cannot carry, in groups.
    pub loses: &'static [&'static [Loss]],
    /// For a format that is a folder: how the files are made that several articles share.
    pub folder: Option<Gather>,
    /// Writes an article with its annotations. The same input gives the same bytes.
    pub write: fn(&Located) -> Output,
    /// Writes the same bit by bit, for a format that may be larger than memory.
    pub stream: Option<Stream>,
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

    /// True if it is a table, which Excel reads as UTF-8 only after a byte-order mark.
    pub fn is_table(&self) -> bool {
        self.media_type == "text/csv"
    }
}
