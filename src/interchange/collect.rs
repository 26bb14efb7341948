//! Collecting imported annotations in a set with unique ids.

use std::collections::{HashMap, HashSet};

use crate::interchange::notes::Notes;
use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::set::AnnotationSet;

/// Makes a set of annotations and relations. Repeated ids get a number, with a note.
pub fn collect(annotations: Vec<Annotation>, relations: Vec<Relation>, notes: &mut Notes) -> AnnotationSet {
    let (mut of_marks, mut of_relations) = (Ids::new("mark"), Ids::new("link"));
    let mut annotations = annotations;
    for mark in &mut annotations {
        mark.id = of_marks.fresh(&mark.id, notes);
    }
    let mut relations = relations;
    for relation in &mut relations {
        relation.id = of_relations.fresh(&relation.id, notes);
    }
    AnnotationSet::new(annotations, relations).0
}

/// The ids in use.
struct Ids {
    /// The prefix of ids for all but the first of those without one.
    nameless: Id,
    used: HashSet<Id>,
    /// The last number of each repeated id.
    last: HashMap<Id, usize>,
}

impl Ids {
    fn new(nameless: &str) -> Self {
        Self { nameless: Id::new(nameless), used: HashSet::new(), last: HashMap::new() }
    }

    /// The id, with a number after it if it is taken.
    fn fresh(&mut self, id: &Id, notes: &mut Notes) -> Id {
        if self.used.insert(id.clone()) {
            return id.clone();
        }
        let is_nameless = id.as_str().is_empty();
        let id = if is_nameless { &self.nameless.clone() } else { id };
        let number = self.last.entry(id.clone()).or_insert(1);
        loop {
            *number += 1;
            let new = Id::new(&format!("{id}-{number}"));
            if self.used.insert(new.clone()) {
                if !is_nameless {
                    notes.name("an id is repeated; every item is kept, with a number after the id", id.as_str());
                }
                return new;
            }
        }
    }
}
