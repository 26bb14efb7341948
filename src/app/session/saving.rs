//! When to save, and what became of it.
//!
//! A change is saved shortly after it, but while changes keep coming not later than a second after the first: that is
//! the most that can be lost.

use std::path::PathBuf;
use std::sync::Arc;

use crate::jobs::save::Saved;
use crate::model::annotation::Time;
use crate::model::document::Document;
use crate::storage::files::Stamp;

/// Milliseconds of quiet after a change before it is saved.
const QUIET: u64 = 300;

/// Milliseconds after the first unsaved change by which it is saved, quiet or not.
const LATEST: u64 = 700;

/// Milliseconds before a save that failed is tried again by itself.
const RETRY: u64 = 10_000;

/// Damage that another program did to the annotation file, which so does not hold the work any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// It is not there.
    Gone,
    /// It is no annotation file any more, or cannot be read.
    Unreadable,
}

/// Where the work is saved, and whether it is.
#[derive(Clone, Debug)]
pub struct Saving {
    /// The annotation file.
    pub path: PathBuf,
    /// The file as this program last read or wrote it; `None` if there was none.
    pub stamp: Option<Stamp>,
    /// What that file holds; nothing if there was none.
    pub base: Arc<Document>,
    /// True to write over whatever is there.
    pub overwrite: bool,
    /// The generation of the set that was last saved or read.
    pub saved: u64,
    /// Damage done to the file since.
    pub lost: Option<Lost>,
    /// The generation that is being written.
    pub under_way: Option<u64>,
    /// When it was last saved; `None` if nothing was written yet.
    pub when: Option<Time>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// Waiting for the person to say what to do: no attempt is made by itself.
    pub held: bool,
    /// The copy of the work in the data folder, which is there while it cannot be saved.
    pub copy: Option<PathBuf>,
    /// The generation in it, or being written to it.
    copied: Option<u64>,
    /// True if writing it failed.
    copy_failed: bool,
    /// What is being written.
    writing: Arc<Document>,
    first_change: Option<u64>,
    last_change: u64,
}

impl Saving {
    /// A file that holds `base`, which is `generation` of the set.
    pub fn new(path: PathBuf, stamp: Option<Stamp>, base: Arc<Document>, generation: u64) -> Self {
        Self {
            path,
            stamp,
            base,
            overwrite: false,
            saved: generation,
            lost: None,
            under_way: None,
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

    /// Notes a change at `millis`.
    pub fn changed(&mut self, millis: u64) {
        self.first_change.get_or_insert(millis);
        self.last_change = millis;
    }

    /// True if `generation` is not on disk, since it was not saved yet or somebody damaged the file.
    pub fn is_unsaved(&self, generation: u64) -> bool {
        self.has_changes(generation) || self.lost.is_some()
    }

    /// True if something was changed here since the file was read or written.
    pub fn has_changes(&self, generation: u64) -> bool {
        self.saved != generation
    }

    /// When to save, in milliseconds since the start; `None` if there is nothing to save or a save is under way.
    pub fn due(&self, generation: u64) -> Option<u64> {
        if !self.has_changes(generation) || self.under_way.is_some() || self.held {
            return None;
        }
        let retry = if self.error.is_some() { RETRY } else { 0 };
        let latest = self.first_change.map_or(u64::MAX, |first| first + LATEST + retry);
        Some((self.last_change + QUIET + retry).min(latest))
    }

    /// Notes that `document` is being written, which is `generation` of the set.
    pub fn begun(&mut self, generation: u64, document: Arc<Document>) {
        self.under_way = Some(generation);
        self.writing = document;
        self.first_change = None;
    }

    /// When to copy the work to the data folder, in milliseconds since the start; `None` while it can be saved, and where
    /// the copy has it already.
    pub fn copy_due(&self, generation: u64) -> Option<u64> {
        let endangered = self.error.is_some() || self.held || self.lost.is_some();
        if !endangered || !self.is_unsaved(generation) || self.under_way.is_some() || self.copied == Some(generation) {
            return None;
        }
        // At once at first, then as a save would be.
        let latest = self.first_change.map_or(u64::MAX, |first| first + LATEST);
        Some(if self.copied.is_some() { (self.last_change + QUIET).min(latest) } else { 0 })
    }

    /// Notes that `generation` is being copied.
    pub fn copying(&mut self, generation: u64) {
        self.copied = Some(generation);
    }

    /// Notes where it was copied to, or that it could not be; says whether the latter is news.
    pub fn copied(&mut self, copy: Option<PathBuf>) -> bool {
        let failed = copy.is_none();
        if let Some(copy) = copy {
            self.copy = Some(copy);
        }
        !std::mem::replace(&mut self.copy_failed, failed) && failed
    }

    /// Notes that the copy is gone.
    pub fn copy_dropped(&mut self) {
        (self.copy, self.copied, self.copy_failed) = (None, None, false);
    }

    /// Takes up the work of a copy, which is `generation` of the set: nothing of it is saved.
    pub fn rescued(&mut self, copy: PathBuf, generation: u64) {
        (self.copy, self.copied, self.saved) = (Some(copy), Some(generation), u64::MAX);
    }

    /// Notes that `generation` was written, or found to be there.
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
            // Once more, as the save will be.
            self.copied = None;
        }
        self.changed(millis);
    }

    /// Notes that nothing came of writing.
    pub fn given_up(&mut self) {
        self.under_way = None;
        self.writing = Arc::default();
    }

    /// Notes that `generation` of the set need not be saved: the files say it, or it comes of them again.
    pub fn follows(&mut self, generation: u64) {
        self.saved = generation;
        self.first_change = None;
    }

    /// Notes that what is open holds now also what another program wrote: the file is its continuation.
    pub fn caught_up(&mut self, base: Arc<Document>, stamp: Option<Stamp>) {
        (self.base, self.stamp) = (base, stamp);
        self.lost = None;
        self.error = None;
        self.held = false;
        self.overwrite = false;
    }
}
