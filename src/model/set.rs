//! All annotations and relations of one article, kept in order and indexed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::cover::Cover;
use crate::model::kind::Kind;
use crate::model::offset::ByteOffset;

/// The annotations of an article with the relations between them.
///
/// Annotations are ordered by position, then id, the lost ones last; relations by id. A set changes only through
/// [`Document::apply`](crate::model::edit), which returns the inverse. Cloning shares the annotations.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    annotations: Vec<Arc<Annotation>>,
    by_id: HashMap<Id, Arc<Annotation>>,
    relations: Vec<Arc<Relation>>,
    links: HashMap<Id, Vec<Arc<Relation>>>,
    counts: HashMap<Kind, usize>,
    cover: Cover,
    generation: u64,
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.annotations == other.annotations && self.relations == other.relations
    }
}

/// Number of sets created: each has a range of generations of its own.
static SETS: AtomicU64 = AtomicU64::new(1);

/// The first generation of a new set.
fn fresh_generation() -> u64 {
    SETS.fetch_add(1, Ordering::Relaxed) << 32
}

/// The sort key of annotations in a set.
fn key(annotation: &Annotation) -> (bool, ByteOffset, ByteOffset, &Id) {
    let bounds = annotation.target.bounds();
    let (start, end) = bounds.map_or_else(Default::default, |bounds| (bounds.start(), bounds.end()));
    (bounds.is_none(), start, end, &annotation.id)
}

impl AnnotationSet {
    /// A set of these. Items whose id an earlier one has are refused and returned.
    ///
    /// Relations may point at missing annotations: `check` reports those.
    pub fn new(
        annotations: impl IntoIterator<Item = Annotation>,
        relations: impl IntoIterator<Item = Relation>,
    ) -> (Self, Vec<Annotation>, Vec<Relation>) {
        let (set, annotations, relations) = Self::shared(annotations.into_iter().map(Arc::new), relations);
        (set, annotations.into_iter().map(Arc::unwrap_or_clone).collect(), relations)
    }

    /// As [`new`](Self::new), for annotations that are shared already.
    pub fn shared(
        annotations: impl IntoIterator<Item = Arc<Annotation>>,
        relations: impl IntoIterator<Item = Relation>,
    ) -> (Self, Vec<Arc<Annotation>>, Vec<Relation>) {
        let mut set = Self { generation: fresh_generation(), ..Self::default() };
        let (mut refused_annotations, mut refused_relations) = (Vec::new(), Vec::new());
        for annotation in annotations {
            match set.by_id.entry(annotation.id.clone()) {
                std::collections::hash_map::Entry::Occupied(_) => refused_annotations.push(annotation),
                std::collections::hash_map::Entry::Vacant(entry) => {
                    *set.counts.entry(annotation.kind.clone()).or_default() += 1;
                    entry.insert(annotation.clone());
                    set.annotations.push(annotation);
                }
            }
        }
        set.annotations.sort_by(|a, b| key(a).cmp(&key(b)));
        set.cover = Cover::new(&set.annotations);
        let mut seen = std::collections::HashSet::new();
        for relation in relations {
            if seen.insert(relation.id.clone()) {
                set.relations.push(Arc::new(relation));
            } else {
                refused_relations.push(relation);
            }
        }
        set.relations.sort_by(|a, b| a.id.cmp(&b.id));
        for at in 0..set.relations.len() {
            let relation = set.relations[at].clone();
            set.link(&relation);
        }
        (set, refused_annotations, refused_relations)
    }

    /// True if there are no annotations and no relations.
    pub fn is_empty(&self) -> bool {
        self.annotations.is_empty() && self.relations.is_empty()
    }

    /// The annotations, by position, then id; the lost ones last.
    pub fn annotations(&self) -> &[Arc<Annotation>] {
        &self.annotations
    }

    /// The annotation with this id.
    pub fn get(&self, id: &Id) -> Option<&Arc<Annotation>> {
        self.by_id.get(id)
    }

    /// The index of an annotation in [`annotations`](Self::annotations).
    pub fn position(&self, id: &Id) -> Option<usize> {
        let annotation = self.by_id.get(id)?;
        self.annotations.binary_search_by(|other| key(other).cmp(&key(annotation))).ok()
    }

    /// The relations, by id.
    pub fn relations(&self) -> &[Arc<Relation>] {
        &self.relations
    }

    /// The relation with this id.
    pub fn relation(&self, id: &Id) -> Option<&Arc<Relation>> {
        let at = self.relations.binary_search_by(|other| other.id.cmp(id)).ok()?;
        self.relations.get(at)
    }

    /// The relations of an annotation, by id.
    pub fn relations_of(&self, id: &Id) -> &[Arc<Relation>] {
        self.links.get(id).map_or(&[], Vec::as_slice)
    }

    /// Number of annotations of a kind.
    pub fn count(&self, kind: &Kind) -> usize {
        self.counts.get(kind).copied().unwrap_or_default()
    }

    /// The kinds in use, known or not, with the number of annotations of each; unordered.
    pub fn counts(&self) -> impl Iterator<Item = (&Kind, usize)> {
        self.counts.iter().map(|(kind, count)| (kind, *count))
    }

    /// The passages of all annotations, indexed by position.
    pub fn cover(&self) -> &Cover {
        &self.cover
    }

