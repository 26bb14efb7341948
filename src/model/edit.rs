//! The only door through which an [`AnnotationSet`] changes: `apply(edit)` returns the edit that undoes it.

use std::sync::Arc;

use thiserror::Error;

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::set::AnnotationSet;

/// A change of an [`AnnotationSet`].
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds an annotation with a new id.
    Add(Arc<Annotation>),
    /// Takes an annotation away. Its relations stay: [`AnnotationSet::removal`] takes them along.
    Remove(Id),
    /// Puts an annotation in the place of the one with its id.
    Replace(Arc<Annotation>),
    /// Adds a relation with a new id.
    Link(Arc<Relation>),
    /// Takes a relation away.
    Unlink(Id),
    /// Puts a relation in the place of the one with its id.
    Relink(Arc<Relation>),
    /// Puts all of another set in the place of this one.
    Whole(Box<AnnotationSet>),
    /// Several changes as one, in order.
    Batch(Vec<Edit>),
}

/// Why an edit was refused. The set is as it was.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EditError {
    /// Another annotation or relation has this id already.
    #[error("the id {0} is already in use")]
    DuplicateId(Id),
    /// There is no annotation or relation with this id.
    #[error("there is nothing with the id {0}")]
    Missing(Id),
    /// An annotation needs a passage.
    #[error("the annotation {0} has no passage")]
    EmptyTarget(Id),
}

impl AnnotationSet {
    /// Makes a change and returns its inverse; applying that restores the set as it was.
    ///
    /// # Errors
    /// If the edit does not fit the set, which is then unchanged, also where it fails midway through a batch.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        let inverse = self.carry_out(edit)?;
        self.touch();
        Ok(inverse)
    }

    fn carry_out(&mut self, edit: Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Add(annotation) => {
                let id = valid(&annotation)?;
                if self.get(&id).is_some() {
                    return Err(EditError::DuplicateId(id));
                }
                self.put(annotation);
                Ok(Edit::Remove(id))
            }
            Edit::Remove(id) => self.take(&id).map(Edit::Add).ok_or(EditError::Missing(id)),
            Edit::Replace(annotation) => {
                let id = valid(&annotation)?;
                self.exchange(annotation).map(Edit::Replace).ok_or(EditError::Missing(id))
            }
            Edit::Link(relation) => {
                let id = relation.id.clone();
                if self.relation(&id).is_some() {
                    return Err(EditError::DuplicateId(id));
                }
                self.put_relation(relation);
                Ok(Edit::Unlink(id))
            }
            Edit::Unlink(id) => self.take_relation(&id).map(Edit::Link).ok_or(EditError::Missing(id)),
            Edit::Relink(relation) => {
                let id = relation.id.clone();
                let old = self.take_relation(&id).ok_or(EditError::Missing(id))?;
                self.put_relation(relation);
                Ok(Edit::Relink(old))
            }
            Edit::Whole(set) => Ok(Edit::Whole(Box::new(self.give_way_to(*set)))),
            Edit::Batch(edits) => self.carry_out_all(edits),
        }
    }

    fn carry_out_all(&mut self, edits: Vec<Edit>) -> Result<Edit, EditError> {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.carry_out(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        // The inverse of an edit that was just carried out always fits.
                        let undone = self.carry_out(inverse);
                        debug_assert!(undone.is_ok(), "an inverse did not fit: {undone:?}");
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::Batch(inverses))
    }

    /// The edit that removes an annotation together with the relations it has an end in.
    pub fn removal(&self, id: &Id) -> Edit {
        let relations = self.relations_of(id).iter().map(|relation| Edit::Unlink(relation.id.clone()));
        Edit::Batch(relations.chain(std::iter::once(Edit::Remove(id.clone()))).collect())
    }
}

fn valid(annotation: &Annotation) -> Result<Id, EditError> {
    if annotation.target.is_empty() {
        return Err(EditError::EmptyTarget(annotation.id.clone()));
    }
    Ok(annotation.id.clone())
}
