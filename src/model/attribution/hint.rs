//! Hints at a speaker whom the sentence does not name: "he said", or a quotation alone.

use super::found::{QUOTED_WORDS, find, nearest, outermost, spoken, trimmed};
use super::subject::Subject;
use super::tokens::{Token, tokens};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::offset::ByteRange;
use crate::model::segment;
use crate::model::text::ArticleText;

/// The speakers that a hint allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person: "he said".
    Person,
    /// A body: "it said".
    Body,
    /// Anybody.
    Anybody,
}

/// A hint at a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The speakers that it allows.
    pub who: Who,
    /// The cue, if there is one.
    pub cue: Option<ByteRange>,
    /// The part of the passage that the cue attributes, if that is not all of it.
    pub content: Option<ByteRange>,
}

/// The hint at the speaker of a passage that [`cut`](super::cut) finds none for: a pronoun as the subject of a verb of
/// saying or of the sentence, or nothing but a quotation.
pub fn hint(text: &ArticleText, range: ByteRange) -> Option<Hint> {
    let range = text.trimmed(range)?;
    let paragraph = text.full_paragraph(range.start());
    if !paragraph.encloses(range) {
        return None;
    }
    let all = spoken(text, paragraph);
    let region = segment::whole_sentences(text, range);
    let mut found = find(text, paragraph, region, &all);
    found.retain(|one| one.speaker.is_none() && one.sentence.overlaps(range));
    found.retain(|one| one.attribution.phrase.as_ref().is_some_and(|phrase| pronoun(&phrase.subject).is_some()));
    if let Some(one) = nearest(found, &[range]) {
        let who = one.attribution.phrase.as_ref().and_then(|phrase| pronoun(&phrase.subject))?;
        let content = one.content().filter(|content| range.encloses(*content) && one.sentence.encloses(range));
        let content = content.map(|content| trimmed(text, content));
        let content = content.filter(|content| text.slice(*content).unicode_words().count() >= QUOTED_WORDS);
        return Some(Hint { who, cue: Some(one.attribution.cue), content });
    }
    let inside: Vec<ByteRange> = all.iter().map(|one| one.inside).collect();
    let sentence = segment::sentence_at(text, range.start())?;
    let is_quoted = inside.iter().any(|one| one.overlaps(sentence));
    let first = tokens(text, sentence, &inside).into_iter().find(|token| !is_opening(token));
    let person = first.is_some_and(|token| !token.is_quoted && matches!(&*token.lower, "he" | "she"));
    if person && is_quoted {
        return Some(Hint { who: Who::Person, cue: None, content: None });
    }
    // A quotation that fills its sentence.
    let alone =
        outermost(text, &all).iter().any(|one| one.whole.encloses(range) && region.len() <= one.whole.len() + 2);
    alone.then_some(Hint { who: Who::Anybody, cue: None, content: None })
}

/// True if a word joins its sentence to the one before.
fn is_opening(token: &Token<'_>) -> bool {
    matches!(&*token.lower, "and" | "as" | "but" | "when" | "while" | "although" | "though" | "yet")
}

/// The speakers that a pronoun may stand for.
fn pronoun(subject: &Subject) -> Option<Who> {
    match subject {
        Subject::Pronoun(pronoun) => Some(match pronoun.as_str() {
            "he" | "she" => Who::Person,
            "it" => Who::Body,
            _ => Who::Anybody,
        }),
        _ => None,
    }
}
