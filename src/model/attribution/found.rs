//! The attributions in the sentences around a passage, with their speakers.

use unicode_segmentation::UnicodeSegmentation;

use super::beside::{beside, named};
use super::clause::{Attribution, attributions};
use super::lists::PRONOUNS;
use super::names::{is_body, may_be_person, names, without_title};
use super::subject::Subject;
use super::tokens::{Token, tokens};
use crate::model::offset::ByteRange;
use crate::model::segment::{self, Quotation};
use crate::model::text::ArticleText;

/// Minimum words of a quotation; fewer are a word in quotation marks.
pub(super) const QUOTED_WORDS: usize = 3;

/// An attribution in a sentence of the paragraph.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub sentence: ByteRange,
    pub tokens: Vec<Token<'a>>,
    pub attribution: Attribution,
    pub speaker: Option<(ByteRange, &'static str)>,
}

/// The quotations of a paragraph, without titles in such marks.
pub(super) fn spoken(text: &ArticleText, paragraph: ByteRange) -> Vec<Quotation> {
    let mut all = segment::quotations(text, paragraph);
    all.retain(|one| !one.is_title(text));
    all
}

/// The quotations of a text that are in no other.
pub(super) fn outermost(text: &ArticleText, all: &[Quotation]) -> Vec<Quotation> {
    let is_long = |one: &&Quotation| text.slice(one.inside).unicode_words().count() >= QUOTED_WORDS;
    let mut long: Vec<Quotation> = all.iter().filter(is_long).copied().collect();
    long.sort_by_key(|one| (one.inside.start(), std::cmp::Reverse(one.inside.end())));
    long.dedup_by(|inner, outer| outer.inside.encloses(inner.inside));
    long
}

/// The attributions in the sentences of `region`, with their speakers.
pub(super) fn find<'a>(
    text: &'a ArticleText,
    paragraph: ByteRange,
    region: ByteRange,
    all: &[Quotation],
) -> Vec<Found<'a>> {
    let inside: Vec<ByteRange> = all.iter().map(|one| one.inside).collect();
    let outer = outermost(text, all);
    let mut found = Vec::new();
    for sentence in joined(segment::sentences(text, paragraph), all).into_iter().filter(|one| one.overlaps(region)) {
        let tokens = tokens(text, sentence, &inside);
        let known = found.len();
        for attribution in attributions(&tokens) {
            let speaker = attribution.phrase.as_ref().and_then(|phrase| match &phrase.subject {
                Subject::Named(range) => Some((*range, "named")),
                Subject::Unnamed(range) => Some((*range, "unnamed")),
                Subject::Pronoun(pronoun) => Some((antecedent(text, paragraph, attribution.cue, pronoun)?, "named")),
            });
            found.push(Found { sentence, tokens: tokens.clone(), attribution, speaker });
        }
        if found.len() == known
            && let Some(beside) = beside(text, sentence, &outer)
        {
            let (speaker, attribution) = (named(text, &beside), Attribution::beside(beside.cue, beside.content));
            found.push(Found { sentence, tokens, attribution, speaker });
        }
    }
    found
}

/// Sentences, merged if one quotation spans them.
pub(super) fn joined(sentences: Vec<ByteRange>, all: &[Quotation]) -> Vec<ByteRange> {
    let mut joined: Vec<ByteRange> = Vec::new();
    for sentence in sentences {
        match joined.last_mut() {
            Some(last) if all.iter().any(|one| one.whole.overlaps(*last) && one.whole.overlaps(sentence)) => {
                *last = ByteRange::new(last.start(), sentence.end());
            }
            _ => joined.push(sentence),
        }
    }
    joined
}

impl Found<'_> {
    pub(super) fn content(&self) -> Option<ByteRange> {
        self.attribution.content(&self.tokens, self.sentence)
    }

    /// True if `range` is one of several statements of its content.
    pub(super) fn has_statement(&self, text: &ArticleText, range: ByteRange) -> bool {
        let Some(content) = self.content().filter(|content| content.encloses(range)) else { return false };
        let is_it = |part: &ByteRange| {
            let (start, end) = (part.start().max(content.start()), part.end().min(content.end()));
            start < end && trimmed(text, ByteRange::new(start, end)) == trimmed(text, range)
        };
        segment::statements(text, self.sentence).iter().any(is_it)
    }

    /// True if its sentence contains a quotation, which it may therefore attribute.
    pub(super) fn is_beside(&self, quotation: ByteRange) -> bool {
        self.sentence.overlaps(quotation)
    }
}

/// The attribution nearest to one of some quotations; within a sentence the one with a known speaker.
pub(super) fn nearest<'a>(found: Vec<Found<'a>>, quotations: &[ByteRange]) -> Option<Found<'a>> {
    let distance = |one: &Found| {
        let cue = one.attribution.cue;
        let gap = |quotation: &ByteRange| {
            let before = quotation.start().get().saturating_sub(cue.end().get());
            before.max(cue.start().get().saturating_sub(quotation.end().get()))
        };
        let beside = quotations.iter().any(|quotation| one.is_beside(*quotation));
        (!beside, one.speaker.is_none(), quotations.iter().map(gap).min())
    };
    found.into_iter().min_by_key(distance)
}

/// The antecedent of "he" or "she", if it is unambiguous: the last person named before it in the paragraph, with nobody
/// else in that sentence. "It" and "they" are never resolved.
fn antecedent(text: &ArticleText, paragraph: ByteRange, cue: ByteRange, pronoun: &str) -> Option<ByteRange> {
    debug_assert!(PRONOUNS.contains(pronoun), "{pronoun} is no pronoun");
    if !matches!(pronoun, "he" | "she") {
        return None;
    }
    let mut sentences = segment::sentences(text, paragraph);
    sentences.retain(|sentence| sentence.start() < cue.start());
    // The last sentence of the paragraph before, for one that begins with the pronoun.
    let previous = segment::previous_paragraph(text, paragraph.start());
    if previous < paragraph.start() {
        let last = segment::sentences(text, text.full_paragraph(previous)).pop();
        sentences.splice(0..0, last);
    }
    for sentence in sentences.into_iter().rev() {
        let before = ByteRange::new(sentence.start(), sentence.end().min(cue.start()));
        let mut people = names(text, before);
        people.retain(|name| may_be_person(text.slice(*name)) && !is_body(text, *name));
        match people.as_slice() {
            [] => {}
            [first, rest @ ..] => {
                let only = rest.iter().all(|name| text.slice(*name) == text.slice(*first));
                return only.then(|| without_office(text, *first));
            }
        }
    }
    None
}

/// A name of two words or more without the office before it, as the subject of a verb has it.
fn without_office(text: &ArticleText, name: ByteRange) -> ByteRange {
    let rest = without_title(text.slice(name));
    let start = name.end().get() - rest.len();
    if rest.unicode_words().count() > 1 { ByteRange::of(start, name.end().get()) } else { name }
}

/// A clause without the punctuation at its ends.
pub(super) fn trimmed(text: &ArticleText, clause: ByteRange) -> ByteRange {
    let words = text.slice(clause);
    let end = words.trim_end_matches(|c: char| c.is_whitespace() || ".,;:".contains(c)).len();
    ByteRange::of(clause.start().get(), clause.start().get() + end)
}
