//! Numbers in digits and in words, with what they count.

use super::Value;
use super::spelled::{AND, ONE, added};
use super::tokens::Token;
use super::units::{scale as scale_of, unit as unit_of};
use crate::model::phrases::{Language, NumberWord};

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
    ("dólares", '$'),
    ("dollari", '$'),
    ("us-dollar", '$'),
    ("usd", '$'),
    ("dolarów", '$'),
    ("долларов", '$'),
    ("دولار", '$'),
    ("美元", '$'),
    ("ドル", '$'),
    ("달러", '$'),
    ("eur", '€'),
    ("евро", '€'),
    ("يورو", '€'),
    ("欧元", '€'),
    ("ユーロ", '€'),
    ("유로", '€'),
    ("gbp", '£'),
    ("рублей", '₽'),
    ("рубля", '₽'),
    ("руб", '₽'),
    ("yen", '¥'),
    ("円", '¥'),
    ("元", '元'),
    ("yuan", '元'),
    ("원", '₩'),
    ("kronor", 'k'),
    ("kroner", 'k'),
    ("złotych", 'z'),
    ("zł", 'z'),
    ("franken", 'F'),
    ("francs", 'F'),
    ("lira", '₺'),
];

/// Words of percent, besides the sign and "per cent".
const PERCENT: &[&str] = &[
    "%",
    "٪",
    "％",
    "percent",
    "prozent",
    "procent",
    "procenta",
    "prosent",
    "prosenttia",
    "százalék",
    "процент",
    "процента",
    "процентов",
    "відсотків",
    "パーセント",
    "퍼센트",
];

/// The first of the two words of percent.
const PER: &[&str] = &["per", "pour", "por"];

/// The second of the two words of percent.
const CENT: &[&str] = &["cent", "ciento", "cento"];

/// Shares in words, in percent, before "of".
const SHARES: &[(&str, f64)] = &[
    ("half", 50.0),
    ("third", 100.0 / 3.0),
    ("thirds", 100.0 / 3.0),
    ("quarter", 25.0),
    ("quarters", 25.0),
    ("hälfte", 50.0),
    ("drittel", 100.0 / 3.0),
    ("viertel", 25.0),
    ("moitié", 50.0),
    ("tiers", 100.0 / 3.0),
    ("quart", 25.0),
    ("quarts", 25.0),
    ("mitad", 50.0),
    ("tercio", 100.0 / 3.0),
    ("tercios", 100.0 / 3.0),
    ("metà", 50.0),
    ("metade", 50.0),
    ("helft", 50.0),
];

/// Words after a share.
const OF: &[&str] = &[
    "of", "the", "der", "des", "von", "de", "du", "del", "della", "dei", "delle", "degli", "di", "da", "dos", "das",
    "van",
];

/// The number of one thing in English, before a share or a word that multiplies; [`ONE`] has those of other languages.
const A: &[&str] = &["a", "one"];

/// Words between a number and the thing that it counts.
const BETWEEN: &[&str] = &[
    "of", "the", "a", "all", "its", "their", "his", "her", "our", "those", "these", "them", "more", "other", "new",
    "in", "der", "des", "von", "den", "de", "los", "las", "les", "dei", "delle", "degli", "di", "dos", "das", "van",
];

/// Words before "one" or after it where it is no number.
const NO_ONE: (&[&str], &[&str]) = (
    &["no", "any", "every", "each", "this", "that", "which", "the", "some", "only", "another"],
    &["of", "another", "day", "side", "hand", "thing", "can", "could", "must", "should", "who"],
);

/// The number that begins at a token, with the thing that it counts and the number of its tokens.
pub(super) fn read(tokens: &[Token<'_>], at: usize, language: Language) -> Option<(Value, String, usize)> {
    let sign = CURRENCIES.iter().find(|(sign, _)| *sign == tokens[at].words && tokens[at].is_sign());
    let start = at + usize::from(sign.is_some());
    if let Some(share) = share(tokens, start) {
        return Some(share);
    }
    let (number, length) = number(tokens, start, language)?;
    let end = start + length;
    let next = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
    // The signs of an ordinal, a time and a name like "A400M"; units stand close, and so does the next word in scripts that
    // know no spaces or join its particles to a number.
    let goes_on = |token: &Token<'_>| {
        let is_apart = token.spaced || token.is_sign() || token.number.is_some();
        is_apart || !token.words.starts_with(|c: char| c.is_ascii_alphabetic()) || unit_of(&token.lower).is_some()
    };
    if !tokens.get(end).is_none_or(goes_on) {
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
        _ if PER.contains(&next(end)) && CENT.contains(&next(end + 1)) => (Measure::Percent, end + 2),
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
        Some("of" | "der" | "des" | "dei" | "delle" | "degli" | "dos" | "das") => true,
        Some("the" | "all" | "its" | "our" | "their" | "den" | "los" | "las" | "les" | "de") => {
            matches!(before.next(), Some("of" | "von" | "de" | "van"))
        }
        _ => false,
    }
}

