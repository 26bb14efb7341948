//! The date of an article, as exact as its source gives it.

mod calendar;
mod written;

use std::fmt;
use std::iter;

use crate::model::phrases::month_of;

pub use written::{Order, TypedDateError, Written, written};

/// A date of which the year is known, and perhaps the month and the day. Dates sort by time; of two that agree as far as
/// both go, the less exact one is first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1, and the day in it, from 1, as far as they are known.
    pub month: Option<Month>,
}

/// A month of a year, and perhaps a day in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    /// The number of the month, from 1.
    pub number: u8,
    /// The day in it, from 1.
    pub day: Option<u8>,
}

/// Years of articles: numbers of four digits outside of them are times, offsets or numbers of pages.
const YEARS: std::ops::RangeInclusive<u16> = 1401..=2199;

/// The English names of the months.
const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words between the day and the month: "4th of March", "4 de marzo".
const BETWEEN: &[&str] = &["st", "nd", "rd", "th", "of", "de", "del", "er", "º", "ª"];

/// Most characters of a date that are read.
const LONGEST: usize = 100;

/// A part of a written date.
#[derive(Clone, Copy, PartialEq)]
enum Part<'a> {
    /// A number with its count of digits.
    Number(u32, usize),
    /// A word.
    Word(&'a str),
    /// A character of punctuation that is no space.
    Sign(char),
}

impl Date {
    /// Reads a date of any usual spelling: `2026-03-04T10:00:00Z`, `20260304`, `Wed, 04 Mar 2026 10:00:00 GMT`,
    /// `March 4, 2026`, `4. März 2026`, `4 de marzo de 2026`, `04.03.2026`, `2026年3月4日`, `March 2026`, `2026`.
    ///
    /// Of a date like `04/03/2026`, which is read as April in one country and as March in another, only the year is known.
    pub fn parse(written: &str) -> Option<Self> {
        let end = written.char_indices().nth(LONGEST).map_or(written.len(), |(end, _)| end);
        let lower = written[..end].to_lowercase();
        let parts = parts(&lower);
        let date = with_name(&parts).or_else(|| year_first(&parts)).or_else(|| year_last(&parts));
        // In other digits, or of another calendar.
        date.or_else(|| self::written(&lower, || Order::Unknown).into_iter().find_map(|written| written.date))
    }

    /// A date in the calendar; nothing if there is no such day.
    fn new(year: u32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        let year = u16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        let Some(number) = month else { return Some(Self { year, month: None }) };
        let number = u8::try_from(number).ok().filter(|number| (1..=12).contains(number))?;
        let day = match day {
            Some(day) => Some(u8::try_from(day).ok().filter(|day| (1..=length(year, number)).contains(day))?),
            None => None,
        };
        Some(Self { year, month: Some(Month { number, day }) })
    }

    /// The date of a day, in days since 1 January 1970 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    pub fn of_day(day: i32) -> Self {
        // Eras of 400 years, and years of them, begin on 1 March.
        let from_march = day + 719_468;
        let era = from_march.div_euclid(146_097);
        let of_era = from_march.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let of_month = of_year - (153 * month + 2) / 5 + 1;
        let number = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i32::from(number <= 2);
        let month = Month { number: number as u8, day: Some(of_month as u8) };
        Self { year: year.clamp(0, i32::from(u16::MAX)) as u16, month: Some(month) }
    }

    /// The day in its month, if it is known.
    pub fn day(self) -> Option<u8> {
        self.month?.day
    }

    /// The year and the month, as far as it is known.
    pub fn without_day(self) -> Self {
        Self { month: self.month.map(|month| Month { day: None, ..month }), ..self }
    }

    /// The first day that it may be, in days since 1 January 1970 of the Gregorian calendar.
    pub fn first_day(self) -> i32 {
        let (month, day) = self.month.map_or((1, 1), |month| (month.number, month.day.unwrap_or(1)));
        day_number(self.year, month) + i32::from(day) - 1
    }

    /// The last day that it may be, in days since 1 January 1970.
    pub fn last_day(self) -> i32 {
        let first = self.first_day();
        match self.month {
            Some(Month { day: Some(_), .. }) => first,
            Some(month) => first + i32::from(length(self.year, month.number)) - 1,
            None => day_number(self.year + 1, 1) - 1,
        }
    }

    /// The date for reading: "4 March 2026", "March 2026", "2026".
    pub fn spelled(self) -> String {
        let name = |month: Month| NAMES[usize::from(month.number) - 1];
        match self.month {
            Some(month @ Month { day: Some(day), .. }) => format!("{day} {} {}", name(month), self.year),
            Some(month) => format!("{} {}", name(month), self.year),
            None => self.year.to_string(),
        }
    }

    /// The date for a narrow place: "4 Mar 2026", "Mar 2026", "2026".
    pub fn shortened(self) -> String {
        let name = |month: Month| &NAMES[usize::from(month.number) - 1][..3];
        match self.month {
            Some(month @ Month { day: Some(day), .. }) => format!("{day} {} {}", name(month), self.year),
            Some(month) => format!("{} {}", name(month), self.year),
            None => self.year.to_string(),
        }
    }
}

