//! The state of the list of articles.

use std::sync::Arc;

use crate::model::project::listing::{ArticleList, ArticleQuery};

/// The list of articles of the open project.
#[derive(Debug, Default)]
pub struct Listed {
    /// The person's choices.
    pub query: ArticleQuery,
    /// The list, as far as it was made.
    pub list: Arc<ArticleList>,
    /// The number of lists made so far.
    pub generation: u64,
    /// The path of the article that the keys act on.
    pub cursor: Option<String>,
    /// True if what could not be read is listed below it.
    pub unreadable: bool,
    /// True while a list is being made.
    pub(in crate::app) is_made: bool,
    /// The sources of the list: the generations of articles and content, those of the overview, and the choices.
    pub(in crate::app) of: Option<Basis>,
}

/// The sources of a list of articles.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Basis {
    pub articles: u64,
    pub content: u64,
    pub overview: Option<(u64, u64)>,
    pub query: ArticleQuery,
}
