//! The test vectors of five public suites for finding quoted passages again, each under its own contract.
//!
//! `GAINSAY_DATA=… cargo test anchor_suites -- --nocapture` prints the table: the number of cases that agree, and the
//! reasons for the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use gainsay::model::align::similarity::Similarity;
use gainsay::model::anchor::{Outcome, resolve};
use gainsay::model::offset::{ByteRange, ScalarOffset};
use gainsay::model::selector::{Quote, describe};
use gainsay::model::text::ArticleText;
use serde_json::Value;

fn words(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_i64().unwrap()).unwrap()
}

/// A range in scalars.
fn range(value: &Value) -> (usize, usize) {
    (number(&value[0]), number(&value[1]))
}

fn scalars(text: &ArticleText, range: ByteRange) -> (usize, usize) {
    (text.scalar_of(range.start()).get(), text.scalar_of(range.end()).get())
}

fn bytes(text: &ArticleText, (start, end): (usize, usize)) -> ByteRange {
    let byte = |scalar| text.byte_of_scalar(ScalarOffset::new(scalar)).unwrap();
    ByteRange::new(byte(start), byte(end))
}

const EMPTY: &str = "stricter: a passage has at least one character";
const FLOOR: &str = "stricter: below the floor for so few letters, so lost, with this place proposed";
const EVIDENCE: &str = "another question: context is evidence here, and a condition there";

/// Cases in which Gainsay is deliberately stricter than a suite, or is asked another question, with the reason.
const KNOWN: &[(&str, &str)] = &[
    ("annotator-quote-match/with prefix, no matches", EVIDENCE),
    ("annotator-quote-match/with suffix, no matches", EVIDENCE),
    ("annotator-quote-match/empty quote", EMPTY),
    ("annotator-quote-match/empty quote, multiple elements", EMPTY),
    ("annotator-position-match/empty quote", EMPTY),
    ("annotator-quote-describe/testCasesWithMinimalContext/empty quote", EMPTY),
    (
        "hypothesis-matchQuote/prefix we had nout",
        "stricter: of a short quote half the context must be left, so lost, with this place proposed",
    ),
    ("approx-string-match/emoji (utf-16)", FLOOR),
    ("diff-match-patch/fuzzy 2", FLOOR),
    ("diff-match-patch/multi 1", FLOOR),
    ("diff-match-patch/multi 2", FLOOR),
    ("diff-match-patch/main beyond end", FLOOR),
    (
        "diff-match-patch/strict distance",
        "another question: the same words are the passage however far they moved, and there only near",
    ),
    (
        "dom-anchor-text-quote/absent long 1",
        "another question: 81 % alike is changed, which the person confirms; there it is found or not",
    ),
];

/// The result of Gainsay for a case, and whether it is the expected one.
fn judged(row: &Value) -> (bool, String) {
    let text = ArticleText::new(words(&row["text"]));
    match row["source"].as_str().unwrap() {
        "annotator-position-match" => {
            let place = bytes(&text, (number(&row["selector"]["start"]), number(&row["selector"]["end"])));
            let found = text.admits(place).then(|| text.slice(place));
            (found == row["expect_text"].as_str(), format!("{found:?}"))
        }
        "annotator-quote-describe" => {
            // Gainsay always keeps 32 scalars of context, so the context that a suite finds sufficient must be adjacent
            // to the text.
            let (place, expected) = (bytes(&text, range(&row["range"])), &row["expect_selector"]);
            let quote = describe(&text, place);
            let context = quote.prefix.ends_with(&words(&expected["prefix"]))
                && quote.suffix.starts_with(&words(&expected["suffix"]));
            let found = resolve(&text, &Quote { start: far(), end: far(), ..quote.clone() });
            let alone = matches!(found, Outcome::Exact(range) | Outcome::Moved(range) if range == place);
            (quote.exact == words(&expected["exact"]) && context && alone, format!("{quote:?}, {found:?}"))
        }
        _ if row["vary"].is_string() => {
            // Gainsay ranks by the same similarity.
            let (whole, exact) = (words(&row["text"]), words(&row["exact"]));
            let (before, after) = whole.split_once(&exact).unwrap();
            let scores = row["expect_scores_strictly_falling"].as_array().unwrap().iter().map(|context| {
                let length = context.as_str().unwrap().len();
                let beside = if row["vary"] == "prefix" { before } else { &after[..length] };
                Similarity::of(&words(context), beside)
            });
            let scores: Vec<_> = scores.collect();
            (scores.windows(2).all(|pair| pair[0] > pair[1]), format!("{scores:?}"))
        }
        source => {
            let outcome = found(row, &text);
            (meets(row, source, &text, &outcome), format!("{outcome:?}"))
        }
    }
}

