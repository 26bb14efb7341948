//! A document with the place of its article: the unit that exports write and imports read.

use crate::model::document::Document;

/// A document and the place of its article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Located {
    /// Path of the article: relative to the folder that is exported, with `/` between its parts, or the name of its file
    /// alone.
    pub path: String,
    /// The document.
    pub document: Document,
}

impl Located {
    /// A document whose path is the name of its article's file.
    pub fn new(document: Document) -> Self {
        Self { path: document.article().file.clone(), document }
    }
}
