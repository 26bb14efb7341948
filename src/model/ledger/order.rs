//! Sorts and filters the rows of a ledger.

use std::cmp::Reverse;

use super::{Ledger, Row, Standing};
use crate::model::fold;
use crate::model::query::{Needle, mentions};
use crate::model::text::ArticleText;

/// The order of the rows of a ledger: a row of [`ORDERS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The order of the claims in the article.
    #[default]
    Article,
    /// By standing, the least settled first.
    Standing,
    /// By the number of answers, the most first.
    Answers,
    /// By the first speaker's name; claims without one last.
    Speaker,
}

/// A row of [`ORDERS`].
#[derive(Debug)]
pub struct OrderRow {
    /// The order.
    pub order: Order,
    /// Its stable id, for settings.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
}

/// Every order, the default first.
pub const ORDERS: &[OrderRow] = &[
    OrderRow { order: Order::Article, id: "article", name: "Article order" },
    OrderRow { order: Order::Standing, id: "standing", name: "Standing" },
    OrderRow { order: Order::Answers, id: "answers", name: "Number of answers" },
    OrderRow { order: Order::Speaker, id: "speaker", name: "Speaker" },
];

/// A filter of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerFilter {
    /// Standings that are not shown.
    pub hidden: Vec<Standing>,
    /// Text that must be in the claim or an answer to it: in its passage, speaker, note or tags.
    pub words: String,
    /// Only claims of the speaker with this label; `None` for all.
    pub speaker: Option<String>,
}

impl LedgerFilter {
    /// True if everything is shown.
    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty() && self.words.trim().is_empty() && self.speaker.is_none()
    }

    fn admits(&self, row: &Row, text: &ArticleText, needle: &Needle) -> bool {
        let statements = || std::iter::once(&row.claim).chain(row.answers.iter().map(|answer| &answer.statement));
        !self.hidden.contains(&row.standing)
            && self
                .speaker
                .as_ref()
                .is_none_or(|speaker| row.claim.speakers().into_iter().any(|name| fold::is_same_name(name, speaker)))
            && (needle.is_empty()
                || statements().any(|statement| statement.marks().any(|mark| mentions(mark, text, needle))))
    }
}

impl Ledger {
    /// The indices in `rows` of those that a filter admits, sorted; equal rows stay in the order of the article.
    pub fn sorted(&self, order: Order, filter: &LedgerFilter, text: &ArticleText) -> Vec<usize> {
        let needle = Needle::new(filter.words.trim());
        let admitted = (0..self.rows.len()).filter(|at| filter.admits(&self.rows[*at], text, &needle));
        let mut places: Vec<usize> = admitted.collect();
        match order {
            Order::Article => {}
            Order::Standing => places.sort_by_key(|at| self.rows[*at].standing),
            Order::Answers => places.sort_by_key(|at| Reverse(self.rows[*at].answers.len())),
            Order::Speaker => places.sort_by_cached_key(|at| {
                let first = self.rows[*at].claim.speakers().first().map(|name| fold::sort_key(name));
                (first.is_none(), first)
            }),
        }
        places
    }
}
