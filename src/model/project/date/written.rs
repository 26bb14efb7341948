//! Whole dates in a line of text. Unlike [`Date::parse`], which makes the best of what is known to be a date, this takes
//! only what cannot be anything else.

use std::ops::Range;

use thiserror::Error;
use unicode_normalization::char::is_combining_mark;

use super::Date;
use super::calendar;
use crate::model::phrases::{Calendar, MonthName, month_name, weekday_of};
use crate::model::script::ascii_digit;

/// The order of day and month in a date like 03/04/2026, which differs between countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The day is first.
    DayFirst,
    /// The month is first.
    MonthFirst,
    /// Either may be.
    Unknown,
}

/// A date in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its place in the line, in bytes.
    pub at: Range<usize>,
    /// The date; `None` if day and month may be the other way round.
    pub date: Option<Date>,
}

/// Reasons to refuse what a person types as a date.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum TypedDateError {
    /// It is no date, or no such day exists.
    #[error("Not a date. Type it like 2026, May 2026, 12 May 2026 or 2026-05-12")]
    NoDate,
    /// Day and month may be the other way round.
    #[error("Day and month could be the other way round. Write the month as a word")]
    Ambiguous,
}

/// A number, a word or a sign of a line.
#[derive(Clone, Debug)]
struct Token {
    at: Range<usize>,
    kind: Kind,
    /// True if white space is before it.
    spaced: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// A number in digits, with their count; true if they are of the Persian script.
    Number(u32, usize, bool),
    /// A word in lower case.
    Word(String),
    /// Another character.
    Sign(char),
}

/// Words between the day and the month, or the month and the year, in lower case.
const BETWEEN: &[&str] = &["of", "de", "del", "di", "do", "af", "den", "ngày", "dnia", "ቀን"];
/// Endings of the number of a day.
const ENDINGS: &[&str] = &["st", "nd", "rd", "th", "er", "º", "ª", "ኛ", "वां"];
/// Words for a month before its number, and for a year before its own.
const MONTH_WORDS: &[&str] = &["tháng"];
const YEAR_WORDS: &[&str] = &["năm", "năm:", "พ.ศ", "ค.ศ", "an"];
/// Endings of the number of a year, a month and a day in East Asia.
const YEAR_SIGNS: &[&str] = &["年", "년"];
const MONTH_SIGNS: &[&str] = &["月", "월"];
const DAY_SIGNS: &[&str] = &["日", "号", "號", "일"];

impl Date {
    /// The date that a person types, in any usual spelling: `2026`, `2026-05`, `May 2026`, `12 May 2026`, `12.05.2026`.
    ///
    /// # Errors
    /// If it is no date, or day and month may be the other way round.
    pub fn typed(typed: &str) -> Result<Self, TypedDateError> {
        let tokens = tokens(typed);
        let in_digits = match tokens.iter().map(|token| &token.kind).collect::<Vec<_>>()[..] {
            [Kind::Number(year, 4, _)] => Self::new(*year, None, None),
            [Kind::Number(year, 4, _), Kind::Sign('-' | '/' | '.'), Kind::Number(month, 1 | 2, _)]
            | [Kind::Number(month, 1 | 2, _), Kind::Sign('-' | '/' | '.'), Kind::Number(year, 4, _)] => {
                Self::new(*year, Some(*month), None)
            }
            _ => None,
        };
        if let Some(date) = in_digits {
            return Ok(date);
        }
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Err(TypedDateError::NoDate) };
        let all = first.at.start..last.at.end;
        match &written(typed, || Order::Unknown)[..] {
            [Written { at, date }] if *at == all => date.ok_or(TypedDateError::Ambiguous),
            _ => Err(TypedDateError::NoDate),
        }
    }
}

