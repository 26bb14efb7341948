//! Marks by the path of their article, which stays the same while other articles come and go.

use std::sync::Arc;

use crate::model::annotation::{Annotation, Id};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::project::corpus::{Corpus, Place};
use crate::model::project::date::Date;

/// A mark of an article of the project.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// The path of the article within the folder, with `/` between the parts.
    pub path: String,
    /// The id of the mark.
    pub mark: Id,
}

impl Corpus {
    /// The place of a mark, if it is there.
    pub fn place(&self, spot: &Spot) -> Option<Place> {
        let article = self.position(&spot.path)?;
        let mark = self.entries().get(article)?.document.set().position(&spot.mark)?;
        Some(Place { article: article as u32, mark: mark as u32 })
    }

    /// A mark with the document that it is in, if it is there.
    pub fn mark_at(&self, spot: &Spot) -> Option<(&Arc<Annotation>, &Document)> {
        let document = &self.get(&spot.path)?.document;
        Some((document.set().get(&spot.mark)?, document))
    }

    /// The mark at a place, by the path of its article.
    pub fn spot(&self, place: Place) -> Option<Spot> {
        let entry = self.entries().get(place.article as usize)?;
        let mark = entry.document.set().annotations().get(place.mark as usize)?;
        Some(Spot { path: entry.path.clone(), mark: mark.id.clone() })
    }
}

/// The site, the date and the title of an article on one line, as far as they are known: "Marrow Courier · 4 Mar 2026 ·
/// Mill owner rejects claims".
pub fn origin(article: &Article) -> String {
    let date = Date::parse(article.published()).map(Date::shortened).unwrap_or_default();
    let parts = [article.site().to_owned(), date, article.name()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The site of an article, or its title if the site is unknown.
pub fn outlet(article: &Article) -> String {
    if article.site().is_empty() { article.name() } else { article.site().to_owned() }
}

/// The beginning of the [`outlet`] of an article, cut at a word: for a place where more than the title is to be read.
pub fn outlet_start(article: &Article) -> String {
    /// Most characters.
    const LONGEST: usize = 28;
    let name = outlet(article);
    let Some((end, _)) = name.char_indices().nth(LONGEST) else { return name };
    let start = name[..end].rsplit_once(char::is_whitespace).map_or(&name[..end], |(start, _)| start);
    format!("{}…", start.trim_end_matches(|c: char| !c.is_alphanumeric()))
}
