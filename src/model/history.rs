//! Undo and redo of steps, the selection included.
//!
//! The inverse of a step comes from `apply`, never from a guess. Steps that belong together, such as the letters typed into
//! one note, have the same kind and [`Thread`] and are joined; time does not matter.

use crate::model::annotation::Id;
use crate::model::document::Document;
use crate::model::edit::{Edit, EditError};
use crate::model::selection::Focus;
use crate::model::step::StepKind;

/// The reason to join successive steps of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thread {
    /// Typing into one field of this annotation or relation.
    Typing(Id),
    /// Changes of the files by other programs.
    Files,
}

#[derive(Clone, Debug)]
struct Step {
    kind: StepKind,
    /// Takes the document to the other side of this step.
    edit: Edit,
    before: Focus,
    after: Focus,
    thread: Option<Thread>,
    /// Its place in the order of everything that is done and undone, in all articles and the project.
    number: u64,
    /// The place of its undoing in the same order.
    undone: u64,
    /// The words that it is about, for the list of steps; may be empty.
    about: Box<str>,
}

impl Step {
    /// Goes to the other side of this step and keeps the way back.
    fn cross(&mut self, document: &mut Document) -> Result<(), EditError> {
        let edit = std::mem::replace(&mut self.edit, Edit::Batch(Vec::new()));
        self.edit = document.apply(edit)?;
        Ok(())
    }
}

/// The steps done and undone, without a limit: a step takes as much memory as it changed.
#[derive(Debug, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// Records a step that was just carried out, by its inverse and the focus before and after.
    ///
    /// A step with a thread joins the last one if that has the same kind and thread and was not sealed since. Typing joins
    /// only if nothing was done elsewhere since.
    pub fn push(
        &mut self,
        kind: StepKind,
        inverse: Edit,
        (before, after): (Focus, Focus),
        thread: Option<Thread>,
        number: u64,
    ) {
        self.future.clear();
        let joins = |last: &&mut Step| {
            let is_next = thread == Some(Thread::Files) || last.number + 1 == number;
            last.kind == kind && last.thread.is_some() && last.thread == thread && is_next
        };
        if let Some(last) = self.past.last_mut().filter(joins) {
            let earlier = std::mem::replace(&mut last.edit, Edit::Batch(Vec::new()));
            last.edit = match (inverse, earlier) {
                // Both restore the same annotation: the earlier state is the one to return to.
                (Edit::Replace(_), Edit::Replace(annotation)) => Edit::Replace(annotation),
                (Edit::Document(_), Edit::Document(document)) => Edit::Document(document),
                (inverse, earlier) => Edit::Batch(vec![inverse, earlier]),
            };
            (last.after, last.number) = (after, number);
            return;
        }
        self.past.push(Step { kind, edit: inverse, before, after, thread, number, undone: 0, about: Box::default() });
    }

    /// Says what the last step is about, unless that was said.
    pub fn describe(&mut self, about: impl FnOnce() -> String) {
        if let Some(last) = self.past.last_mut().filter(|last| last.about.is_empty()) {
            last.about = about().into();
        }
    }

    /// The number of steps, done and undone.
    pub fn len(&self) -> usize {
        self.past.len() + self.future.len()
    }

    /// The number of steps that are done.
    pub fn done(&self) -> usize {
        self.past.len()
    }

    /// The kind of a step, and the words that it is about. The done steps come first, in the order of time.
    pub fn step(&self, index: usize) -> Option<(StepKind, &str)> {
        let undone = || self.future.get(self.len().checked_sub(index + 1)?);
        self.past.get(index).or_else(undone).map(|step| (step.kind, &*step.about))
    }

    /// The number of a step that is done, or of the undoing of one that is not; in the order of [`step`](Self::step).
    pub fn number(&self, index: usize) -> Option<u64> {
        let undone = || self.future.get(self.len().checked_sub(index + 1)?).map(|step| step.undone);
        self.past.get(index).map(|step| step.number).or_else(undone)
    }

    /// The inverse of the last step, if the next step of this kind would join it.
    pub fn inverse_of(&self, kind: StepKind) -> Option<&Edit> {
        self.past.last().filter(|last| last.kind == kind && last.thread.is_some()).map(|last| &last.edit)
    }

    /// True if a step of this kind was done, and not undone, since the document was last replaced.
    pub fn is_done_here(&self, kind: StepKind) -> bool {
        self.past.iter().rev().take_while(|step| step.edit.document().is_none()).any(|step| step.kind == kind)
    }

    /// The documents that undoing and redoing lead to as a whole.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.past.iter().chain(&self.future).filter_map(|step| step.edit.document())
    }

    /// True if nothing can be undone or done again.
    pub fn is_empty(&self) -> bool {
        self.past.is_empty() && self.future.is_empty()
    }

    /// Ends the thread of the last step: the next one does not join it.
    pub fn seal(&mut self) {
        if let Some(last) = self.past.last_mut() {
            last.thread = None;
        }
    }

    /// True if the last step is typing into a field that was not left since.
    pub fn is_typing(&self) -> bool {
        self.past.last().is_some_and(|step| matches!(step.thread, Some(Thread::Typing(_))))
    }

    /// Undoes the last step; the undoing has this number. Returns its kind and the focus before it, or nothing if there is no step.
    ///
    /// # Errors
    /// If the inverse does not fit, which means that the document was changed without the history.
    pub fn undo(&mut self, document: &mut Document, number: u64) -> Result<Option<(StepKind, Focus)>, EditError> {
        let Some(mut step) = self.past.pop() else { return Ok(None) };
        step.cross(document)?;
        (step.thread, step.undone) = (None, number);
        let result = (step.kind, step.before.clone());
        self.future.push(step);
        Ok(Some(result))
    }

    /// Redoes the last undone step. Returns its kind and the focus after it, or nothing if there is no step.
    ///
    /// # Errors
    /// As for [`undo`](Self::undo).
    pub fn redo(&mut self, document: &mut Document) -> Result<Option<(StepKind, Focus)>, EditError> {
        let Some(mut step) = self.future.pop() else { return Ok(None) };
        step.cross(document)?;
        let result = (step.kind, step.after.clone());
        self.past.push(step);
        Ok(Some(result))
    }

    /// The number of the last step that is done.
    pub fn done_last(&self) -> Option<u64> {
        self.past.last().map(|step| step.number)
    }

    /// The number of the last undoing that can be redone.
    pub fn undone_last(&self) -> Option<u64> {
        self.future.last().map(|step| step.undone)
    }

    /// The kind of step that undoing would undo.
    pub fn undoable(&self) -> Option<StepKind> {
        self.past.last().map(|step| step.kind)
    }

    /// The kind of step that redoing would redo.
    pub fn redoable(&self) -> Option<StepKind> {
        self.future.last().map(|step| step.kind)
    }
}