/// The whole dates in a line, in order: a day, or a month with its year. `order` is asked where that of day and month is not
/// otherwise decided.
pub fn written(line: &str, order: impl Fn() -> Order) -> Vec<Written> {
    let tokens = tokens(line);
    let mut found: Vec<Written> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let read = Reader { line, tokens: &tokens, order: &order }.date(at);
        match read {
            Some((date, next)) => {
                found.push(Written { at: tokens[at].at.start..tokens[next - 1].at.end, date });
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    line: &'a str,
    tokens: &'a [Token],
    order: &'a dyn Fn() -> Order,
}

/// A date, or `None` if it is ambiguous, with the place of the token after it.
type Found = Option<(Option<Date>, usize)>;

impl Reader<'_> {
    /// The date that begins with a token.
    fn date(&self, at: usize) -> Found {
        if !self.begins(at) {
            return None;
        }
        let found = self
            .east_asian(at)
            .or_else(|| self.year_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.in_digits(at))
            .or_else(|| self.month_first(at))?;
        self.ends(found.1).then_some(found)
    }

    /// True if a date may begin here: what is before it does not belong to its first number.
    fn begins(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.tokens.get(before)) else { return true };
        let is_joined = !self.tokens[at].spaced;
        let earlier = at.checked_sub(2).map(|earlier| &self.tokens[earlier].kind);
        match &before.kind {
            // "10:30 12 May 2026", but not "Room 3 12 May 2026".
            Kind::Number(..) => {
                let is_time = matches!(earlier, Some(Kind::Sign(':')));
                !is_joined && (is_time || !matches!(self.tokens[at].kind, Kind::Number(..)))
            }
            Kind::Word(_) => !is_joined || !self.is_ascii(before),
            // "10–12 May 2026" is a range.
            Kind::Sign(sign @ ('-' | '–' | '—' | '−' | '/' | '~')) => {
                let is_range = matches!(earlier, Some(Kind::Number(..)));
                !is_range && (!is_joined || matches!(sign, '–' | '—') || earlier.is_none())
            }
            Kind::Sign(sign) => {
                !is_joined || !matches!(sign, '.' | '#' | '$' | '€' | '£' | '№' | '+' | '_' | '§' | '\'')
            }
        }
    }

    /// True if a date may end before this token: what follows does not belong to its last number.
    fn ends(&self, next: usize) -> bool {
        let Some(after) = self.tokens.get(next) else { return true };
        let number_follows =
            self.tokens.get(next + 1).is_some_and(|later| matches!(later.kind, Kind::Number(..)) && !later.spaced);
        match &after.kind {
            Kind::Number(..) => after.spaced,
            // "2026-05-12T10:00Z".
            Kind::Word(word) => after.spaced || !self.is_ascii(after) || word == "t",
            Kind::Sign('-' | '/' | '.' | ':' | '_') => after.spaced || !number_follows,
            Kind::Sign('–' | '—' | '−') => {
                !self.tokens.get(next + 1).is_some_and(|later| matches!(later.kind, Kind::Number(..)))
            }
            Kind::Sign(sign) => after.spaced || !matches!(sign, '%' | '$' | '€' | '£'),
        }
    }

    fn is_ascii(&self, token: &Token) -> bool {
        self.line[token.at.clone()].is_ascii()
    }

    fn number(&self, at: usize, most: usize) -> Option<u32> {
        match self.tokens.get(at)?.kind {
            Kind::Number(number, digits, _) if digits <= most => Some(number),
            _ => None,
        }
    }

    /// A year in four digits.
    fn year(&self, at: usize) -> Option<u32> {
        match self.tokens.get(at)?.kind {
            Kind::Number(number, 4, _) => Some(number),
            _ => None,
        }
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| matches!(&token.kind, Kind::Word(word) if words.contains(&word.as_str())))
    }

    fn is_sign(&self, at: usize, signs: &[char]) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Sign(sign) if signs.contains(&sign)))
    }

    /// The month that is named here, of one word, two, or an abbreviation with full stops within, and the token after it.
    fn month(&self, at: usize) -> Option<(MonthName, usize)> {
        // Two names of one month: "مايو/أيار".
        let named = |at: usize| {
            let start = self.tokens.get(at).filter(|token| matches!(token.kind, Kind::Word(_)))?.at.start;
            let longest = (at + 1..=at + 4).rev().filter(|end| *end <= self.tokens.len());
            longest.into_iter().find_map(|end| {
                let name = self.line[start..self.tokens[end - 1].at.end].to_lowercase();
                Some((month_name(&name)?, end))
            })
        };
        let (month, end) = named(at)?;
        let again = self.is_sign(end, &['/']).then(|| named(end + 1)).flatten();
        Some(again.filter(|(other, _)| *other == month).map_or((month, end), |(_, end)| (month, end)))
    }

    /// 2026年5月12日, 令和8年5月12日, 2026년 5월 12일.
    fn east_asian(&self, at: usize) -> Found {
        let (year, at) = match &self.tokens[at].kind {
            Kind::Number(year, 4, _) => (*year, at),
            Kind::Word(era) => (calendar::year_of_era(era, self.number(at + 1, 3)?)?, at + 1),
            _ => return None,
        };
        let month = self.number(at + 2, 2).filter(|_| self.is_word(at + 1, YEAR_SIGNS))?;
        if !self.is_word(at + 3, MONTH_SIGNS) {
            return None;
        }
        match self.number(at + 4, 2).filter(|_| self.is_word(at + 5, DAY_SIGNS)) {
            Some(day) => Some((Some(Date::new(year, Some(month), Some(day))?), at + 6)),
            None => Some((Some(Date::new(year, Some(month), None)?), at + 4)),
        }
    }

    /// 2026-05-12, 2026/5/12, 2026. 5. 12., 2026. május 12.
    fn year_first(&self, at: usize) -> Found {
        let Kind::Number(year, 4, is_persian) = self.tokens[at].kind else { return None };
        let dot = usize::from(self.is_sign(at + 1, &['.']));
        if let Some((month, next)) = self.month(at + 1 + dot) {
            let day = self.number(next, 2)?;
            let end = next + 1 + usize::from(self.is_sign(next + 1, &['.']));
            return Some((Some(dated(year, month, Some(day))?), end));
        }
        let sign = ['-', '/', '.', '‑'].into_iter().find(|sign| self.is_sign(at + 1, &[*sign]))?;
        let (month, day) = (self.number(at + 2, 2)?, self.number(at + 4, 2).filter(|_| self.is_sign(at + 3, &[sign]))?);
        if sign != '.' && (at + 1..=at + 4).any(|part| self.tokens[part].spaced) {
            return None;
        }
        let end = at + 5 + usize::from(sign == '.' && self.is_sign(at + 5, &['.']) && self.tokens[at + 2].spaced);
        let is_of_persia = is_persian && calendar::PERSIAN_YEARS.contains(&year);
        let date = if is_of_persia {
            calendar::persian(year, month, day)
        } else {
            Date::new(calendar::without_buddha(year), Some(month), Some(day))
        };
        Some((Some(date?), end))
    }

    /// 12 May 2026, 12. Mai 2026, 12 de mayo de 2026, 12th of May, 2026, 12-May-2026, 12 tháng 5 năm 2026.
    fn day_first(&self, at: usize) -> Found {
        let day = self.number(at, 2)?;
        let mut next = at + 1;
        next += usize::from(self.is_word(next, ENDINGS) && !self.tokens[next].spaced);
        let has_sign = self.is_sign(next, &['.', '-', '/', 'º', 'ª', '°']);
        next += usize::from(has_sign);
        next += usize::from(self.is_word(next, BETWEEN));
        if self.is_word(next, MONTH_WORDS) {
            let month = self.number(next + 1, 2)?;
            let comma = next + 2 + usize::from(self.is_sign(next + 2, &[',']));
            let after = comma + usize::from(self.is_word(comma, YEAR_WORDS));
            return Some((Some(Date::new(self.year(after)?, Some(month), Some(day))?), after + 1));
        }
        let (month, next) = self.month(next)?;
        self.with_year(next, month, Some(day))
    }

    /// May 12, 2026; May 2026.
    fn month_first(&self, at: usize) -> Found {
        let (month, next) = self.month(at)?;
        let point = next + usize::from(self.is_sign(next, &['.']) && !self.tokens[next].spaced);
        if let Some(day) = self.number(point, 2) {
            let mut after = point + 1;
            after += usize::from(self.is_word(after, ENDINGS) && !self.tokens[after].spaced);
            after += usize::from(self.is_word(after, BETWEEN));
            return self.with_year(after, month, Some(day));
        }
        self.with_year(next, month, None)
    }

    /// The year after a month or a day, and what belongs to it.
    fn with_year(&self, at: usize, month: MonthName, day: Option<u32>) -> Found {
        let mut next = at + usize::from(self.is_sign(at, &['.', ',', '،', '-', '/']));
        next += usize::from(self.is_word(next, BETWEEN) || self.is_word(next, YEAR_WORDS));
        next += usize::from(self.is_sign(next, &['.']) && self.is_word(next.saturating_sub(1), YEAR_WORDS));
        let year = self.year(next)?;
        Some((Some(dated(year, month, day)?), next + 1))
    }

    /// 12.05.2026, 12/05/2026, 12-05-2026, 12. 5. 2026.
    fn in_digits(&self, at: usize) -> Found {
        let one = self.number(at, 2)?;
        let sign = ['.', '/', '-'].into_iter().find(|sign| self.is_sign(at + 1, &[*sign]))?;
        let (other, year) = (self.number(at + 2, 2)?, self.year(at + 4).filter(|_| self.is_sign(at + 3, &[sign]))?);
        let is_spaced = |part: usize| self.tokens[part].spaced;
        if is_spaced(at + 1) || is_spaced(at + 3) || (sign != '.' && (is_spaced(at + 2) || is_spaced(at + 4))) {
            return None;
        }
        let year = calendar::without_buddha(year);
        let as_day_first = Date::new(year, Some(other), Some(one));
        let as_month_first = Date::new(year, Some(one), Some(other));
        let date = match (as_day_first, as_month_first) {
            (None, None) => return None,
            (Some(date), _) if sign == '.' => Some(date),
            (None, Some(_)) if sign == '.' => return None,
            (Some(date), None) | (None, Some(date)) => Some(date),
            (Some(date), Some(other)) if date == other => Some(date),
            (Some(date), Some(other)) => match self.weekday().filter(|_| weekday(date) != weekday(other)) {
                Some(day) if day == weekday(date) => Some(date),
                Some(day) if day == weekday(other) => Some(other),
                _ => match (self.order)() {
                    Order::DayFirst => Some(date),
                    Order::MonthFirst => Some(other),
                    Order::Unknown => None,
                },
            },
        };
        Some((date, at + 5))
    }

    /// The day of the week that the line names, from Monday.
    fn weekday(&self) -> Option<u8> {
        self.tokens.iter().find_map(|token| match &token.kind {
            Kind::Word(word) => weekday_of(word),
            _ => None,
        })
    }
}

