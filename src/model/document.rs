//! An article with its annotations: the unit that is opened, edited, saved and exchanged.

use crate::model::article::Article;
use crate::model::extra::Extra;
use crate::model::set::AnnotationSet;

/// An article, its annotations, and the unknown fields of its annotation file. Cloning shares the text and the
/// annotations.
///
/// A document changes only through [`Document::apply`](crate::model::edit), which returns the inverse edit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub(in crate::model) article: Article,
    pub(in crate::model) set: AnnotationSet,
    pub(in crate::model) extra: Extra,
}

impl Document {
    /// A document of these parts.
    pub fn new(article: Article, set: AnnotationSet, extra: Extra) -> Self {
        Self { article, set, extra }
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The annotations and the relations between them.
    pub fn set(&self) -> &AnnotationSet {
        &self.set
    }

    /// Unknown fields of the annotation file.
    pub fn extra(&self) -> &Extra {
        &self.extra
    }

    /// The same document with other annotations.
    pub fn with_set(&self, set: AnnotationSet) -> Self {
        Self { article: self.article.clone(), set, extra: self.extra.clone() }
    }

    /// The article, the annotations and the unknown fields.
    pub fn into_parts(self) -> (Article, AnnotationSet, Extra) {
        (self.article, self.set, self.extra)
    }
}
