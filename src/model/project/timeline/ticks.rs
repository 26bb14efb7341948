//! The divisions of a time axis: days, weeks, months, years.

use crate::model::project::date::{Date, Month};

/// A division of a time axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The day at which it begins, in days since 1 January 1970.
    pub day: i32,
    /// Its name: "4", "Mar", "2026".
    pub name: String,
    /// The larger division that begins here, or in which the axis begins: "March 2026", "2026"; empty if there is none.
    pub larger: String,
}

/// Steps of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Days(i32),
    Months(u8),
    Years(u16),
}

/// Every step with its least length in days, the smallest first.
const STEPS: &[(Step, f32)] = &[
    (Step::Days(1), 1.0),
    (Step::Days(7), 7.0),
    (Step::Months(1), 28.0),
    (Step::Months(3), 90.0),
    (Step::Years(1), 365.0),
    (Step::Years(5), 1826.0),
    (Step::Years(10), 3652.0),
    (Step::Years(50), 18262.0),
];

/// The divisions that begin from `first` to `last`, and the one before them: the smallest that are at least `least` days
/// apart.
pub fn ticks(first: i32, last: i32, least: f32) -> Vec<Tick> {
    let fits = STEPS.iter().find(|(_, days)| *days >= least);
    let (step, _) = fits.or(STEPS.last()).copied().unwrap_or((Step::Years(1), 365.0));
    let mut day = start(step, first);
    let mut found: Vec<Tick> = Vec::new();
    let mut before = String::new();
    while day <= last {
        let date = Date::of_day(day);
        let (number, of_month) = date.month.map_or((1, 1), |month| (month.number, month.day.unwrap_or(1)));
        let month = Date { month: Some(Month { number, day: None }), ..date };
        let year = date.year.to_string();
        let (name, larger) = match step {
            Step::Days(_) => (of_month.to_string(), month.spelled()),
            Step::Months(_) => (month.shortened().split(' ').next().unwrap_or_default().to_owned(), year),
            Step::Years(_) => (year, String::new()),
        };
        let begins = larger != before;
        found.push(Tick { day, name, larger: if begins { larger.clone() } else { String::new() } });
        before = larger;
        day = next(step, date, day);
    }
    found
}

/// The start of the division that a day is in.
fn start(step: Step, day: i32) -> i32 {
    let date = Date::of_day(day);
    let month = date.month.map_or(1, |month| month.number);
    match step {
        // 1 January 1970 was a Thursday; weeks begin on Mondays.
        Step::Days(7) => day - (day + 3).rem_euclid(7),
        Step::Days(_) => day,
        Step::Months(count) => first_of(date.year, (month - 1) / count * count + 1),
        Step::Years(count) => first_of(date.year / count * count, 1),
    }
}

/// The start of the next division.
fn next(step: Step, date: Date, day: i32) -> i32 {
    let month = date.month.map_or(1, |month| month.number);
    match step {
        Step::Days(count) => day + count,
        Step::Months(count) if month + count > 12 => first_of(date.year + 1, 1),
        Step::Months(count) => first_of(date.year, month + count),
        Step::Years(count) => first_of(date.year + count, 1),
    }
}

fn first_of(year: u16, number: u8) -> i32 {
    Date { year, month: Some(Month { number, day: Some(1) }) }.first_day()
}

#[cfg(test)]
mod tests {
    use super::ticks;
    use crate::model::project::date::Date;

    fn named(first: &str, last: &str, least: f32) -> Vec<(String, String)> {
        let day = |written: &str| Date::parse(written).map_or(0, Date::first_day);
        ticks(day(first), day(last), least).into_iter().map(|tick| (tick.name, tick.larger)).collect()
    }

    #[track_caller]
    fn divides(first: &str, last: &str, least: f32, wanted: &[(&str, &str)]) {
        let found = named(first, last, least);
        let found: Vec<(&str, &str)> = found.iter().map(|(name, larger)| (name.as_str(), larger.as_str())).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn time_is_divided_by_what_there_is_room_for() {
        divides("2026-02-27", "2026-03-01", 0.5, &[("27", "February 2026"), ("28", ""), ("1", "March 2026")]);
        divides("2026-03-04", "2026-03-16", 5.0, &[("2", "March 2026"), ("9", ""), ("16", "")]);
        divides("2025-12-05", "2026-02-01", 20.0, &[("Dec", "2025"), ("Jan", "2026"), ("Feb", "")]);
        divides("2025-11-05", "2026-05-01", 60.0, &[("Oct", "2025"), ("Jan", "2026"), ("Apr", "")]);
        divides("2024-05-05", "2026-02-01", 200.0, &[("2024", ""), ("2025", ""), ("2026", "")]);
        divides("1988-05-05", "2001-02-01", 1000.0, &[("1985", ""), ("1990", ""), ("1995", ""), ("2000", "")]);
    }
}
