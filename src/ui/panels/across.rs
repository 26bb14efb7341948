//! Links of a mark with marks of other articles of the project, as panels, cards and the article show them.

use crate::app::action::Intent;
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::session::Session;
use crate::app::shell::picker::{Change, verb_of};
use crate::model::annotation::Annotation;
use crate::model::document::Document;
use crate::model::project::items::LinkItem;
use crate::model::project::spot::{Spot, outlet_start};
use crate::model::query::quote_start;

/// A link of a mark with a mark of another article, seen from the first.
#[derive(Clone, Copy)]
pub struct Across<'a> {
    /// The link.
    pub item: &'a LinkItem,
    /// True if it leads to the other article.
    pub outgoing: bool,
    /// The mark at its other end.
    pub mark: &'a Annotation,
    /// The other article.
    pub document: &'a Document,
    /// The path of the other article.
    pub path: &'a str,
}

/// The links of a mark with marks of other articles.
pub fn across<'a>(project: Option<&'a OpenProject>, session: &Session, mark: &Annotation) -> Vec<Across<'a>> {
    let Some((project, overview)) = project.and_then(|project| Some((project, project.overview.as_deref()?))) else {
        return Vec::new();
    };
    let Some(spot) = project.spot(session, &mark.id) else { return Vec::new() };
    let seen = project.links_of(&spot).filter_map(|seen| {
        let ((mark, document), entry) = overview.mark(seen.other).zip(overview.entry(seen.other))?;
        Some(Across { item: seen.item, outgoing: seen.outgoing, mark, document, path: &entry.path })
    });
    seen.collect()
}

/// The speaker of a mark of an article: the name in the mark, and the one that the project shows for it if that is another
/// one, "T. Vik (Tore Vik)".
pub fn speaker(project: Option<&OpenProject>, session: &Session, mark: &Annotation) -> Option<String> {
    let name = mark.speaker.as_ref()?.label();
    let merged = project.and_then(|project| project.merged_name(session, mark));
    Some(merged.map_or_else(|| name.to_owned(), |merged| format!("{name} ({merged})")))
}

impl Across<'_> {
    /// The relation of the mark to the other one: "rebuts", "is supported by".
    pub fn verb(&self) -> &str {
        verb_of(&self.item.role, self.outgoing)
    }

    /// The other mark: its sign, its article's site or title, and about `length` characters of its passage.
    pub fn words(&self, length: usize) -> String {
        format!("{} {}", self.mark.kind.look().glyph, self.named(length))
    }

    /// The other mark without its sign: the passage is more than the title of an article without a site.
    pub fn named(&self, length: usize) -> String {
        let article = self.document.article();
        format!("{}: {}", outlet_start(article), quote_start(self.mark, &article.text, length))
    }

    /// The other mark.
    pub fn spot(&self) -> Spot {
        Spot { path: self.path.to_owned(), mark: self.mark.id.clone() }
    }

    /// The intent to go to the other mark.
    pub fn follow(&self) -> Intent {
        Intent::Project(Box::new(ProjectIntent::GoTo(self.spot())))
    }

    /// The intent to change the link.
    pub fn change(&self, change: Change) -> Intent {
        Intent::Project(Box::new(ProjectIntent::ChangeLink(self.item.id.clone(), change)))
    }
}
