//! When to save, and what became of it.
//!
//! A change is saved shortly after it, but while changes keep coming not later than a second after the first: that is
//! the most that can be lost.

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::annotation::Time;
use crate::model::merge::Version;
use crate::storage::files::Stamp;

/// Milliseconds of quiet after a change before it is saved.
const QUIET: u64 = 300;

/// Milliseconds after the first unsaved change by which it is saved, quiet or not.
const LATEST: u64 = 700;

/// Milliseconds before a save that failed is tried again by itself.
const RETRY: u64 = 10_000;

/// Where the work is saved, and whether it is.
#[derive(Clone, Debug)]
pub struct Saving {
    /// The annotation file.
    pub path: PathBuf,
    /// The file as this program last read or wrote it; `None` if there was none.
    pub stamp: Option<Stamp>,
    /// What that file holds; nothing if there was none.
    pub base: Arc<Version>,
    /// Whether to write over whatever is there.
    pub overwrite: bool,
    /// The generation of the set that is on disk.
    pub saved: u64,
    /// The generation that is being written.
    pub under_way: Option<u64>,
    /// When it was last saved; `None` if nothing was written yet.
    pub when: Option<Time>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// Waiting for the person to say what to do: no attempt is made by itself.
    pub held: bool,
    /// What is being written.
    writing: Arc<Version>,
    first_change: Option<u64>,
    last_change: u64,
}

impl Saving {
    /// A file that holds `base`, which is `generation` of the set.
    pub fn new(path: PathBuf, stamp: Option<Stamp>, base: Arc<Version>, generation: u64) -> Self {
        Self {
            path,
            stamp,
            base,
            overwrite: false,
            saved: generation,
            under_way: None,
            when: None,
            error: None,
            held: false,
            writing: Arc::default(),
            first_change: None,
            last_change: 0,
        }
    }

    /// Notes a change at `millis`.
    pub fn changed(&mut self, millis: u64) {
        self.first_change.get_or_insert(millis);
        self.last_change = millis;
    }

    /// Whether `generation` is not on disk yet.
    pub fn is_unsaved(&self, generation: u64) -> bool {
        self.saved != generation
    }

    /// When to save, in milliseconds since the start; `None` if there is nothing to save or a save is under way.
    pub fn due(&self, generation: u64) -> Option<u64> {
        if !self.is_unsaved(generation) || self.under_way.is_some() || self.held {
            return None;
        }
        let retry = if self.error.is_some() { RETRY } else { 0 };
        let latest = self.first_change.map_or(u64::MAX, |first| first + LATEST + retry);
        Some((self.last_change + QUIET + retry).min(latest))
    }

    /// Notes that `version` is being written, which is `generation` of the set.
    pub fn begun(&mut self, generation: u64, version: Arc<Version>) {
        self.under_way = Some(generation);
        self.writing = version;
        self.first_change = None;
    }

    /// Notes that `generation` was written.
    pub fn done(&mut self, generation: u64, stamp: Stamp, when: Time) {
        self.under_way = None;
        self.saved = generation;
        self.stamp = Some(stamp);
        self.base = std::mem::take(&mut self.writing);
        self.when = Some(when);
        self.error = None;
        self.overwrite = false;
    }

    /// Notes that writing failed, at `millis`.
    pub fn failed(&mut self, error: String, millis: u64) {
        self.under_way = None;
        self.writing = Arc::default();
        self.error = Some(error);
        self.changed(millis);
    }

    /// Notes that `generation` of the set need not be saved: the files say it, or it comes of them again.
    pub fn follows(&mut self, generation: u64) {
        self.saved = generation;
        self.first_change = None;
    }

    /// Notes that what is open holds now also what another program wrote: the file is its continuation.
    pub fn caught_up(&mut self, base: Arc<Version>, stamp: Option<Stamp>) {
        (self.base, self.stamp) = (base, stamp);
        self.error = None;
        self.held = false;
        self.overwrite = false;
    }
}
