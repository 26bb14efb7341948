//! The words that tell what a passage is about, weighted by their rarity in the article.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::annotation::Annotation;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::segment;
use crate::model::text::ArticleText;

/// Letters that identify a word without its ending: "contaminated" and "contamination".
const STEM: usize = 7;

/// Minimum letters of a word without its ending.
const SHORTEST: usize = 3;

/// Endings, the longer ones first.
const ENDINGS: &[&str] = &["ations", "ation", "ments", "ment", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s"];

/// Bytes around a mark in which words are counted.
const WINDOW: usize = 16_384;

/// Minimum words that counts are related to: in a short text a word that occurs twice is not frequent.
const FEWEST: usize = 200;

/// Bytes of a paragraph beyond which a passage in it is compared without its sentences.
const LONG: usize = 20_000;

/// Words that tell nothing about a passage.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON_WORDS.split_ascii_whitespace().collect());

const COMMON_WORDS: &str = "\
    a about after again all also although am an and another any are aren as at be because been before being below \
    between both but by can could couldn did didn do does doesn doing don done down during each either even ever every \
    few for from further had hadn has hasn have haven having he her here hers him his how however i if in into is isn it \
    its just last like made make makes many may me might mine more most much must my near never new next no nobody none \
    nor not nothing now of off on once one only onto or other others our ours out over own per put quite rather said same \
    say saying says shall she should since so some still such take taken than that the their theirs them then there these \
    they thing this those though through thus to today too told tomorrow two under until up upon us very want was wasn \
    way we were weren what when where whether which while who whom whose why will with within without won would yet \
    yesterday you your yours year years week weeks day days month months time times ago \
    monday tuesday wednesday thursday friday saturday sunday";

/// The words of a passage.
#[derive(Debug)]
pub(super) struct Words {
    /// Those of the passage itself.
    passage: HashSet<String>,
    /// Those of its sentences.
    context: HashSet<String>,
    /// Its sentences.
    sentences: Vec<ByteRange>,
}

impl Words {
    /// The words of a mark's passage and its sentences.
    pub(super) fn of(text: &ArticleText, mark: &Annotation) -> Self {
        let (mut passage, mut context, mut sentences) = (HashSet::new(), HashSet::new(), Vec::new());
        for range in mark.target.found() {
            passage.extend(stems(text.slice(range)));
            let is_short = text.full_paragraph(range.start()).len() <= LONG;
            let sentence = is_short.then(|| segment::sentence_at(text, range.start())).flatten();
            let sentence = sentence.filter(|sentence| sentence.encloses(range));
            context.extend(sentence.into_iter().flat_map(|sentence| stems(text.slice(sentence))));
            sentences.extend(sentence);
        }
        Self { passage, context, sentences }
    }

    /// The weight of the words that two passages share, and that of the rarest one; those of their sentences count less,
    /// and those of one sentence that both are in not at all.
    pub(super) fn shared(&self, other: &Self, rarity: &Rarity) -> (f32, f32) {
        let around = if self.sentences.iter().any(|one| other.sentences.contains(one)) { 0.0 } else { 1.0 };
        let both = self.context.union(&self.passage).filter(|word| other.has(word));
        let weights = both.map(|word| {
            let within = usize::from(self.passage.contains(word)) + usize::from(other.passage.contains(word));
            let weight = rarity.weight(word);
            (weight * [0.25 * around, 0.5 * around, 1.0][within], if within == 2 { weight } else { 0.0 })
        });
        weights.fold((0.0, 0.0), |(sum, rarest), (weight, rare)| (sum + weight, rare.max(rarest)))
    }

    /// True if it has one of the words of a name.
    pub(super) fn mentions(&self, name: &str) -> bool {
        stems(name).any(|word| self.has(&word))
    }

    fn has(&self, word: &String) -> bool {
        self.passage.contains(word) || self.context.contains(word)
    }
}

/// The frequencies of words around a place.
#[derive(Debug)]
pub(super) struct Rarity {
    counts: HashMap<String, usize>,
    total: f32,
}

impl Rarity {
    /// The frequencies around a place of an article.
    pub(super) fn around(text: &ArticleText, at: ByteOffset) -> Self {
        let start = text.floor(ByteOffset::new(at.get().saturating_sub(WINDOW / 2)));
        let end = text.floor(ByteOffset::new((start.get() + WINDOW).min(text.end().get())));
        let words = text.slice(ByteRange::new(start, end));
        let mut counts: HashMap<String, usize> = HashMap::new();
        for stem in stems(words) {
            *counts.entry(stem).or_default() += 1;
        }
        let total = words.unicode_words().count().max(FEWEST) as f32;
        Self { counts, total }
    }

    /// The weight of a word, from 0 to 1 for one that occurs once.
    fn weight(&self, word: &str) -> f32 {
        let count = self.counts.get(word).copied().unwrap_or(1).max(1) as f32;
        let share = ((self.total / count).ln() / self.total.ln()).max(0.0);
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        share.powi(5) * if is_number { 1.3 } else { 1.0 }
    }
}

/// The stems of the words of a text that tell what it is about.
pub(super) fn stems(words: &str) -> impl Iterator<Item = String> + '_ {
    words.unicode_words().filter_map(stem)
}

/// A word without its ending, if it tells what a text is about.
pub(super) fn stem(word: &str) -> Option<String> {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let letters: String = word.chars().filter(|c| *c != '.').collect();
    // "US" is another word than "us".
    if letters.len() > 1 && letters.chars().all(char::is_uppercase) {
        return Some(letters);
    }
    let lower = letters.to_lowercase();
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(lower);
    }
    let length = lower.chars().count();
    if length < 3 || COMMON.contains(lower.as_str()) {
        return None;
    }
    let kept = |stem: &&str| stem.chars().count() >= SHORTEST && !stem.ends_with('s');
    let bare = ENDINGS.iter().find_map(|ending| lower.strip_suffix(ending).filter(kept)).unwrap_or(&lower);
    // "sample" and "samples", "Russia" and "Russian", "try" and "tried".
    let bare = bare.strip_suffix(['e', 'y']).filter(kept).unwrap_or(bare);
    let bare = bare.strip_suffix('n').filter(|stem| stem.ends_with("ia")).unwrap_or(bare);
    Some(bare.chars().take(STEM).collect())
}