/// The date of a named month in its calendar.
fn dated(year: u32, month: MonthName, day: Option<u32>) -> Option<Date> {
    match month.calendar {
        Calendar::Gregorian => Date::new(calendar::without_buddha(year), Some(month.number), day),
        Calendar::Persian => calendar::persian(year, month.number, day?),
        Calendar::Ethiopian => calendar::ethiopian(year, month.number, day?),
    }
}

/// The day of the week, from Monday as 1.
fn weekday(date: Date) -> u8 {
    // 1 January 1970 was a Thursday.
    (date.first_day() + 3).rem_euclid(7) as u8 + 1
}

/// True for the sign after a year, a month or a day in East Asia.
fn is_unit(c: char) -> bool {
    [YEAR_SIGNS, MONTH_SIGNS, DAY_SIGNS].into_iter().flatten().any(|sign| sign.starts_with(c))
}

fn is_number(token: Option<&Token>) -> bool {
    token.is_some_and(|token| matches!(token.kind, Kind::Number(..)))
}

/// The numbers, words and signs of a line.
fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut spaced = true;
    let mut rest = line.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        // Marks of the direction of writing are not seen.
        if matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}') {
            continue;
        }
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let is_digit = ascii_digit(c).is_some();
        let is_letter =
            |c: char| (c.is_alphabetic() || is_combining_mark(c) || c == '\u{200C}') && ascii_digit(c).is_none();
        let belongs = |next: char| match is_digit {
            true => ascii_digit(next).is_some(),
            false => is_letter(c) && is_letter(next),
        };
        // The sign of a year, a month or a day is a word of its own: 12日星期二.
        let is_unit = !is_digit && !spaced && is_number(tokens.last()) && is_unit(c);
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| !is_unit && belongs(*next)) {
            end = at + next.len_utf8();
        }
        let words = &line[start..end];
        let kind = if is_digit {
            let digits: String = words.chars().filter_map(ascii_digit).collect();
            let is_persian = words.starts_with(|c: char| ('\u{6F0}'..='\u{6F9}').contains(&c));
            // Of a number that no date has, the count tells.
            Kind::Number(digits.parse().unwrap_or(u32::MAX), digits.len(), is_persian)
        } else if is_letter(c) {
            Kind::Word(words.to_lowercase())
        } else {
            Kind::Sign(c)
        };
        tokens.push(Token { at: start..end, kind, spaced });
        spaced = false;
    }
    tokens
}
