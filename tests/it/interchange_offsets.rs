//! Offsets of every format, in the units of its tools.

use std::path::Path;

use gainsay::articles::article_format_for;
use gainsay::interchange::{EXPORTS, ExportFormat, Located};
use gainsay::model::annotation::{Annotation, Fragment, Id, Target};
use gainsay::model::article::Article;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use proptest::prelude::*;
use serde_json::Value;

use crate::sample;

/// Emoji, combining marks, letters beyond the BMP, characters that are escaped somewhere, and CRLF line ends.
const FILE: &str = "Ole\u{301} \u{1F468}\u{200D}\u{1F680} said:\r\n\r\n\u{1D49C}\u{1D4D1} lead & <tin> \u{5DB}\u{5D4}\r\nin the \u{1F9EA}.\r\n";

const PASSAGES: &[&str] = &[
    "Ole\u{301}",
    "\u{1F468}\u{200D}\u{1F680} said",
    "\u{1D49C}\u{1D4D1} lead & <tin>",
    "\u{5DB}\u{5D4}\nin the \u{1F9EA}",
];

/// A unit of offsets.
#[derive(Clone, Copy)]
enum Unit {
    Scalars,
    Utf16,
}

/// The text between two offsets.
fn slice(text: &str, unit: Unit, start: usize, end: usize) -> String {
    match unit {
        Unit::Scalars => text.chars().skip(start).take(end - start).collect(),
        Unit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).expect("no half of a character")
        }
    }
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// All objects in a JSON document with a value under a key.
fn all<'v>(value: &'v Value, key: &str, is: &str) -> Vec<&'v Value> {
    let own = value.get(key).is_some_and(|found| found == is).then_some(value);
    let below: Vec<&Value> = match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    };
    own.into_iter().chain(below.into_iter().flat_map(|value| all(value, key, is))).collect()
}

/// The passages in a JSON document, by their objects and the keys of their ends.
fn of_json(json: &str, text: &str, unit: Unit, (key, is): (&str, &str), ends: [&str; 2]) -> Vec<String> {
    let value: Value = serde_json::from_str(json).unwrap();
    let found = all(&value, key, is);
    found.into_iter().map(|found| slice(text, unit, number(&found[ends[0]]), number(&found[ends[1]]))).collect()
}

/// The passages found by a reader of a format: by offsets, or without offsets by text.
fn passages(row: &ExportFormat, located: &Located) -> Vec<String> {
    let text = located.document.article().text.as_str();
    let written = sample::text((row.write)(located));
    let words = |plain: &str| -> Vec<String> {
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        PASSAGES
            .iter()
            .filter(|words| plain.contains(&words.replace('\n', " ")))
            .map(|words| (*words).to_owned())
            .collect()
    };
    let pairs = |pairs: &str, between: &str, unit: Unit| {
        let (start, end) = pairs.split_once(between).unwrap();
        slice(text, unit, start.trim().parse().unwrap(), end.trim().parse().unwrap())
    };
    match row.id {
        "csv" => {
            let mut rows = csv_rows(&written);
            let place = rows.remove(0).iter().position(|name| name == "fragments").unwrap();
            rows.iter().map(|row| pairs(&row[place], "..", Unit::Scalars)).collect()
        }
        "jsonl" => {
            let lines = written.lines().flat_map(|line| {
                let line: Value = serde_json::from_str(line).unwrap();
                line["fragments"].as_array().unwrap().clone()
            });
            lines.map(|piece| slice(text, Unit::Scalars, number(&piece["start"]), number(&piece["end"]))).collect()
        }
        "w3c" => of_json(&written, text, Unit::Scalars, ("type", "TextPositionSelector"), ["start", "end"]),
        "hypothesis" => of_json(&written, text, Unit::Utf16, ("type", "TextPositionSelector"), ["start", "end"]),
        "cas" => of_json(&written, text, Unit::Utf16, ("%TYPE", "webanno.custom.Mark"), ["begin", "end"]),
        "brat" => {
            let spans = written.lines().filter(|line| line.starts_with('T') && line.contains("\tclaim "));
            let spans = spans.map(|line| line.split('\t').nth(1).unwrap().strip_prefix("claim ").unwrap());
            // Split at a line end, and joined here.
            spans
                .map(|span| {
                    span.split(';').map(|piece| pairs(piece, " ", Unit::Scalars)).collect::<Vec<_>>().join("\n")
                })
                .collect()
        }
        "qdpx" => {
            let tags = written.split("<PlainTextSelection ").skip(1);
            let attribute = |tag: &str, name: &str| {
                let rest = tag.split(&format!("{name}=\"")).nth(1).unwrap();
                rest.split('"').next().unwrap().parse::<usize>().unwrap()
            };
            tags.map(|tag| slice(text, Unit::Scalars, attribute(tag, "startPosition"), attribute(tag, "endPosition")))
                .collect()
        }
        "argdown" => {
            let data = written.lines().filter_map(|line| line.split("\"places\": [[").nth(1));
            data.map(|rest| pairs(rest.split(']').next().unwrap(), ",", Unit::Scalars)).collect()
        }
        "aif" => {
            let value: Value = serde_json::from_str(&written).unwrap();
            let page = value["text"].as_str().unwrap();
            let spans = page.split("<span class=\"highlighted\"").skip(1);
            spans
                .map(|rest| {
                    let words = rest.split_once('>').unwrap().1.split("</span>").next().unwrap();
                    html_escape::decode_html_entities(&words.replace("<br>", "\n")).into_owned()
                })
                .collect()
        }
        "claimreview" => {
            let value: Value = serde_json::from_str(&written).unwrap();
            value["@graph"]
                .as_array()
                .unwrap()
                .iter()
                .map(|review| review["claimReviewed"].as_str().unwrap().to_owned())
                .collect()
        }
        "markdown" | "ledger-markdown" => {
            words(&html_escape::decode_html_entities(&written.replace('\\', "").replace("\n>", "\n")))
        }
        "ledger-csv" => words(&written),
        // Text that a picture breaks into lines, and a page into pieces.
        "html" | "report" | "svg" | "dot" => {
            let plain = written.replace("</mark>", "").replace("<wbr>", "");
            let plain: String =
                plain.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect();
            words(&html_escape::decode_html_entities(&plain))
        }
        other => panic!("say here how {other} is read"),
    }
}

