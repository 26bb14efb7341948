//! Accuracy of article extraction: precision and recall by word.
//!
//! Each page of `tests/fixtures/pages` has the text that a user would copy from it in a file beside it. Words are
//! counted with repetitions, in lower case. To print the scores: `cargo test --test it score -- --nocapture`.

use std::collections::HashMap;
use std::path::Path;

use gainsay::articles::article_format;

/// Minimum of each score on each page.
const FLOOR: f64 = 0.95;

/// Precision and recall of the words, and their harmonic mean (F1).
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
}

impl Score {
    fn new(found: &str, gold: &str) -> Self {
        let (found, gold) = (words(found), words(gold));
        let shared: usize = found.iter().map(|(word, count)| count.min(gold.get(word).unwrap_or(&0))).sum();
        let share = |of: &HashMap<String, usize>| shared as f64 / of.values().sum::<usize>().max(1) as f64;
        let (precision, recall) = (share(&found), share(&gold));
        Self { precision, recall, f1: 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE) }
    }
}

/// The words of a text in lower case, with their counts. Text without spaces between words is counted by character.
fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for run in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()) {
        let is_unspaced = run.chars().any(|c| matches!(c, '\u{E00}'..='\u{E7F}' | '\u{3040}'..='\u{9FFF}'));
        if is_unspaced {
            run.chars().for_each(|c| *words.entry(c.to_string()).or_default() += 1);
        } else {
            *words.entry(run.to_owned()).or_default() += 1;
        }
    }
    words
}

#[test]
fn the_score_counts_repeated_words() {
    let score = Score::new("He denied it. He denied it twice.", "He denied it — twice!");
    assert_eq!((score.precision, score.recall), (4.0 / 7.0, 1.0));
    assert_eq!(Score::new("", "He denied it").f1, 0.0);
    assert_eq!(Score::new("否定した。", "否定した").f1, 1.0);
}

#[test]
fn articles_are_extracted_from_their_pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    pages.sort();
    let mut sum = Score::default();
    let mut below = Vec::new();
    for page in &pages {
        let name = page.file_stem().unwrap().to_str().unwrap();
        let article = article_format("html").unwrap().read(&std::fs::read(page).unwrap(), None, name).unwrap().article;
        let gold = std::fs::read_to_string(page.with_extension("txt")).unwrap();
        let Score { precision, recall, f1 } = Score::new(article.text.as_str(), &gold);
        eprintln!("{name:<24} precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}");
        if precision < FLOOR || recall < FLOOR {
            below.push(format!("{name}: precision {precision:.3}, recall {recall:.3}\n{}", article.text.as_str()));
        }
        sum = Score { precision: sum.precision + precision, recall: sum.recall + recall, f1: sum.f1 + f1 };
    }
    let count = pages.len() as f64;
    let (precision, recall, f1) = (sum.precision / count, sum.recall / count, sum.f1 / count);
    eprintln!("{:<24} precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}", format!("mean of {count}"));
    assert!(below.is_empty(), "below {FLOOR}:\n\n{}", below.join("\n\n"));
    assert!(pages.len() >= 16, "only {} pages", pages.len());
}
