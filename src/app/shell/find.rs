//! The search bar.

use crate::jobs::find::Hit;
use crate::model::query::Precision;
use crate::model::text::ArticleText;

/// A search in the article and in the fields of its marks.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// The text searched for.
    pub words: String,
    /// The precision of the search.
    pub precision: Precision,
    /// The text of the article that is searched.
    pub text: Option<ArticleText>,
    /// The results, in order.
    pub hits: Vec<Hit>,
    /// The reason why the text is no pattern.
    pub error: Option<String>,
    /// The index of the result shown.
    pub current: Option<usize>,
    /// True to go to the next result once they are known, false to the previous one.
    pub forward: Option<bool>,
}