/// Beyond the end of every text: a position that tells nothing.
fn far() -> ScalarOffset {
    ScalarOffset::new(1 << 20)
}

/// The result of Gainsay for the quote of a case.
fn found(row: &Value, text: &ArticleText) -> Outcome {
    let selector = if row["selector"].is_object() { &row["selector"] } else { row };
    let hint = row["hint"].as_u64().map_or_else(far, |hint| ScalarOffset::new(hint as usize));
    let exact = words(if row["pattern"].is_string() { &row["pattern"] } else { &selector["exact"] });
    let (prefix, suffix) = (words(&selector["prefix"]), words(&selector["suffix"]));
    resolve(text, &Quote { exact, prefix, suffix, start: hint, end: hint })
}

/// True if an outcome is the expected one for a quote.
fn meets(row: &Value, source: &str, text: &ArticleText, outcome: &Outcome) -> bool {
    let places: Vec<_> = match outcome {
        Outcome::Ambiguous(places) => places.iter().map(|(range, _)| scalars(text, *range)).collect(),
        outcome => outcome.range().map(|range| scalars(text, range)).into_iter().collect(),
    };
    let at = |name: &str| row[name].as_array().map(|_| range(&row[name]));
    match source {
        "annotator-quote-match" => {
            let expected: Vec<_> = row["expect_all"].as_array().unwrap().iter().map(range).collect();
            places == expected
        }
        "approx-string-match" => {
            let by_scalars = row["expect_best_any_codepoints"].as_array().or(row["expect_best_any"].as_array());
            let best: Vec<_> = by_scalars.unwrap().iter().map(range).collect();
            if best.is_empty() { places.is_empty() } else { places.iter().any(|place| best.contains(place)) }
        }
        _ if !row["expect_start"].is_null() => {
            let start = row["expect_start"].as_i64().unwrap();
            places.first().map_or(-1, |(at, _)| i64::try_from(*at).unwrap()) == start
        }
        _ => places.first().copied() == at("expect") && places.len() < 2,
    }
}

#[test]
fn five_suites_agree_except_for_known_cases() {
    let Some(file) = std::env::var_os("GAINSAY_DATA").map(|data| PathBuf::from(data).join("anchoring/vectors.jsonl"))
    else {
        println!("skipped: GAINSAY_DATA does not name the folder with anchoring");
        return;
    };
    let mut table: BTreeMap<String, (usize, usize, Vec<&str>)> = BTreeMap::new();
    let mut unexplained = Vec::new();
    for line in fs::read_to_string(file).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let id = row["id"].as_str().unwrap();
        let (agrees, what) = judged(&row);
        let (cases, agreed, reasons) = table.entry(words(&row["source"])).or_default();
        *cases += 1;
        match (agrees, KNOWN.iter().find(|(case, _)| *case == id)) {
            (true, None) => *agreed += 1,
            (false, Some((_, why))) => reasons.push(why),
            (true, Some(_)) => unexplained.push(format!("{id} agrees now")),
            (false, None) => unexplained.push(format!("{id}: {what}")),
        }
    }
    println!("| suite | cases | agree | differ, and why |\n|---|---|---|---|");
    for (suite, (cases, agreed, reasons)) in &table {
        println!("| {suite} | {cases} | {agreed} | {} {} |", reasons.len(), reasons.join("; "));
    }
    assert!(unexplained.is_empty(), "\n{}", unexplained.join("\n"));
}
