//! Carrying annotations over to another version of their article's file.

use std::path::Path;

use crate::app::jobs;
use crate::model::anchor::{Carried, carry};
use crate::model::annotation::Extra;
use crate::model::article::Article;

/// Annotations carried over.
#[derive(Debug)]
pub struct Anchored {
    /// The article as it is now.
    pub article: Article,
    /// Its annotations, and what became of each passage.
    pub carried: Carried,
    /// What else the annotation file says.
    pub extra: Extra,
    /// Whether a newer version of Gainsay wrote that, so that this one must not write it anew.
    pub newer: bool,
}

/// Carries the annotations in a file over to the article in another one; whatever lies beside the annotations does not count.
/// Nothing is written.
///
/// # Errors
/// With a message for the person, if one of the files cannot be read.
pub fn anchor(annotations: &Path, article: &Path) -> Result<Anchored, String> {
    let (file, _) = jobs::read_annotations(annotations)?;
    let read = jobs::read_article(article, None, Some(&file.article))?.article;
    let carried = carry(&file.set, &file.article.text, &read.text, &|_| true).ok_or("It was given up")?;
    Ok(Anchored { article: renewed(file.article, read), carried, extra: file.extra, newer: file.newer })
}

/// An article as its file is now, with what the person and other programs said of the one `kept` with the annotations.
pub fn renewed(kept: Article, read: Article) -> Article {
    let title = if kept.title.is_empty() { read.title } else { kept.title };
    Article { title, extra: kept.extra, ..read }
}
