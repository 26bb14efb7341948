//! Attribution of a passage: speakers and cues found in the surrounding text, by rules for English.
//!
//! Everything found here is only a suggestion. The pattern is that of newspapers: a subject next to a verb of saying
//! next to the content, as a quotation or a clause (Pareti, "A Database of Attribution Relations", LREC 2012: source,
//! cue, content). If the rules are not sure they find nothing.

mod clause;
mod lists;
mod names;
mod subject;
mod tokens;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::offset::ByteRange;
use crate::model::saying;
use crate::model::segment::{self, Quotation};
use crate::model::text::ArticleText;

use clause::{Attribution, attributions};
use lists::PRONOUNS;
use names::may_be_person;
pub use names::names;
use subject::Subject;
use tokens::{Token, tokens};

/// Minimum words of a quotation; fewer are a word in quotation marks.
const QUOTED_WORDS: usize = 3;

/// A passage with its attribution, which is excluded if it is part of the passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The content: the quotations, without their marks, or the clause; the passage itself if nothing is excluded.
    pub fragments: Vec<ByteRange>,
    /// The speaker, if one was found.
    pub speaker: Option<ByteRange>,
    /// The voice of the speaker: "named", or "unnamed" for "officials".
    pub voice: &'static str,
    /// The cue.
    pub cue: ByteRange,
}

/// An attribution in a sentence of the paragraph.
struct Found<'a> {
    sentence: ByteRange,
    tokens: Vec<Token<'a>>,
    attribution: Attribution,
    speaker: Option<(ByteRange, &'static str)>,
}

/// The attribution of `range`, within one paragraph, and the passage without "he said". `None` unless a speaker is
/// found, or a quotation next to a verb of saying.
pub fn cut(text: &ArticleText, range: ByteRange) -> Option<Cut> {
    let range = text.trimmed(range)?;
    let paragraph = text.full_paragraph(range.start());
    if !paragraph.encloses(range) {
        return None;
    }
    let all = segment::quotations(text, paragraph);
    let quotations = outermost(text, &all);
    // A quotation, with its marks or without them, or a part of one.
    let exact = quotations.iter().find(|one| one.whole.encloses(range));
    let inside: Vec<ByteRange> =
        quotations.iter().filter(|one| range.encloses(one.inside)).map(|one| one.inside).collect();
    let region = segment::whole_sentences(text, range);
    let mut found = find(text, paragraph, region, &all);
    if let Some(exact) = exact {
        found.retain(|one| one.is_beside(exact.whole));
        let near = nearest(found, &[exact.whole]).or_else(|| before(text, paragraph, exact, &all))?;
        near.speaker?;
        let (start, end) = (range.start().max(exact.inside.start()), range.end().min(exact.inside.end()));
        let fragments = vec![text.trimmed(ByteRange::new(start, end))?];
        return Some(near.cut(fragments));
    }
    if inside.is_empty() {
        return cut_clause(text, range, found);
    }
    let near = nearest(found, &inside)?;
    let sentence = near.sentence;
    let content = near.content().filter(|content| range.encloses(*content));
    // A few quoted words are only part of the content of a clause.
    let quoted: usize = inside.iter().map(|one| one.len()).sum();
    let fragments = match content {
        // Without a speaker, and with most of the sentence unquoted, it is hardly an attribution.
        _ if near.speaker.is_none() && quoted * 2 < sentence.len().min(range.len()) => return None,
        Some(content) if near.speaker.is_some() && quoted * 2 < content.len() && inside.len() == 1 => vec![content],
        _ => inside,
    };
    Some(near.cut(fragments))
}

