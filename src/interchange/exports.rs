//! The table of export formats.

use std::path::{Path, PathBuf};

use crate::interchange::export_format::{Carried, ExportFormat, Output, Print};
use crate::interchange::loss::Loss;
use crate::interchange::printing::Printing;
use crate::interchange::{
    aif, argdown, brat, cas, claimreview, csv, html, hypothesis, jsonl, ledger, map, markdown, pdf, qdpx, w3c,
};
use crate::model::document::Document;
use crate::model::paper::Paper;

/// The export format with this id.
pub fn export_format(id: &str) -> Option<&'static ExportFormat> {
    EXPORTS.iter().find(|row| row.id == id)
}

/// `path` with the extension of `format` instead of that of any other format.
pub fn export_path(format: &ExportFormat, path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let endings = EXPORTS.iter().map(|row| format!(".{}", row.extension));
    let stem = endings.filter_map(|ending| name.strip_suffix(&ending)).min_by_key(|stem| stem.len());
    match stem.filter(|stem| !stem.is_empty()) {
        Some(stem) => path.with_file_name(format!("{stem}.{}", format.extension)),
        None => path.with_extension(format.extension),
    }
}

/// The plain fields that the formats with a schema of their own know.
const EVERY_KNOWN: Carried = Carried::Only(&["certainty", "note", "tags", "discuss", "created", "modified", "creator"]);

/// The plain fields of a report that is not full.
const BRIEF: Carried = Carried::Only(&["certainty", "note", "tags", "discuss", "created", "creator"]);
/// Records for programs.
const RECORDS: &[Loss] =
    &[Loss::Ids, Loss::RelationRecords, Loss::FormerPositions, Loss::SpeakerPositions, Loss::OriginalNames];

/// Losses of summaries, which name passages and speakers without their places.
const SUMMARY: &[Loss] =
    &[Loss::FormerPositions, Loss::OriginalTexts, Loss::SpeakerPositions, Loss::OriginalNames, Loss::Cues];
/// Losses of formats whose marks are spans of the text.
const FOUND_ONLY: &[Loss] = &[Loss::LostMarks, Loss::LostFragments, Loss::OriginalTexts];
/// Links with an end that is missing.
const DANGLING: &[Loss] = &[Loss::MissingSources, Loss::MissingTargets];
/// Unknown fields, the colours of tags, and replaced details of the article, which only Gainsay has.
const UNKNOWN: &[Loss] = &[Loss::UnknownFields, Loss::UnknownFileFields, Loss::TagColours, Loss::ReplacedDetails];
/// Losses of formats that do not say how the article was read.
const ORIGIN: &[Loss] = &[Loss::Source, Loss::FileDetails, Loss::Structure];

const ROW: ExportFormat = ExportFormat {
    id: "",
    name: "",
    extension: "",
    media_type: "",
    help: "",
    fields: Carried::All,
    loses: &[],
    folder: None,
    write: |_| Output::Text(String::new()),
    stream: None,
    print: None,
    full: None,
};

const REPORT: ExportFormat = ExportFormat {
    id: "report",
    name: "Report",
    extension: "report.html",
    media_type: "text/html",
    help: "one page for a reader without Gainsay, or for paper: ledger, map, article with its marks",
    fields: BRIEF,
    loses: &[UNKNOWN, RECORDS],
    write: |located| Output::Text(html::report(located.document.article(), located.document.set())),
    stream: Some(html::stream_report),
    ..ROW
};
const FULL_REPORT: ExportFormat = ExportFormat {
    fields: EVERY_KNOWN,
    loses: &[UNKNOWN, &[Loss::OriginalNames]],
    write: |located| Output::Text(html::full_report(located.document.article(), located.document.set())),
    stream: Some(html::stream_full_report),
    ..REPORT
};

const PDF: ExportFormat = ExportFormat {
    id: "pdf",
    name: "Report as PDF",
    extension: "report.pdf",
    media_type: "application/pdf",
    help: "the report to print or to send: ledger, map, article with its marks",
    fields: BRIEF,
    loses: &[UNKNOWN, RECORDS],
    write: |located| printed(&located.document, pdf::report),
    print: Some(pdf::report),
    ..ROW
};
const FULL_PDF: ExportFormat = ExportFormat {
    fields: EVERY_KNOWN,
    loses: &[UNKNOWN, &[Loss::OriginalNames, Loss::SpeakerPositions]],
    write: |located| printed(&located.document, pdf::full_report),
    print: Some(pdf::full_report),
    ..PDF
};

/// A PDF file on the usual paper.
fn printed(document: &Document, print: Print) -> Output {
    // Nothing cancels it.
    Output::Bytes(print(document, &Printing::on(Paper::A4)).unwrap_or_default())
}

