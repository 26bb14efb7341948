//! Undo and redo of steps, the selection included.
//!
//! A step is what the person did as one thing: its inverse comes from `apply`, never from a guess. Steps that belong
//! together, like the letters typed into one note, say so by a shared [`Thread`]; nothing is joined by time.

use crate::model::annotation::Id;
use crate::model::document::Document;
use crate::model::edit::{Edit, EditError};
use crate::model::selection::Focus;

/// What joins steps into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thread {
    /// The same field of the same annotation, being typed into.
    Typing {
        /// The annotation.
        id: Id,
        /// The field.
        field: &'static str,
    },
    /// The article being changed by other programs, and the annotations carried over each time.
    Carrying,
    /// The annotations being changed by other programs.
    Following,
}

#[derive(Clone, Debug)]
struct Step {
    title: &'static str,
    /// Takes the document to the other side of this step.
    edit: Edit,
    before: Focus,
    after: Focus,
    thread: Option<Thread>,
}

impl Step {
    /// Goes to the other side of this step, and keeps the way back.
    fn cross(&mut self, document: &mut Document) -> Result<(), EditError> {
        let edit = std::mem::replace(&mut self.edit, Edit::Batch(Vec::new()));
        self.edit = document.apply(edit)?;
        Ok(())
    }
}

/// The steps done and undone, without a limit: a step costs what it changed.
#[derive(Debug, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// Notes a step that was just carried out: what it is called, its inverse, and what was selected before and after.
    ///
    /// A step with a thread joins the last one if that has the same thread and was not sealed since.
    pub fn push(&mut self, title: &'static str, inverse: Edit, before: Focus, after: Focus, thread: Option<Thread>) {
        self.future.clear();
        if let Some(last) = self.past.last_mut().filter(|last| last.thread.is_some() && last.thread == thread) {
            let earlier = std::mem::replace(&mut last.edit, Edit::Batch(Vec::new()));
            last.edit = match (inverse, earlier) {
                // Both put the same annotation back: the earlier state is the one to return to.
                (Edit::Replace(_), Edit::Replace(annotation)) => Edit::Replace(annotation),
                (Edit::Document(_), Edit::Document(document)) => Edit::Document(document),
                (inverse, earlier) => Edit::Batch(vec![inverse, earlier]),
            };
            last.after = after;
            return;
        }
        self.past.push(Step { title, edit: inverse, before, after, thread });
    }

    /// The inverse of the last step, if the next step of this thread would join it.
    pub fn inverse_of(&self, thread: &Thread) -> Option<&Edit> {
        self.past.last().filter(|last| last.thread.as_ref() == Some(thread)).map(|last| &last.edit)
    }

    /// True if a step of this name was done, and not undone, since the article became the one it is.
    pub fn is_done_here(&self, title: &str) -> bool {
        self.past.iter().rev().take_while(|step| step.edit.document().is_none()).any(|step| step.title == title)
    }

    /// The documents that undoing and redoing lead to as a whole.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.past.iter().chain(&self.future).filter_map(|step| step.edit.document())
    }

    /// True if nothing can be undone or done again.
    pub fn is_empty(&self) -> bool {
        self.past.is_empty() && self.future.is_empty()
    }

    /// Ends the thread of the last step: what comes next is a step of its own.
    pub fn seal(&mut self) {
        if let Some(last) = self.past.last_mut() {
            last.thread = None;
        }
    }

    /// True if the last step is one of typing into a field that was not left since.
    pub fn is_typing(&self) -> bool {
        self.past.last().is_some_and(|step| matches!(step.thread, Some(Thread::Typing { .. })))
    }

    /// Undoes the last step; returns what it was called and what was selected before it, or nothing if there is none.
    ///
    /// # Errors
    /// If the inverse does not fit the set, which means that something changed the set behind the history's back.
    pub fn undo(&mut self, document: &mut Document) -> Result<Option<(&'static str, Focus)>, EditError> {
        let Some(mut step) = self.past.pop() else { return Ok(None) };
        step.cross(document)?;
        step.thread = None;
        let result = (step.title, step.before.clone());
        self.future.push(step);
        Ok(Some(result))
    }

    /// Does the last undone step again; returns what it was called and what was selected after it, or nothing.
    ///
    /// # Errors
    /// As for [`undo`](Self::undo).
    pub fn redo(&mut self, document: &mut Document) -> Result<Option<(&'static str, Focus)>, EditError> {
        let Some(mut step) = self.future.pop() else { return Ok(None) };
        step.cross(document)?;
        let result = (step.title, step.after.clone());
        self.past.push(step);
        Ok(Some(result))
    }

    /// What undoing would undo.
    pub fn undoable(&self) -> Option<&'static str> {
        self.past.last().map(|step| step.title)
    }

    /// What redoing would do again.
    pub fn redoable(&self) -> Option<&'static str> {
        self.future.last().map(|step| step.title)
    }
}
