//! The marks of a map with the links between them: those of one article, or of several.

use std::sync::Arc;

use crate::model::annotation::{Annotation, Relation};
use crate::model::index::positions;
use crate::model::set::AnnotationSet;

/// Marks and the links between them.
#[derive(Clone, Debug)]
pub struct Web<'a> {
    /// The marks, in their order: of the article, or of the articles.
    pub marks: &'a [Arc<Annotation>],
    /// The links.
    pub links: Vec<Link>,
}

/// A link between two marks, by their indices.
#[derive(Clone, Debug)]
pub struct Link {
    /// The link.
    pub relation: Arc<Relation>,
    /// The mark that supports, rebuts or restates.
    pub from: u32,
    /// The mark that is supported, rebutted or restated.
    pub to: u32,
}

impl<'a> Web<'a> {
    /// The marks and links of a set, but for links with a missing end.
    pub fn of(set: &'a AnnotationSet) -> Self {
        let positions = positions(set);
        let link = |relation: &Arc<Relation>| {
            let (from, to) = (positions.get(relation.from.as_str())?, positions.get(relation.to.as_str())?);
            Some(Link { relation: relation.clone(), from: *from, to: *to })
        };
        Self { marks: set.annotations(), links: set.relations().iter().filter_map(link).collect() }
    }
}