/// Every export format, in the order of menus.
pub const EXPORTS: &[ExportFormat] = &[
    ExportFormat {
        id: "csv",
        name: "CSV table",
        extension: "csv",
        media_type: "text/csv",
        help: "one row a mark, for spreadsheets and data tools (RFC 4180, UTF-8)",
        fields: Carried::All,
        loses: &[
            UNKNOWN,
            ORIGIN,
            &[
                Loss::Text,
                Loss::Title,
                Loss::Address,
                Loss::File,
                Loss::OriginalNames,
                Loss::MissingSources,
                Loss::RelationRecords,
            ],
        ],
        write: |located| Output::Text(csv::write(located.document.article(), located.document.set())),
        ..ROW
    },
    ExportFormat {
        id: "jsonl",
        name: "JSON lines",
        extension: "jsonl",
        media_type: "application/x-ndjson",
        help: "one annotation a line with all its fields, for DuckDB, Polars, Spark and scripts",
        fields: Carried::All,
        loses: &[&[
            Loss::MissingSources,
            Loss::UnknownFileFields,
            Loss::TagColours,
            Loss::ReplacedDetails,
            Loss::Structure,
            Loss::Text,
        ]],
        write: |located| Output::Text(jsonl::write(located)),
        ..ROW
    },
    ExportFormat {
        id: "markdown",
        name: "Markdown report",
        extension: "md",
        media_type: "text/markdown",
        help: "a report to read or paste: each mark with its text, and the links (CommonMark)",
        fields: EVERY_KNOWN,
        loses: &[UNKNOWN, &[Loss::Text, Loss::Structure, Loss::OriginalNames]],
        write: |located| Output::Text(markdown::write(located.document.article(), located.document.set())),
        ..ROW
    },
    ExportFormat {
        id: "html",
        name: "Web page",
        extension: "html",
        media_type: "text/html",
        help: "one page that shows the article with its marks, to read, send or print",
        fields: EVERY_KNOWN,
        loses: &[UNKNOWN, &[Loss::OriginalNames]],
        write: |located| Output::Text(html::write(located.document.article(), located.document.set())),
        stream: Some(html::stream),
        ..ROW
    },
    ExportFormat { full: Some(&FULL_REPORT), ..REPORT },
    ExportFormat { full: Some(&FULL_PDF), ..PDF },
    ExportFormat {
        id: "article-pdf",
        name: "Marked article as PDF",
        extension: "marked.pdf",
        media_type: "application/pdf",
        help: "the article with its marks, kinds and speakers, to print or to read",
        fields: Carried::Only(&[]),
        loses: &[
            SUMMARY,
            FOUND_ONLY,
            UNKNOWN,
            &[Loss::Relations, Loss::RelationRecords, Loss::CuePositions, Loss::Ids, Loss::FileDetails],
        ],
        write: |located| printed(&located.document, pdf::marked),
        print: Some(pdf::marked),
        ..ROW
    },
    ExportFormat {
        id: "ledger-csv",
        name: "Ledger as CSV table",
        extension: "ledger.csv",
        media_type: "text/csv",
        help: "one row a claim with its standing and what answers it, then what hangs loose",
        fields: Carried::Only(&["discuss"]),
        loses: &[
            SUMMARY,
            DANGLING,
            UNKNOWN,
            ORIGIN,
            &[
                Loss::RelationNotes,
                Loss::UnknownRoles,
                Loss::RelationRecords,
                Loss::Address,
                Loss::Text,
                Loss::Title,
                Loss::File,
            ],
        ],
        write: |located| Output::Text(ledger::csv::write(located.document.article(), located.document.set())),
        ..ROW
    },
    ExportFormat {
        id: "ledger-markdown",
        name: "Ledger as Markdown",
        extension: "ledger.md",
        media_type: "text/markdown",
        help: "each claim with its standing and what answers it, then what hangs loose and who speaks (CommonMark)",
        fields: Carried::Only(&["discuss"]),
        loses: &[
            SUMMARY,
            DANGLING,
            UNKNOWN,
            &[Loss::RelationNotes, Loss::UnknownRoles, Loss::RelationRecords, Loss::Structure, Loss::Text, Loss::Ids],
        ],
        write: |located| Output::Text(ledger::markdown::write(located.document.article(), located.document.set())),
        ..ROW
    },
    ExportFormat {
        id: "svg",
        name: "Map as picture",
        extension: "svg",
        media_type: "image/svg+xml",
        help: "claims, denials and evidence as boxes with arrows, to print or to put in a text (SVG)",
        fields: Carried::Only(&[]),
        loses: &[SUMMARY, DANGLING, UNKNOWN, ORIGIN, &[Loss::Ids, Loss::RelationRecords, Loss::Address, Loss::Text]],
        write: |located| Output::Text(map::svg::write(located.document.article(), located.document.set())),
        ..ROW
    },
    ExportFormat {
        id: "dot",
        name: "Map for Graphviz",
        extension: "dot",
        media_type: "text/vnd.graphviz",
        help: "the same boxes and arrows, laid out by Graphviz (DOT)",
        fields: Carried::Only(&[]),
        loses: &[
            SUMMARY,
            DANGLING,
            UNKNOWN,
            ORIGIN,
            &[Loss::Ids, Loss::RelationRecords, Loss::Address, Loss::Text, Loss::File],
        ],
        write: |located| Output::Text(map::dot::write(located.document.article(), located.document.set())),
        ..ROW
    },
    ExportFormat {
        id: "w3c",
        name: "W3C Web Annotation",
        extension: "jsonld",
        media_type: "application/ld+json",
        help: "JSON-LD by the W3C Recommendation, for other annotation tools",
        fields: EVERY_KNOWN,
        write: |located| Output::Text(w3c::write(located)),
        ..ROW
    },
    ExportFormat {
        id: "brat",
        name: "brat standoff",
        extension: "brat",
        media_type: "text/plain",
        help: "a folder with the text, its annotations (.ann) and their types (annotation.conf), for brat",
        fields: Carried::Only(&["certainty", "note", "tags", "discuss"]),
        loses: &[
            FOUND_ONLY,
            DANGLING,
            UNKNOWN,
            ORIGIN,
            &[
                Loss::OriginalNames,
                Loss::LineBreaks,
                Loss::UnusualBreaks,
                Loss::RelationRecords,
                Loss::Title,
                Loss::Address,
                Loss::File,
            ],
        ],
        folder: Some(brat::gather),
        write: |located| Output::Folder(brat::write(&located.document)),
        ..ROW
    },
    ExportFormat {
        id: "hypothesis",
        name: "Hypothesis",
        extension: "hypothesis.json",
        media_type: "application/json",
        help: "the JSON that Hypothesis imports: each passage with its note as text, the rest as tags",
        fields: EVERY_KNOWN,
        loses: &[SUMMARY, UNKNOWN, ORIGIN, &[Loss::Relations, Loss::Fragments, Loss::File, Loss::Text]],
        write: |located| Output::Text(hypothesis::write(&located.document)),
        ..ROW
    },
    ExportFormat {
        id: "qdpx",
        name: "REFI-QDA project",
        extension: "qdpx",
        media_type: "application/zip",
        help: "a project for ATLAS.ti, MAXQDA, NVivo and QualCoder: passages with codes, notes and links (REFI-QDA 1.5)",
        fields: EVERY_KNOWN,
        loses: &[
            FOUND_ONLY,
            DANGLING,
            UNKNOWN,
            ORIGIN,
            &[Loss::OriginalNames, Loss::Controls, Loss::OddTimes, Loss::OddIds, Loss::RelationRecords, Loss::Address],
        ],
        write: |located| Output::Bytes(qdpx::write(&located.document)),
        ..ROW
    },
    ExportFormat {
        id: "cas",
        name: "UIMA CAS JSON",
        extension: "cas.json",
        media_type: "application/json",
        help: "for INCEpTION and other UIMA tools: spans with features, relations, their type system (version 0.4)",
        fields: Carried::All,
        loses: &[FOUND_ONLY, DANGLING, UNKNOWN, ORIGIN],
        write: |located| Output::Text(cas::write(&located.document)),
        ..ROW
    },
    ExportFormat {
        id: "aif",
        name: "Argument map (AIF)",
        extension: "aif.json",
        media_type: "application/json",
        help: "for OVA3 and other argument tools: passages as nodes, with who asserts them and what they attack (xAIF)",
        fields: Carried::Only(&["creator"]),
        loses: &[
            SUMMARY,
            DANGLING,
            UNKNOWN,
            ORIGIN,
            &[
                Loss::Kinds,
                Loss::RelationNotes,
                Loss::UnknownRoles,
                Loss::Ids,
                Loss::RelationRecords,
                Loss::Title,
                Loss::File,
            ],
        ],
        write: |located| Output::Text(aif::write(&located.document)),
        ..ROW
    },
    ExportFormat {
        id: "argdown",
        name: "Argdown",
        extension: "argdown",
        media_type: "text/plain",
        help: "an argument map as text: statements with supports and attacks, all else as their data",
        fields: Carried::All,
        loses: &[DANGLING, UNKNOWN, &[Loss::RelationRecords, Loss::Structure, Loss::Text]],
        write: |located| Output::Text(argdown::write(located)),
        ..ROW
    },
    ExportFormat {
        id: "claimreview",
        name: "ClaimReview",
        extension: "claimreview.jsonld",
        media_type: "application/ld+json",
        help: "the claims as the start of fact-checks, without a rating, which is for their author to give (schema.org)",
        fields: Carried::Only(&["note", "tags", "created", "modified", "creator"]),
        loses: &[
            UNKNOWN,
            &[
                Loss::OtherKinds,
                Loss::Relations,
                Loss::Positions,
                Loss::FormerPositions,
                Loss::SpeakerPositions,
                Loss::OriginalNames,
                Loss::Cues,
                Loss::File,
                Loss::FileDetails,
                Loss::Structure,
                Loss::Text,
            ],
        ],
        write: |located| Output::Text(claimreview::write(&located.document)),
        ..ROW
    },
];
