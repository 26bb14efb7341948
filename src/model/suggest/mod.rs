//! Suggested links and speakers: the marks that a mark probably refers to, and who may say it, the likeliest first.
//! Nothing is done without the person.
//!
//! The words that two passages share count by their rarity in the article, those of their sentences less than their own;
//! then that the one is about the speaker of the other, that others answer it too, and nearness.

mod speakers;
pub mod stems;
mod words;

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::annotation::{Annotation, Id, Target};
use crate::model::role;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

pub use speakers::likely_speakers;
use words::{Rarity, Words};

/// Maximum marks on each side that are considered; the reader hardly means those further away.
const NEAR: usize = 100;

/// Weight of shared words from which two passages are probably about the same, if one of them is rare: the words of the
/// topic are in most of the sentences.
const SURE: f32 = 0.3;

/// Weight from which a word is rare.
const RARE: f32 = 0.2;

/// Weight of shared words below which a claim has no answer in a passage.
const POOR: f32 = 0.15;

/// Maximum answers suggested for a claim.
const ANSWERS: usize = 5;

/// A mark that another one probably refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// The mark.
    pub id: Id,
    /// The likelihood; only its order means something.
    pub score: f32,
    /// True if it leaves little doubt.
    pub sure: bool,
}

/// The marks near a mark, compared with each other.
struct Comparison<'a> {
    set: &'a AnnotationSet,
    rarity: Rarity,
    words: HashMap<&'a Id, Words>,
}

impl<'a> Comparison<'a> {
    fn around(set: &'a AnnotationSet, text: &'a ArticleText, mark: &'a Annotation) -> Self {
        let at = mark.target.bounds().map_or_else(Default::default, |bounds| bounds.start());
        let mut words = HashMap::new();
        words.insert(&mark.id, Words::of(text, mark));
        for other in near(set, mark) {
            words.entry(&other.id).or_insert_with(|| Words::of(text, other));
        }
        Self { set, rarity: Rarity::around(text, at), words }
    }

    /// The weight of the words that two marks share, and that of the rarest one.
    fn shared(&self, one: &Annotation, other: &Annotation) -> (f32, f32) {
        match (self.words.get(&one.id), self.words.get(&other.id)) {
            (Some(one), Some(other)) => one.shared(other, &self.rarity),
            _ => (0.0, 0.0),
        }
    }

    /// The likelihood that `mark` refers to `target`, and whether there is little doubt.
    fn likelihood(&self, mark: &Annotation, target: &Annotation) -> Likely {
        let (shared, rarest) = self.shared(mark, target);
        let (one, other) = (mark.speaker.as_ref(), target.speaker.as_ref());
        // Nobody denies what they say themselves.
        let denies = mark.kind.id() == "denial";
        let same = denies && one.zip(other).is_some_and(|(one, other)| one.is(&other.voice, &other.name));
        let about = denies
            && one.is_some_and(|speaker| self.words.get(&target.id).is_some_and(|words| words.mentions(&speaker.name)));
        let links = self.set.relations_of(&target.id);
        let answers = links.iter().filter(|link| link.to == target.id && link.from != mark.id).count();
        let linked = self.set.relations_of(&mark.id).iter().any(|link| link.from == target.id || link.to == target.id);
        let position = |mark: &Annotation| self.set.position(&mark.id);
        let distance = position(mark).zip(position(target)).map_or(NEAR, |(one, other)| one.abs_diff(other));
        let score = shared
            + 0.15 * f32::from(about)
            + 0.1 * answers.min(3) as f32
            + 0.15 / (1 + distance) as f32
            + if target.kind.id() == "claim" { 0.25 } else { 0.0 }
            - if same { 0.8 } else { 0.0 }
            - if linked { 2.0 } else { 0.0 };
        Likely { id: target.id.clone(), score, sure: shared >= SURE && rarest >= RARE && !same && !linked }
    }

    /// The marks that `mark` may refer to, the likeliest first.
    fn targets(&self, mark: &Annotation, accepts: impl Fn(&Annotation) -> bool) -> Vec<Likely> {
        let near = near(self.set, mark).filter(|other| other.id != mark.id && accepts(other));
        let mut likely: Vec<Likely> = near.map(|other| self.likelihood(mark, other)).collect();
        likely.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        likely
    }
}

