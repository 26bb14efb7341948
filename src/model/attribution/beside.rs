//! Attributions in any language: a verb of saying beside a quotation or a clause, and the words that are its subject.
//!
//! English has rules of its own. Elsewhere the verb is known by a list. Its subject is a name in capitals, or in scripts without
//! capitals a phrase that [`uncased`] finds.

use super::names::{may_be_person, names};
use super::verbs::{Beside, THAT, has_case, is_punctuation, verbs};
use super::{japanese, uncased};
use crate::model::offset::ByteRange;
use crate::model::phrases::{month_name, weekday_of};
use crate::model::script::is_hangul;
use crate::model::segment::{self, Quotation};
use crate::model::text::ArticleText;

/// Minimum words of a clause that is said.
const REST: usize = 3;

/// Maximum words between a verb and the quotation.
const REACH: usize = 12;

/// Articles that begin a sentence and are part of no name.
const ARTICLES: &[&str] = &[
    "Der", "Die", "Das", "Ein", "Eine", "Le", "La", "Les", "El", "Los", "Las", "Il", "Lo", "Gli", "O", "Os", "De",
    "Het", "Ο", "Η", "Το", "A", "Az",
];

/// The verb of saying in a sentence that is nearest to one of its quotations, of which none is within another, if it is
/// near enough.
pub(super) fn beside(text: &ArticleText, sentence: ByteRange, quotations: &[Quotation]) -> Option<Beside> {
    let mut start = sentence.start();
    let mut gaps: Vec<ByteRange> = Vec::new();
    for quotation in quotations.iter().filter(|one| one.whole.overlaps(sentence)) {
        gaps.push(ByteRange::new(start, quotation.whole.start().max(start)));
        start = quotation.whole.end().max(start);
    }
    if gaps.is_empty() {
        return clause(text, sentence).or_else(|| uncased::clause(text, sentence));
    }
    gaps.push(ByteRange::new(start, sentence.end().max(start)));
    let ranges = gaps;
    let gaps: Vec<Gap<'_>> = ranges.iter().map(|range| Gap::of(text, *range)).collect();
    let last = gaps.len() - 1;
    let verbs = gaps.iter().enumerate().flat_map(|(gap, found)| {
        // A quotation is after every gap but the last, and before every one but the first.
        verbs(text, &found.words).into_iter().filter(move |(_, cue)| gap > 0 || !is_final(text, *cue)).map(
            move |(at, cue)| {
                let after = if gap < last && !is_final(text, cue) { found.words.len() - at - 1 } else { usize::MAX };
                let before = if gap > 0 { at } else { usize::MAX };
                (after.min(before), gap, at, cue)
            },
        )
    });
    let nearest = verbs.filter(|(distance, ..)| *distance <= REACH).min();
    let Some((_, gap, _, cue)) = nearest else {
        return japanese::verbless(text, *ranges.last()?).or_else(|| uncased::according(text, sentence));
    };
    let speaker = match has_case(text.slice(cue)) {
        true => gaps[gap].named(cue, |_| true),
        false => uncased::speaker(text, &ranges, gap, cue),
    };
    Some(Beside { cue, speaker, content: None })
}

/// The speaker of an attribution with its voice.
pub(super) fn named(text: &ArticleText, found: &Beside) -> Option<(ByteRange, &'static str)> {
    let speaker = found.speaker?;
    let has_case = has_case(text.slice(speaker));
    Some((speaker, if has_case { "named" } else { uncased::voice(text, speaker) }))
}

/// True if a verb comes last in its clause, as in Japanese and Korean.
fn is_final(text: &ArticleText, verb: ByteRange) -> bool {
    text.slice(verb).contains(|c| is_hangul(c) || matches!(c, '\u{3041}'..='\u{30FF}'))
}

/// The attribution of a clause, in a language with capitals: "…, sagte der Ingenieur Tore Vik", "Britt Aas bestreitet, dass
/// …". Its subject must be a name.
fn clause(text: &ArticleText, sentence: ByteRange) -> Option<Beside> {
    let all = Gap::of(text, sentence);
    let (at, cue) = *verbs(text, &all.words).first()?;
    if !has_case(text.slice(cue)) {
        return None;
    }
    let together = |name: &ByteRange| {
        let between = ByteRange::new(name.end().min(cue.end()), name.start().max(cue.start()));
        !text.slice(between).contains([',', ';', ':', '–', '—', '('])
    };
    let speaker = all.named(cue, together)?;
    let content = |from: usize, to: usize| {
        let words = all.words.get(from..to).filter(|words| words.len() >= REST)?;
        Some(ByteRange::new(words.first()?.start(), words.last()?.end()))
    };
    let that = (at + 1..all.words.len().min(at + REACH)).find(|word| THAT.contains(&text.slice(all.words[*word])));
    let start = all.clause_start(at);
    let content = match that {
        Some(that) => content(that + 1, all.words.len()),
        None if all.words.len() - at <= REACH => content(0, start),
        None => None,
    };
    content.map(|content| Beside { cue, speaker: Some(speaker), content: Some(content) })
}

/// Text outside quotations, with its words.
struct Gap<'a> {
    text: &'a ArticleText,
    range: ByteRange,
    words: Vec<ByteRange>,
}

impl<'a> Gap<'a> {
    fn of(text: &'a ArticleText, range: ByteRange) -> Self {
        Self { text, range, words: segment::words(text, range) }
    }

    /// The name in capitals nearest to a verb, of two words rather than of one.
    fn named(&self, verb: ByteRange, accepts: impl Fn(&ByteRange) -> bool) -> Option<ByteRange> {
        let distance = |name: &ByteRange| {
            let before = verb.start().get().saturating_sub(name.end().get());
            before.max(name.start().get().saturating_sub(verb.end().get()))
        };
        let first = self.words.first()?.start();
        let without_article = |name: ByteRange| {
            let words = self.text.slice(name);
            let (article, rest) = words.split_once(' ').filter(|_| name.start() == first)?;
            let is_article = ARTICLES.contains(&article);
            Some(ByteRange::of(name.end().get() - if is_article { rest.len() } else { words.len() }, name.end().get()))
        };
        let names = names(self.text, self.range).into_iter().map(|name| without_article(name).unwrap_or(name));
        // A word that only begins the sentence is hardly a name, unless the verb follows.
        let is_name = |name: &ByteRange| {
            name.start() > first || name.end().get() + 1 >= verb.start().get() || self.text.slice(*name).contains(' ')
        };
        let is_date = |name: &ByteRange| {
            let word = self.text.slice(*name).to_lowercase();
            weekday_of(&word).is_some() || month_name(&word).is_some()
        };
        let names = names.filter(|name| !name.overlaps(verb) && is_name(name) && !is_date(name) && accepts(name));
        names.min_by_key(|name| (!may_be_person(self.text.slice(*name)), distance(name)))
    }

    /// The first word of the clause of a word.
    fn clause_start(&self, at: usize) -> usize {
        (1..self.words.len().min(at + 1)).rev().find(|word| self.is_apart(*word)).unwrap_or(0)
    }

    /// True if punctuation is before a word.
    fn is_apart(&self, at: usize) -> bool {
        let between = ByteRange::new(self.words[at - 1].end(), self.words[at].start());
        self.text.slice(between).contains(is_punctuation)
    }
}
