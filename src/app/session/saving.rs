//! The annotation file of a session: when it is saved, and whether it holds the work.
//!
//! A change is saved after a short pause, and while changes keep coming within a second of the first one. That is the most
//! that can be lost.

use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::save::Saved;
use crate::model::annotation::Time;
use crate::model::document::Document;
use crate::storage::files::Stamp;

/// Milliseconds without changes before a save.
const QUIET: u64 = 300;

/// Maximum milliseconds from the first unsaved change to its save.
const LATEST: u64 = 700;

/// Milliseconds from a failed save to the next attempt.
const RETRY: u64 = 10_000;

/// Damage by another program to the annotation file, which no longer holds the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// It was deleted or moved.
    Gone,
    /// It is no longer an annotation file, or cannot be read.
    Unreadable,
}

/// An annotation file or another file of the person's work, and its state.
#[derive(Clone, Debug)]
pub struct Saving<T = Document> {
    /// The file.
    pub path: PathBuf,
    /// The file as this program last read or wrote it; `None` if there was none.
    pub stamp: Option<Stamp>,
    /// The content of that file; empty if there was none.
    pub base: Arc<T>,
    /// True to replace whatever the file is now.
    pub overwrite: bool,
    /// The generation that was last saved or read.
    pub saved: u64,
    /// Damage to the file since then.
    pub lost: Option<Lost>,
    /// The generation that is being written.
    pub under_way: Option<u64>,
    /// True while the file is being renamed after its article: nothing is saved.
    pub moves: bool,
    /// The time of the last save; `None` if there was none.
    pub when: Option<Time>,
    /// The error of the last attempt.
    pub error: Option<String>,
    /// True while the person decides what to do: nothing is saved automatically.
    pub held: bool,
    /// The copy of the work in the data folder, while it cannot be saved.
    pub copy: Option<PathBuf>,
    /// The generation in that copy, or being written to it.
    copied: Option<u64>,
    /// True if writing the copy failed.
    copy_failed: bool,
    /// The document being written.
    writing: Arc<T>,
    first_change: Option<u64>,
    last_change: u64,
}

impl<T: Default> Saving<T> {
    /// A file that holds `base`, at this generation of the annotations.
    pub fn new(path: PathBuf, stamp: Option<Stamp>, base: Arc<T>, generation: u64) -> Self {
        Self {
            path,
            stamp,
            base,
            overwrite: false,
            saved: generation,
            lost: None,
            under_way: None,
            moves: false,
            when: None,
            error: None,
            held: false,
            copy: None,
            copied: None,
            copy_failed: false,
            writing: Arc::default(),
            first_change: None,
            last_change: 0,
        }
    }

    /// Saves to another file from now on. The dialog has asked whether to replace a file that is there.
    pub fn moved(&mut self, path: PathBuf) {
        (self.path, self.overwrite) = (path, true);
        (self.under_way, self.saved, self.lost) = (None, u64::MAX, None);
    }

    /// The file was renamed after its article. A copy of the work has to name it anew.
    pub fn renamed(&mut self, path: PathBuf, stamp: Option<Stamp>) {
        (self.path, self.stamp, self.lost) = (path, stamp, None);
        (self.error, self.held, self.copied) = (None, false, None);
    }

    /// Notes a change at `millis`.
    pub fn changed(&mut self, millis: u64) {
        self.first_change.get_or_insert(millis);
        self.last_change = millis;
    }

    /// True if `generation` is not on disk: it was not saved yet, or another program damaged the file.
    pub fn is_unsaved(&self, generation: u64) -> bool {
        self.has_changes(generation) || self.lost.is_some()
    }

    /// True if something was changed here since the file was read or written.
    pub fn has_changes(&self, generation: u64) -> bool {
        self.saved != generation
    }

