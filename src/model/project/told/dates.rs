//! Dates in running text: a day, a month, a year, a day of the week, as far as they are told.

use super::Value;
use super::tokens::Token;
use super::units::unit;
use crate::model::phrases::month_of;

/// A date as far as a passage tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ToldDate {
    /// The year.
    pub year: Option<u16>,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// The day of the week, from Monday.
    pub weekday: Option<u8>,
}

impl ToldDate {
    /// True if both tell something of the same sort: a year, a month, a day of the week.
    pub fn is_comparable(&self, other: &Self) -> bool {
        (self.year.is_some() && other.year.is_some())
            || (self.month.is_some() && other.month.is_some())
            || (self.weekday.is_some() && other.weekday.is_some() && !self.has_month() && !other.has_month())
    }

    /// True if nothing that both tell is different.
    pub fn agrees(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        same(self.year, other.year)
            && same(self.month, other.month)
            && same(self.day, other.day)
            && same(self.weekday, other.weekday)
    }

    fn has_month(&self) -> bool {
        self.month.is_some()
    }
}

/// The days of the week from Monday, by language; the first ones are written with a capital letter.
const WEEKDAYS: &[[&str; 7]] = &[
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
    ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"],
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
];

/// Number of the languages that write them with a capital letter.
const CAPITAL: usize = 2;

/// Words before a year or a month that stands alone.
const BEFORE: &[&str] = &[
    "in", "since", "of", "by", "from", "until", "till", "before", "after", "during", "early", "late", "mid", "last",
    "this", "next", "to", "through", "seit", "im", "en", "depuis", "desde", "nel", "dal", "em", "sinds", "ab", "bis",
    "dès", "hasta",
];

/// Years that are taken for one.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2199;

/// The date that begins at a token, with the number of its tokens.
pub(super) fn read(tokens: &[Token<'_>], at: usize) -> Option<(Value, String, usize)> {
    let (date, count) = iso(tokens, at)
        .or_else(|| signed(tokens, at))
        .or_else(|| spelled(tokens, at))
        .or_else(|| weekday(tokens, at))
        .or_else(|| {
            let year = year(tokens, at).filter(|_| is_placed(tokens, at))?;
            Some((ToldDate { year: Some(year), ..ToldDate::default() }, 1))
        })?;
    Some((Value::Date(date), String::new(), count))
}

/// True if the word before makes a month or a year of a word or number that could be something else.
fn is_placed(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| BEFORE.contains(&tokens[before].lower.as_str()) || tokens[before].words == "(")
}

