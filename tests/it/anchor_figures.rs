//! The fates of passages of real articles with known edits, from the folder that `GAINSAY_DATA` names.
//!
//! `GAINSAY_DATA=… cargo test anchor_figures -- --nocapture` prints the figures.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use gainsay::model::anchor::{Fate, Outcome, reanchor};
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::kind::Kind;
use gainsay::model::offset::{ByteRange, ScalarOffset};
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use serde_json::Value;

/// A passage of an old text with its known fate.
struct Vector {
    id: String,
    pair: String,
    fate: String,
    start: usize,
    end: usize,
    exact: String,
    /// The place it should have or overlap, in scalars of the new text.
    expected: Option<(usize, usize)>,
}

fn vectors(folder: &std::path::Path) -> Vec<Vector> {
    let lines = fs::read_to_string(folder.join("vectors.jsonl")).unwrap();
    let vector = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        let number = |value: &Value| value.as_u64().unwrap() as usize;
        let words = |name: &str| row[name].as_str().unwrap().to_owned();
        let expected = [&row["expect"], &row["expect_overlap"]].into_iter().find_map(Value::as_array);
        Vector {
            id: words("id"),
            pair: words("pair"),
            fate: words("fate"),
            start: number(&row["start"]),
            end: number(&row["end"]),
            exact: words("exact"),
            expected: expected.map(|range| (number(&range[0]), number(&range[1]))),
        }
    };
    lines.lines().map(vector).collect()
}

fn version(folder: &std::path::Path, pair: &str, which: &str) -> ArticleText {
    let entries = fs::read_dir(folder.join(pair)).unwrap().map(|entry| entry.unwrap().path());
    let file = entries.into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == which)).unwrap();
    ArticleText::new(String::from_utf8_lossy(&fs::read(file).unwrap()))
}

/// Number of passages with a fate, and of those with the right outcome.
#[derive(Default)]
struct Figure {
    of: usize,
    right: usize,
}

#[test]
fn passages_of_real_articles_have_their_known_fates() {
    let Some(folder) = std::env::var_os("GAINSAY_DATA").map(|data| PathBuf::from(data).join("revisions")) else {
        println!("skipped: GAINSAY_DATA does not name the folder with revisions");
        return;
    };
    let vectors = vectors(&folder);
    let mut pairs: BTreeMap<&str, Vec<&Vector>> = BTreeMap::new();
    for vector in &vectors {
        pairs.entry(&vector.pair).or_default().push(vector);
    }
    let mut figures: BTreeMap<&str, Figure> = BTreeMap::new();
    let (mut false_exact, mut wrong) = (0, Vec::new());
    for (pair, vectors) in pairs {
        let (old, new) = (version(&folder, pair, "old"), version(&folder, pair, "new"));
        let marks = vectors.iter().map(|vector| {
            let byte = |scalar: usize| old.byte_of_scalar(ScalarOffset::new(scalar)).unwrap();
            let range = ByteRange::new(byte(vector.start), byte(vector.end));
            assert_eq!(old.slice(range), vector.exact, "{}", vector.id);
            Annotation::new(Id::new(&vector.id), Kind::new("claim"), Target::of(range))
        });
        let set = AnnotationSet::new(marks, []).0;
        let carried = reanchor(&set, &old, &new, &|_| true).unwrap();
        for vector in vectors {
            let fate = carried.fates.iter().find(|fate| fate.annotation.as_str() == vector.id).unwrap();
            if let Outcome::Exact(range) | Outcome::Moved(range) = &fate.outcome {
                false_exact += usize::from(new.slice(*range) != vector.exact);
            }
            let right = is_right(vector, fate, &new);
            let figure = figures.entry(&vector.fate).or_default();
            figure.of += 1;
            figure.right += usize::from(right);
            if !right {
                wrong.push(said(vector, fate, &new));
            }
        }
    }
    println!("| fate | passages | right | |\n|---|---|---|---|");
    for (fate, figure) in &figures {
        let share = 100.0 * figure.right as f64 / figure.of as f64;
        println!("| {fate} | {} | {} | {share:.1} % |", figure.of, figure.right);
    }
    println!("\nCalled exact or moved, and on other words: {false_exact}");
    println!("{}", wrong.join("\n"));
    assert_eq!(false_exact, 0);
    for (fate, least) in [("exact", 1.0), ("moved", 1.0), ("changed", 0.95), ("gone", 0.98)] {
        let figure = &figures[fate];
        assert!(figure.right as f64 >= least * figure.of as f64, "{fate}: {} of {}", figure.right, figure.of);
    }
}

/// Exact and moved: the same text at the expected place. Changed: other text that overlaps it. Gone: lost.
fn is_right(vector: &Vector, fate: &Fate, new: &ArticleText) -> bool {
    let found =
        fate.outcome.range().map(|range| (new.scalar_of(range.start()).get(), new.scalar_of(range.end()).get()));
    match (vector.fate.as_str(), &fate.outcome, found, vector.expected) {
        ("exact" | "moved", Outcome::Exact(_) | Outcome::Moved(_), found, expected) => found == expected,
        ("changed", Outcome::Changed { .. }, Some((start, end)), Some((from, to))) => start < to && from < end,
        ("gone", Outcome::Lost { .. }, ..) => true,
        _ => false,
    }
}

fn said(vector: &Vector, fate: &Fate, new: &ArticleText) -> String {
    let words = match &fate.outcome {
        Outcome::Lost { candidate: Some((range, similarity)) } => format!("{similarity} {:?}", new.slice(*range)),
        outcome => format!("{:?}", outcome.range().map(|range| new.slice(range))),
    };
    format!("{}: {} became {}\n    {:?}\n    {words}", vector.id, vector.fate, fate.outcome.id(), vector.exact)
}