/// The spelling of ISO 8601, by which dates sort as text too: `2026-03-04`, `2026-03`, `2026`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{:02}", month.number)?;
            if let Some(day) = month.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// A date with the name of its month.
fn with_name(parts: &[Part<'_>]) -> Option<Date> {
    let (at, month) = parts.iter().enumerate().find_map(|(at, part)| match part {
        Part::Word(word) => Some((at, u32::from(month_of(word)?))),
        _ => None,
    })?;
    let is_year = |part: &Part<'_>| match part {
        Part::Number(number, 4) => u16::try_from(*number).is_ok_and(|year| YEARS.contains(&year)),
        _ => false,
    };
    let before = parts[..at].iter().rposition(is_year);
    let after = parts[at..].iter().position(is_year).map(|after| at + after);
    let Part::Number(year, _) = *parts.get(after.or(before)?)? else { return None };
    let is_between = |part: &&Part<'_>| match part {
        Part::Word(word) => BETWEEN.contains(word),
        Part::Sign(sign) => matches!(sign, '.' | ',' | '-' | '/'),
        Part::Number(..) => false,
    };
    let number = |part: Option<&Part<'_>>| match part {
        Some(Part::Number(number, 1 | 2)) => Some(*number),
        _ => None,
    };
    let day = number(parts[..at].iter().rev().find(|part| !is_between(part)));
    let day = day.or_else(|| number(parts[at + 1..].iter().find(|part| !is_between(part))));
    Date::new(year, Some(month), day).or_else(|| Date::new(year, Some(month), None))
}

