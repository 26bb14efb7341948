//! The analysis of an article. A long article takes a while, so jobs do it.

use crate::model::article::Article;
use crate::model::boilerplate::Boilerplate;
use crate::model::outline::Outline;
use crate::model::statistics::word_count;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// The boilerplate, the outline and the number of words of one article.
#[derive(Clone, Debug)]
pub struct Analysis {
    text: ArticleText,
    structure: Structure,
    /// The lines that are not part of the article proper.
    pub boilerplate: Boilerplate,
    /// The headings.
    pub outline: Outline,
    /// Number of words.
    pub words: usize,
}

impl Analysis {
    /// The analysis of this article.
    pub fn of(article: &Article) -> Self {
        let Article { text, structure, .. } = article;
        let (boilerplate, outline) = (Boilerplate::of(text, structure), Outline::of(text, structure));
        let words = word_count(text.as_str());
        Self { text: text.clone(), structure: structure.clone(), boilerplate, outline, words }
    }

    /// The text of the article.
    pub fn text(&self) -> &ArticleText {
        &self.text
    }

    /// True if it is the analysis of this very article.
    pub fn is_of(&self, article: &Article) -> bool {
        self.text.is_same(&article.text) && self.structure.is_same(&article.structure)
    }
}
