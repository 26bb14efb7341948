//! Numbers in digits and in English words, with what they count.

use super::Value;
use super::tokens::Token;

/// The measure of a number: only numbers of one measure are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// A number of things.
    Count,
    /// The number of things of which some are meant: "of the 56 trams".
    Whole,
    /// A share in percent.
    Percent,
    /// An amount of money, by the sign of the currency.
    Money(char),
    /// A time of day, in minutes.
    Time,
}

/// Words of numbers below a hundred.
const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Words of tens, from twenty.
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Words that multiply, in the languages of newspapers.
const SCALES: &[(&str, f64)] = &[
    ("dozen", 12.0),
    ("hundred", 100.0),
    ("thousand", 1e3),
    ("million", 1e6),
    ("millions", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("m", 1e6),
    ("mn", 1e6),
    ("mln", 1e6),
    ("bn", 1e9),
    ("k", 1e3),
    ("tn", 1e12),
    ("tausend", 1e3),
    ("millionen", 1e6),
    ("milliarden", 1e9),
    ("milliards", 1e9),
    ("mille", 1e3),
    ("mil", 1e3),
    ("millones", 1e6),
    ("milioni", 1e6),
    ("тысяч", 1e3),
    ("миллионов", 1e6),
];

/// Signs and words of currencies.
const CURRENCIES: &[(&str, char)] = &[
    ("$", '$'),
    ("€", '€'),
    ("£", '£'),
    ("¥", '¥'),
    ("₽", '₽'),
    ("dollar", '$'),
    ("dollars", '$'),
    ("euro", '€'),
    ("euros", '€'),
    ("pound", '£'),
    ("pounds", '£'),
    ("roubles", '₽'),
    ("rubles", '₽'),
];

/// Words of percent, besides the sign and "per cent".
const PERCENT: &[&str] = &["%", "percent", "prozent", "procent", "percentage"];

/// Shares in words, in percent, before "of".
const SHARES: &[(&str, f64)] =
    &[("half", 50.0), ("third", 100.0 / 3.0), ("thirds", 100.0 / 3.0), ("quarter", 25.0), ("quarters", 25.0)];

/// Words between a number and the thing that it counts.
const BETWEEN: &[&str] = &[
    "of", "the", "a", "all", "its", "their", "his", "her", "our", "those", "these", "them", "more", "other", "new",
    "in",
];

/// Words before "one" or after it where it is no number.
const NO_ONE: (&[&str], &[&str]) = (
    &["no", "any", "every", "each", "this", "that", "which", "the", "some", "only", "another"],
    &["of", "another", "day", "side", "hand", "thing", "can", "could", "must", "should", "who"],
);

/// The number that begins at a token, with the thing that it counts and the number of its tokens.
pub(super) fn read(tokens: &[Token<'_>], at: usize) -> Option<(Value, String, usize)> {
    let sign = CURRENCIES.iter().find(|(sign, _)| *sign == tokens[at].words && tokens[at].is_sign());
    let start = at + usize::from(sign.is_some());
    if let Some(share) = share(tokens, start) {
        return Some(share);
    }
    let (number, length) = number(tokens, start)?;
    let end = start + length;
    let next = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
    // The signs of an ordinal, a time and a name like "A400M".
    if !tokens.get(end).is_none_or(|token| token.spaced || token.is_sign() || token.number.is_some()) {
        return None;
    }
    if next(end) == ":"
        && let Some(minutes) = tokens.get(end + 1).filter(|token| token.digits() == Some(2) && !token.spaced)
    {
        let minutes = number * 60.0 + minutes.number.unwrap_or_default();
        return Some((Value::Number(Measure::Time, thousandths(minutes)), String::new(), end + 2 - at));
    }
    let after = CURRENCIES.iter().find(|(name, _)| *name == next(end));
    let (measure, end) = match (sign, after) {
        (Some((_, sign)), _) => (Measure::Money(*sign), end),
        (None, Some((_, sign))) => (Measure::Money(*sign), end + 1),
        _ if PERCENT.contains(&next(end)) => (Measure::Percent, end + 1),
        _ if next(end) == "per" && next(end + 1) == "cent" => (Measure::Percent, end + 2),
        _ if is_whole(tokens, at) => (Measure::Whole, end),
        _ => (Measure::Count, end),
    };
    if measure == Measure::Count && length == 1 && tokens[start].lower == "one" {
        let before = at.checked_sub(1).map_or("", |before| tokens[before].lower.as_str());
        if NO_ONE.0.contains(&before) || NO_ONE.1.contains(&next(end)) {
            return None;
        }
    }
    let thing = if matches!(measure, Measure::Count | Measure::Whole) { thing(tokens, end) } else { String::new() };
    Some((Value::Number(measure, thousandths(number)), thing, end - at))
}

/// A value in thousandths.
fn thousandths(number: f64) -> i64 {
    (number * 1000.0).round() as i64
}

/// True if a number is that of all the things of which some are meant.
fn is_whole(tokens: &[Token<'_>], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev().map(|token| token.lower.as_str());
    match before.next() {
        Some("of") => true,
        Some("the" | "all" | "its" | "our" | "their") => before.next() == Some("of"),
        _ => false,
    }
}

/// The thing that a number counts: the next word that tells, without the ending of the plural.
fn thing(tokens: &[Token<'_>], end: usize) -> String {
    let telling = |token: &&Token<'_>| {
        token.number.is_none() && unit(&token.lower).is_none() && !BETWEEN.contains(&token.lower.as_str())
    };
    let word = tokens[end.min(tokens.len())..].iter().find(telling).filter(|token| !token.is_sign());
    word.map(|token| token.lower.strip_suffix('s').unwrap_or(&token.lower).to_owned()).unwrap_or_default()
}

/// A share in words: "half of", "two thirds of".
fn share(tokens: &[Token<'_>], at: usize) -> Option<(Value, String, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
    let (count, start) = match word(at) {
        "a" | "one" => (1.0, at + 1),
        other => match unit(other) {
            Some(count) if count > 0.0 => (count, at + 1),
            _ => (1.0, at),
        },
    };
    let (_, percent) = SHARES.iter().find(|(name, _)| *name == word(start))?;
    let ends = matches!(word(start + 1), "of" | "the") || word(start) == "half";
    let is_share = ends && word(start + 1) != "a" && (start > at || word(start) == "half");
    is_share.then(|| (Value::Number(Measure::Percent, thousandths(count * percent)), String::new(), start + 1 - at))
}

/// The value of a word below a hundred, also of two words with a hyphen.
fn unit(word: &str) -> Option<f64> {
    let plain = |word: &str| {
        let unit = UNITS.iter().position(|other| *other == word).map(|at| at as f64);
        unit.or_else(|| Some(TENS.iter().position(|other| *other == word)? as f64 * 10.0 + 20.0))
    };
    plain(word).or_else(|| {
        let (tens, ones) = word.split_once(['-', '‑'])?;
        let (tens, ones) = (plain(tens)?, plain(ones)?);
        (tens >= 20.0 && (1.0..10.0).contains(&ones)).then_some(tens + ones)
    })
}

/// The number that begins at a token and the number of its tokens: "14", "14.5 million", "two hundred and fifty", "a
/// dozen", "half a million".
fn number(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
    let scale = |at: usize| {
        let (name, scale) = SCALES.iter().find(|(name, _)| *name == word(at))?;
        // A lone letter is one only after digits: "5m".
        (name.len() > 3 || tokens[at - 1].number.is_some()).then_some(*scale)
    };
    let (mut total, mut current, mut end) = (0.0, None::<f64>, at);
    if word(at) == "half" && word(at + 1) == "a" && at + 2 < tokens.len() {
        return Some((0.5 * scale(at + 2)?, 3));
    }
    if matches!(word(at), "a" | "an") {
        scale(at + 1).filter(|_| at + 1 < tokens.len())?;
        (current, end) = (Some(1.0), at + 1);
    }
    while let Some(token) = tokens.get(end) {
        let value = token.number.or_else(|| unit(&token.lower));
        match (current, value) {
            (None, Some(value)) if total == 0.0 || value < 1000.0 && token.number.is_none() => current = Some(value),
            // "two hundred fifty", "twenty one".
            (Some(held), Some(value))
                if token.number.is_none()
                    && ((held % 100.0 == 0.0 && held > 0.0 && value < 100.0)
                        || ((20.0..100.0).contains(&held) && held % 10.0 == 0.0 && value < 10.0)) =>
            {
                current = Some(held + value);
            }
            (_, Some(_)) => break,
            (held, None) if end > at => match scale(end) {
                Some(by) if by < 1000.0 => current = Some(held.unwrap_or(1.0) * by),
                Some(by) => {
                    total += held? * by;
                    current = None;
                }
                None if token.lower == "and" && held.is_some_and(|held| held % 100.0 == 0.0 && held > 0.0) => {
                    if tokens.get(end + 1).is_none_or(|next| unit(&next.lower).is_none()) {
                        break;
                    }
                }
                None => break,
            },
            (_, None) => return None,
        }
        end += 1;
    }
    (end > at).then(|| (total + current.unwrap_or_default(), end - at))
}
