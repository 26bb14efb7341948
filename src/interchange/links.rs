//! Links of marks for reports, from either end.

use crate::model::annotation::{Id, Relation};
use crate::model::set::AnnotationSet;

/// A relation as seen from one end.
#[derive(Debug)]
pub struct Link<'a> {
    /// The verb from this end to the other: "rebuts", "is rebutted by".
    pub verb: String,
    /// The other end, which may be missing.
    pub other: &'a Id,
    /// The relation.
    pub relation: &'a Relation,
    /// True if it starts here.
    pub outgoing: bool,
}

/// The links of an annotation, sorted by the id of the relation, outgoing ones first.
pub fn links<'a>(set: &'a AnnotationSet, id: &Id) -> Vec<Link<'a>> {
    let mut links = Vec::new();
    for relation in set.relations_of(id) {
        if relation.from == *id {
            let verb = relation.role.id().to_owned();
            links.push(Link { verb, other: &relation.to, relation, outgoing: true });
        }
        if relation.to == *id {
            let passive = |role: &str| format!("is the other end of “{role}” from");
            let verb = relation.role.row().map_or_else(|| passive(relation.role.id()), |row| row.passive.to_owned());
            links.push(Link { verb, other: &relation.from, relation, outgoing: false });
        }
    }
    links.sort_by(|a, b| (!a.outgoing, &a.relation.id).cmp(&(!b.outgoing, &b.relation.id)));
    links
}

/// The number of a mark in reports: its position in the article, from 1.
pub fn number(set: &AnnotationSet, id: &Id) -> Option<usize> {
    set.position(id).map(|position| position + 1)
}