fn year(tokens: &[Token<'_>], at: usize) -> Option<u16> {
    let token = tokens.get(at).filter(|token| token.digits() == Some(4))?;
    token.words.parse().ok().filter(|year| YEARS.contains(year))
}

/// The day of a month, "12" or "12th", and the number of its tokens.
fn day(tokens: &[Token<'_>], at: usize) -> Option<(u8, usize)> {
    let token = tokens.get(at).filter(|token| token.digits().is_some_and(|digits| digits <= 2))?;
    let day = token.words.parse().ok().filter(|day| (1..=31).contains(day))?;
    let ending = tokens.get(at + 1).filter(|ending| !ending.spaced);
    let has_ending =
        ending.is_some_and(|ending| matches!(ending.lower.as_str(), "st" | "nd" | "rd" | "th" | "." | "er"));
    Some((day, 1 + usize::from(has_ending)))
}

/// The month that a token names, after a day or not. "May" and "March" need a capital; the short names of other languages are
/// words.
fn month(tokens: &[Token<'_>], at: usize, after_day: bool) -> Option<u8> {
    let token = tokens.get(at)?;
    let is_long = token.lower.chars().count() > 3;
    let is_short =
        ["jan", "feb", "may", "aug", "sep", "oct", "nov", "dec", "mai", "mei"].contains(&token.lower.as_str());
    let is_english = matches!(token.lower.as_str(), "may" | "march" | "august");
    let is_word = is_english || (token.lower == "mars" && !after_day && !is_placed(tokens, at));
    month_of(&token.lower).filter(|_| (is_long || is_short) && (token.is_capital() || !is_word))
}

/// A date with the name of its month.
fn spelled(tokens: &[Token<'_>], at: usize) -> Option<(ToldDate, usize)> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.lower.as_str()));
    let mut date = ToldDate::default();
    let mut end = at;
    if let Some((day, count)) = day(tokens, at) {
        let after = at + count + usize::from(is(at + count, &["of", "de", "di"]));
        date.month = Some(month(tokens, after, true)?);
        date.day = Some(day);
        end = after + 1;
    } else {
        date.month = Some(month(tokens, at, false)?);
        end += 1;
        if let Some((day, count)) = day(tokens, end).filter(|(_, count)| is_before_day(tokens, at, end + count)) {
            (date.day, end) = (Some(day), end + count);
        }
    }
    let comma = usize::from(is(end, &[",", ".", "of", "de"]));
    if let Some(year) = year(tokens, end + comma) {
        (date.year, end) = (Some(year), end + comma + 1);
    }
    let alone = date.day.is_none() && date.year.is_none();
    (!alone || is_placed(tokens, at)).then_some((date, end - at))
}

/// The names of the months in the languages that put them before the day.
const BEFORE_DAY: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "január",
    "február",
    "március",
    "április",
    "május",
    "június",
    "július",
    "augusztus",
    "szeptember",
    "október",
];

/// True if a number after a month is its day: "since March 30", but not "seit März 30 Liter" or "in March 30 people", where
/// it counts what follows at `end`.
fn is_before_day(tokens: &[Token<'_>], month: usize, end: usize) -> bool {
    let counts = tokens.get(end).is_some_and(|next| unit(&next.lower).is_some());
    BEFORE_DAY.contains(&tokens[month].lower.as_str()) && !counts
}

/// A date with the signs of East Asia: 2026年3月4日, 3월 4일.
fn signed(tokens: &[Token<'_>], at: usize) -> Option<(ToldDate, usize)> {
    let part = |at: usize, signs: [char; 3]| {
        let number = tokens.get(at).and_then(|token| token.number)?;
        let sign = tokens.get(at + 1).filter(|sign| !sign.spaced && sign.words.starts_with(signs))?;
        // "3年間" and "3か月" are durations.
        let is_span =
            unit(&sign.lower).is_some() || tokens.get(at + 2).is_some_and(|next| next.words.starts_with('間'));
        (!is_span && number.fract() == 0.0).then_some(number as u16)
    };
    let mut date = ToldDate::default();
    let mut end = at;
    if let Some(year) = part(end, ['年', '년', '年']).filter(|year| YEARS.contains(year)) {
        (date.year, end) = (Some(year), end + 2);
    }
    if let Some(month) = part(end, ['月', '월', '月']).filter(|month| (1..=12).contains(month)) {
        (date.month, end) = (Some(month as u8), end + 2);
        if let Some(day) = part(end, ['日', '일', '号']).filter(|day| (1..=31).contains(day)) {
            (date.day, end) = (Some(day as u8), end + 2);
        }
    }
    (end > at).then_some((date, end - at))
}

/// A date like 2026-03-04 or 04.03.2026.
fn iso(tokens: &[Token<'_>], at: usize) -> Option<(ToldDate, usize)> {
    let token = tokens.get(at)?;
    let numbers: Vec<u16> = token.words.split('.').map_while(|part| part.parse().ok()).collect();
    if let [day, month, year] = numbers[..] {
        return Some((dated(year, month, day)?, 1));
    }
    let number = |at: usize| tokens.get(at).filter(|token| token.digits().is_some())?.words.parse::<u16>().ok();
    let is_dash = |at: usize| tokens.get(at).is_some_and(|token| token.words == "-" && !token.spaced);
    if token.digits() != Some(4) || !is_dash(at + 1) || !is_dash(at + 3) {
        return None;
    }
    Some((dated(number(at)?, number(at + 2)?, number(at + 4)?)?, 5))
}

fn dated(year: u16, month: u16, day: u16) -> Option<ToldDate> {
    let is_date = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then_some(ToldDate { year: Some(year), month: Some(month as u8), day: Some(day as u8), weekday: None })
}

fn weekday(tokens: &[Token<'_>], at: usize) -> Option<(ToldDate, usize)> {
    let token = tokens.get(at)?;
    let known = if token.is_capital() { WEEKDAYS } else { &WEEKDAYS[CAPITAL..] };
    let weekday = known.iter().find_map(|days| days.iter().position(|day| *day == token.lower))?;
    Some((ToldDate { weekday: Some(weekday as u8 + 1), ..ToldDate::default() }, 1))
}
