//! What is worked out from an article: not by the window's thread, since a long one takes a while.

use crate::model::article::Article;
use crate::model::boilerplate::Boilerplate;
use crate::model::outline::Outline;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// What was worked out from one article.
#[derive(Clone, Debug)]
pub struct Analysis {
    text: ArticleText,
    structure: Structure,
    /// The lines that are no part of what it says.
    pub boilerplate: Boilerplate,
    /// Its headings.
    pub outline: Outline,
}

impl Analysis {
    /// Works it out.
    pub fn of(article: &Article) -> Self {
        let Article { text, structure, .. } = article;
        let (boilerplate, outline) = (Boilerplate::of(text, structure), Outline::of(text, structure));
        Self { text: text.clone(), structure: structure.clone(), boilerplate, outline }
    }

    /// The text of that article.
    pub fn text(&self) -> &ArticleText {
        &self.text
    }

    /// True if it is about this article as it is.
    pub fn is_of(&self, article: &Article) -> bool {
        self.text.is_same(&article.text) && self.structure.is_same(&article.structure)
    }
}
