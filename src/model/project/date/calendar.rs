//! Dates of other calendars, as days of the Gregorian one.

use super::Date;

/// Years of the Persian calendar in which there were newspapers.
pub(super) const PERSIAN_YEARS: std::ops::RangeInclusive<u32> = 1216..=1450;
/// Years since the Buddha's death that are taken for such.
const BUDDHIST_YEARS: std::ops::RangeInclusive<u32> = 2400..=2700;
/// The difference of the Thai calendar from the Gregorian, whose months it has.
const BUDDHIST: u32 = 543;
/// The first day of the first year of the Ethiopian calendar, in days since 1 January 1970.
const ETHIOPIAN: i32 = 1_724_221 - 2_440_588;

/// The names of Japanese eras and of the Chinese republic, with the year before their first.
const ERAS: &[(&str, u32)] = &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911)];

/// The Gregorian year of a year of the Thai calendar; another year as it is.
pub(super) fn without_buddha(year: u32) -> u32 {
    if BUDDHIST_YEARS.contains(&year) { year - BUDDHIST } else { year }
}

/// The Gregorian year of a year of an era.
pub(super) fn year_of_era(era: &str, year: u32) -> Option<u32> {
    ERAS.iter().find(|(name, _)| *name == era).map(|(_, before)| before + year)
}

/// The day of a date of the Persian calendar, by the cycle of 33 years, which is right from 1799 to 2256.
pub(super) fn persian(year: u32, month: u32, day: u32) -> Option<Date> {
    let most = if month <= 6 { 31 } else { 30 };
    if !PERSIAN_YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=most).contains(&day) {
        return None;
    }
    let (year, month, day) = (year as i32 + 1595, month as i32, day as i32);
    let months = if month < 7 { (month - 1) * 31 } else { (month - 7) * 30 + 186 };
    // Days since 1 January of the year 0.
    let days = -355_668 + 365 * year + year / 33 * 8 + (year % 33 + 3) / 4 + day + months;
    Some(Date::of_day(days - 719_528))
}

/// The day of a date of the Ethiopian calendar: twelve months of 30 days, and five or six days at the end.
pub(super) fn ethiopian(year: u32, month: u32, day: u32) -> Option<Date> {
    let most = if month == 13 { 6 } else { 30 };
    if !(1800..=2200).contains(&year) || !(1..=13).contains(&month) || !(1..=most).contains(&day) {
        return None;
    }
    let (year, month, day) = (year as i32, month as i32, day as i32);
    Some(Date::of_day(ETHIOPIAN + 365 * (year - 1) + year / 4 + 30 * (month - 1) + day - 1))
}
