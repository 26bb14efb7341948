//! A set of the annotations that were read, with an id for each.

use std::collections::{HashMap, HashSet};

use crate::interchange::notes::Notes;
use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::set::AnnotationSet;

/// Makes a set of what was read. Things of one id are kept apart: the later ones get a number, which the notes say.
pub fn collected(annotations: Vec<Annotation>, relations: Vec<Relation>, notes: &mut Notes) -> AnnotationSet {
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

/// Ids that were given.
struct Ids {
    /// What stands for the id, before its number, of all but the first of those that have none.
    nameless: Id,
    used: HashSet<Id>,
    /// The last number that was tried for an id that is there several times.
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
                    notes.name(
                        "an id is there several times; each thing of it is kept, with a number after the id",
                        id.as_str(),
                    );
                }
                return new;
            }
        }
    }
}
