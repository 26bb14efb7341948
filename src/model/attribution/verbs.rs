//! Verbs of saying in any language by lists, and what stands beside them.

use crate::model::offset::ByteRange;
use crate::model::phrases::{Use, has_word, phrases};
use crate::model::script::is_unspaced;
use crate::model::text::ArticleText;

/// Conjunctions of indirect speech.
pub(super) const THAT: &[&str] = &[
    "dass",
    "daß",
    "que",
    "qu",
    "che",
    "что",
    "що",
    "że",
    "že",
    "at",
    "att",
    "dat",
    "hogy",
    "că",
    "ότι",
    "πως",
    "bahwa",
    "أن",
    "إن",
    "إنه",
    "إنها",
    "بأن",
    "که",
    "کہ",
    "कि",
    "যে",
    "כי",
    "რომ",
    "ว่า",
    "ថា",
];

/// A verb of saying with its subject, and its content if that is a clause.
#[derive(Debug)]
pub(super) struct Beside {
    pub cue: ByteRange,
    pub speaker: Option<ByteRange>,
    pub content: Option<ByteRange>,
}

/// The verbs of saying among words, each with the place of its first word.
pub(super) fn verbs(text: &ArticleText, words: &[ByteRange]) -> Vec<(usize, ByteRange)> {
    let mut found: Vec<(usize, ByteRange)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let goes_on = found.last().is_some_and(|(_, verb)| verb.end() > word.start());
        found.extend(verb(text, *word).filter(|_| !goes_on).map(|verb| (at, verb)));
    }
    found
}

/// The verb of saying that is a word, or in scripts without spaces begins with it: dictionaries part the endings of verbs.
fn verb(text: &ArticleText, word: ByteRange) -> Option<ByteRange> {
    let written = text.slice(word);
    let is_verb = has_word(Use::Saying, &written.to_lowercase());
    if written.starts_with(is_unspaced) {
        let start = word.start().get();
        let rest = &text.as_str()[start..];
        let begins = |verb: &&&str| verb.chars().nth(1).is_some() && rest.starts_with(**verb);
        let stem = phrases(Use::Saying).iter().filter(begins).map(|verb| verb.len()).max();
        let stem = stem.or_else(|| is_verb.then_some(written.len()))?;
        return Some(ByteRange::of(start, start + stem + ending(&rest[stem..])));
    }
    // "했다" is also "did".
    let is_light = matches!(written, "했다" | "했습니다" | "한다");
    let is_said = || text.as_str()[..word.start().get()].trim_end().ends_with('고');
    (is_verb && (!is_light || is_said())).then_some(word)
}

/// The length of the hiragana that end a Japanese verb: た in 述べた, ている in 述べている.
fn ending(rest: &str) -> usize {
    /// Maximum letters of an ending.
    const LETTERS: usize = 5;
    let letters = rest.char_indices().take(LETTERS).take_while(|(_, c)| matches!(c, '\u{3041}'..='\u{3096}'));
    let end = letters.into_iter().find(|(_, c)| matches!(c, 'た' | 'だ' | 'る' | 'う'));
    end.map_or(0, |(at, c)| at + c.len_utf8())
}

/// The parts in brackets, with the brackets.
pub(super) fn brackets(text: &ArticleText, range: ByteRange) -> Vec<ByteRange> {
    let base = range.start().get();
    let mut found = Vec::new();
    let mut open = Vec::new();
    for (at, c) in text.slice(range).char_indices() {
        match c {
            '(' | '（' => open.push(base + at),
            ')' | '）' => found.extend(open.pop().map(|start| ByteRange::of(start, base + at + c.len_utf8()))),
            _ => {}
        }
    }
    found
}

/// True for marks between clauses.
pub(super) fn is_punctuation(c: char) -> bool {
    ",;:.()–—،؛，；：、。։፣፤፡።।|".contains(c)
}

/// True if words have letters of a script with capitals. Georgian has them only in headlines.
pub(super) fn has_case(words: &str) -> bool {
    words.contains(|c: char| (c.is_uppercase() || c.is_lowercase()) && !matches!(c, '\u{10D0}'..='\u{10FF}'))
}

/// True if words have letters of a script without capitals.
pub(super) fn has_uncased(words: &str) -> bool {
    words.contains(|c: char| c.is_alphabetic() && !has_case(c.encode_utf8(&mut [0; 4])))
}