    /// Increases with every change, and is unique to this set, so that derived data can be checked for staleness.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    pub(in crate::model) fn touch(&mut self) {
        self.generation += 1;
    }

    /// Starts a new range of generations, since the set that this one was cloned from may have used the same ones.
    pub(in crate::model) fn renew(&mut self) {
        self.generation = fresh_generation();
    }

    pub(in crate::model) fn put(&mut self, annotation: Arc<Annotation>) {
        let at = self.annotations.partition_point(|other| key(other) < key(&annotation));
        self.annotations.insert(at, annotation.clone());
        *self.counts.entry(annotation.kind.clone()).or_default() += 1;
        self.cover.insert(&annotation);
        self.by_id.insert(annotation.id.clone(), annotation);
    }

    pub(in crate::model) fn take(&mut self, id: &Id) -> Option<Arc<Annotation>> {
        let at = self.position(id)?;
        let annotation = self.annotations.remove(at);
        self.by_id.remove(id);
        self.cover.remove(&annotation);
        self.uncount(&annotation.kind);
        Some(annotation)
    }

    /// Adds annotations with new ids, and builds each index once.
    pub(in crate::model) fn put_all(&mut self, annotations: Vec<Arc<Annotation>>) {
        if let [_] = annotations[..] {
            return annotations.into_iter().for_each(|annotation| self.put(annotation));
        }
        for annotation in &annotations {
            *self.counts.entry(annotation.kind.clone()).or_default() += 1;
            self.by_id.insert(annotation.id.clone(), annotation.clone());
        }
        self.annotations.extend(annotations);
        self.annotations.sort_by(|a, b| key(a).cmp(&key(b)));
        self.cover = Cover::new(&self.annotations);
    }

    /// Removes annotations, and builds each index once; returns them in order.
    pub(in crate::model) fn take_all(&mut self, ids: &[Id]) -> Vec<Arc<Annotation>> {
        if let [id] = ids {
            return self.take(id).into_iter().collect();
        }
        let ids: HashSet<&Id> = ids.iter().collect();
        let (taken, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.annotations).into_iter().partition(|annotation| ids.contains(&annotation.id));
        self.annotations = kept;
        for annotation in &taken {
            self.by_id.remove(&annotation.id);
            self.uncount(&annotation.kind);
        }
        self.cover = Cover::new(&self.annotations);
        taken
    }

    /// Adds relations with new ids.
    pub(in crate::model) fn put_all_relations(&mut self, relations: Vec<Arc<Relation>>) {
        for relation in &relations {
            self.link(relation);
        }
        self.relations.extend(relations);
        self.relations.sort_by(|a, b| a.id.cmp(&b.id));
    }

    /// Removes relations; returns them in order.
    pub(in crate::model) fn take_all_relations(&mut self, ids: &[Id]) -> Vec<Arc<Relation>> {
        let ids: HashSet<&Id> = ids.iter().collect();
        let (taken, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.relations).into_iter().partition(|relation| ids.contains(&relation.id));
        self.relations = kept;
        taken.iter().for_each(|relation| self.unlink(relation));
        taken
    }

    /// Replaces the annotation with the same id. If the target is the same, no index is rebuilt, so that a hundred
    /// thousand marks can be changed at once.
    pub(in crate::model) fn exchange(&mut self, annotation: Arc<Annotation>) -> Option<Arc<Annotation>> {
        let old = self.by_id.get(&annotation.id)?;
        if old.target != annotation.target {
            let old = self.take(&annotation.id)?;
            self.put(annotation);
            return Some(old);
        }
        let at = self.position(&annotation.id)?;
        let old = std::mem::replace(&mut self.annotations[at], annotation.clone());
        self.uncount(&old.kind);
        *self.counts.entry(annotation.kind.clone()).or_default() += 1;
        self.cover.exchange(&annotation);
        self.by_id.insert(annotation.id.clone(), annotation);
        Some(old)
    }

    fn uncount(&mut self, kind: &Kind) {
        if let Some(count) = self.counts.get_mut(kind) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(kind);
            }
        }
    }

    pub(in crate::model) fn put_relation(&mut self, relation: Arc<Relation>) {
        let at = self.relations.partition_point(|other| other.id < relation.id);
        self.link(&relation);
        self.relations.insert(at, relation);
    }

    pub(in crate::model) fn take_relation(&mut self, id: &Id) -> Option<Arc<Relation>> {
        let at = self.relations.binary_search_by(|other| other.id.cmp(id)).ok()?;
        let relation = self.relations.remove(at);
        self.unlink(&relation);
        Some(relation)
    }

    fn unlink(&mut self, relation: &Relation) {
        for end in [&relation.from, &relation.to] {
            if let Some(links) = self.links.get_mut(end) {
                if let Ok(at) = links.binary_search_by(|other| other.id.cmp(&relation.id)) {
                    links.remove(at);
                }
                if links.is_empty() {
                    self.links.remove(end);
                }
            }
        }
    }

    fn link(&mut self, relation: &Arc<Relation>) {
        let ends = [Some(&relation.from), (relation.to != relation.from).then_some(&relation.to)];
        for end in ends.into_iter().flatten() {
            let links = self.links.entry(end.clone()).or_default();
            links.insert(links.partition_point(|other| other.id < relation.id), relation.clone());
        }
    }
}
