//! Articles edited by a program that keeps a record, so that the right fate of every passage is known.
//!
//! The articles are those in `GAINSAY_DATA`, if it is set, and otherwise the sample. `cargo test anchor_edits --
//! --nocapture` prints the figures.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use gainsay::model::align::similarity::Similarity;
use gainsay::model::anchor::{Outcome, reanchor};
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;

use crate::sample;

/// A word with the white space after it, and its index in the old text.
#[derive(Clone, Debug)]
struct Word {
    words: String,
    origin: Option<usize>,
    altered: bool,
}

/// Pseudorandom numbers, the same in every run (xorshift, G. Marsaglia 2003).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    pub(crate) fn chance(&mut self, per_mille: usize) -> bool {
        self.roll(1000) < per_mille
    }
}

fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        match found.last_mut() {
            Some(last) if piece.trim().is_empty() => last.words.push_str(piece),
            _ => found.push(Word { words: piece.to_owned(), origin: Some(found.len()), altered: false }),
        }
    }
    found
}

fn text_of(words: &[Word]) -> String {
    words.iter().map(|word| word.words.as_str()).collect()
}

/// Splits words into sentences.
fn sentences(words: &[Word]) -> Vec<Vec<Word>> {
    let ends = |word: &Word| {
        let bare = word.words.trim_end().trim_end_matches(['"', '”', ')']);
        bare.ends_with(['.', '!', '?']) || word.words.contains('\n')
    };
    words.split_inclusive(ends).map(<[Word]>::to_vec).collect()
}

/// The amount of editing: edits per thousand words, and per thousand sentences.
struct Hand {
    name: &'static str,
    replaced: usize,
    misspelt: usize,
    deleted: usize,
    inserted: usize,
    moved: usize,
    typography: bool,
    /// Minimum share of the remaining passages that must be found.
    found: f64,
    /// Maximum share of all passages that may be put on other text: if an article repeats itself and one occurrence is
    /// deleted.
    wrong: f64,
}

const HANDS: [Hand; 4] = [
    Hand {
        name: "light",
        replaced: 10,
        misspelt: 3,
        deleted: 20,
        inserted: 20,
        moved: 10,
        typography: false,
        found: 0.99,
        wrong: 0.005,
    },
    Hand {
        name: "typography",
        replaced: 10,
        misspelt: 0,
        deleted: 20,
        inserted: 20,
        moved: 0,
        typography: true,
        found: 0.99,
        wrong: 0.005,
    },
    Hand {
        name: "medium",
        replaced: 50,
        misspelt: 10,
        deleted: 80,
        inserted: 80,
        moved: 40,
        typography: false,
        found: 0.97,
        wrong: 0.005,
    },
    Hand {
        name: "heavy",
        replaced: 150,
        misspelt: 20,
        deleted: 200,
        inserted: 200,
        moved: 100,
        typography: false,
        found: 0.85,
        wrong: 0.015,
    },
];

fn edited(old: &[Word], other: &[Word], hand: &Hand, dice: &mut Dice) -> Vec<Word> {
    let strange = |dice: &mut Dice| Word { origin: None, altered: true, ..other[dice.roll(other.len())].clone() };
    let mut kept: Vec<Vec<Word>> = Vec::new();
    let mut moving: Vec<Vec<Word>> = Vec::new();
    let foreign = sentences(other);
    for mut sentence in sentences(old) {
        if dice.chance(hand.deleted) {
            continue;
        }
        for word in &mut sentence {
            if dice.chance(hand.replaced) {
                let space: String = word.words.chars().filter(|c| c.is_whitespace()).collect();
                let new = strange(dice).words.trim().to_owned() + &space;
                *word = Word { words: new, ..word.clone() };
                word.altered = true;
            } else if dice.chance(hand.misspelt) && word.words.len() > 5 && word.words.is_ascii() {
                let mut letters: Vec<char> = word.words.chars().collect();
                letters.swap(1, 2);
                word.words = letters.into_iter().collect();
                word.altered = true;
            }
        }
        if dice.chance(hand.moved) {
            moving.push(sentence)
        } else {
            kept.push(sentence)
        }
        if dice.chance(hand.inserted) {
            let mut new = foreign[dice.roll(foreign.len())].clone();
            new.iter_mut().for_each(|word| word.origin = None);
            kept.push(new);
        }
    }
    for sentence in moving {
        kept.insert(dice.roll(kept.len() + 1), sentence);
    }
    let mut new = kept.concat();
    if hand.typography {
        for word in &mut new {
            let set = word.words.replace('\'', "’").replace('"', "“");
            word.altered |= set != word.words;
            word.words = set;
        }
    }
    new
}

/// A passage of the old text, as a range of words.
struct Passage {
    length: &'static str,
    from: usize,
    to: usize,
}

fn passages(old: &[Word]) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut from = 0;
    for (number, sentence) in sentences(old).iter().enumerate() {
        let to = from + sentence.len();
        found.push(Passage { length: "sentence", from, to });
        if sentence.len() > 8 {
            found.push(Passage { length: "phrase", from: from + 2, to: from + 6 });
            found.push(Passage { length: "word", from: from + 3 + number % 4, to: from + 4 + number % 4 });
        }
        from = to;
    }
    found
}

