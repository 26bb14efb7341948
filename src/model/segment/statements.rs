//! Statements: the sentences of a paragraph, and the parts of a sentence that each have a verb of their own.
//!
//! They are the steps through an article in which it is marked. A sentence is parted only where a conjunction is
//! followed by a verb, or by a subject with its verb; a list is no reason.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::saying::{self, Form};
use crate::model::segment::quotations::{Quotation, quotations};
use crate::model::segment::sentences::{sentence_at, sentences};
use crate::model::text::ArticleText;

/// Conjunctions between statements.
const CONJUNCTIONS: &[&str] = &["and", "but", "while", "whereas", "although", "yet"];

/// Verbs that have a subject and can be told from nouns.
const FINITE: &[&str] = &[
    "am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must", "shall",
    "should", "was", "were", "will", "would",
];

/// Subjects of one word.
const SUBJECTS: &[&str] = &["he", "i", "it", "nobody", "she", "there", "they", "this", "we", "you"];

/// Words between a conjunction and its verb.
const ADVERBS: &[&str] = &["also", "always", "even", "later", "never", "now", "often", "still", "then"];

/// Words after a noun, as in "claims and reports of it".
const AFTER_NOUNS: &[&str] = &["about", "against", "by", "for", "from", "in", "of", "on", "that", "to", "with"];

/// Words between a conjunction and the verb of its subject.
const REACH: usize = 8;

/// Minimum words of a statement.
const WORDS: usize = 3;

/// The sentences of a paragraph as they are marked: without the marks of a quotation that goes on in another sentence.
pub fn whole_statements(text: &ArticleText, paragraph: ByteRange) -> Vec<ByteRange> {
    let quotations = quotations(text, paragraph);
    sentences(text, paragraph).into_iter().map(|sentence| unquoted(text, sentence, &quotations)).collect()
}

/// The sentence at `offset` as it is marked, or the last one before it in its paragraph.
pub fn statement_at(text: &ArticleText, offset: ByteOffset) -> Option<ByteRange> {
    let sentence = sentence_at(text, offset)?;
    Some(unquoted(text, sentence, &quotations(text, text.full_paragraph(offset))))
}

/// The statements of a paragraph: its sentences, in parts where they have several verbs.
pub fn statements(text: &ArticleText, paragraph: ByteRange) -> Vec<ByteRange> {
    let quotations = quotations(text, paragraph);
    let sentences = sentences(text, paragraph).into_iter().map(|sentence| unquoted(text, sentence, &quotations));
    sentences.flat_map(|sentence| parts(text, sentence, &quotations)).collect()
}

/// A sentence without the marks of a quotation that extends beyond it, unless it has words outside the quotation.
fn unquoted(text: &ArticleText, sentence: ByteRange, quotations: &[Quotation]) -> ByteRange {
    let has_words = |start: ByteOffset, end: ByteOffset| {
        start < end && text.slice(ByteRange::new(start, end)).chars().any(char::is_alphanumeric)
    };
    let mut now = sentence;
    for one in quotations.iter().filter(|one| one.whole.overlaps(sentence) && !sentence.encloses(one.whole)) {
        let (start, end) = (now.start().max(one.inside.start()), now.end().min(one.inside.end()));
        if start < end && !has_words(now.start(), start) && !has_words(end, now.end()) {
            now = text.trimmed(ByteRange::new(start, end)).unwrap_or(now);
        }
    }
    now
}

/// A word of a sentence.
struct Word<'a> {
    lower: String,
    range: ByteRange,
    /// Characters between the previous word and this one.
    gap: &'a str,
}

impl Word<'_> {
    /// True if it is a verb with a subject, beyond doubt.
    fn is_finite(&self) -> bool {
        let stem = self.lower.strip_suffix("n't").or_else(|| self.lower.strip_suffix("n’t")).unwrap_or(&self.lower);
        FINITE.contains(&stem) || matches!(stem, "ca" | "wo")
    }

    /// True if it is a subject with its verb: "it's", "they've".
    fn is_contracted(&self) -> bool {
        let subject = self.lower.split(['\'', '’']).next().unwrap_or_default();
        subject.len() < self.lower.len() && SUBJECTS.contains(&subject)
    }
}

fn parts(text: &ArticleText, sentence: ByteRange, quotations: &[Quotation]) -> Vec<ByteRange> {
    let (slice, base) = (text.slice(sentence), sentence.start().get());
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut last = 0;
    for (at, word) in slice.unicode_word_indices() {
        let range = ByteRange::of(base + at, base + at + word.len());
        words.push(Word { lower: word.to_lowercase(), range, gap: &slice[last..at] });
        last = at + word.len();
    }
    // The first word of each part, and the end of the part before.
    let mut cuts: Vec<(usize, ByteOffset)> = Vec::new();
    let mut begun = 0;
    for at in 1..words.len() {
        let Some(start) = begins(&words, at) else { continue };
        if at - begun >= WORDS && words.len() - start >= WORDS {
            cuts.push((start, words[at - 1].range.end()));
            begun = start;
        }
    }
    let mut parts = Vec::new();
    let mut start = sentence.start();
    for (first, end) in cuts {
        parts.push(ByteRange::new(start, end));
        start = words[first].range.start();
    }
    // A closing mark belongs to the last part only if the opening one does.
    let rest = ByteRange::new(start, sentence.end());
    let parted =
        quotations.iter().find(|one| !parts.is_empty() && one.inside.start() < start && one.whole.end() > start);
    let end = parted.map_or(rest.end(), |one| rest.end().min(one.inside.end()));
    parts.push(ByteRange::new(start, end));
    parts
}

/// The first word of the statement that the word `at` begins or joins to the one before.
fn begins(words: &[Word<'_>], at: usize) -> Option<usize> {
    let word = &words[at];
    if word.gap.contains(';') {
        return Some(if CONJUNCTIONS.contains(&&*word.lower) { at + 1 } else { at });
    }
    if !CONJUNCTIONS.contains(&&*word.lower) {
        return None;
    }
    // "said that A and that B"
    let is_that = words.get(at + 1).is_some_and(|next| next.lower == "that");
    let first = at + 1 + usize::from(is_that);
    let mut verb = first;
    while words.get(verb).is_some_and(|word| ADVERBS.contains(&&*word.lower) || is_adverb(&word.lower)) {
        verb += 1;
    }
    let next = words.get(verb).filter(|word| !is_apart(word))?;
    let follows = |at: usize| words.get(at).filter(|word| !is_apart(word));
    let is_verb = next.is_finite()
        || next.is_contracted()
        || SUBJECTS.contains(&&*next.lower) && follows(verb + 1).is_some()
        || says(&next.lower) && follows(verb + 1).is_some_and(|word| !AFTER_NOUNS.contains(&&*word.lower));
    let comma = word.gap.contains(',') || is_that;
    let has_subject = || {
        let reach = (verb..words.len().min(verb + REACH)).take_while(|at| *at == verb || !is_apart(&words[*at]));
        reach.skip(1).any(|at| words[at].is_finite())
    };
    (is_verb || comma && has_subject()).then_some(first)
}

/// True if punctuation comes before a word.
fn is_apart(word: &Word<'_>) -> bool {
    word.gap.contains(|c: char| ",;:–—()".contains(c))
}

fn is_adverb(lower: &str) -> bool {
    lower.len() > 4 && lower.ends_with("ly")
}

/// True if a verb of saying has a subject in this form, or may have.
fn says(lower: &str) -> bool {
    matches!(saying::form(lower), Some(Form::Base | Form::Third | Form::Past))
}