/// The thing that a number counts: the next word that tells, without the ending of the plural; a unit by its name.
fn thing(tokens: &[Token<'_>], end: usize) -> String {
    let telling = |token: &&Token<'_>| {
        let is_number = token.number.is_some() || token.word.is_some();
        !is_number && !BETWEEN.contains(&token.lower.as_str())
    };
    let word = tokens[end.min(tokens.len())..].iter().find(telling).filter(|token| !token.is_sign());
    let name = |token: &Token<'_>| {
        let word = token.lower.as_str();
        unit_of(word).unwrap_or_else(|| word.strip_suffix('s').unwrap_or(word)).to_owned()
    };
    word.map(name).unwrap_or_default()
}

fn is_one(word: &str) -> bool {
    A.contains(&word) || ONE.contains(&word)
}

/// A share in words: "half of", "two thirds of".
fn share(tokens: &[Token<'_>], at: usize) -> Option<(Value, String, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
    let (count, start) = match tokens.get(at)?.word {
        _ if is_one(word(at)) => (1.0, at + 1),
        Some(NumberWord::Plus(count)) if count > 0.0 => (count, at + 1),
        _ => (1.0, at),
    };
    let (_, percent) = SHARES.iter().find(|(name, _)| *name == word(start))?;
    let is_half = *percent == 50.0;
    let ends = OF.contains(&word(start + 1)) || word(start) == "half";
    let is_share = ends && word(start + 1) != "a" && (start > at || is_half);
    is_share.then(|| (Value::Number(Measure::Percent, thousandths(count * percent)), String::new(), start + 1 - at))
}

/// The number that begins at a token and the number of its tokens: "14", "14.5 million", "two hundred and fifty", "a
/// dozen", "half a million".
fn number(tokens: &[Token<'_>], at: usize, language: Language) -> Option<(f64, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
    let is_spelled = |at: usize| tokens.get(at).is_some_and(|token| token.number.is_none());
    let unit = |at: usize| match tokens.get(at)?.word {
        Some(NumberWord::Plus(value)) => Some(value),
        // "vinte e um", "trente et un".
        None if at.checked_sub(1).is_some_and(|before| AND.contains(&word(before))) => is_one(word(at)).then_some(1.0),
        _ => None,
    };
    let scale = |at: usize| match tokens.get(at)?.word {
        Some(NumberWord::Times(value)) => Some(value),
        Some(NumberWord::Plus(_)) => None,
        None => {
            let is_after_digits = at.checked_sub(1).is_some_and(|before| tokens[before].number.is_some());
            // "5m" is millions, "5 m" is metres.
            let is_metres = word(at) == "m" && tokens.get(at).is_some_and(|token| token.spaced);
            scale_of(word(at)).filter(|_| is_after_digits && !is_metres)
        }
    };
    let (mut total, mut current, mut end) = (0.0, None::<f64>, at);
    if word(at) == "half" && word(at + 1) == "a" && at + 2 < tokens.len() {
        return Some((0.5 * scale(at + 2)?, 3));
    }
    if is_one(word(at)) && scale(at + 1).is_some() {
        (current, end) = (Some(1.0), at + 1);
    } else if language != Language::ENGLISH && scale(at).is_some_and(|scale| (100.0..=1000.0).contains(&scale)) {
        // "cent", "mil", "hundert".
        current = Some(1.0);
    }
    while let Some(token) = tokens.get(end) {
        let value = token.number.or_else(|| unit(end).filter(|_| end > at || token.word.is_some()));
        match (current, value) {
            (None, Some(value)) if total == 0.0 || value < 1000.0 && token.number.is_none() => current = Some(value),
            (Some(held), Some(value)) if token.number.is_none() && added(held, value) => current = Some(held + value),
            (_, Some(_)) => break,
            (held, None) if end > at || held.is_some() => match scale(end) {
                Some(by) if by < 1000.0 => current = Some(held.unwrap_or(1.0) * by),
                Some(by) => {
                    total += held? * by;
                    current = None;
                }
                // "two hundred and fifty", "treinta y cinco".
                None if AND.contains(&token.lower.as_str()) => {
                    let goes_on =
                        |held: f64| is_spelled(end - 1) && unit(end + 1).is_some_and(|next| added(held, next));
                    if !held.is_some_and(goes_on) {
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
