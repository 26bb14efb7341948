//! Suggests links: marks that a mark probably refers to, the likeliest first. Nothing is done without the person.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::annotation::{Annotation, Id};
use crate::model::role;
use crate::model::segment;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// Maximum marks on each side that are considered; the reader hardly means those further away.
const NEAR: usize = 100;

/// Letters that identify a word's stem: "denied" and "denial", "measure" and "measurements".
const STEM: usize = 5;

/// The claims that a denial or a piece of evidence may answer, the likeliest first; for marks of other kinds, those of
/// the same kind.
///
/// Words shared by their sentences count most, then distance, then that another speaker says it. Marks that are linked
/// with this one already are left out.
pub fn likely_targets(set: &AnnotationSet, text: &ArticleText, id: &Id) -> Vec<Id> {
    let (Some(mark), Some(position)) = (set.get(id), set.position(id)) else { return Vec::new() };
    let linked: HashSet<&Id> =
        set.relations_of(id).iter().flat_map(|relation| [&relation.from, &relation.to]).collect();
    let words = stems(text, mark);
    let from = position.saturating_sub(NEAR);
    let near = set.annotations().iter().enumerate().skip(from).take(2 * NEAR + 1);
    let mut scored: Vec<(f32, usize, &Id)> = near
        .filter(|(_, other)| other.id != *id && !linked.contains(&other.id))
        .filter(|(_, other)| other.kind.id() == "claim" && role::allowed(&mark.kind, &other.kind).next().is_some())
        .map(|(at, other)| {
            let distance = at.abs_diff(position);
            let shared = stems(text, other).intersection(&words).count();
            let other_voice = match (&mark.speaker, &other.speaker) {
                (Some(one), Some(other)) if one.is(&other.voice, &other.name) => -1.5,
                (Some(_), Some(_)) => 0.5,
                _ => 0.0,
            };
            (shared as f32 + 1.0 / (1.0 + distance as f32) + other_voice, distance, &other.id)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)).then_with(|| a.2.cmp(b.2)));
    scored.into_iter().map(|(_, _, id)| id.clone()).collect()
}

/// Words that signal support.
const SUPPORT: &[&str] = &[
    "because",
    "confirm",
    "confirmed",
    "confirms",
    "data",
    "demonstrate",
    "demonstrated",
    "demonstrates",
    "evidence",
    "figures",
    "found",
    "indicate",
    "indicated",
    "indicates",
    "prove",
    "proved",
    "proves",
    "proof",
    "show",
    "showed",
    "shown",
    "shows",
    "since",
    "support",
    "supported",
    "supports",
    "therefore",
    "thus",
];

/// Words that signal negation or contrast.
const AGAINST: &[&str] = &[
    "although",
    "but",
    "contradict",
    "contradicted",
    "contradicts",
    "contrary",
    "debunked",
    "debunks",
    "denied",
    "denies",
    "deny",
    "despite",
    "disprove",
    "disproved",
    "disproves",
    "false",
    "however",
    "instead",
    "never",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "refute",
    "refuted",
    "refutes",
    "though",
    "untrue",
    "without",
    "wrong",
    "yet",
];

/// The role in which a mark likely answers another, if its text leaves no doubt. Evidence may support or rebut its
/// target: it is taken to support if its text signals that and neither passage has a negation, and never to rebut.
pub fn likely_role(text: &ArticleText, mark: &Annotation, other: &Annotation) -> Option<&'static str> {
    let mut allowed = role::allowed(&mark.kind, &other.kind).map(|row| row.id);
    if mark.kind.id() != "evidence" {
        return allowed.next();
    }
    let words = |mark: &Annotation| {
        let passages = mark.target.found().map(|range| text.slice(range).to_lowercase());
        passages.collect::<Vec<_>>().join(" ")
    };
    let has =
        |words: &str, list: &[&str]| words.unicode_words().any(|word| list.contains(&word) || word.ends_with("n't"));
    let (words, others) = (words(mark), words(other));
    let supports = words.unicode_words().any(|word| SUPPORT.contains(&word));
    let is_sure = supports && !has(&words, AGAINST) && !has(&others, AGAINST);
    allowed.find(|role| *role == "supports" && is_sure)
}

/// The stems of the longer words of a mark's passage and its sentence.
fn stems(text: &ArticleText, mark: &Annotation) -> HashSet<String> {
    let passages = mark.target.found().map(|range| {
        let sentence = segment::sentence_at(text, range.start()).filter(|sentence| sentence.encloses(range));
        text.slice(sentence.unwrap_or(range)).to_lowercase()
    });
    let mut stems = HashSet::new();
    for passage in passages {
        let long = passage.unicode_words().filter(|word| word.chars().count() >= STEM);
        stems.extend(long.map(|word| word.chars().take(STEM).collect::<String>()));
    }
    stems
}
