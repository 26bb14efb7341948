//! The search bar.

use crate::jobs::find::Hit;
use crate::model::query::Precision;

/// A search in the article and in the fields of its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// The text searched for.
    pub words: String,
    /// The precision of the search.
    pub precision: Precision,
    /// The results, in order.
    pub hits: Vec<Hit>,
    /// The index of the result shown.
    pub current: Option<usize>,
}
