//! Marks selected together in a list, besides the one whose fields are shown.

use std::collections::HashSet;

use crate::model::annotation::Id;

/// Several marks selected together.
#[derive(Clone, Debug, Default)]
pub struct Several {
    ids: HashSet<Id>,
    /// The selected mark of the session while these were chosen; with another one, they are no longer selected.
    with: Option<Id>,
    /// Number of changes so far.
    serial: u64,
}

impl Several {
    /// Selects these together; `with` is the selected mark of the session.
    pub fn choose(&mut self, ids: impl IntoIterator<Item = Id>, with: Option<Id>) {
        *self = Self { ids: ids.into_iter().collect(), with, serial: self.serial + 1 };
    }

    /// Selects none together.
    pub fn clear(&mut self) {
        if !self.ids.is_empty() {
            *self = Self { serial: self.serial + 1, ..Self::default() };
        }
    }

    /// The marks selected together with this one, itself included; `None` unless there are two or more.
    pub fn with(&self, mark: Option<&Id>) -> Option<&HashSet<Id>> {
        let mark = mark?;
        (self.ids.len() > 1 && self.with.as_ref() == Some(mark) && self.ids.contains(mark)).then_some(&self.ids)
    }

    /// Increases with every change.
    pub fn serial(&self) -> u64 {
        self.serial
    }
}
