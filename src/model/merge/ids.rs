//! Ids that two versions gave to different items. Ids from Gainsay are unique, but those typed by hand, or from other
//! tools, may clash.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::document::Document;
use crate::model::set::AnnotationSet;

/// Two versions in which every id stands for one item.
pub struct Parted {
    /// My version.
    pub mine: Arc<Document>,
    /// The other version.
    pub theirs: Arc<Document>,
    /// The ids that were in use twice, and the new id of one of the two items.
    pub renamed: Vec<(Id, Id)>,
}

/// New ids by old ones, of marks and of links.
#[derive(Default)]
struct Names {
    marks: HashMap<Id, Id>,
    links: HashMap<Id, Id>,
}

/// Renames one of two new marks on different passages with the same id, and likewise links of different marks. The
/// choice does not depend on the side.
pub fn parted(base: &Document, mine: Arc<Document>, theirs: Arc<Document>) -> Parted {
    let (mut here, mut there) = (Names::default(), Names::default());
    let all = [&base.set, &mine.set, &theirs.set];
    let mut renamed = Vec::new();
    for mark in mine.set.annotations().iter().filter(|mark| base.set.get(&mark.id).is_none()) {
        let Some(other) = theirs.set.get(&mark.id) else { continue };
        let (Some(a), Some(b)) = (mark.target.bounds(), other.target.bounds()) else { continue };
        // Two versions of one mark, kept by two merges, are the same mark.
        let made_by_merge = mark.id.as_str().contains(MARK);
        if !a.overlaps(b) && !made_by_merge {
            let first = a.start() < b.start();
            let new = fresh(&mark.id, |id| all.iter().any(|set| set.get(id).is_some()));
            renamed.push((mark.id.clone(), new.clone()));
            if first { &mut there } else { &mut here }.marks.insert(mark.id.clone(), new);
        }
    }
    for link in mine.set.relations().iter().filter(|link| base.set.relation(&link.id).is_none()) {
        let Some(other) = theirs.set.relation(&link.id) else { continue };
        let (a, b) = ((&link.from, &link.to), (&other.from, &other.to));
        if a != b && !link.id.as_str().contains(MARK) {
            let new = fresh(&link.id, |id| all.iter().any(|set| set.relation(id).is_some()));
            renamed.push((link.id.clone(), new.clone()));
            if a < b { &mut there } else { &mut here }.links.insert(link.id.clone(), new);
        }
    }
    Parted { mine: here.applied(mine), theirs: there.applied(theirs), renamed }
}

/// The separator between an id and the number that a merge appends.
const MARK: char = '~';

/// A free id of the family of `id`.
pub fn fresh(id: &Id, is_used: impl Fn(&Id) -> bool) -> Id {
    family(id).find(|new| !is_used(new)).unwrap_or_else(|| id.clone())
}

/// The ids that merges derive from each other: `x`, `x~2`, `x~3`, … for any of them, so that merging again finds the
/// same.
pub fn family(id: &Id) -> impl Iterator<Item = Id> {
    let root = id.as_str().split_once(MARK).map_or(id.as_str(), |(root, _)| root);
    std::iter::once(Id::new(root)).chain((2_u64..).map(move |number| Id::new(&format!("{root}{MARK}{number}"))))
}

impl Names {
    fn applied(&self, version: Arc<Document>) -> Arc<Document> {
        if self.marks.is_empty() && self.links.is_empty() {
            return version;
        }
        let mark = |mark: &Arc<Annotation>| match self.marks.get(&mark.id) {
            Some(id) => Arc::new(Annotation { id: id.clone(), ..mark.as_ref().clone() }),
            None => mark.clone(),
        };
        let named = |names: &HashMap<Id, Id>, id: &Id| names.get(id).unwrap_or(id).clone();
        let link = |link: &Arc<Relation>| Relation {
            id: named(&self.links, &link.id),
            from: named(&self.marks, &link.from),
            to: named(&self.marks, &link.to),
            ..link.as_ref().clone()
        };
        let set = &version.set;
        let (set, ..) = AnnotationSet::shared(set.annotations().iter().map(mark), set.relations().iter().map(link));
        Arc::new(Document { set, ..version.as_ref().clone() })
    }
}
