//! The marks of a project in one order.

use crate::model::project::corpus::{Corpus, Place};
use crate::model::project::date::Date;

/// A number for each mark, in the order of the dates of articles, then in the order of the article.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    places: Vec<Place>,
    /// The number of the first mark of each article.
    firsts: Vec<u32>,
}

impl Numbers {
    /// The numbers of the marks of these articles, with the date of each article. Articles of one day are in the order of
    /// their times as spelled, then of their paths; those without a date are last.
    pub fn new(corpus: &Corpus, dates: &[Option<Date>]) -> Self {
        let entries = corpus.entries();
        let mut order: Vec<u32> = (0..entries.len() as u32).collect();
        let key = |at: u32| {
            let date = dates[at as usize];
            (date.is_none(), date, entries[at as usize].document.article().published(), at)
        };
        order.sort_by(|one, other| key(*one).cmp(&key(*other)));
        let count = entries.iter().map(|entry| entry.document.set().annotations().len()).sum();
        let mut numbers = Self { places: Vec::with_capacity(count), firsts: vec![0; entries.len()] };
        for article in order {
            numbers.firsts[article as usize] = numbers.places.len() as u32;
            let marks = entries[article as usize].document.set().annotations().len() as u32;
            numbers.places.extend((0..marks).map(|mark| Place { article, mark }));
        }
        numbers
    }

    /// The number of the mark at a place.
    pub fn of(&self, place: Place) -> u32 {
        self.firsts.get(place.article as usize).map_or(u32::MAX, |first| first + place.mark)
    }

    /// The place of each number.
    pub fn places(&self) -> &[Place] {
        &self.places
    }
}