/// The attribution of text without quotation marks: of a whole sentence, or of a clause in it.
fn cut_clause(text: &ArticleText, range: ByteRange, found: Vec<Found<'_>>) -> Option<Cut> {
    let mut found: Vec<Found> = found.into_iter().filter(|one| one.speaker.is_some()).collect();
    let is_within = |one: &Found| range.encloses(one.attribution.cue);
    let at = found
        .iter()
        .position(|one| is_within(one) && one.attribution.is_trailing(&one.tokens))
        .or_else(|| found.iter().position(is_within))
        // Only the clause is marked: it must be the content of that verb.
        .or_else(|| {
            found.iter().position(|one| {
                let content = one.content();
                content.is_some_and(|content| content.encloses(range) && content.len() <= 2 * range.len())
            })
        })?;
    let one = found.swap_remove(at);
    let content = one.content().filter(|content| range.encloses(*content) && one.sentence.encloses(range));
    let content = content.map(|content| trimmed(text, content));
    let is_clause = |content: &ByteRange| text.slice(*content).unicode_words().count() >= QUOTED_WORDS;
    let fragments = vec![content.filter(is_clause).unwrap_or(range)];
    Some(one.cut(fragments))
}

/// A clause without the punctuation at its ends.
fn trimmed(text: &ArticleText, clause: ByteRange) -> ByteRange {
    let words = text.slice(clause);
    let end = words.trim_end_matches(|c: char| c.is_whitespace() || ".,;:".contains(c)).len();
    ByteRange::of(clause.start().get(), clause.start().get() + end)
}

/// The quotations of a text that are in no other.
fn outermost(text: &ArticleText, all: &[Quotation]) -> Vec<Quotation> {
    let is_long = |one: &&Quotation| text.slice(one.inside).unicode_words().count() >= QUOTED_WORDS;
    let mut long: Vec<Quotation> = all.iter().filter(is_long).copied().collect();
    long.sort_by_key(|one| (one.inside.start(), std::cmp::Reverse(one.inside.end())));
    long.dedup_by(|inner, outer| outer.inside.encloses(inner.inside));
    long
}

/// The attributions in the sentences of `region`, with their speakers.
fn find<'a>(text: &'a ArticleText, paragraph: ByteRange, region: ByteRange, all: &[Quotation]) -> Vec<Found<'a>> {
    let inside: Vec<ByteRange> = all.iter().map(|one| one.inside).collect();
    let mut found = Vec::new();
    for sentence in joined(segment::sentences(text, paragraph), all).into_iter().filter(|one| one.overlaps(region)) {
        let tokens = tokens(text, sentence, &inside);
        for attribution in attributions(&tokens) {
            let speaker = attribution.phrase.as_ref().and_then(|phrase| match &phrase.subject {
                Subject::Named(range) => Some((*range, "named")),
                Subject::Unnamed(range) => Some((*range, "unnamed")),
                Subject::Pronoun(pronoun) => Some((antecedent(text, paragraph, attribution.cue, pronoun)?, "named")),
            });
            found.push(Found { sentence, tokens: tokens.clone(), attribution, speaker });
        }
    }
    found
}

/// Sentences, merged if one quotation spans them.
fn joined(sentences: Vec<ByteRange>, all: &[Quotation]) -> Vec<ByteRange> {
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
    fn content(&self) -> Option<ByteRange> {
        self.attribution.content(&self.tokens, self.sentence)
    }

    /// True if its sentence contains a quotation, which it may therefore attribute.
    fn is_beside(&self, quotation: ByteRange) -> bool {
        self.sentence.overlaps(quotation)
    }

    fn cut(&self, fragments: Vec<ByteRange>) -> Cut {
        let (speaker, voice) = self.speaker.map_or((None, "named"), |(range, voice)| (Some(range), voice));
        Cut { fragments, speaker, voice, cue: self.attribution.cue }
    }
}

/// The attribution nearest to one of some quotations; within a sentence the one with a known speaker.
fn nearest<'a>(found: Vec<Found<'a>>, quotations: &[ByteRange]) -> Option<Found<'a>> {
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

