//! Sorts and filters the speakers of a project.

use std::cmp::Reverse;

use crate::model::fold;
use crate::model::project::date::Date;
use crate::model::project::people::{People, Person};
use crate::model::query::Needle;

/// The order of the speakers: a row of [`PEOPLE_ORDERS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleOrder {
    /// By the number of marks, the most first.
    #[default]
    Marks,
    /// By name.
    Name,
    /// By the number of articles, the most first.
    Articles,
    /// By the date of the last article, the latest first.
    Latest,
    /// By the number of contradictions, the most first.
    Contradictions,
}

/// A row of [`PEOPLE_ORDERS`].
#[derive(Debug)]
pub struct PeopleOrderRow {
    /// The order.
    pub order: PeopleOrder,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen.
    pub name: &'static str,
}

/// Every order, the default first.
pub const PEOPLE_ORDERS: &[PeopleOrderRow] = &[
    PeopleOrderRow { order: PeopleOrder::Marks, id: "marks", name: "Number of marks" },
    PeopleOrderRow { order: PeopleOrder::Name, id: "name", name: "Name" },
    PeopleOrderRow { order: PeopleOrder::Articles, id: "articles", name: "Number of articles" },
    PeopleOrderRow { order: PeopleOrder::Latest, id: "latest", name: "Latest article" },
    PeopleOrderRow { order: PeopleOrder::Contradictions, id: "contradictions", name: "Contradictions" },
];

impl People {
    /// The indices of the speakers with one of whose names the words are found, sorted; equal ones in the order of
    /// [`list`](Self::list).
    pub fn sorted(&self, order: PeopleOrder, words: &str) -> Vec<usize> {
        let needle = Needle::new(words.trim());
        let has = |person: &Person| {
            needle.is_in(&person.name) || person.names.iter().any(|(name, _)| needle.is_in(&name.name))
        };
        let mut found: Vec<usize> = (0..self.list.len()).filter(|at| has(&self.list[*at])).collect();
        let of = |at: &usize| &self.list[*at];
        match order {
            PeopleOrder::Marks => {}
            PeopleOrder::Name => found.sort_by_cached_key(|at| fold::sort_key(&of(at).name)),
            PeopleOrder::Articles => found.sort_by_key(|at| Reverse(of(at).articles)),
            PeopleOrder::Latest => found.sort_by_key(|at| Reverse(of(at).dates.map(|(_, last)| last))),
            PeopleOrder::Contradictions => found.sort_by_key(|at| Reverse(of(at).contradictions.len())),
        }
        found
    }
}

/// A period for a narrow place: "4 Mar 2026", "4 Mar – 2 Apr 2026".
pub fn period(first: Date, last: Date) -> String {
    let (from, to) = (first.shortened(), last.shortened());
    if from == to {
        return from;
    }
    let year = format!(" {}", last.year);
    match from.strip_suffix(&year) {
        Some(from) if first.month.is_some() => format!("{from} – {to}"),
        _ => format!("{from} – {to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::period;
    use crate::model::project::date::Date;

    #[test]
    fn a_period_says_the_year_once() {
        let of =
            |first: &str, last: &str| Date::parse(first).zip(Date::parse(last)).map(|(one, other)| period(one, other));
        assert_eq!(of("2026-03-04", "2026-03-04").as_deref(), Some("4 Mar 2026"));
        assert_eq!(of("2026-03-04", "2026-04-02").as_deref(), Some("4 Mar – 2 Apr 2026"));
        assert_eq!(of("2025-12-30", "2026-04-02").as_deref(), Some("30 Dec 2025 – 2 Apr 2026"));
        assert_eq!(of("2025", "2026-04").as_deref(), Some("2025 – Apr 2026"));
    }
}
