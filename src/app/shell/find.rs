//! The search bar.

use crate::jobs::find::Hit;
use crate::model::query::Precision;

/// A search in the article and in what was said of its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// The words looked for.
    pub words: String,
    /// How exactly they were looked for.
    pub precision: Precision,
    /// Where they are, in order.
    pub hits: Vec<Hit>,
    /// The hit that is shown.
    pub current: Option<usize>,
}
