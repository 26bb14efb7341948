//! Work that cannot be saved: a copy of it lies in the data folder until it is, and is offered at the next start.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::action::Effect;
use crate::app::dialog::Dialog;
use crate::app::saving::Saving;
use crate::app::state::{Next, Open};
use crate::app::update::Work;
use crate::jobs::job::Job;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::rescue::CopyJob;
use crate::model::document::Document;
use crate::storage::files::SaveError;
use crate::storage::rescue::Copy;
use crate::storage::settings::Folders;

impl Open {
    /// How `document`, which is what is open, is copied to the data folder.
    pub fn copy_job(&self, document: Arc<Document>, folders: &Folders) -> CopyJob {
        let Saving { path, base, copy, .. } = &self.saving;
        CopyJob { of: path.clone(), base: base.clone(), document, before: copy.clone(), folders: folders.clone() }
    }
}

impl Work<'_> {
    /// Copies the work to the data folder where it cannot be saved.
    pub fn copy_work(&mut self) {
        let millis = self.state.millis;
        let Some(open) = &mut self.state.open else { return };
        let generation = open.document.set().generation();
        if open.saving.copy_due(generation).is_none_or(|due| due > millis) {
            return;
        }
        open.saving.copying(generation);
        let job = open.copy_job(Arc::new(open.document.clone()), &self.state.folders);
        self.effects.push(Effect::Do(Job::KeepCopy(Box::new(job))));
    }

    /// Takes what became of that.
    pub fn copied(&mut self, path: &Path, result: Result<PathBuf, SaveError>) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.saving.path == path) else {
            // Saved elsewhere meanwhile, or given up.
            self.effects.extend(result.ok().map(Job::DropCopy).map(Effect::Do));
            return;
        };
        let (copy, error) = match result {
            Ok(copy) => (Some(copy), None),
            Err(error) => (None, Some(error)),
        };
        let is_news = open.saving.copied(copy);
        if let Some(error) = error.filter(|_| is_news) {
            let text = format!("Could not keep a copy of the unsaved work either: {error}");
            self.state.notify(Notice::error(text).on(NoticeTopic::NotSaved));
        }
        // It may have been saved since.
        if !self.is_unsaved() {
            self.drop_copy();
        }
    }

    /// Deletes the copy of work that is saved, if there is one; says whether there is.
    pub fn drop_copy(&mut self) -> bool {
        let copy = self.state.open.as_ref().and_then(|open| open.saving.copy.clone());
        let there = copy.is_some();
        self.effects.extend(copy.map(Job::DropCopy).map(Effect::Do));
        there
    }

    /// Notes that a copy is gone.
    pub fn copy_dropped(&mut self, path: &Path) {
        let is_own = |copy: &PathBuf| copy == path;
        if let Some(open) = self.state.open.as_mut().filter(|open| open.saving.copy.as_ref().is_some_and(is_own)) {
            open.saving.copy_dropped();
            self.go_on();
        }
    }

    /// Takes the copies that earlier sessions left, and asks what is to become of them.
    pub fn take_copies(&mut self, copies: Vec<Copy>) {
        self.state.copies = copies;
        if !self.state.copies.is_empty() && self.state.dialog.is_none() {
            self.state.dialog = Some(Dialog::Copies(None));
        }
    }

    /// Opens the work of a copy, once that on the open article is saved.
    pub fn open_copy(&mut self, path: PathBuf) {
        self.state.dialog = None;
        self.open_once_saved(Next::Copy(path));
    }

    /// Deletes a copy that the person does not want, once they have said so twice.
    pub fn delete_copy(&mut self, path: PathBuf) {
        let Some(Dialog::Copies(asked)) = &self.state.dialog else { return };
        let is_confirmed = asked.as_ref() == Some(&path);
        if is_confirmed {
            self.state.copies.retain(|copy| copy.path != path);
            self.state.dialog = (!self.state.copies.is_empty()).then_some(Dialog::Copies(None));
            self.effects.push(Effect::Do(Job::DropCopy(path)));
        } else {
            self.state.dialog = Some(Dialog::Copies(Some(path)));
        }
    }
}
