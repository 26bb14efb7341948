//! The annotations of a set by id and by kind, and its relations by their ends.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::kind::Kind;

/// The index of a set.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Index {
    by_id: HashMap<Id, Arc<Annotation>>,
    links: HashMap<Id, Vec<Arc<Relation>>>,
    counts: HashMap<Kind, usize>,
}

impl Index {
    pub fn new(annotations: &[Arc<Annotation>], relations: &[Arc<Relation>]) -> Self {
        let mut index = Self { by_id: HashMap::with_capacity(annotations.len()), ..Self::default() };
        annotations.iter().for_each(|annotation| index.put(annotation));
        relations.iter().for_each(|relation| index.link(relation));
        index
    }

    pub fn get(&self, id: &Id) -> Option<&Arc<Annotation>> {
        self.by_id.get(id)
    }

    /// The relations of an annotation, by id.
    pub fn relations_of(&self, id: &Id) -> &[Arc<Relation>] {
        self.links.get(id).map_or(&[], Vec::as_slice)
    }

    pub fn count(&self, kind: &Kind) -> usize {
        self.counts.get(kind).copied().unwrap_or_default()
    }

    pub fn counts(&self) -> impl Iterator<Item = (&Kind, usize)> {
        self.counts.iter().map(|(kind, count)| (kind, *count))
    }

    pub fn put(&mut self, annotation: &Arc<Annotation>) {
        *self.counts.entry(annotation.kind.clone()).or_default() += 1;
        self.by_id.insert(annotation.id.clone(), annotation.clone());
    }

    pub fn take(&mut self, annotation: &Annotation) {
        self.by_id.remove(&annotation.id);
        if let Some(count) = self.counts.get_mut(&annotation.kind) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&annotation.kind);
            }
        }
    }

    pub fn link(&mut self, relation: &Arc<Relation>) {
        let ends = [Some(&relation.from), (relation.to != relation.from).then_some(&relation.to)];
        for end in ends.into_iter().flatten() {
            let links = self.links.entry(end.clone()).or_default();
            links.insert(links.partition_point(|other| other.id < relation.id), relation.clone());
        }
    }

    pub fn unlink(&mut self, relation: &Relation) {
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
}
