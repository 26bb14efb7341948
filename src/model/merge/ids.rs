//! Two new things that have one id: an id made by Gainsay is nobody else's, but one typed by hand, or by another tool, may be.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::document::Document;
use crate::model::set::AnnotationSet;

/// Two versions in which no id stands for two things.
pub struct Parted {
    /// The version here.
    pub mine: Arc<Document>,
    /// The other.
    pub theirs: Arc<Document>,
    /// The ids that were in use twice, and what one of the two things is called now.
    pub renamed: Vec<(Id, Id)>,
}

/// New names by old ones: of marks and of links.
#[derive(Default)]
struct Names {
    marks: HashMap<Id, Id>,
    links: HashMap<Id, Id>,
}

/// Gives another id to one of two new marks on different passages that have the same, and likewise for links of
/// different marks. Which of the two does not depend on whose it is.
pub fn parted(base: &Document, mine: Arc<Document>, theirs: Arc<Document>) -> Parted {
    let (mut here, mut there) = (Names::default(), Names::default());
    let all = [&base.set, &mine.set, &theirs.set];
    let mut renamed = Vec::new();
    for mark in mine.set.annotations().iter().filter(|mark| base.set.get(&mark.id).is_none()) {
        let Some(other) = theirs.set.get(&mark.id) else { continue };
        let (Some(a), Some(b)) = (mark.target.bounds(), other.target.bounds()) else { continue };
        // Two versions of one mark, kept by two merges, are no two marks.
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

/// What stands between an id and the number that a merge puts behind it.
const MARK: char = '~';

/// An id of the family of `id` that is free.
pub fn fresh(id: &Id, is_used: impl Fn(&Id) -> bool) -> Id {
    family(id).find(|new| !is_used(new)).unwrap_or_else(|| id.clone())
}

/// The ids that merges make of one another: `x`, `x~2`, `x~3`, … for any of them, so that merging again meets the same.
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
