//! The words, numbers and signs of a passage.

use super::spelled;
use super::units::scale_length;
use crate::model::align::letters::folded;
use crate::model::offset::ByteRange;
use crate::model::phrases::{Language, NumberWord};
use crate::model::script::{ascii_digit, is_unspaced, unspaced_words};

/// A word, a number in digits, or a sign.
#[derive(Debug)]
pub(super) struct Token<'a> {
    /// As written.
    pub words: &'a str,
    /// In lower case, with straight apostrophes.
    pub lower: String,
    /// Its place in the text.
    pub at: ByteRange,
    /// True if white space is before it.
    pub spaced: bool,
    /// True if it begins a sentence.
    pub first: bool,
    /// The value of a number in digits.
    pub number: Option<f64>,
    /// The value of a word of a number.
    pub word: Option<NumberWord>,
}

impl Token<'_> {
    /// True if it is neither a word nor a number.
    pub fn is_sign(&self) -> bool {
        !self.words.starts_with(char::is_alphanumeric)
    }

    /// True if it is a word with a capital first letter.
    pub fn is_capital(&self) -> bool {
        self.words.starts_with(char::is_uppercase)
    }

    /// The number of its digits if it has nothing but digits.
    pub fn digits(&self) -> Option<usize> {
        self.words.bytes().all(|byte| byte.is_ascii_digit()).then_some(self.words.len())
    }
}

/// The tokens of a passage that begins at this byte of its text.
pub(super) fn tokens(passage: &str, base: usize, language: Language) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (mut at, mut spaced) = (0, true);
    while let Some(c) = passage[at..].chars().next() {
        if c.is_whitespace() {
            (at, spaced) = (at + c.len_utf8(), true);
            continue;
        }
        let rest = &passage[at..];
        let length = match c {
            c if ascii_digit(c).is_some() => number_length(rest),
            c if c.is_alphanumeric() && is_unspaced(c) => {
                let after_digits = tokens.last().is_some_and(|last| last.number.is_some() && !spaced);
                scale_length(rest).filter(|_| after_digits).unwrap_or_else(|| first_unspaced(rest))
            }
            c if c.is_alphanumeric() => word_length(rest),
            c => c.len_utf8(),
        };
        let words = &rest[..length];
        let first = tokens.iter().rev().find(|token| !matches!(token.words, "\"" | "“" | "„" | "«" | "'" | "‘" | "("));
        let first = first.is_none_or(|last| matches!(last.words, "." | "!" | "?" | "…" | ":"));
        let lower = words.to_lowercase().replace('’', "'");
        let word = spelled::value(&lower, language);
        tokens.push(Token {
            words,
            lower,
            word,
            at: ByteRange::of(base + at, base + at + length),
            spaced,
            first,
            number: ascii_digit(c).and_then(|_| value(words)),
        });
        (at, spaced) = (at + length, false);
    }
    tokens
}

/// The length of the first word of a run of letters of a script without spaces.
fn first_unspaced(rest: &str) -> usize {
    /// Letters that tell where the first word ends.
    const REACH: usize = 24;
    let is_letter = |c: &char| is_unspaced(*c) && (c.is_alphanumeric() || is_accent(*c)) && ascii_digit(*c).is_none();
    let run: usize = rest.chars().take(REACH).take_while(is_letter).map(char::len_utf8).sum();
    unspaced_words(&rest[..run]).first().map_or(run, |word| word.end)
}

/// The length of a word, with the hyphens and apostrophes within it.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '-' | '\'' | '’' | '‑') && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joins && !is_accent(c) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn is_accent(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The length of a number in digits, with the signs that part its digits: "70,000", "1 000 000", "14.5", "١٢٫٥".
fn number_length(rest: &str) -> usize {
    let digits = |from: usize| {
        let run = rest[from..].chars().take_while(|c| ascii_digit(*c).is_some());
        run.fold((0, 0), |(count, length), c| (count + 1, length + c.len_utf8()))
    };
    let mut end = digits(0).1;
    loop {
        let Some(sign) = rest[end..].chars().next() else { return end };
        let before = rest[..end].chars().count();
        let count = digits(end + sign.len_utf8());
        let joins = match sign {
            '.' | ',' | '٫' | '٬' => count.0 > 0,
            '\'' | '’' | '\u{A0}' | '\u{202F}' | '\u{2009}' => count.0 == 3,
            ' ' => count.0 == 3 && before <= 3,
            _ => false,
        };
        if !joins {
            return end;
        }
        end += sign.len_utf8() + count.1;
    }
}

/// The value of a number in digits. A comma or full stop before exactly three digits parts thousands, another one the
/// fraction.
fn value(written: &str) -> Option<f64> {
    let written: String = written.chars().map(folded).collect();
    let mut plain = String::new();
    let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
    let signs: Vec<char> = written.chars().filter(|c| !c.is_ascii_digit()).collect();
    for (at, part) in parts.iter().enumerate() {
        let sign = at.checked_sub(1).and_then(|at| signs.get(at));
        let is_last = at + 1 == parts.len();
        let parts_thousands = part.len() == 3 && parts[0] != "0" && parts[0].len() <= 3;
        // The last of two different signs begins the fraction: "1.250,375".
        let is_other = at > 1 && is_last && signs.first() != sign;
        if let Some('.' | ',') = sign
            && is_last
            && (!parts_thousands || is_other)
        {
            plain.push('.');
        }
        plain.push_str(part);
    }
    plain.parse().ok()
}