/// The cells of a table by RFC 4180.
fn csv_rows(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for c in table.trim_start_matches('\u{FEFF}').chars() {
        match c {
            '"' => {
                // Two quotation marks in a cell are one.
                if !quoted && !cell.is_empty() {
                    cell.push('"');
                }
                quoted = !quoted;
            }
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

fn located(article: &Article, ranges: &[ByteRange]) -> Located {
    let mark = |(index, range): (usize, &ByteRange)| {
        Annotation::new(sample::id(u32::try_from(index).unwrap()), Kind::new("claim"), Target::of(*range))
    };
    let marks: Vec<Annotation> = ranges.iter().enumerate().map(mark).collect();
    sample::located(article, &AnnotationSet::new(marks, []).0)
}

#[test]
fn every_format_counts_like_its_tools() {
    let article = article_format_for(Path::new("a.txt")).read(FILE.as_bytes(), None, "a.txt").unwrap().article;
    let ranges: Vec<ByteRange> = PASSAGES.iter().map(|words| sample::place(&article, words)).collect();
    let located = located(&article, &ranges);
    // Pages have no offsets.
    for row in EXPORTS.iter().filter(|row| row.print.is_none()) {
        assert_eq!(passages(row, &located), PASSAGES, "{}", row.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The same on arbitrary text, for formats with offsets.
    #[test]
    fn any_text_is_counted_as_its_tools_do(
        before in "[a\u{E9}\u{1F600}\u{301}\u{5DB}\r\n\u{1D49C}&<]{0,30}",
        words in "[b\u{DF}\u{1F469}\u{1F3FD}\u{1D4D1}]{1,9}",
        after in "[ \u{301}x\r\n\u{1F9EA}]{0,9}",
    ) {
        let file = format!("{before}b{words}b{after}");
        let article = article_format_for(Path::new("a.txt")).read(file.as_bytes(), None, "a.txt").unwrap().article;
        let range = sample::place(&article, &format!("b{words}b"));
        prop_assume!(article.text.admits(range));
        let words = article.text.slice(range).to_owned();
        let located = located(&article, &[range]);
        for row in EXPORTS.iter().filter(|row| {
            ["csv", "jsonl", "w3c", "hypothesis", "cas", "brat", "qdpx", "argdown"].contains(&row.id)
        }) {
            prop_assert_eq!(passages(row, &located), std::slice::from_ref(&words), "{}", row.id);
        }
    }
}

/// A passage of several fragments and a lost one, in every format with positions.
#[test]
fn a_lost_passage_has_no_position() {
    let article = article_format_for(Path::new("a.txt")).read(FILE.as_bytes(), None, "a.txt").unwrap().article;
    let lost = gainsay::model::selector::Quote { exact: "gone".to_owned(), ..Default::default() };
    let target = Target::new(vec![Fragment::Lost(Box::new(lost))]);
    let mark = Annotation::new(Id::new("x"), Kind::new("claim"), target);
    let located = sample::located(&article, &AnnotationSet::new([mark], []).0);
    for id in ["hypothesis", "cas", "brat", "qdpx"] {
        let row = gainsay::interchange::export_format(id).unwrap();
        assert!(passages(row, &located).is_empty(), "{id}");
    }
}
