//! Hidden boilerplate lines, and those shown in spite of that.

use super::TextInput;
use super::marks::{Stamp, stamp};
use crate::model::offset::{ByteOffset, ByteRange};

/// The hidden lines. Lines once shown stay visible until hiding is switched on again: text that folds by itself would
/// jump.
#[derive(Debug, Default)]
pub(super) struct Folds {
    on: bool,
    /// Runs of lines that are shown in spite of hiding, in order.
    opened: Vec<ByteRange>,
    stamp: Option<Stamp>,
    focus: ByteOffset,
}

impl Folds {
    /// Clears everything, for another text.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The runs to hide, if they differ from `are`. Runs with marks, to be revealed, or entered by the caret are shown.
    pub(super) fn changed(
        &mut self,
        input: &TextInput<'_>,
        reveal: Option<ByteRange>,
        are: &[ByteRange],
    ) -> Option<Vec<ByteRange>> {
        let (focus, stamp) = (input.selection.focus, Some(stamp(input.set)));
        let moved = std::mem::replace(&mut self.focus, focus) != focus;
        let marked = std::mem::replace(&mut self.stamp, stamp) != stamp;
        if std::mem::replace(&mut self.on, input.fold) != input.fold {
            self.opened.clear();
        } else if !self.on || !(moved || marked || reveal.is_some() || are.iter().any(|run| self.is_open(run))) {
            return None;
        }
        if !self.on {
            return (!are.is_empty()).then(Vec::new);
        }
        let entered = input.boilerplate.at(focus).filter(|run| moved && focus > run.start());
        let mut folds = Vec::new();
        for run in input.boilerplate.runs() {
            let revealed = reveal.is_some_and(|range| range.overlaps(*run) || run.contains(range.start()));
            if entered == Some(*run) || revealed || !input.set.cover().indices(*run).is_empty() {
                self.open(*run);
            }
            if !self.is_open(run) {
                folds.push(*run);
            }
        }
        (folds != are).then_some(folds)
    }

    /// Shows the lines of a run.
    pub(super) fn open(&mut self, run: ByteRange) {
        if let Err(at) = self.opened.binary_search(&run) {
            self.opened.insert(at, run);
        }
    }

    fn is_open(&self, run: &ByteRange) -> bool {
        self.opened.binary_search(run).is_ok()
    }
}