/// A date that begins with the year.
fn year_first(parts: &[Part<'_>]) -> Option<Date> {
    match *parts {
        // 20260304, 20260304100000.
        [Part::Number(number, 8), ..] => Date::new(number / 10_000, Some(number / 100 % 100), Some(number % 100)),
        [Part::Number(year, 4), ref rest @ ..] => {
            let number = |parts: &[Part<'_>]| match parts {
                [Part::Sign('-' | '/' | '.') | Part::Word("年" | "月"), Part::Number(number, 1 | 2), ..] => {
                    Some(*number)
                }
                _ => None,
            };
            let month = number(rest);
            let day = month.and_then(|_| number(rest.get(2..).unwrap_or_default()));
            Date::new(year, month, day)
        }
        _ => None,
    }
}

/// A date that ends with the year: day and month in the order that the numbers or the dots tell.
fn year_last(parts: &[Part<'_>]) -> Option<Date> {
    let of = |at: usize| match parts[at..] {
        [
            Part::Number(one, 1 | 2),
            Part::Sign(sign @ ('.' | '/' | '-')),
            Part::Number(other, 1 | 2),
            Part::Sign(again),
            Part::Number(year, 4),
            ..,
        ] if sign == again => match (one, other) {
            _ if sign == '.' || one > 12 || one == other => Date::new(year, Some(other), Some(one)),
            _ if other > 12 => Date::new(year, Some(one), Some(other)),
            _ => Date::new(year, None, None),
        },
        _ => None,
    };
    (0..parts.len()).find_map(of)
}

/// The numbers, words and signs of a written date. Of a number that no date has, only as much as counts its digits.
fn parts(written: &str) -> Vec<Part<'_>> {
    let mut rest = written.trim();
    iter::from_fn(|| {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let is_same: fn(char) -> bool = match first {
            letter if letter.is_ascii_digit() => |letter| letter.is_ascii_digit(),
            letter if letter.is_alphabetic() => |letter| letter.is_alphabetic(),
            _ => {
                rest = &rest[first.len_utf8()..];
                return Some(Part::Sign(first));
            }
        };
        let end = rest.find(|letter| !is_same(letter)).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        if !first.is_ascii_digit() {
            return Some(Part::Word(part));
        }
        // The date at the start of 20260304100000.
        let digits = if part.len() > 8 { &part[..8] } else { part };
        Some(Part::Number(digits.parse().ok()?, digits.len()))
    })
    .collect()
}

/// The number of days of a month.
fn length(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The first day of a month in days since 1 January 1970.
fn day_number(year: u16, month: u8) -> i32 {
    let years = i32::from(year) - 1;
    let days_before = years * 365 + years / 4 - years / 100 + years / 400;
    let in_year: i32 = (1..month).map(|earlier| i32::from(length(year, earlier))).sum();
    days_before + in_year - 719_162
}

#[cfg(test)]
mod tests {
    use super::Date;

    fn read(written: &str) -> String {
        Date::parse(written).map_or_else(|| "none".to_owned(), |date| date.to_string())
    }

    #[test]
    fn usual_spellings_are_read() {
        for written in [
            "2026-03-04",
            "2026-03-04T23:30:00-05:00",
            "2026-03-04 10:00",
            "2026/3/4",
            "2026.03.04",
            "20260304",
            "20260304100000",
            "D:20260304100000+01'00'".trim_start_matches("D:"),
            "Wed, 04 Mar 2026 10:00:00 GMT",
            "Wed Mar  4 10:00:00 +1000 2026",
            "March 4, 2026",
            "Mar. 4th, 2026, 5 p.m.",
            "4th of March 2026",
            "Published 10:30 on 4 March 2026",
            "4. März 2026",
            "4 mars 2026 à 10h30",
            "4 de marzo de 2026",
            "4 марта 2026 г.",
            "04.03.2026",
            "2026年3月4日",
            "4-Mar-2026",
        ] {
            assert_eq!(read(written), "2026-03-04", "{written}");
        }
    }

    #[test]
    fn a_date_is_as_exact_as_given() {
        for (written, date) in [
            ("March 2026", "2026-03"),
            ("2026-03", "2026-03"),
            ("2026", "2026"),
            ("04/03/2026", "2026"),
            ("13/03/2026", "2026-03-13"),
            ("03/13/2026", "2026-03-13"),
            ("03/03/2026", "2026-03-03"),
            ("29 February 2026", "2026-02"),
            ("29 February 2024", "2024-02-29"),
        ] {
            assert_eq!(read(written), date, "{written}");
        }
    }

    #[test]
    fn other_text_is_no_date() {
        for written in ["", "yesterday", "4 March", "10:30", "page 1200", "2026-13-04", "99999999", "１２３４"] {
            assert_eq!(read(written), "none", "{written}");
        }
    }

    #[test]
    fn dates_sort_by_time() {
        let mut dates: Vec<Date> = ["2026-03-04", "2025", "2026-03", "2026-12-01", "2026"]
            .iter()
            .filter_map(|date| Date::parse(date))
            .collect();
        dates.sort();
        let sorted: Vec<String> = dates.iter().map(Date::to_string).collect();
        assert_eq!(sorted, ["2025", "2026", "2026-03", "2026-03-04", "2026-12-01"]);
    }

    #[test]
    fn days_are_counted_from_1970() {
        let days = |written: &str| Date::parse(written).map(|date| (date.first_day(), date.last_day()));
        assert_eq!(days("1970-01-01"), Some((0, 0)));
        assert_eq!(days("2000-03-01"), Some((11_017, 11_017)));
        assert_eq!(days("2026-02"), Some((20_485, 20_512)));
        assert_eq!(days("2024"), Some((19_723, 20_088)));
        assert_eq!(days("1969-12-31"), Some((-1, -1)));
    }

    #[test]
    fn every_day_has_its_date() {
        for day in -200_000..80_000 {
            assert_eq!(Date::of_day(day).first_day(), day);
        }
    }

    #[test]
    fn dates_are_spelled_for_reading() {
        let spelled = |written: &str| Date::parse(written).map(|date| (date.spelled(), date.shortened()));
        assert_eq!(spelled("2026-03-04"), Some(("4 March 2026".to_owned(), "4 Mar 2026".to_owned())));
        assert_eq!(spelled("2026-09"), Some(("September 2026".to_owned(), "Sep 2026".to_owned())));
        assert_eq!(spelled("2026"), Some(("2026".to_owned(), "2026".to_owned())));
    }
}
