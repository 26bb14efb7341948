//! Changes of the annotations: each goes through `apply`, into the history, and on to be saved.

use std::sync::Arc;

use crate::app::action::Effect;
use crate::app::review::Other;
use crate::app::update::Work;
use crate::jobs::notice::NoticeTopic;
use crate::model::annotation::{Annotation, Target};
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::field::{Plain, Value};
use crate::model::history::Thread;
use crate::model::kind::Kind;
use crate::model::offset::ByteRange;
use crate::model::selection::{Focus, Selection};
use crate::model::step::StepKind;

impl Work<'_> {
    /// Carries out a change as a step that can be undone, leaving `after` selected.
    pub fn commit(&mut self, kind: StepKind, edit: Edit, after: Focus, thread: Option<Thread>) {
        let Some(open) = &mut self.state.open else { return };
        if let Some(why) = &open.read_only {
            self.state.said = why.clone();
            return;
        }
        match open.document.apply(edit) {
            Ok(inverse) => {
                let before = std::mem::replace(&mut open.focus, after.clone());
                open.history.push(kind, inverse, before, after, thread);
                open.grown.clear();
                if self.state.offer.as_ref().is_some_and(|offer| open.focus.mark.as_ref() != Some(&offer.mark)) {
                    self.state.offer = None;
                }
                open.saving.changed(self.state.millis);
                self.state.said = kind.title().to_owned();
            }
            Err(error) => self.state.said = format!("{}: {error}", kind.title()),
        }
    }

    /// Replaces the open document, as a step that can be undone; `other` is
    /// what is known of it besides.
    pub fn replace_all(&mut self, kind: StepKind, thread: Option<Thread>, document: Document, other: Other) {
        let Some(open) = &mut self.state.open else { return };
        if let Some(why) = &open.read_only {
            self.state.said = why.clone();
            return;
        }
        let after = open.focus_in(&document);
        match open.document.apply(Edit::Document(Box::new(document))) {
            Ok(inverse) => {
                let before = std::mem::replace(&mut open.focus, after.clone());
                open.history.push(kind, inverse, before, after, thread);
                if open.reading.is_of(open.document.article()) {
                    open.problems = other.edition.problems;
                } else {
                    open.others.push(other);
                }
                open.saving.changed(self.state.millis);
                self.state.said = kind.title().to_owned();
                self.turned();
            }
            Err(error) => self.state.said = format!("{}: {error}", kind.title()),
        }
    }

    /// Lets go of what was about another article than the one that is open now, and takes what was worked out from this.
    pub fn turned(&mut self) {
        self.state.offer = None;
        self.take_reading();
        self.say_behind();
    }

    fn take_reading(&mut self) {
        let Some(open) = &mut self.state.open else { return };
        open.grown.clear();
        if open.reading.is_of(open.document.article()) {
            return;
        }
        let Some(at) = open.others.iter().position(|other| other.edition.analysis.is_of(open.document.article()))
        else {
            return;
        };
        let other = &mut open.others[at];
        std::mem::swap(&mut open.reading, &mut other.edition.analysis);
        std::mem::swap(&mut open.problems, &mut other.edition.problems);
        // What is known of passages stays where only what stands around them was read anew.
        if !open.reading.text().is_same(other.edition.analysis.text()) {
            std::mem::swap(&mut open.review, &mut other.edition.comparison);
            std::mem::swap(&mut open.decisions, &mut other.decisions);
        }
        if !open.document.article().text.is_same(other.edition.analysis.text()) {
            self.effects
                .push(Effect::Follow(other.edition.analysis.text().clone(), open.document.article().text.clone()));
            self.state.find = None;
        }
        self.state.picker = None;
        // Its numbers are those of the other article.
        self.state.notices.retain(|notice| notice.topic != Some(NoticeTopic::Problems));
        // What no step leads to any more need not be known.
        open.others
            .retain(|other| open.history.documents().any(|document| other.edition.analysis.is_of(document.article())));
    }

    /// Changes the selected mark; steps of one kind are joined while a field is being typed into.
    pub fn change(&mut self, kind: StepKind, is_typed: bool, change: impl FnOnce(&mut Annotation)) {
        let (Some(old), Some(open)) = (self.state.mark(), &self.state.open) else { return };
        let mut new = old.clone();
        change(&mut new);
        if new == *old {
            self.state.said = format!("{}: already set", kind.title());
            return;
        }
        new.modified = self.outside.now();
        let thread = is_typed.then(|| Thread::Typing(new.id.clone()));
        let focus = open.focus.clone();
        self.commit(kind, Edit::Replace(Arc::new(new)), focus, thread);
    }

    /// Sets a plain field of the selected mark.
    pub fn set_field(&mut self, field: &'static Plain<Annotation>, value: Value<'static>, is_typed: bool) {
        self.change(field.step(&value), is_typed, |annotation| (field.set)(annotation, value));
    }

    /// Marks the selected words; without any, changes the kind of the selected mark.
    pub fn mark(&mut self, kind: Kind) {
        if let Some(range) = self.state.selected() {
            let mut annotation = Annotation::new(self.outside.fresh_id(), kind, Target::of(range));
            annotation.created = self.outside.now();
            annotation.modified = annotation.created.clone();
            annotation.creator = self.state.settings.creator.as_str().into();
            let after = Focus { selection: Selection::caret(range.end()), mark: Some(annotation.id.clone()) };
            self.commit(StepKind::Mark, Edit::Add(Arc::new(annotation)), after, None);
            self.propose(true);
        } else if self.state.open.as_ref().is_some_and(|open| !open.focus.selection.is_empty()) {
            self.state.said = "Nothing to mark: only white space is selected".to_owned();
        } else if self.state.mark().is_some() {
            self.change(StepKind::ChangeKind, false, |annotation| annotation.kind = kind);
        } else {
            self.state.said = "Select text to mark".to_owned();
        }
    }

    /// Removes the selected mark with its relations, and selects the next one.
    pub fn delete(&mut self) {
        let Some(open) = &self.state.open else { return };
        let Some(id) = open.focus.mark.clone().filter(|id| open.document.set().get(id).is_some()) else { return };
        let position = open.document.set().position(&id).unwrap_or_default();
        let neighbour = open
            .document
            .set()
            .annotations()
            .get(position + 1)
            .or_else(|| position.checked_sub(1).and_then(|before| open.document.set().annotations().get(before)));
        let after = Focus { selection: open.focus.selection, mark: neighbour.map(|mark| mark.id.clone()) };
        let edit = open.document.set().removal(&id);
        self.commit(StepKind::DeleteMark, edit, after, None);
    }

    /// Takes the selected words, if any, and drops the selection.
    pub fn take_selection(&mut self) -> Option<ByteRange> {
        let range = self.state.selected()?;
        let open = self.state.open.as_mut()?;
        open.focus.selection = Selection::caret(range.end());
        Some(range)
    }
}