/// The marks near a mark, in their order.
fn near<'a>(set: &'a AnnotationSet, mark: &Annotation) -> impl Iterator<Item = &'a Annotation> {
    let from = set.position(&mark.id).unwrap_or_default().saturating_sub(NEAR);
    set.annotations().iter().skip(from).take(2 * NEAR + 1).map(AsRef::as_ref)
}

/// The marks that this one may be linked with, the likeliest first, as far as they are near. The mark may differ from the
/// one in the set with its id: what it would be is compared.
pub fn likely_targets(set: &AnnotationSet, text: &ArticleText, mark: &Annotation) -> Vec<Likely> {
    let linkable = |other: &Annotation| {
        role::allowed(&mark.kind, &other.kind).chain(role::allowed(&other.kind, &mark.kind)).next().is_some()
    };
    Comparison::around(set, text, mark).targets(mark, linkable)
}

/// The claim that a denial or a piece of evidence most likely answers.
pub fn likely_claim(set: &AnnotationSet, text: &ArticleText, mark: &Annotation) -> Option<Likely> {
    let comparison = Comparison::around(set, text, mark);
    comparison.targets(mark, |other| other.kind.id() == "claim").into_iter().next()
}

/// The denials and the evidence near a claim that answer nothing yet and probably answer this claim, in their order. None
/// unless there is one beyond doubt.
pub fn likely_answers(set: &AnnotationSet, text: &ArticleText, claim: &Annotation) -> Vec<Likely> {
    let comparison = Comparison::around(set, text, claim);
    let mut found = Vec::new();
    for other in near(set, claim) {
        let answers = set.relations_of(&other.id).iter().any(|link| link.from == other.id);
        let allowed = role::allowed(&other.kind, &claim.kind).any(|row| row.id != "restates");
        if other.id == claim.id || other.kind.id() == "claim" || answers || !allowed {
            continue;
        }
        let likely = comparison.likelihood(other, claim);
        if comparison.shared(other, claim).0 < POOR {
            continue;
        }
        let best = comparison.targets(other, |target| target.kind.id() == "claim").into_iter().next();
        if best.is_some_and(|best| best.id == claim.id) {
            found.push(Likely { id: other.id.clone(), ..likely });
        }
    }
    found.truncate(ANSWERS);
    if found.iter().any(|one| one.sure) { found } else { Vec::new() }
}

/// Words that signal negation.
const AGAINST: &[&str] = &[
    "contradict",
    "contradicted",
    "contradicts",
    "contrary",
    "debunked",
    "debunks",
    "denied",
    "denies",
    "deny",
    "disprove",
    "disproved",
    "disproves",
    "false",
    "falsely",
    "neither",
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
    "reject",
    "rejected",
    "rejects",
    "unlikely",
    "untrue",
    "without",
    "wrong",
];

/// The role in which a mark likely refers to another, the first that is allowed if its text does not tell, and true if
/// there is little doubt. What may support or rebut its target supports it, unless one of them is negative and the other
/// is not; then it rebuts it, which is never sure. Two denials say the same rather than rebut each other.
pub fn likely_role(text: &ArticleText, mark: &Annotation, other: &Annotation) -> Option<(&'static str, bool)> {
    let allowed: Vec<&'static str> = role::allowed(&mark.kind, &other.kind).map(|row| row.id).collect();
    let has = |role: &str| allowed.contains(&role);
    if has("rebuts") && (has("supports") || has("restates")) {
        let alike = if has("supports") { "supports" } else { "restates" };
        let differ = is_negative(text, mark) != is_negative(text, other);
        return Some(if differ { ("rebuts", false) } else { (alike, mark.kind.id() == "evidence") });
    }
    allowed.first().map(|role| (*role, true))
}

/// True for a mark that says that something is not so: a denial, whose negation may be in its cue alone; and one with a
/// negation in its passage or its cue, but not in both.
pub(in crate::model) fn is_negative(text: &ArticleText, mark: &Annotation) -> bool {
    mark.kind.id() == "denial" || negates(text, &mark.target) != negates(text, &mark.cue)
}

/// True if a passage has a negation.
fn negates(text: &ArticleText, target: &Target) -> bool {
    target.found().any(|range| {
        let words = text.slice(range).to_lowercase();
        words.unicode_words().any(|word| AGAINST.contains(&word) || word.ends_with("n't") || word.ends_with("n’t"))
    })
}
