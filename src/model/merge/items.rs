//! Merges the marks and links of two versions, by id and field.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::Arc;

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::document::Document;
use crate::model::field::{Field, Fields};
use crate::model::merge::resolve::CONFLICT_ID;
use crate::model::merge::three::Three;
use crate::model::merge::{Brought, Conflict, Side, wording};
use crate::model::offset::ByteOffset;
use crate::model::set::AnnotationSet;

/// The merged article and file fields; the set is empty.
pub fn frame(base: &Document, mine: &Document, theirs: &Document, conflicts: &mut Vec<Conflict>) -> Document {
    let frame = |version: &Document| Arc::new(Document { set: AnnotationSet::default(), ..version.clone() });
    let (base, mine, theirs) = (frame(base), frame(mine), frame(theirs));
    let of = Three { base: Some(&base), mine: &mine, theirs: &theirs };
    let (frame, conflicting) = of.put_together();
    conflicts.extend(conflicting.into_iter().map(|row| wording::of_file(row, of)));
    Arc::unwrap_or_clone(frame)
}

/// The merged marks and links, with the conflicts.
///
/// A mark that one side deleted and the other changed stays, and so does one that the other linked anew: a link needs
/// both its ends. The links of such a mark come back with it.
pub fn items(
    base: &Document,
    mine: &Document,
    theirs: &Document,
    conflicts: &mut Vec<Conflict>,
) -> (Vec<Arc<Annotation>>, Vec<Arc<Relation>>) {
    let versions = [base, mine, theirs];
    let (here, there) =
        (Relative::new(base, mine, theirs, Side::Mine), Relative::new(base, theirs, mine, Side::Theirs));
    let mut found: Vec<(Option<ByteOffset>, Conflict)> = Vec::new();
    let mut marks = Vec::with_capacity(mine.set.annotations().len());
    for mark in mine.set.annotations() {
        let Some(other) = theirs.set.get(&mark.id) else {
            marks.extend(here.kept(mark, &mut found));
            continue;
        };
        let of = Three { base: base.set.get(&mark.id), mine: mark, theirs: other };
        let (both, conflicting) = of.put_together();
        // The mark that records conflicts of the whole article has no meaningful place.
        let matters = |row: &&Field<Annotation>| mark.id.as_str() != CONFLICT_ID || row.id != "target";
        let told = |row| (place(mark), wording::of_mark(row, versions, of));
        found.extend(conflicting.into_iter().filter(matters).map(told));
        marks.push(both);
    }
    for mark in theirs.set.annotations().iter().filter(|mark| mine.set.get(&mark.id).is_none()) {
        marks.extend(there.kept(mark, &mut found));
    }
    found.sort_by_key(|(place, _)| (place.is_none(), *place));
    conflicts.extend(found.into_iter().map(|(_, conflict)| conflict));

    let kept: HashSet<&Id> = marks.iter().map(|mark| &mark.id).collect();
    let mut links = Vec::with_capacity(mine.set.relations().len());
    for link in mine.set.relations() {
        let Some(other) = theirs.set.relation(&link.id) else {
            links.extend(here.kept_link(link, &kept, conflicts));
            continue;
        };
        let of = Three { base: base.set.relation(&link.id), mine: link, theirs: other };
        let (both, conflicting) = of.put_together();
        conflicts.extend(conflicting.into_iter().map(|row| wording::of_link(row, versions, of)));
        links.push(both);
    }
    for link in theirs.set.relations().iter().filter(|link| mine.set.relation(&link.id).is_none()) {
        links.extend(there.kept_link(link, &kept, conflicts));
    }
    (marks, links)
}

fn place(mark: &Annotation) -> Option<ByteOffset> {
    mark.target.bounds().map(|bounds| bounds.start())
}

/// One side, with an item that the other side does not have.
struct Relative<'a> {
    base: &'a Document,
    version: &'a Document,
    other: &'a Document,
    side: Side,
    /// Marks that the other side deleted, but that new or changed links of this side need.
    needed: HashSet<&'a Id>,
}

impl<'a> Relative<'a> {
    fn new(base: &'a Document, version: &'a Document, other: &'a Document, side: Side) -> Self {
        let is_new = |link: &&Arc<Relation>| match base.set.relation(&link.id) {
            Some(before) => before != *link && before.changes(link).next().is_some(),
            None => true,
        };
        let links = version.set.relations().iter().filter(is_new);
        let deleted = |id: &&Id| base.set.get(id).is_some() && other.set.get(id).is_none();
        let needed = links.flat_map(|link| [&link.from, &link.to]).filter(deleted).collect();
        Self { base, version, other, side, needed }
    }

    /// A mark that only this side has, if it stays.
    fn kept(
        &self,
        mark: &Arc<Annotation>,
        conflicts: &mut Vec<(Option<ByteOffset>, Conflict)>,
    ) -> Option<Arc<Annotation>> {
        let Some(before) = self.base.set.get(&mark.id) else { return Some(mark.clone()) };
        let changes: Vec<&str> =
            if before == mark { Vec::new() } else { before.changes(mark).map(|row| row.name).collect() };
        let linked = self.needed.contains(&mark.id);
        if changes.is_empty() && !linked {
            return None;
        }
        let conflict = wording::no_mark(self.side, (self.base, before), (self.version, mark), &changes, linked);
        conflicts.push((place(mark), conflict));
        Some(mark.clone())
    }

    /// A link that only this side has, if it stays.
    fn kept_link(
        &self,
        link: &Arc<Relation>,
        kept: &HashSet<&Id>,
        conflicts: &mut Vec<Conflict>,
    ) -> Option<Arc<Relation>> {
        let Some(before) = self.base.set.relation(&link.id) else { return Some(link.clone()) };
        let changes: Vec<&str> =
            if before == link { Vec::new() } else { before.changes(link).map(|row| row.name).collect() };
        let fell = |id: &&&Id| self.base.set.get(id).is_some() && self.other.set.get(id).is_none();
        let ends = [&link.from, &link.to];
        let fallen: Vec<&&Id> = ends.iter().filter(fell).collect();
        if !fallen.is_empty() {
            // It was deleted with its mark, and stays if that does.
            return (!changes.is_empty() || fallen.iter().all(|id| kept.contains(**id))).then(|| link.clone());
        }
        if changes.is_empty() {
            return None;
        }
        conflicts.push(wording::no_link(self.side, (self.base, before), (self.version, link), &changes));
        Some(link.clone())
    }
}

/// The changes between two sets.
pub fn brought(before: &AnnotationSet, after: &AnnotationSet) -> Brought {
    let marks = (before.annotations(), after.annotations());
    let links = (before.relations(), after.relations());
    Brought {
        marks: counted(marks, |mark| &mark.id, |id| before.get(id), |id| after.get(id).is_some()),
        links: counted(links, |link| &link.id, |id| before.relation(id), |id| after.relation(id).is_some()),
    }
}

/// Number of items added, changed and deleted.
fn counted<'a, T: Fields, I: Hash + 'a>(
    (before, after): (&'a [Arc<T>], &'a [Arc<T>]),
    id: impl Fn(&'a T) -> &'a I,
    was: impl Fn(&'a I) -> Option<&'a Arc<T>>,
    stays: impl Fn(&'a I) -> bool,
) -> [usize; 3] {
    let mut counts = [0; 3];
    for thing in after {
        match was(id(thing)) {
            None => counts[0] += 1,
            Some(old) => counts[1] += usize::from(old != thing && old.changes(thing).next().is_some()),
        }
    }
    counts[2] = before.iter().filter(|thing| !stays(id(thing))).count();
    counts
}