/// The attribution of the quotation before this one in its paragraph: "…," she said. "…"
fn before<'a>(
    text: &'a ArticleText,
    paragraph: ByteRange,
    quotation: &Quotation,
    all: &[Quotation],
) -> Option<Found<'a>> {
    let own = segment::whole_sentences(text, quotation.whole);
    // Only if the sentence is the quotation and no more.
    if own.len() > quotation.whole.len() + 2 {
        return None;
    }
    let sentences = joined(segment::sentences(text, paragraph), all);
    let previous = sentences.into_iter().rfind(|sentence| sentence.end() <= own.start())?;
    let quoted = all.iter().any(|one| previous.encloses(one.whole));
    let found = if quoted { find(text, paragraph, previous, all) } else { Vec::new() };
    let quotations: Vec<ByteRange> =
        all.iter().filter(|one| previous.encloses(one.whole)).map(|one| one.inside).collect();
    nearest(found, &quotations)
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
        people.retain(|name| may_be_person(text.slice(*name)));
        match people.as_slice() {
            [] => {}
            [first, rest @ ..] => {
                let only = rest.iter().all(|name| text.slice(*name) == text.slice(*first));
                return only.then_some(*first);
            }
        }
    }
    None
}

/// The distance of a name from a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// Within the passage.
    Passage,
    /// In its sentence.
    Sentence,
    /// In its paragraph.
    Paragraph,
}

impl Nearness {
    /// The place of the name, as a phrase in sentence case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passage => "In this passage",
            Self::Sentence => "In this sentence",
            Self::Paragraph => "In this paragraph",
        }
    }
}

/// The possible speakers in the paragraph of a passage, the likeliest first, as [`names_near`] orders them.
pub fn speakers(text: &ArticleText, passage: ByteRange) -> Vec<ByteRange> {
    names_near(text, passage).into_iter().map(|(name, _)| name).collect()
}

/// The names in the paragraph of a passage: those within it, then those in its sentence, then the others; each group by
/// distance from the cue next to the passage, or else from the passage itself.
pub fn names_near(text: &ArticleText, passage: ByteRange) -> Vec<(ByteRange, Nearness)> {
    let paragraph = text.full_paragraph(passage.start());
    let sentence = segment::sentence_at(text, passage.start()).unwrap_or(paragraph);
    let before = ByteRange::new(paragraph.start(), passage.start());
    let after = ByteRange::new(passage.end(), paragraph.end().max(passage.end()));
    let near = [
        ByteRange::new(sentence.start(), passage.start()),
        ByteRange::new(passage.end(), sentence.end().max(passage.end())),
    ];
    let centre = near.into_iter().find_map(|gap| cue(text, gap)).unwrap_or(passage);
    let distance = |name: &ByteRange| {
        if name.start() >= centre.end() {
            name.start().get() - centre.end().get()
        } else {
            centre.start().get().saturating_sub(name.end().get())
        }
    };
    let nearness = |name: &ByteRange| match () {
        () if passage.encloses(*name) => Nearness::Passage,
        () if sentence.encloses(*name) => Nearness::Sentence,
        () => Nearness::Paragraph,
    };
    let mut found = names(text, before);
    found.extend(names(text, passage));
    found.extend(names(text, after));
    let mut found: Vec<_> = found.into_iter().map(|name| (name, nearness(&name))).collect();
    found.sort_by_key(|(name, nearness)| match nearness {
        Nearness::Passage => (*nearness, name.start().get()),
        _ => (*nearness, distance(name)),
    });
    found
}

/// The first cue in `range`: "said", "according to".
pub fn cue(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let tokens = tokens(text, range, &[]);
    let is_verb = |word: &str| match saying::form(word) {
        Some(saying::Form::Base) => matches!(word, "say" | "deny" | "read"),
        form => form.is_some(),
    };
    let at = tokens.iter().enumerate().position(|(at, token)| {
        let next = tokens.get(at + 1).is_some_and(|next| next.lower == "to");
        is_verb(&token.lower) || (token.lower == "according" && next)
    })?;
    let last = at + usize::from(tokens[at].lower == "according");
    Some(ByteRange::new(tokens[at].range.start(), tokens[last].range.end()))
}
