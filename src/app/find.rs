//! Search in the article and in the fields of its marks.

use crate::model::annotation::Id;
use crate::model::offset::ByteRange;
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

/// A place where searched words are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The words in the article, or the passage of the mark.
    pub range: ByteRange,
    /// The mark whose note, tag or speaker has the words; `None` for words of the article.
    pub mark: Option<Id>,
}
