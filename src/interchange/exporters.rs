//! The formats in which annotations go out, each with what it cannot carry.

use std::io;
use std::path::{Path, PathBuf};

use crate::interchange::loss::Loss;
use crate::interchange::{
    Document, aif, argdown, brat, cas, claimreview, csv, html, hypothesis, jsonl, ledger, map, markdown, qdpx, w3c,
};

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
    /// What it cannot carry.
    pub loses: &'static [Loss],
    /// For a format that is a folder: how the files are made that several articles share.
    pub folder: Option<Gather>,
    /// Writes an article with its annotations. The same input gives the same bytes.
    pub write: fn(&Document) -> Output,
    /// Writes the same bit by bit, for a format that may be larger than memory.
    pub stream: Option<Stream>,
}

impl ExportFormat {
    /// True if it is a table, which Excel reads as UTF-8 only after a byte-order mark.
    pub fn is_table(&self) -> bool {
        self.media_type == "text/csv"
    }

    /// Where to write instead of `path`, which may have the extension of any format.
    pub fn path(&self, path: &Path) -> PathBuf {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let endings = EXPORTS.iter().map(|row| format!(".{}", row.extension));
        let stem = endings.filter_map(|ending| name.strip_suffix(&ending)).min_by_key(|stem| stem.len());
        match stem.filter(|stem| !stem.is_empty()) {
            Some(stem) => path.with_file_name(format!("{stem}.{}", self.extension)),
            None => path.with_extension(self.extension),
        }
    }
}

/// The export format with this id.
pub fn export_format(id: &str) -> Option<&'static ExportFormat> {
    EXPORTS.iter().find(|row| row.id == id)
}

const ROW: ExportFormat = ExportFormat {
    id: "",
    name: "",
    extension: "",
    media_type: "",
    help: "",
    loses: &[],
    folder: None,
    write: |_| Output::Text(String::new()),
    stream: None,
};