    /// True if a change of up to this time is not on disk, though it can be saved.
    pub fn is_behind(&self, generation: u64, millis: u64) -> bool {
        let is_older = self.under_way.is_some() || self.first_change.is_some_and(|first| first <= millis);
        self.has_changes(generation) && is_older && self.error.is_none() && !self.held
    }

    /// The time of the last change, in milliseconds since the start.
    pub fn changed_last(&self) -> u64 {
        self.last_change
    }

    /// The time of the next save, in milliseconds since the start; `None` if there is nothing to save or a save is under
    /// way.
    pub fn due(&self, generation: u64) -> Option<u64> {
        if !self.has_changes(generation) || self.under_way.is_some() || self.moves || self.held {
            return None;
        }
        let retry = if self.error.is_some() { RETRY } else { 0 };
        let latest = self.first_change.map_or(u64::MAX, |first| first + LATEST + retry);
        Some((self.last_change + QUIET + retry).min(latest))
    }

    /// Notes that `document` is being written, at this generation.
    pub fn begun(&mut self, generation: u64, document: Arc<T>) {
        self.under_way = Some(generation);
        self.writing = document;
        self.first_change = None;
    }

    /// The time to copy the work to the data folder, in milliseconds since the start; `None` while it can be saved, or if
    /// the copy is up to date.
    pub fn copy_due(&self, generation: u64) -> Option<u64> {
        let endangered = self.error.is_some() || self.held || self.lost.is_some();
        if !endangered || !self.is_unsaved(generation) || self.under_way.is_some() || self.copied == Some(generation) {
            return None;
        }
        // The first copy at once, the next ones as often as saves.
        let latest = self.first_change.map_or(u64::MAX, |first| first + LATEST);
        Some(if self.copied.is_some() { (self.last_change + QUIET).min(latest) } else { 0 })
    }

    /// Notes that `generation` is being copied.
    pub fn copying(&mut self, generation: u64) {
        self.copied = Some(generation);
    }

    /// Notes the path of the copy, or that there is none. True if that is the first failure.
    pub fn copied(&mut self, copy: Option<PathBuf>) -> bool {
        let failed = copy.is_none();
        if let Some(copy) = copy {
            self.copy = Some(copy);
        }
        !std::mem::replace(&mut self.copy_failed, failed) && failed
    }

    /// Notes that the copy was deleted.
    pub fn copy_dropped(&mut self) {
        (self.copy, self.copied, self.copy_failed) = (None, None, false);
    }

    /// Notes that the work comes from a copy, at this generation: none of it is saved.
    pub fn rescued(&mut self, copy: PathBuf, generation: u64) {
        (self.copy, self.copied, self.saved) = (Some(copy), Some(generation), u64::MAX);
    }

    /// Notes that the file has `generation`.
    pub fn done(&mut self, generation: u64, saved: &Saved, when: Time) {
        self.under_way = None;
        self.saved = generation;
        self.lost = None;
        self.stamp = Some(saved.stamp);
        self.base = std::mem::take(&mut self.writing);
        if saved.written {
            self.when = Some(when);
        }
        self.error = None;
        self.overwrite = false;
    }

    /// Notes that writing failed, at `millis`.
    pub fn failed(&mut self, error: String, millis: u64) {
        self.given_up();
        self.error = Some(error);
        if self.copy_failed {
            // The copy is tried again too.
            self.copied = None;
        }
        self.changed(millis);
    }

    /// Notes that the save was cancelled.
    pub fn given_up(&mut self) {
        self.under_way = None;
        self.writing = Arc::default();
    }

    /// Notes that `generation` need not be saved: it is in the files, or follows from them again.
    pub fn follows(&mut self, generation: u64) {
        self.saved = generation;
        self.first_change = None;
    }

    /// Notes that the document now includes what another program wrote to the file.
    pub fn caught_up(&mut self, base: Arc<T>, stamp: Option<Stamp>) {
        (self.base, self.stamp) = (base, stamp);
        self.lost = None;
        self.error = None;
        self.held = false;
        self.overwrite = false;
    }
}
