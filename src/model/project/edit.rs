//! Edits of a project: the only way to change one. Each returns its inverse.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::annotation::Id;
use crate::model::project::Project;
use crate::model::project::items::{Item, ItemKind};

/// A change of a project.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectEdit {
    /// Adds an item, or replaces the one of its kind with its id.
    Put(Item),
    /// Removes an item, if it is there.
    Remove(ItemKind, Id),
    /// Gives a tag this colour, or none.
    ColourTag(String, Option<String>),
    /// Replaces everything.
    Whole(Box<Project>),
    /// Several edits, in order.
    Batch(Vec<ProjectEdit>),
}

impl Project {
    /// Applies an edit. Returns the inverse.
    pub fn apply(&mut self, edit: ProjectEdit) -> ProjectEdit {
        self.generation += 1;
        self.carry_out(edit)
    }

    fn carry_out(&mut self, edit: ProjectEdit) -> ProjectEdit {
        match edit {
            ProjectEdit::Put(item) => {
                let (kind, id) = (item.kind(), item.id().clone());
                match self.put(item) {
                    Some(old) => ProjectEdit::Put(old),
                    None => ProjectEdit::Remove(kind, id),
                }
            }
            ProjectEdit::Remove(kind, id) => match self.remove(kind, &id) {
                Some(old) => ProjectEdit::Put(old),
                None => ProjectEdit::Batch(Vec::new()),
            },
            ProjectEdit::ColourTag(tag, colour) => {
                let old = self.tag_colours.set(&tag, colour);
                ProjectEdit::ColourTag(tag, old)
            }
            ProjectEdit::Whole(mut other) => {
                other.generation = self.generation;
                std::mem::swap(self, &mut other);
                ProjectEdit::Whole(other)
            }
            ProjectEdit::Batch(edits) => {
                let mut inverses: Vec<ProjectEdit> = edits.into_iter().map(|edit| self.carry_out(edit)).collect();
                inverses.reverse();
                ProjectEdit::Batch(inverses)
            }
        }
    }

    pub(in crate::model::project) fn put(&mut self, item: Item) -> Option<Item> {
        fn swap<T>(table: &mut Arc<BTreeMap<Id, Arc<T>>>, id: Id, item: Arc<T>) -> Option<Arc<T>> {
            Arc::make_mut(table).insert(id, item)
        }
        let id = item.id().clone();
        match item {
            Item::Article(item) => swap(&mut self.articles, id, item).map(Item::Article),
            Item::Link(item) => swap(&mut self.links, id, item).map(Item::Link),
            Item::Thread(item) => swap(&mut self.threads, id, item).map(Item::Thread),
            Item::Speaker(item) => swap(&mut self.speakers, id, item).map(Item::Speaker),
        }
    }

    pub(in crate::model::project) fn remove(&mut self, kind: ItemKind, id: &Id) -> Option<Item> {
        match kind {
            ItemKind::Article => Arc::make_mut(&mut self.articles).remove(id).map(Item::Article),
            ItemKind::Link => Arc::make_mut(&mut self.links).remove(id).map(Item::Link),
            ItemKind::Thread => Arc::make_mut(&mut self.threads).remove(id).map(Item::Thread),
            ItemKind::Speaker => Arc::make_mut(&mut self.speakers).remove(id).map(Item::Speaker),
        }
    }
}
