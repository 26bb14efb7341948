//! Words of numbers, alone and joined: "fourteen", "twenty-one", "vierundzwanzig", "quatre-vingt-dix".

use crate::model::phrases::{Language, NumberWord};

/// Words between the parts of a number that are words of their own.
pub(super) const AND: &[&str] = &["and", "y", "e", "et"];

/// Between the parts of a joined number.
const WITHIN: &[&str] = &["und", "en", "ën", "-et-", "-and-", "-", "‑"];

/// The number of one thing, which alone is an article and no number.
pub(super) const ONE: &[&str] = &["ein", "eine", "een", "un", "une", "uno", "um"];

/// The value of a word in lower case in a language, also of a joined one.
pub(super) fn value(word: &str, language: Language) -> Option<NumberWord> {
    let may_be_joined = language != Language::ENGLISH || word.contains(['-', '‑']);
    let known = language.number(word);
    if known.is_none() && may_be_joined { joined(word, language).map(NumberWord::Plus) } else { known }
}

/// True if a number may be followed by this part: "twenty" by "one", "hundred" by "fifty", "soixante" by "dix".
pub(super) fn added(held: f64, value: f64) -> bool {
    let after_hundreds = held >= 100.0 && held % 100.0 == 0.0 && value < 100.0;
    let after_tens = held % 100.0 >= 20.0 && held % 10.0 == 0.0 && value < 10.0;
    let french = matches!((held % 100.0) as u32, 60 | 80) && (10.0..20.0).contains(&value);
    value > 0.0 && (after_hundreds || after_tens || french)
}

/// The value of a word that is made of the words of a number.
fn joined(word: &str, language: Language) -> Option<f64> {
    let (mut total, mut current) = (0.0, None::<f64>);
    let mut rest = word;
    loop {
        let (part, length) = first(rest, language)?;
        // It would have been found as it is.
        if length == word.len() {
            return None;
        }
        current = match (current, part) {
            (None, NumberWord::Plus(value)) => Some(value),
            // "quatre-vingt".
            (Some(4.0), NumberWord::Plus(20.0)) => Some(80.0),
            // "vierundzwanzig" is the only way round.
            (Some(held), NumberWord::Plus(value)) if added(held, value) => Some(held + value),
            (Some(held), NumberWord::Plus(value))
                if (1.0..10.0).contains(&(held % 100.0)) && added(value, held % 100.0) =>
            {
                Some(held + value)
            }
            (Some(_), NumberWord::Plus(_)) => return None,
            (held, NumberWord::Times(by)) if by < 1000.0 => Some(held.unwrap_or(1.0) * by),
            (held, NumberWord::Times(by)) => {
                total += held.unwrap_or(1.0) * by;
                None
            }
        };
        rest = &rest[length..];
        if rest.is_empty() {
            return Some(total + current.unwrap_or_default());
        }
        // "ein" and "en" may both begin the rest; a part counts first.
        if first(rest, language).is_none() {
            rest = WITHIN.iter().find_map(|link| rest.strip_prefix(link))?;
        }
    }
}

/// The longest word of a number at the start of a word, and its length.
fn first(word: &str, language: Language) -> Option<(NumberWord, usize)> {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| *end >= 2);
    let known = |end: usize| {
        let start = &word[..end];
        let one = || ONE.contains(&start).then_some(NumberWord::Plus(1.0));
        language.number(start).or_else(one).map(|value| (value, end))
    };
    ends.filter_map(known).next_back()
}