/// The starts of words, in bytes, and the end of the last one.
fn starts(words: &[Word]) -> Vec<usize> {
    let ends = words.iter().scan(0, |end, word| {
        *end += word.words.len();
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}

fn range(text: &ArticleText, starts: &[usize], from: usize, to: usize) -> ByteRange {
    text.trimmed(ByteRange::of(starts[from], starts[to])).unwrap()
}

/// Counts of passages of one length with the same fate.
#[derive(Default)]
struct Figure {
    of: usize,
    right: usize,
    asked: usize,
    wrong: usize,
}

type Figures = BTreeMap<(usize, &'static str, &'static str), Figure>;

fn measure(name: &str, old: &str, other: &str, seed: u64, figures: &mut Figures) {
    let (old, other) = (words(old), words(other));
    for (number, hand) in HANDS.iter().enumerate() {
        let new = edited(&old, &other, hand, &mut Dice(seed + number as u64 * 7919));
        let (old_text, new_text) = (ArticleText::new(text_of(&old)), ArticleText::new(text_of(&new)));
        let (old_starts, new_starts) = (starts(&old), starts(&new));
        let passages = passages(&old);
        let marks = passages.iter().enumerate().map(|(number, passage)| {
            let target = Target::of(range(&old_text, &old_starts, passage.from, passage.to));
            Annotation::new(Id::new(&format!("{number:05}")), Kind::new("claim"), target)
        });
        let set = AnnotationSet::new(marks, []).0;
        let carried = reanchor(&set, &old_text, &new_text, &|_| true).unwrap();
        for fate in &carried.fates {
            let passage = &passages[fate.annotation.as_str().parse::<usize>().unwrap()];
            let places: Vec<usize> = (0..new.len())
                .filter(|at| new[*at].origin.is_some_and(|origin| (passage.from..passage.to).contains(&origin)))
                .collect();
            let was = old_text.slice(fate.was.range().unwrap());
            let truth =
                places.first().zip(places.last()).map(|(first, last)| range(&new_text, &new_starts, *first, last + 1));
            let kept = places.iter().filter(|at| !new[**at].altered).count();
            let (kind, truth) = match truth {
                Some(truth) if new_text.slice(truth) == was => ("same", Some(truth)),
                Some(truth) if kept == 0 => ("rewritten", Some(truth)),
                Some(truth) if Similarity::of(was, new_text.slice(truth)).suffices(was) => ("changed", Some(truth)),
                Some(truth) => ("rewritten", Some(truth)),
                None => ("gone", None),
            };
            let figure = figures.entry((number, passage.length, kind)).or_default();
            figure.of += 1;
            let found = fate.outcome.range();
            let meets = found.zip(truth).is_some_and(|(found, truth)| found.overlaps(truth));
            let right = match kind {
                "same" => found == truth,
                "changed" => meets,
                "rewritten" => meets || found.is_none(),
                _ => matches!(fate.outcome, Outcome::Lost { .. }),
            };
            let wrong = found.is_some() && !meets;
            figure.right += usize::from(right);
            figure.wrong += usize::from(wrong);
            figure.asked += usize::from(found.is_none());
            if let Outcome::Exact(range) | Outcome::Moved(range) = fate.outcome {
                assert_eq!(new_text.slice(range), was, "{name}");
            }
        }
    }
}

#[test]
fn passages_follow_known_edits() {
    let mut figures = Figures::new();
    let articles: Vec<String> = match std::env::var_os("GAINSAY_DATA") {
        Some(data) => {
            let mut paths: Vec<PathBuf> =
                fs::read_dir(PathBuf::from(data).join("gum")).unwrap().map(|entry| entry.unwrap().path()).collect();
            paths.retain(|path| {
                path.extension().is_some_and(|extension| extension == "txt")
                    && path.file_name().unwrap().to_str().unwrap().starts_with("GUM")
            });
            paths.sort();
            paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
        }
        None => {
            vec![sample::FILE.replace("\r\n", "\n"), fs::read_to_string("tests/fixtures/pages/newspaper.txt").unwrap()]
        }
    };
    for (number, old) in articles.iter().enumerate() {
        let other = &articles[(number + 1) % articles.len()];
        measure(&format!("article {number}"), old, other, 88_172_645_463_325_252 + number as u64, &mut figures);
    }
    println!("| hand | passage | fate | of | right | not found | on wrong words |\n|---|---|---|---|---|---|---|");
    for ((hand, length, fate), figure) in &figures {
        let share = |count: usize| 100.0 * count as f64 / figure.of as f64;
        println!(
            "| {} | {length} | {fate} | {} | {:.1} % | {:.1} % | {:.1} % |",
            HANDS[*hand].name,
            figure.of,
            share(figure.right),
            share(figure.asked),
            share(figure.wrong)
        );
    }
    for (number, hand) in HANDS.iter().enumerate() {
        let sum = |fates: &[&str], of: fn(&Figure) -> usize| -> f64 {
            let those = figures.iter().filter(|((hand, _, fate), _)| *hand == number && fates.contains(fate));
            those.map(|(_, figure)| of(figure)).sum::<usize>() as f64
        };
        let there = ["same", "changed"];
        let found = sum(&there, |figure| figure.right) / sum(&there, |figure| figure.of);
        assert!(found >= hand.found, "{}: {found} of what is there was found", hand.name);
        let all = ["same", "changed", "rewritten", "gone"];
        let wrong = sum(&all, |figure| figure.wrong) / sum(&all, |figure| figure.of);
        assert!(wrong <= hand.wrong, "{}: {wrong} of all are on other words", hand.name);
    }
}
