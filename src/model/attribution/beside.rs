//! Attributions in any language: a verb of saying beside a quotation or a clause, and the words that are its subject.
//!
//! English has rules of its own. Elsewhere the verb is known by a list, and its subject by its place: a name in capitals,
//! or the words between the verb, the marks and the words that end a subject (Hindi ने, Japanese は, Arabic يوم).

use std::ops::Range;

use super::names::{may_be_person, names};
use crate::model::offset::ByteRange;
use crate::model::phrases::{Use, has_word, phrases};
use crate::model::script::is_unspaced;
use crate::model::segment::{self, Quotation};
use crate::model::text::ArticleText;

/// Maximum words of a subject, and maximum characters in scripts without spaces.
const LONGEST: (usize, usize) = (7, 40);

/// Minimum words of a clause that is said.
const REST: usize = 3;

/// Maximum words between a verb and the quotation.
const REACH: usize = 12;

/// Conjunctions of indirect speech in languages with capitals.
const THAT: &[&str] = &[
    "dass", "daß", "que", "qu", "che", "что", "що", "że", "že", "at", "att", "dat", "hogy", "că", "ότι", "πως", "bahwa",
];

/// Articles that begin a sentence and are part of no name.
const ARTICLES: &[&str] = &[
    "Der", "Die", "Das", "Ein", "Eine", "Le", "La", "Les", "El", "Los", "Las", "Il", "Lo", "Gli", "O", "Os", "De",
    "Het", "Ο", "Η", "Το", "A", "Az",
];

/// A verb of saying with its subject, and its content if that is a clause.
#[derive(Debug)]
pub(super) struct Beside {
    pub cue: ByteRange,
    pub speaker: Option<ByteRange>,
    pub content: Option<ByteRange>,
}

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
        return clause(text, sentence);
    }
    gaps.push(ByteRange::new(start, sentence.end().max(start)));
    let gaps: Vec<Gap<'_>> = gaps.into_iter().map(|range| Gap::of(text, range)).collect();
    let last = gaps.len() - 1;
    let verbs = gaps.iter().enumerate().flat_map(|(gap, found)| {
        let verbs = found.words.iter().enumerate().filter_map(|(at, word)| Some((at, verb(text, *word)?)));
        // A quotation is after every gap but the last, and before every one but the first.
        verbs.map(move |(at, cue)| {
            let after = if gap < last { found.words.len() - at - 1 } else { usize::MAX };
            let before = if gap > 0 { at } else { usize::MAX };
            (after.min(before), gap, at, cue)
        })
    });
    let (_, gap, at, cue) = verbs.filter(|(distance, ..)| *distance <= REACH).min()?;
    let found = &gaps[gap];
    let has_capitals = text.slice(found.range).chars().any(char::is_uppercase);
    let speaker = if has_capitals {
        found.named(cue, |_| true)
    } else {
        // In Arabic and Hebrew the verb often comes first.
        let is_first = text.slice(cue).starts_with(|c: char| matches!(c, '\u{590}'..='\u{77F}'));
        let after = || found.subject(at + 1..found.clause_end(at)).filter(|_| is_first);
        let before = || found.subject(found.clause_start(at)..at);
        // The subject is before the quotation, the verb after it: 市長は「…」と述べた.
        let across = || {
            let before = gaps.get(gap.checked_sub(1)?)?;
            before.subject(before.clause_start(before.words.len())..before.words.len())
        };
        after().or_else(before).or_else(across)
    };
    Some(Beside { cue, speaker, content: None })
}

/// The attribution of a clause, in a language with capitals: "…, sagte der Ingenieur Tore Vik", "Britt Aas bestreitet, dass
/// …". Its subject must be a name.
fn clause(text: &ArticleText, sentence: ByteRange) -> Option<Beside> {
    let all = Gap::of(text, sentence);
    let (at, cue) = all.words.iter().enumerate().find_map(|(at, word)| Some((at, verb(text, *word)?)))?;
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

/// The verb of saying that is a word, or in scripts without spaces begins with it: dictionaries part the endings of verbs.
pub(super) fn verb(text: &ArticleText, word: ByteRange) -> Option<ByteRange> {
    let written = text.slice(word);
    if has_word(Use::Saying, &written.to_lowercase()) {
        return Some(word);
    }
    if !written.starts_with(is_unspaced) {
        return None;
    }
    let start = word.start().get();
    let rest = &text.as_str()[start..];
    let begins = phrases(Use::Saying).iter().filter(|verb| verb.chars().nth(1).is_some() && rest.starts_with(**verb));
    begins.map(|verb| ByteRange::of(start, start + verb.len())).max_by_key(|verb| verb.len())
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
        let names = names.filter(|name| !name.overlaps(verb) && is_name(name) && accepts(name));
        names.min_by_key(|name| (!may_be_person(self.text.slice(*name)), distance(name)))
    }

    /// The first word of the clause of a word.
    fn clause_start(&self, at: usize) -> usize {
        (1..self.words.len().min(at + 1)).rev().find(|word| self.is_apart(*word)).unwrap_or(0)
    }

    /// The word after the last of the clause of a word.
    fn clause_end(&self, at: usize) -> usize {
        (at + 1..self.words.len()).find(|word| self.is_apart(*word)).unwrap_or(self.words.len())
    }

    /// True if punctuation is before a word.
    fn is_apart(&self, at: usize) -> bool {
        let between = ByteRange::new(self.words[at - 1].end(), self.words[at].start());
        self.text.slice(between).contains(|c: char| ",;:.()–—،؛，；：、。։፣፤|".contains(c))
    }

    /// The subject that these words begin with, if they do.
    fn subject(&self, words: Range<usize>) -> Option<ByteRange> {
        let word = |at: usize| self.text.slice(self.words[at]);
        let ends = |at: usize| has_word(Use::SubjectEnd, word(at));
        let first = words.clone().find(|at| !ends(*at))?;
        let mut last = first;
        let mut end = self.words[first].end();
        for at in first..words.end {
            if ends(at) {
                break;
            }
            let stem = without_particle(word(at));
            (last, end) = (at, self.words[at].end());
            if stem.len() < word(at).len() {
                end = ByteRange::of(self.words[at].start().get(), self.words[at].start().get() + stem.len()).end();
                break;
            }
        }
        let subject = ByteRange::new(self.words[first].start(), end);
        let words = self.text.slice(subject);
        let is_short =
            if words.contains(is_unspaced) { words.chars().count() <= LONGEST.1 } else { last - first < LONGEST.0 };
        (is_short && words.chars().count() > 1).then_some(subject)
    }
}

/// A Korean word without the particle of a subject.
fn without_particle(word: &str) -> &str {
    let is_korean = word.starts_with(|c: char| matches!(c, '\u{AC00}'..='\u{D7A3}'));
    let stem = ["께서는", "께서", "은", "는", "이", "가"].iter().find_map(|particle| word.strip_suffix(particle));
    stem.filter(|stem| is_korean && stem.chars().count() > 1).unwrap_or(word)
}
