//! What goes out of here and comes in: an article with its annotations.

use crate::model::article::Article;
use crate::model::extra::Extra;
use crate::model::set::AnnotationSet;

/// An article with its annotations, and with all else that its annotation file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Where the article lies: a path relative to the folder that is exported, with `/` between its parts, or the name of
    /// its file alone.
    pub path: String,
    /// The article.
    pub article: Article,
    /// Its annotations.
    pub set: AnnotationSet,
    /// Fields of the annotation file that this version does not know.
    pub extra: Extra,
}

impl Document {
    /// An article with its annotations, and nothing more to say of them.
    pub fn new(article: Article, set: AnnotationSet) -> Self {
        Self { path: article.file.clone(), article, set, extra: Extra::default() }
    }
}
