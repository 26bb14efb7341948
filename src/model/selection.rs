//! The selection in the article, and the selected mark.

use crate::model::annotation::Id;
use crate::model::offset::{ByteOffset, ByteRange};

/// A selection in the article, from its anchor to the caret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The end where it was begun.
    pub anchor: ByteOffset,
    /// The end with the caret.
    pub focus: ByteOffset,
}

impl Selection {
    /// An empty selection: the caret at `offset`.
    pub fn caret(offset: ByteOffset) -> Self {
        Self { anchor: offset, focus: offset }
    }

    /// The selection of `range`, with the caret at its end.
    pub fn of(range: ByteRange) -> Self {
        Self { anchor: range.start(), focus: range.end() }
    }

    /// The range between anchor and focus.
    pub fn range(self) -> ByteRange {
        ByteRange::new(self.anchor, self.focus)
    }

    /// True if no text is selected.
    pub fn is_empty(self) -> bool {
        self.anchor == self.focus
    }
}

/// The selection in the article and the selected mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// The selection in the article.
    pub selection: Selection,
    /// The selected mark.
    pub mark: Option<Id>,
}
