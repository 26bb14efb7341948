//! All annotations and relations of one article, kept in order and indexed.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::cover::Cover;
use crate::model::kind::Kind;
use crate::model::offset::ByteOffset;
use crate::model::set_index::Index;

/// The annotations of an article with the relations between them.
///
/// Annotations are ordered by position, then id, the lost ones last; relations by id. A set changes only through
/// [`Document::apply`](crate::model::edit), which returns the inverse. Cloning shares the annotations.
///
/// A small set is searched as it is, and indexed when its links or its passages are asked for: a project has thousands of
/// sets, nearly all small, and few of them are ever shown.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    annotations: Vec<Arc<Annotation>>,
    relations: Vec<Arc<Relation>>,
    index: OnceLock<Index>,
    cover: OnceLock<Cover>,
    generation: u64,
}

/// Most annotations, and most relations, of a set that is searched as it is.
const FEW: usize = 64;

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
        let mut seen = HashSet::new();
        for annotation in annotations {
            let is_new = seen.insert(annotation.id.clone());
            if is_new { &mut set.annotations } else { &mut refused_annotations }.push(annotation);
        }
        set.annotations.sort_by(|a, b| key(a).cmp(&key(b)));
        seen.clear();
        for relation in relations {
            if seen.insert(relation.id.clone()) {
                set.relations.push(Arc::new(relation));
            } else {
                refused_relations.push(relation);
            }
        }
        set.relations.sort_by(|a, b| a.id.cmp(&b.id));
        if !set.is_small() {
            // Now, by the thread that made the set, rather than by the one that draws it.
            set.index();
            set.cover();
        }
        (set, refused_annotations, refused_relations)
    }

    fn is_small(&self) -> bool {
        self.annotations.len() <= FEW && self.relations.len() <= FEW
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.annotations, &self.relations))
    }

    /// The index, if it is made, or worth being made.
    fn worthwhile_index(&self) -> Option<&Index> {
        if self.is_small() { self.index.get() } else { Some(self.index()) }
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
        match self.worthwhile_index() {
            Some(index) => index.get(id),
            None => self.annotations.iter().find(|annotation| annotation.id == *id),
        }
    }

    /// The index of an annotation in [`annotations`](Self::annotations).
    pub fn position(&self, id: &Id) -> Option<usize> {
        match self.worthwhile_index() {
            Some(index) => {
                let annotation = index.get(id)?;
                self.annotations.binary_search_by(|other| key(other).cmp(&key(annotation))).ok()
            }
            None => self.annotations.iter().position(|annotation| annotation.id == *id),
        }
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
        if self.relations.is_empty() { &[] } else { self.index().relations_of(id) }
    }

    /// Number of annotations of a kind.
    pub fn count(&self, kind: &Kind) -> usize {
        match self.worthwhile_index() {
            Some(index) => index.count(kind),
            None => self.annotations.iter().filter(|annotation| annotation.kind == *kind).count(),
        }
    }

    /// The kinds in use, known or not, with the number of annotations of each; unordered.
    pub fn counts(&self) -> impl Iterator<Item = (&Kind, usize)> {
        self.index().counts()
    }

    /// The passages of all annotations, indexed by position.
    pub fn cover(&self) -> &Cover {
        self.cover.get_or_init(|| Cover::new(&self.annotations))
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
        if let Some(cover) = self.cover.get_mut() {
            cover.insert(&annotation);
        }
        if let Some(index) = self.index.get_mut() {
            index.put(&annotation);
        }
        self.annotations.insert(at, annotation);
    }

    pub(in crate::model) fn take(&mut self, id: &Id) -> Option<Arc<Annotation>> {
        let at = self.position(id)?;
        let annotation = self.annotations.remove(at);
        if let Some(cover) = self.cover.get_mut() {
            cover.remove(&annotation);
        }
        if let Some(index) = self.index.get_mut() {
            index.take(&annotation);
        }
        Some(annotation)
    }

    /// Adds annotations with new ids; their passages are indexed once.
    pub(in crate::model) fn put_all(&mut self, annotations: Vec<Arc<Annotation>>) {
        if let [_] = annotations[..] {
            return annotations.into_iter().for_each(|annotation| self.put(annotation));
        }
        if let Some(index) = self.index.get_mut() {
            annotations.iter().for_each(|annotation| index.put(annotation));
        }
        self.annotations.extend(annotations);
        self.annotations.sort_by(|a, b| key(a).cmp(&key(b)));
        self.cover.take();
    }

    /// Removes annotations; the passages of the others are indexed once. Returns them in order.
    pub(in crate::model) fn take_all(&mut self, ids: &[Id]) -> Vec<Arc<Annotation>> {
        if let [id] = ids {
            return self.take(id).into_iter().collect();
        }
        let ids: HashSet<&Id> = ids.iter().collect();
        let (taken, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.annotations).into_iter().partition(|annotation| ids.contains(&annotation.id));
        self.annotations = kept;
        if let Some(index) = self.index.get_mut() {
            taken.iter().for_each(|annotation| index.take(annotation));
        }
        self.cover.take();
        taken
    }

    /// Adds relations with new ids.
    pub(in crate::model) fn put_all_relations(&mut self, relations: Vec<Arc<Relation>>) {
        if let Some(index) = self.index.get_mut() {
            relations.iter().for_each(|relation| index.link(relation));
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
        if let Some(index) = self.index.get_mut() {
            taken.iter().for_each(|relation| index.unlink(relation));
        }
        taken
    }

    /// Replaces the annotation with the same id. If the target is the same, no index is rebuilt, so that a hundred
    /// thousand marks can be changed at once.
    pub(in crate::model) fn exchange(&mut self, annotation: Arc<Annotation>) -> Option<Arc<Annotation>> {
        let old = self.get(&annotation.id)?;
        if old.target != annotation.target {
            let old = self.take(&annotation.id)?;
            self.put(annotation);
            return Some(old);
        }
        let at = self.position(&annotation.id)?;
        let old = std::mem::replace(&mut self.annotations[at], annotation.clone());
        if let Some(cover) = self.cover.get_mut() {
            cover.exchange(&annotation);
        }
        if let Some(index) = self.index.get_mut() {
            index.take(&old);
            index.put(&annotation);
        }
        Some(old)
    }

    pub(in crate::model) fn put_relation(&mut self, relation: Arc<Relation>) {
        let at = self.relations.partition_point(|other| other.id < relation.id);
        if let Some(index) = self.index.get_mut() {
            index.link(&relation);
        }
        self.relations.insert(at, relation);
    }

    pub(in crate::model) fn take_relation(&mut self, id: &Id) -> Option<Arc<Relation>> {
        let at = self.relations.binary_search_by(|other| other.id.cmp(id)).ok()?;
        let relation = self.relations.remove(at);
        if let Some(index) = self.index.get_mut() {
            index.unlink(&relation);
        }
        Some(relation)
    }
}