/// Every export format, in the order of menus.
pub const EXPORTS: &[ExportFormat] = &[
    ExportFormat {
        id: "csv",
        name: "CSV table",
        extension: "csv",
        media_type: "text/csv",
        help: "one row a mark, for spreadsheets and data tools (RFC 4180, UTF-8)",
        loses: &[
            Loss::Text,
            Loss::Structure,
            Loss::Title,
            Loss::Source,
            Loss::Address,
            Loss::File,
            Loss::Reading,
            Loss::FileFields,
            Loss::Fields,
            Loss::WrittenNames,
            Loss::RelationsFromNowhere,
            Loss::RelationRecords,
        ],
        write: |document| Output::Text(csv::write(&document.article, &document.set)),
        ..ROW
    },
    ExportFormat {
        id: "jsonl",
        name: "JSON lines",
        extension: "jsonl",
        media_type: "application/x-ndjson",
        help: "one annotation a line with all its fields, for DuckDB, Polars, Spark and scripts",
        loses: &[Loss::RelationsFromNowhere, Loss::FileFields, Loss::Structure, Loss::Text],
        write: |document| Output::Text(jsonl::write(document)),
        ..ROW
    },
    ExportFormat {
        id: "markdown",
        name: "Markdown report",
        extension: "md",
        media_type: "text/markdown",
        help: "a report to read or to paste: each mark with its words, and the links (CommonMark)",
        loses: &[Loss::Text, Loss::Structure, Loss::FileFields, Loss::Fields, Loss::WrittenNames],
        write: |document| Output::Text(markdown::write(&document.article, &document.set)),
        ..ROW
    },
    ExportFormat {
        id: "html",
        name: "Web page",
        extension: "html",
        media_type: "text/html",
        help: "one page that shows the article with its marks, to read, send or print",
        loses: &[Loss::FileFields, Loss::Fields, Loss::WrittenNames],
        write: |document| Output::Text(html::write(&document.article, &document.set)),
        stream: Some(html::stream),
        ..ROW
    },
    ExportFormat {
        id: "report",
        name: "Report",
        extension: "report.html",
        media_type: "text/html",
        help: "one page for a reader without Gainsay, or for paper: ledger, map, article with its marks",
        loses: &[Loss::FileFields, Loss::Fields, Loss::WrittenNames],
        write: |document| Output::Text(html::report(&document.article, &document.set)),
        stream: Some(html::stream_report),
        ..ROW
    },
    ExportFormat {
        id: "ledger-csv",
        name: "Ledger as CSV table",
        extension: "ledger.csv",
        media_type: "text/csv",
        help: "one row a claim with its standing and what answers it, then what hangs loose",
        loses: &[
            Loss::Notes,
            Loss::SpeakerPlaces,
            Loss::LostPlaces,
            Loss::ChangedWords,
            Loss::WrittenNames,
            Loss::Cues,
            Loss::Certainties,
            Loss::Tags,
            Loss::RelationNotes,
            Loss::UnknownRoles,
            Loss::RelationsFromNowhere,
            Loss::RelationsToNowhere,
            Loss::Created,
            Loss::Modified,
            Loss::Creators,
            Loss::RelationRecords,
            Loss::Fields,
            Loss::FileFields,
            Loss::Source,
            Loss::Address,
            Loss::Structure,
            Loss::Text,
            Loss::Title,
            Loss::File,
            Loss::Reading,
        ],
        write: |document| Output::Text(ledger::csv::write(&document.article, &document.set)),
        ..ROW
    },
    ExportFormat {
        id: "ledger-markdown",
        name: "Ledger as Markdown",
        extension: "ledger.md",
        media_type: "text/markdown",
        help: "each claim with its standing and what answers it, then what hangs loose and who speaks (CommonMark)",
        loses: &[
            Loss::Notes,
            Loss::SpeakerPlaces,
            Loss::LostPlaces,
            Loss::ChangedWords,
            Loss::WrittenNames,
            Loss::Cues,
            Loss::Certainties,
            Loss::Tags,
            Loss::RelationNotes,
            Loss::UnknownRoles,
            Loss::RelationsFromNowhere,
            Loss::RelationsToNowhere,
            Loss::Created,
            Loss::Modified,
            Loss::Creators,
            Loss::RelationRecords,
            Loss::Fields,
            Loss::FileFields,
            Loss::Structure,
            Loss::Text,
            Loss::Ids,
        ],
        write: |document| Output::Text(ledger::markdown::write(&document.article, &document.set)),
        ..ROW
    },
    ExportFormat {
        id: "svg",
        name: "Map as picture",
        extension: "svg",
        media_type: "image/svg+xml",
        help: "claims, denials and evidence as boxes with arrows, to print or to put in a text (SVG)",
        loses: &[
            Loss::Notes,
            Loss::SpeakerPlaces,
            Loss::LostPlaces,
            Loss::ChangedWords,
            Loss::WrittenNames,
            Loss::Cues,
            Loss::Certainties,
            Loss::Tags,
            Loss::Discuss,
            Loss::RelationsFromNowhere,
            Loss::RelationsToNowhere,
            Loss::Ids,
            Loss::Created,
            Loss::Modified,
            Loss::Creators,
            Loss::RelationRecords,
            Loss::Fields,
            Loss::FileFields,
            Loss::Source,
            Loss::Address,
            Loss::Structure,
            Loss::Reading,
            Loss::Text,
        ],
        write: |document| Output::Text(map::svg::write(&document.article, &document.set)),
        ..ROW
    },
    ExportFormat {
        id: "dot",
        name: "Map for Graphviz",
        extension: "dot",
        media_type: "text/vnd.graphviz",
        help: "the same boxes and arrows, laid out by Graphviz (DOT)",
        loses: &[
            Loss::Notes,
            Loss::SpeakerPlaces,
            Loss::LostPlaces,
            Loss::ChangedWords,
            Loss::WrittenNames,
            Loss::Cues,
            Loss::Certainties,
            Loss::Tags,
            Loss::Discuss,
            Loss::RelationsFromNowhere,
            Loss::RelationsToNowhere,
            Loss::Ids,
            Loss::Created,
            Loss::Modified,
            Loss::Creators,
            Loss::RelationRecords,
            Loss::Fields,
            Loss::FileFields,
            Loss::Source,
            Loss::Address,
            Loss::Structure,
            Loss::Reading,
            Loss::Text,
            Loss::File,
        ],
        write: |document| Output::Text(map::dot::write(&document.article, &document.set)),
        ..ROW
    },
    ExportFormat {
        id: "w3c",
        name: "W3C Web Annotation",
        extension: "jsonld",
        media_type: "application/ld+json",
        help: "JSON-LD by the W3C Recommendation, for other annotation tools",
        write: |document| Output::Text(w3c::write(document)),
        ..ROW
    },
    ExportFormat {
        id: "brat",
        name: "brat standoff",
        extension: "brat",
        media_type: "text/plain",
        help: "a folder with the text, its annotations (.ann) and their types (annotation.conf), for brat",
        loses: &[
            Loss::LostMarks,
            Loss::LostFragments,
            Loss::ChangedWords,
            Loss::WrittenNames,
            Loss::LineBreaks,
            Loss::OddBreaks,
            Loss::RelationsFromNowhere,
            Loss::RelationsToNowhere,
            Loss::Created,
            Loss::Modified,
            Loss::Creators,
            Loss::RelationRecords,
            Loss::Fields,
            Loss::FileFields,
            Loss::Title,
            Loss::Source,
            Loss::Address,
            Loss::File,
            Loss::Reading,
            Loss::Structure,
        ],
        folder: Some(brat::gather),
        write: |document| Output::Folder(brat::write(document)),
        ..ROW
    },
    ExportFormat {
        id: "hypothesis",
        name: "Hypothesis",
        extension: "hypothesis.json",
        media_type: "application/json",
        help: "the JSON that Hypothesis imports: each passage with its note as text, the rest as tags",
        loses: &[
            Loss::Relations,
            Loss::Fragments,
            Loss::LostPlaces,
            Loss::ChangedWords,
            Loss::SpeakerPlaces,
            Loss::WrittenNames,
            Loss::Cues,
            Loss::Fields,
            Loss::FileFields,
            Loss::Source,
            Loss::File,
            Loss::Reading,
            Loss::Structure,
            Loss::Text,
        ],
        write: |document| Output::Text(hypothesis::write(document)),
        ..ROW
    },
    ExportFormat {
        id: "qdpx",
        name: "REFI-QDA project",
        extension: "qdpx",
        media_type: "application/zip",
        help: "a project for ATLAS.ti, MAXQDA, NVivo and QualCoder: passages with codes, notes and links (REFI-QDA 1.5)",
        loses: &[
            Loss::LostMarks,
            Loss::LostFragments,
            Loss::ChangedWords,
            Loss::WrittenNames,
            Loss::RelationsFromNowhere,
            Loss::RelationsToNowhere,
            Loss::Controls,
            Loss::OddTimes,
            Loss::OddIds,
            Loss::RelationRecords,
            Loss::Fields,
            Loss::FileFields,
            Loss::Source,
            Loss::Address,
            Loss::Reading,
            Loss::Structure,
        ],
        write: |document| Output::Bytes(qdpx::write(document)),
        ..ROW
    },
    ExportFormat {
        id: "cas",
        name: "UIMA CAS JSON",
        extension: "cas.json",
        media_type: "application/json",
        help: "for INCEpTION and other UIMA tools: spans with features, relations, their type system (version 0.4)",
        loses: &[
            Loss::LostMarks,
            Loss::LostFragments,
            Loss::ChangedWords,
            Loss::RelationsFromNowhere,
            Loss::RelationsToNowhere,
            Loss::Fields,
            Loss::FileFields,
            Loss::Source,
            Loss::Reading,
            Loss::Structure,
        ],
        write: |document| Output::Text(cas::write(document)),
        ..ROW
    },
    ExportFormat {
        id: "aif",
        name: "Argument map (AIF)",
        extension: "aif.json",
        media_type: "application/json",
        help: "for OVA3 and other argument tools: passages as nodes, with who asserts them and what they attack (xAIF)",
        loses: &[
            Loss::Kinds,
            Loss::Notes,
            Loss::LostPlaces,
            Loss::ChangedWords,
            Loss::SpeakerPlaces,
            Loss::WrittenNames,
            Loss::Cues,
            Loss::Certainties,
            Loss::Tags,
            Loss::Discuss,
            Loss::RelationNotes,
            Loss::UnknownRoles,
            Loss::RelationsFromNowhere,
            Loss::RelationsToNowhere,
            Loss::Ids,
            Loss::Created,
            Loss::Modified,
            Loss::RelationRecords,
            Loss::Fields,
            Loss::FileFields,
            Loss::Title,
            Loss::Source,
            Loss::File,
            Loss::Reading,
            Loss::Structure,
        ],
        write: |document| Output::Text(aif::write(document)),
        ..ROW
    },
    ExportFormat {
        id: "argdown",
        name: "Argdown",
        extension: "argdown",
        media_type: "text/plain",
        help: "an argument map as text: statements with supports and attacks, all else as their data",
        loses: &[
            Loss::RelationsFromNowhere,
            Loss::RelationsToNowhere,
            Loss::RelationRecords,
            Loss::Fields,
            Loss::FileFields,
            Loss::Structure,
            Loss::Text,
        ],
        write: |document| Output::Text(argdown::write(document)),
        ..ROW
    },
    ExportFormat {
        id: "claimreview",
        name: "ClaimReview",
        extension: "claimreview.jsonld",
        media_type: "application/ld+json",
        help: "the claims as the start of fact-checks, without a rating, which is for their author to give (schema.org)",
        loses: &[
            Loss::OtherKinds,
            Loss::Relations,
            Loss::Places,
            Loss::LostPlaces,
            Loss::SpeakerPlaces,
            Loss::WrittenNames,
            Loss::Cues,
            Loss::Certainties,
            Loss::Discuss,
            Loss::Fields,
            Loss::FileFields,
            Loss::File,
            Loss::Reading,
            Loss::Structure,
            Loss::Text,
        ],
        write: |document| Output::Text(claimreview::write(document)),
        ..ROW
    },
];
