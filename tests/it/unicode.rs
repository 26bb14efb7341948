//! The test files of the Unicode Character Database, through what the program itself uses.
//!
//! They are not in the repository: they come with the source of `icu_segmenter`, which cargo has downloaded, and with
//! Debian's package `unicode-data`, there of the version of the system. A test whose file is missing says so and passes.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::script::is_unspaced;
use gainsay::model::segment::{next_grapheme, previous_grapheme, sentences, word_at};
use gainsay::model::text::ArticleText;

/// The text of a test file, if it is on this machine.
pub fn ucd(name: &str) -> Option<String> {
    let home = || std::env::home_dir().map(|home| home.join(".cargo"));
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home);
    let registries = cargo.and_then(|cargo| fs::read_dir(cargo.join("registry/src")).ok()).into_iter().flatten();
    let crates = registries.flatten().filter_map(|registry| fs::read_dir(registry.path()).ok()).flatten().flatten();
    let icu = crates.filter(|entry| entry.file_name().to_string_lossy().starts_with("icu_segmenter-2."));
    let mut places: Vec<PathBuf> =
        icu.map(|entry| entry.path().join(format!("tests/testdata/{name}_17.txt"))).collect();
    for folder in ["", "auxiliary/"] {
        places.push(PathBuf::from(format!("/usr/share/unicode/{folder}{name}.txt")));
    }
    // Rules of breaks change with the version, those of direction do not.
    let is_current = |source: &String| name.starts_with("Bidi") || source.starts_with(&format!("# {name}-17."));
    let found = places.iter().filter_map(|place| fs::read_to_string(place).ok()).find(is_current);
    if found.is_none() {
        println!("skipped: {name}.txt of Unicode 17 is neither in cargo's registry nor in /usr/share/unicode");
    }
    found
}

/// The segments of each line of a break test, except those that no article can have: a carriage return becomes a line
/// feed, and a byte-order mark at the start is dropped.
fn cases(source: &str) -> Vec<Vec<String>> {
    let lines = source.lines().map(|line| line.split('#').next().unwrap().trim()).filter(|line| !line.is_empty());
    let letter = |code: &str| char::from_u32(u32::from_str_radix(code, 16).unwrap());
    let segment =
        |part: &str| -> Option<String> { part.split('×').map(|code| letter(code.trim())).collect::<Option<String>>() };
    let case = |line: &str| -> Option<Vec<String>> {
        line.split('÷').map(str::trim).filter(|part| !part.is_empty()).map(segment).collect()
    };
    let is_article = |case: &Vec<String>| case.concat() == ArticleText::new(case.concat()).as_str();
    lines.filter_map(case).filter(is_article).collect()
}

/// The places where segments begin, and the end.
fn breaks(case: &[String]) -> BTreeSet<usize> {
    let mut at = 0;
    let ends = case.iter().map(|segment| {
        at += segment.len();
        at
    });
    ends.chain([0]).collect()
}

#[test]
fn grapheme_clusters_are_those_of_unicode() {
    let Some(source) = ucd("GraphemeBreakTest") else { return };
    let cases = cases(&source);
    assert!(cases.len() > 500, "only {} cases", cases.len());
    for case in cases {
        let text = ArticleText::new(case.concat());
        let expected = breaks(&case);
        let mut forwards = BTreeSet::from([0]);
        let mut at = ByteOffset::ZERO;
        while at < text.end() {
            at = next_grapheme(&text, at);
            forwards.insert(at.get());
        }
        let mut backwards = BTreeSet::from([at.get()]);
        while at > ByteOffset::ZERO {
            at = previous_grapheme(&text, at);
            backwards.insert(at.get());
        }
        assert_eq!(forwards, expected, "{case:?}");
        assert_eq!(backwards, expected, "{case:?} backwards");
    }
}

/// Words have a letter or digit: what else the rules keep together is no word of an article. Those of scripts without
/// spaces are in dictionaries.
#[test]
fn words_are_those_of_unicode() {
    let Some(source) = ucd("WordBreakTest") else { return };
    let mut count = 0;
    for case in cases(&source).iter().filter(|case| !case.concat().contains(is_unspaced)) {
        let text = ArticleText::new(case.concat());
        let mut start = 0;
        for segment in case {
            let range = ByteRange::of(start, start + segment.len());
            start += segment.len();
            if segment.contains(char::is_alphanumeric) {
                count += 1;
                for (at, _) in segment.char_indices() {
                    let place = ByteOffset::new(range.start().get() + at);
                    assert_eq!(word_at(&text, place), Some(range), "{case:?} at {place}");
                }
            }
        }
    }
    assert!(count > 1000, "only {count} words");
}

/// Sentences end where the rules end them, except before a lower-case letter, and right after a full stop, without white
/// space.
#[test]
fn sentences_are_those_of_unicode() {
    let Some(source) = ucd("SentenceBreakTest") else { return };
    let cases: Vec<_> = cases(&source).into_iter().filter(|case| !case.concat().contains('\n')).collect();
    assert!(cases.len() > 300, "only {} cases", cases.len());
    let mut joined = 0;
    for case in &cases {
        let text = ArticleText::new(case.concat());
        let found = sentences(&text, text.whole());
        let mut start = 0;
        let pieces: Vec<ByteRange> = case
            .iter()
            .filter_map(|segment| {
                start += segment.len();
                text.trimmed(ByteRange::of(start - segment.len(), start))
            })
            .collect();
        let mut expected: Vec<ByteRange> = Vec::new();
        for piece in pieces {
            match expected.last_mut() {
                Some(last) if !found.iter().any(|sentence| sentence.start() == piece.start()) => {
                    let is_spaced = last.end() < piece.start();
                    let (before, after) = (text.slice(*last), text.slice(piece));
                    let is_lower = after.starts_with(char::is_lowercase);
                    assert!(is_lower || !is_spaced && before.ends_with('.'), "{before:?} and {after:?} are joined");
                    *last = ByteRange::new(last.start(), piece.end());
                    joined += 1;
                }
                _ => expected.push(piece),
            }
        }
        assert_eq!(found, expected, "{case:?}");
    }
    assert!(joined * 4 < cases.len(), "{joined} of {} cases are joined", cases.len());
}
