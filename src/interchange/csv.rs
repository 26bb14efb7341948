//! Table export: RFC 4180, one row for each mark, UTF-8 without a byte-order mark.
//!
//! Offsets count Unicode scalars of the normalised text and are written `12..40`, since spreadsheets read `1-12` as a
//! date and `1:12` as a time. Cells that a spreadsheet would run as formulas get a leading apostrophe ("CSV Injection",
//! OWASP).

use crate::interchange::links::links;
use crate::interchange::passages::{changes, pieces, quotation, status};
use crate::model::annotation::{Annotation, Target};
use crate::model::article::Article;
use crate::model::field::{Fields, Plain, Value};
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;
use crate::model::visible;

/// The text of a cell in an annotation's row.
type Cell = fn(&Article, &AnnotationSet, &Annotation) -> String;

/// The columns before those of the plain fields.
const FIRST: &[(&str, Cell)] = &[
    ("id", |_, _, a| a.id.to_string()),
    ("kind", |_, _, a| a.kind.id().to_owned()),
    ("quote", |article, _, a| quotation(&article.text, &a.target)),
    ("fragments", |article, _, a| places(&article.text, &a.target)),
    ("status", |_, _, a| status(a).to_owned()),
    ("changes", |article, _, a| list(changes(&article.text, a).into_iter())),
    ("speaker_voice", |_, _, a| a.speaker.as_ref().map(|speaker| speaker.voice.id().to_owned()).unwrap_or_default()),
    ("speaker", |_, _, a| a.speaker.as_ref().map(|speaker| speaker.name.clone()).unwrap_or_default()),
    ("speaker_fragments", |article, _, a| {
        a.speaker.as_ref().map(|speaker| places(&article.text, &speaker.at)).unwrap_or_default()
    }),
    ("cue", |article, _, a| quotation(&article.text, &a.cue)),
    ("cue_fragments", |article, _, a| places(&article.text, &a.cue)),
];

/// Writes the table.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    table(header().collect(), set.annotations().iter().map(|annotation| cells(article, set, annotation).collect()))
}

/// The names of the columns of a mark: the first ones, the plain fields, the links, then dates and annotator.
pub fn header() -> impl Iterator<Item = String> {
    let names = FIRST.iter().map(|(name, _)| *name).chain(Annotation::details().map(|field| field.id));
    names.chain(["links"]).chain(Annotation::records().map(|field| field.id)).map(str::to_owned)
}

/// The cells of a mark.
pub fn cells(article: &Article, set: &AnnotationSet, annotation: &Annotation) -> impl Iterator<Item = String> {
    let first = FIRST.iter().map(move |(_, cell)| cell(article, set, annotation));
    let of = move |field: &Plain<Annotation>| value(&(field.get)(annotation));
    first.chain(Annotation::details().map(of)).chain([outgoing(set, annotation)]).chain(Annotation::records().map(of))
}

/// Text of a plain value.
fn value(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::List(texts) => list(texts.iter().cloned()),
    }
}

/// A table of a header and rows of equal length, with formulas escaped.
pub fn table(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows) {
        // Writing to memory rows of one length cannot fail.
        let written = table.write_record(row.into_iter().map(harmless));
        debug_assert!(written.is_ok(), "{written:?}");
    }
    let bytes = table.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The ranges of a target's fragments: `12..40; 55..60`; the former range of a lost one: `lost 12..40`.
fn places(text: &ArticleText, target: &Target) -> String {
    list(pieces(text, target).map(|piece| {
        let lost = if piece.lost { "lost " } else { "" };
        format!("{lost}{}..{}", piece.start, piece.end)
    }))
}

/// The links that start at an annotation: `rebuts <id>`, with the link's note in parentheses.
fn outgoing(set: &AnnotationSet, annotation: &Annotation) -> String {
    let links = links(set, &annotation.id).into_iter().filter(|link| link.outgoing);
    list(links.map(|link| match link.relation.note.as_str() {
        "" => format!("{} {}", link.verb, link.other),
        note => format!("{} {} ({note})", link.verb, link.other),
    }))
}

/// A list in one cell, separated by `; `; semicolons and backslashes in the items get a leading backslash.
pub fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| item.replace('\\', "\\\\").replace(';', "\\;")).collect::<Vec<_>>().join("; ")
}

/// A cell that no spreadsheet runs: with a leading apostrophe if it looks like a formula.
///
/// A cell that looks like a formula after its own apostrophes gets another one, so that removing one restores the cell.
fn harmless(cell: String) -> String {
    if is_formula(&cell) { format!("'{cell}") } else { cell }
}

fn is_formula(cell: &str) -> bool {
    // Characters that a spreadsheet ignores before the sign of a formula.
    let ignored = |c: char| c == '\'' || c.is_whitespace() || visible::invisible(c).is_some();
    let starts_with_control = cell.trim_start_matches('\'').starts_with(['\t', '\r', '\n']);
    let sign = cell.trim_start_matches(ignored);
    starts_with_control || sign.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}
