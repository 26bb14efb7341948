//! The jobs of a session.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::session::Session;
use crate::app::session::place::{self, ReadingPlace};
use crate::app::session::saving::{Lost, Saving};
use crate::app::session::watch::Holding;
use crate::jobs::Job;
use crate::jobs::merge::MergeJob;
use crate::jobs::progress::Progress;
use crate::jobs::project::moves::MoveJob;
use crate::jobs::reanchor::ReanchorJob;
use crate::jobs::rescue::CopyJob;
use crate::jobs::save::SaveJob;
use crate::jobs::watch::LookJob;
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::offset::ByteOffset;
use crate::model::selection::Selection;
use crate::model::step::StepKind;
use crate::storage::places::Place;
use crate::storage::settings::Folders;

impl Session {
    /// The save of `document`, which is that of the session; `asked` as in [`SaveJob`].
    pub fn save_job(&self, document: Arc<Document>, asked: bool) -> SaveJob {
        let is_known = !self.saving.is_unsaved(document.set().generation());
        SaveJob {
            path: self.saving.path.clone(),
            document,
            expected: self.saving.stamp,
            overwrite: self.saving.overwrite,
            asked,
            puts_aside: asked && (is_known || self.saving.lost == Some(Lost::Unreadable)),
            is_known,
        }
    }

    /// Begins to save; nothing if a save is under way, or the file is being renamed.
    pub fn begin_save(&mut self, asked: bool) -> Option<Job> {
        if self.saving.under_way.is_some() || self.saving.moves {
            return None;
        }
        self.saving.held = false;
        let document = Arc::new(self.document.clone());
        self.saving.begun(self.set().generation(), document.clone());
        Some(Job::Save(Box::new(self.save_job(document, asked))))
    }

    /// The copy of `document`, which is that of the session, in the data folder.
    pub fn copy_job(&self, document: Arc<Document>, folders: &Folders) -> CopyJob {
        let Saving { path, base, copy, .. } = &self.saving;
        CopyJob { of: path.clone(), base: base.clone(), document, before: copy.clone(), folders: folders.clone() }
    }

    /// The files as they are expected to be.
    pub fn look_job(&self, folders: &Folders) -> LookJob {
        LookJob {
            annotations: self.saving.path.clone(),
            expected: self.saving.stamp,
            article: self.path.clone().zip(self.watch.article),
            holds: self.watch.holding.is_ours(),
            waits: matches!(self.watch.holding, Holding::Theirs),
            folders: folders.clone(),
        }
    }

    /// True if the files are watched as they are expected to be.
    pub fn is_watched(&self) -> bool {
        let article = self.path.as_ref().zip(self.watch.article);
        self.watch.watched.as_ref().is_some_and(|job| {
            job.annotations == self.saving.path
                && job.expected == self.saving.stamp
                && job.article.as_ref().map(|(path, stamp)| (path, *stamp)) == article
                && job.holds == self.watch.holding.is_ours()
                && job.waits == matches!(self.watch.holding, Holding::Theirs)
        })
    }

    /// The search for the article's file, which is no longer in its place but may be one of these.
    pub fn move_job(&self, article: PathBuf, candidates: Vec<PathBuf>) -> MoveJob {
        MoveJob {
            article: (article, self.watch.article),
            annotations: (self.saving.path.clone(), self.saving.stamp),
            is_elsewhere: self.watch.holding.is_elsewhere(),
            candidates,
        }
    }

    /// Begins to read the files again. Until that is done they are not looked at.
    pub fn begin_reload(&mut self, progress: Arc<Progress>) -> Job {
        self.watch.reading = true;
        Job::Reload(self.file(), self.watch.options, progress)
    }

    /// The reanchoring on the article's file as it is now. It begins with the document, or with the one that was reanchored
    /// before, if nothing was done since. A person who undid that is not taken along with every change: unless they asked
    /// for it, the file is only looked at. Nothing if the article has no file.
    pub fn reanchor_job(&self, asked: bool, progress: Arc<Progress>) -> Option<Job> {
        let origin = self.history.inverse_of(StepKind::Reanchor).and_then(Edit::document);
        Some(Job::Reanchor(Box::new(ReanchorJob {
            path: self.path.clone()?,
            choice: self.watch.options,
            shown: self.text().clone(),
            from: Arc::new(origin.unwrap_or(&self.document).clone()),
            generation: self.set().generation(),
            problems: self.problems.clone(),
            asked,
            wanted: asked || !self.is_behind(),
            progress,
        })))
    }

    /// The merge with the annotation file, which another program wrote.
    pub fn merge_job(&self) -> Job {
        Job::Merge(Box::new(MergeJob {
            path: self.saving.path.clone(),
            base: self.saving.base.clone(),
            mine: Arc::new(self.document.clone()),
            generation: self.set().generation(),
        }))
    }

    /// Begins to save the reading position; nothing if it did not change.
    pub fn begin_place_save(&mut self) -> Option<Job> {
        self.place.begin_save().then(|| {
            let article = self.path.clone().unwrap_or_else(|| self.saving.path.clone());
            Job::KeepPlace(article, place::described(self.text(), self.place.top))
        })
    }

    /// Puts the caret at the reading position that was saved; returns it.
    pub fn resume(&mut self, place: &Place) -> ByteOffset {
        let top = place::found(self.text(), place);
        self.place = ReadingPlace::resumed(top);
        self.focus.selection = Selection::caret(top);
        top
    }
}
