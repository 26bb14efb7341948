//! Names: runs of words with capital letters.

use super::tokens::Token;
use super::{Fact, Value};
use crate::model::fold::name_key;

/// Small words within a name.
const WITHIN: &[&str] = &["of", "de", "van", "von", "der", "al", "la", "du", "and", "&"];

/// Words with capital letters that name nothing.
const NO_NAMES: &[&str] = &["i", "i'm", "i've", "i'll", "i'd", "mr", "mrs", "ms", "dr", "the", "a", "an"];

/// Small words of German, which writes all nouns with capital letters: they would be taken for names.
const GERMAN: &[&str] =
    &["der", "das", "und", "nicht", "ist", "eine", "dem", "wurde", "für", "auf", "sind", "haben", "werden", "einem"];

/// A passage with fewer words, most of them with capital letters, may be one name after the other.
const FEW: usize = 6;

/// The names of a passage, but for the words that are `taken`. The first word of a sentence is unsure.
pub(super) fn read(tokens: &[Token<'_>], taken: &dyn Fn(&Token<'_>) -> bool) -> Vec<Fact> {
    let words = || tokens.iter().filter(|token| !token.is_sign() && token.number.is_none() && !token.first);
    let (all, capital) = (words().count(), words().filter(|token| token.is_capital()).count());
    let is_title = all >= FEW && capital * 4 > all * 3;
    if is_title || tokens.iter().any(|token| GERMAN.contains(&token.words)) {
        return Vec::new();
    }
    let is_name = |token: &Token<'_>| token.is_capital() && !NO_NAMES.contains(&token.lower.as_str()) && !taken(token);
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_name(&tokens[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(next) = tokens.get(end) {
            let joins = WITHIN.contains(&next.words) && tokens.get(end + 1).is_some_and(&is_name);
            if !is_name(next) && !joins {
                break;
            }
            end += 1;
        }
        let run = &tokens[at..end];
        let mut name = Fact::new(Value::Not, String::new(), run);
        let key = name_key(&name.words);
        let key = key.strip_suffix("'s").unwrap_or(&key).to_owned();
        name.sure = !tokens[at].first;
        name.value = Value::Name(key);
        names.push(name);
        at = end;
    }
    names
}
