//! Names: runs of capitalised words, and the name within a noun phrase.

use unicode_segmentation::UnicodeSegmentation;

use super::lists::{BODIES, COMPANIES, INSIDE_NAMES, NO_NAMES, NO_PERSONS, OFFICES, TITLES};
use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;

/// The names in `range`: runs of capitalised words, in order. Words that only begin a sentence are left out.
pub fn names(text: &ArticleText, range: ByteRange) -> Vec<ByteRange> {
    let words = text.slice(range);
    let base = range.start().get();
    let mut found: Vec<ByteRange> = Vec::new();
    // The current run of words: its range, and the end of its last capitalised word.
    let mut run: Option<(usize, usize)> = None;
    let mut last = 0;
    for (at, word) in words.unicode_word_indices() {
        // A full stop continues a name only after an initial or a short title: "J. R. Ewing", "St. Paul".
        let before = words[..last].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_short = before.chars().count() == 1 || TITLES.contains(before);
        let stops = words[last..at].contains('.') && !is_short;
        let joined = !stops && words[last..at].chars().all(|c| matches!(c, ' ' | '\n' | '.' | '-' | '\'' | '’' | '&'));
        let capital = is_capital(word) && !NO_NAMES.contains(word);
        match &mut run {
            Some((_, end)) if joined && capital => *end = at + word.len(),
            Some(_) if joined && INSIDE_NAMES.contains(word) => {}
            _ => {
                found.extend(run.take().map(|(start, end)| ByteRange::of(base + start, base + end)));
                run = capital.then_some((at, at + word.len()));
            }
        }
        last = at + word.len();
    }
    found.extend(run.map(|(start, end)| ByteRange::of(base + start, base + end)));
    found
}

/// True if a word begins with a capital letter.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// True if a name may be a person's: at least two words in capitals, and without a word for a body or place.
pub fn may_be_person(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    name.split_whitespace().count() > 1 && is_capital(last) && !NO_PERSONS.contains(last) && !name.contains(" of ")
}

/// A name without the title or office before it: "Ana Duarte" of "Deputy Mayor Ana Duarte".
pub fn without_title(name: &str) -> &str {
    let words: Vec<(usize, &str)> = name.unicode_word_indices().collect();
    // The rest must be a name of its own.
    let before = &words[..words.len().saturating_sub(1)];
    let title = before.iter().rposition(|(_, word)| TITLES.contains(word) || OFFICES.contains(word));
    title.and_then(|at| words.get(at + 1)).map_or(name, |(start, _)| &name[*start..])
}

/// True if the words around a name say that it is that of a body: "the retailer Fine Foods", "Fine Foods, which".
pub fn is_body(text: &ArticleText, name: ByteRange) -> bool {
    let (before, after) = (&text.as_str()[..name.start().get()], &text.as_str()[name.end().get()..]);
    let noun = before.rsplit(|c: char| c.is_whitespace()).find(|word| !word.is_empty()).unwrap_or_default();
    let next = after.trim_start_matches([',', ' ', '\n']);
    let which = next.strip_prefix("which").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    which || BODIES.contains(noun) || COMPANIES.contains(noun)
}
