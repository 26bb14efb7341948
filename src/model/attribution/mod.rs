//! Attribution of a passage: speakers and cues found in the surrounding text, by rules for English, and for quotations
//! in other languages by lists of verbs.
//!
//! Everything found here is only a suggestion. The pattern is that of newspapers: a subject next to a verb of saying
//! next to the content, as a quotation or a clause (Pareti, "A Database of Attribution Relations", LREC 2012: source,
//! cue, content). If the rules are not sure they find nothing.

mod beside;
mod clause;
mod found;
mod hint;
mod japanese;
mod lists;
mod names;
mod subject;
mod tokens;
mod uncased;
mod verbs;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::annotation::{Speaker, Target};
use crate::model::offset::ByteRange;
use crate::model::saying;
use crate::model::segment::{self, Quotation};
use crate::model::text::ArticleText;

use found::{Found, QUOTED_WORDS, find, joined, nearest, outermost, spoken, trimmed};
pub use hint::{Hint, Who, hint};
pub use names::{is_body, may_be_person, names, without_title};
use tokens::tokens;

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

impl Cut {
    fn of(found: &Found<'_>, fragments: Vec<ByteRange>) -> Self {
        let (speaker, voice) = found.speaker.map_or((None, "named"), |(range, voice)| (Some(range), voice));
        Self { fragments, speaker, voice, cue: found.attribution.cue }
    }

    /// The speaker, with the place of the name.
    pub fn named(&self, text: &ArticleText) -> Option<Speaker> {
        let at = self.speaker?;
        let name = text.slice(at).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Speaker { at: Target::of(at), ..Speaker::new(self.voice, &name) })
    }
}

/// The attribution of `range`, within one paragraph, and the passage without "he said". `None` unless a speaker is
/// found, or a quotation next to a verb of saying.
pub fn cut(text: &ArticleText, range: ByteRange) -> Option<Cut> {
    let range = text.trimmed(range)?;
    let paragraph = text.full_paragraph(range.start());
    if !paragraph.encloses(range) {
        return None;
    }
    let all = spoken(text, paragraph);
    let quotations = outermost(text, &all);
    // A quotation, with its marks or without them, or a part of one.
    let exact = quotations.iter().find(|one| one.whole.encloses(range));
    let inside: Vec<ByteRange> = quotations.iter().filter_map(|one| quoted_part(text, range, one)).collect();
    let region = segment::whole_sentences(text, range);
    let mut found = find(text, paragraph, region, &all);
    if let Some(exact) = exact {
        found.retain(|one| one.is_beside(exact.whole));
        let near = nearest(found, &[exact.whole]).or_else(|| before(text, paragraph, exact, &all))?;
        near.speaker?;
        let (start, end) = (range.start().max(exact.inside.start()), range.end().min(exact.inside.end()));
        let fragments = vec![uncommaed(text, text.trimmed(ByteRange::new(start, end))?)];
        return Some(Cut::of(&near, fragments));
    }
    if inside.is_empty() {
        return cut_clause(text, range, found);
    }
    let near = nearest(found, &inside)?;
    let sentence = near.sentence;
    let content = near.content().filter(|content| range.encloses(*content)).map(|content| trimmed(text, content));
    // A few quoted words are only part of the content of a clause.
    let quoted: usize = inside.iter().map(|one| one.len()).sum();
    let fragments = match content {
        // Without a speaker, and with most of the sentence unquoted, it is hardly an attribution.
        _ if near.speaker.is_none() && quoted * 2 < sentence.len().min(range.len()) => return None,
        Some(content) if near.speaker.is_some() && quoted * 2 < content.len() && inside.len() == 1 => vec![content],
        _ => inside,
    };
    Some(Cut::of(&near, fragments))
}

/// The part of a quotation that is in `range`, if that is most of it or a part that can stand alone.
fn quoted_part(text: &ArticleText, range: ByteRange, quotation: &Quotation) -> Option<ByteRange> {
    if range.encloses(quotation.inside) {
        return Some(uncommaed(text, quotation.inside));
    }
    let (start, end) = (range.start().max(quotation.inside.start()), range.end().min(quotation.inside.end()));
    let part = text.trimmed(ByteRange::new(start.min(end), end)).filter(|_| start < end)?;
    (text.slice(part).unicode_words().count() >= QUOTED_WORDS).then(|| uncommaed(text, part))
}

/// A quotation without the comma before its attribution, which the typesetter put within the marks: "It leaks," she said.
fn uncommaed(text: &ArticleText, quotation: ByteRange) -> ByteRange {
    let comma = |c: char| c.is_whitespace() || [',', '،', '，', '、'].contains(&c);
    let (start, words) = (quotation.start().get(), text.slice(quotation).trim_end_matches(comma));
    if words.is_empty() { quotation } else { ByteRange::of(start, start + words.len()) }
}

/// The attribution of text without quotation marks: of a whole sentence, or of a clause in it.
fn cut_clause(text: &ArticleText, range: ByteRange, found: Vec<Found<'_>>) -> Option<Cut> {
    let mut found: Vec<Found> = found.into_iter().filter(|one| one.speaker.is_some()).collect();
    let is_within = |one: &Found| range.encloses(one.attribution.cue);
    let at = found
        .iter()
        .position(|one| is_within(one) && one.attribution.is_trailing(&one.tokens))
        .or_else(|| found.iter().position(is_within))
        // Only the clause is marked, or a part of it: it must be the content of that verb.
        .or_else(|| {
            found.iter().position(|one| {
                let holds =
                    one.content().is_some_and(|content| content.encloses(range) && content.len() <= 2 * range.len());
                holds || one.has_statement(text, range)
            })
        })?;
    let one = found.swap_remove(at);
    // Of a part of a sentence, the part of the content.
    let content = one.content().filter(|content| range.contains(content.start()) && one.sentence.encloses(range));
    let content = content.map(|content| ByteRange::new(content.start(), content.end().min(range.end())));
    let content = content.or_else(|| one.has_statement(text, range).then_some(range));
    let content = content.map(|content| trimmed(text, content));
    let is_clause = |content: &ByteRange| text.slice(*content).unicode_words().count() >= QUOTED_WORDS;
    let fragments = vec![content.filter(is_clause).unwrap_or(range)];
    Some(Cut::of(&one, fragments))
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
    let attributed = attributed(text, paragraph);
    found.retain(|name| !attributed.iter().any(|speaker| speaker.overlaps(*name)));
    found.extend(attributed);
    let mut found: Vec<_> = found.into_iter().map(|name| (name, nearness(&name))).collect();
    found.sort_by_key(|(name, nearness)| match nearness {
        Nearness::Passage => (*nearness, name.start().get()),
        _ => (*nearness, distance(name)),
    });
    found
}

/// The speakers in a paragraph that are not known by their capitals.
fn attributed(text: &ArticleText, paragraph: ByteRange) -> Vec<ByteRange> {
    if text.slice(paragraph).is_ascii() {
        return Vec::new();
    }
    let found = find(text, paragraph, paragraph, &spoken(text, paragraph));
    let mut speakers: Vec<ByteRange> = found.iter().filter_map(|one| Some(one.speaker?.0)).collect();
    speakers.retain(|speaker| verbs::has_uncased(text.slice(*speaker)));
    speakers.sort_by_key(|speaker| speaker.start());
    speakers.dedup();
    speakers
}

/// The first cue in `range`: "said", "according to", or a verb of saying in another language.
pub fn cue(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let other = || verbs::verbs(text, &segment::words(text, range)).first().map(|(_, verb)| *verb);
    english_cue(text, range).or_else(other)
}

fn english_cue(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
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
