//! Three versions of one item, merged field by field.

use std::sync::Arc;

use crate::model::field::{Field, Fields};

/// An item that both sides have, with the base, if there is one.
#[derive(Debug)]
pub struct Three<'a, T> {
    /// The base.
    pub base: Option<&'a Arc<T>>,
    /// My version.
    pub mine: &'a Arc<T>,
    /// The other version.
    pub theirs: &'a Arc<T>,
}

impl<T> Clone for Three<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Three<'_, T> {}

impl<T: Fields> Three<'_, T> {
    /// The same with the sides swapped.
    pub fn turned(self) -> Self {
        Self { mine: self.theirs, theirs: self.mine, ..self }
    }

    /// The merged item, and the conflicting fields, which are mine.
    pub fn put_together(self) -> (Arc<T>, Vec<&'static Field<T>>) {
        if self.mine == self.theirs || self.base == Some(self.theirs) {
            return (self.mine.clone(), Vec::new());
        }
        if self.base == Some(self.mine) {
            return (self.theirs.clone(), Vec::new());
        }
        let mut both = self.mine.as_ref().clone();
        let conflicting = T::FIELDS.iter().filter(|field| !self.merge(field, &mut both)).collect();
        (Arc::new(both), conflicting)
    }

    /// Merges a field in `into`, which is a copy of `mine`; false if it is a conflict.
    fn merge(self, field: &Field<T>, into: &mut T) -> bool {
        let Three { base, mine, theirs } = self;
        if field.same(mine, theirs) || base.is_some_and(|base| field.same(base, theirs)) {
            return true;
        }
        if base.is_some_and(|base| field.same(base, mine)) {
            field.take(into, theirs);
            return true;
        }
        field.merge.is_some_and(|merge| merge(into, base.map(Arc::as_ref), mine, theirs))
    }

    /// Takes the field of `mine`, and the parts of `theirs` that do not contradict it.
    pub fn prefer_mine(self, field: &Field<T>, into: &mut T) {
        match field.merge {
            Some(merge) => drop(merge(into, self.base.map(Arc::as_ref), self.mine, self.theirs)),
            None => field.take(into, self.mine),
        }
    }
}
