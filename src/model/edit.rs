//! Edits: the only way to change a [`Document`]. `apply(edit)` returns the edit that undoes it.

use std::collections::HashSet;
use std::sync::Arc;

use thiserror::Error;

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::article::{Article, Details};
use crate::model::document::Document;
use crate::model::set::AnnotationSet;

/// A change of a [`Document`].
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds an annotation with a new id.
    Add(Arc<Annotation>),
    /// Removes an annotation. Its relations stay: [`AnnotationSet::removal`] removes both.
    Remove(Id),
    /// Replaces the annotation that has the same id.
    Replace(Arc<Annotation>),
    /// Adds a relation with a new id.
    Link(Arc<Relation>),
    /// Removes a relation.
    Unlink(Id),
    /// Replaces the relation that has the same id.
    Relink(Arc<Relation>),
    /// Adds annotations and relations with new ids, which takes less time than one by one.
    AddAll(Vec<Arc<Annotation>>, Vec<Arc<Relation>>),
    /// Removes annotations and relations. Other relations of the annotations stay.
    RemoveAll(Vec<Id>, Vec<Id>),
    /// Gives a tag another colour, or none.
    ColourTag(String, Option<String>),
    /// Gives the article other details, which take the place of those that it states.
    Describe(Box<Details>),
    /// Replaces the article; the annotations must fit its text.
    Article(Box<Article>),
    /// Replaces the whole document: its article changed, or another program changed its file.
    Document(Box<Document>),
    /// Several changes as one, in order.
    Batch(Vec<Edit>),
}

impl Edit {
    /// True if it changes the annotations, the colours of tags or the given details. A new article alone does not.
    fn changes_set(&self) -> bool {
        !matches!(self, Self::Article(_))
    }

    /// The first annotation that it adds or replaces.
    pub fn annotation(&self) -> Option<&Arc<Annotation>> {
        match self {
            Self::Add(annotation) | Self::Replace(annotation) => Some(annotation),
            Self::AddAll(annotations, _) => annotations.first(),
            Self::Batch(edits) => edits.iter().find_map(Self::annotation),
            _ => None,
        }
    }

    /// The document that it puts in the place of the present one.
    pub fn document(&self) -> Option<&Document> {
        match self {
            Self::Document(document) => Some(document),
            _ => None,
        }
    }
}

/// Reasons to refuse an edit. The document is then unchanged.
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

impl Document {
    /// Makes a change and returns its inverse; applying that restores the document.
    ///
    /// # Errors
    /// If the edit does not fit the document, which is then unchanged, also if it fails midway through a batch.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        let changes_set = edit.changes_set();
        let inverse = self.carry_out(edit)?;
        if changes_set {
            self.set.touch();
        }
        Ok(inverse)
    }

    fn carry_out(&mut self, edit: Edit) -> Result<Edit, EditError> {
        let set = &mut self.set;
        match edit {
            Edit::Add(annotation) => {
                let id = valid(&annotation)?;
                if set.get(&id).is_some() {
                    return Err(EditError::DuplicateId(id));
                }
                set.put(annotation);
                Ok(Edit::Remove(id))
            }
            Edit::Remove(id) => set.take(&id).map(Edit::Add).ok_or(EditError::Missing(id)),
            Edit::Replace(annotation) => {
                let id = valid(&annotation)?;
                set.exchange(annotation).map(Edit::Replace).ok_or(EditError::Missing(id))
            }
            Edit::Link(relation) => {
                let id = relation.id.clone();
                if set.relation(&id).is_some() {
                    return Err(EditError::DuplicateId(id));
                }
                set.put_relation(relation);
                Ok(Edit::Unlink(id))
            }
            Edit::Unlink(id) => set.take_relation(&id).map(Edit::Link).ok_or(EditError::Missing(id)),
            Edit::Relink(relation) => {
                let id = relation.id.clone();
                let old = set.take_relation(&id).ok_or(EditError::Missing(id))?;
                set.put_relation(relation);
                Ok(Edit::Relink(old))
            }
            Edit::AddAll(annotations, relations) => self.add_all(annotations, relations),
            Edit::RemoveAll(annotations, relations) => self.remove_all(&annotations, &relations),
            Edit::ColourTag(tag, colour) => {
                let old = self.tag_colours.set(&tag, colour);
                Ok(Edit::ColourTag(tag, old))
            }
            Edit::Describe(mut details) => {
                std::mem::swap(&mut self.article.given, &mut details);
                Ok(Edit::Describe(details))
            }
            Edit::Article(mut article) => {
                std::mem::swap(&mut self.article, &mut article);
                Ok(Edit::Article(article))
            }
            Edit::Document(mut document) => {
                document.set.renew();
                std::mem::swap(self, &mut document);
                Ok(Edit::Document(document))
            }
            Edit::Batch(edits) => self.carry_out_all(edits),
        }
    }

    fn add_all(&mut self, annotations: Vec<Arc<Annotation>>, relations: Vec<Arc<Relation>>) -> Result<Edit, EditError> {
        let set = &mut self.set;
        let ids = annotations.iter().map(|annotation| valid(annotation)).collect::<Result<Vec<Id>, EditError>>()?;
        let links: Vec<Id> = relations.iter().map(|relation| relation.id.clone()).collect();
        distinct(&ids, |id| set.get(id).is_none()).map_err(EditError::DuplicateId)?;
        distinct(&links, |id| set.relation(id).is_none()).map_err(EditError::DuplicateId)?;
        set.put_all(annotations);
        set.put_all_relations(relations);
        Ok(Edit::RemoveAll(ids, links))
    }

    fn remove_all(&mut self, annotations: &[Id], relations: &[Id]) -> Result<Edit, EditError> {
        let set = &mut self.set;
        distinct(annotations, |id| set.get(id).is_some()).map_err(EditError::Missing)?;
        distinct(relations, |id| set.relation(id).is_some()).map_err(EditError::Missing)?;
        Ok(Edit::AddAll(set.take_all(annotations), set.take_all_relations(relations)))
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
}

impl AnnotationSet {
    /// The edit that removes annotations together with their relations.
    pub fn removal(&self, ids: &[Id]) -> Edit {
        let mut relations: Vec<Id> =
            ids.iter().flat_map(|id| self.relations_of(id)).map(|relation| relation.id.clone()).collect();
        relations.sort_unstable();
        relations.dedup();
        Edit::RemoveAll(ids.to_vec(), relations)
    }
}

/// Checks that ids are different from each other and each admitted; else returns the first that is not.
fn distinct(ids: &[Id], admits: impl Fn(&Id) -> bool) -> Result<(), Id> {
    let mut seen = HashSet::with_capacity(ids.len());
    match ids.iter().find(|id| !admits(id) || !seen.insert(*id)) {
        Some(id) => Err(id.clone()),
        None => Ok(()),
    }
}

fn valid(annotation: &Annotation) -> Result<Id, EditError> {
    if annotation.target.is_empty() {
        return Err(EditError::EmptyTarget(annotation.id.clone()));
    }
    Ok(annotation.id.clone())
}
