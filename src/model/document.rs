//! An article with its annotations: the unit that is opened, edited, saved and exchanged.

use crate::model::article::Article;
use crate::model::extra::Extra;
use crate::model::set::AnnotationSet;
use crate::model::tag_colours::TagColours;

/// An article, its annotations, the colours of its tags, and the unknown fields of its annotation file. Cloning shares
/// the text and the annotations.
///
/// A document changes only through [`Document::apply`](crate::model::edit), which returns the inverse edit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub(in crate::model) article: Article,
    pub(in crate::model) set: AnnotationSet,
    pub(in crate::model) tag_colours: TagColours,
    pub(in crate::model) extra: Extra,
}

impl Document {
    /// A document of these parts, whose tags have no colours.
    pub fn new(article: Article, set: AnnotationSet, extra: Extra) -> Self {
        Self { article, set, tag_colours: TagColours::default(), extra }
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The annotations and the relations between them.
    pub fn set(&self) -> &AnnotationSet {
        &self.set
    }

    /// The colours of tags.
    pub fn tag_colours(&self) -> &TagColours {
        &self.tag_colours
    }

    /// Unknown fields of the annotation file.
    pub fn extra(&self) -> &Extra {
        &self.extra
    }

    /// The same document with other annotations.
    pub fn with_set(&self, set: AnnotationSet) -> Self {
        let Self { article, tag_colours, extra, .. } = self;
        Self { article: article.clone(), set, tag_colours: tag_colours.clone(), extra: extra.clone() }
    }

    /// The same document with another article, which has the same text.
    pub fn with_article(self, article: Article) -> Self {
        Self { article, ..self }
    }

    /// The same document with these colours of tags.
    pub fn with_tag_colours(self, tag_colours: TagColours) -> Self {
        Self { tag_colours, ..self }
    }

    /// The article, the annotations and the unknown fields.
    pub fn into_parts(self) -> (Article, AnnotationSet, Extra) {
        (self.article, self.set, self.extra)
    }
}
