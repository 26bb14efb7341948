//! Waiting: files being read in the background, and the next thing to do once the work is saved.
//!
//! The two are independent: the open files may be read again while the work is being saved to open another file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::articles::ReadOptions;
use crate::jobs::progress::Progress;

/// Milliseconds after which progress is shown: shorter work would only flash.
const SOON: u64 = 300;

/// A file to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file, read in this way.
    File(PathBuf, ReadOptions<'static>),
    /// The work in a copy in the data folder.
    Copy(PathBuf),
}

/// The next thing to do once the work is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Next {
    /// Nothing: the session goes on.
    #[default]
    Stay,
    /// Open something.
    Open(Target),
    /// Close the window.
    Close,
}

/// Files being read, one thing at a time.
#[derive(Debug, Default)]
enum Reading {
    #[default]
    Nothing,
    /// Something to be opened; its path, if it is known yet.
    New { path: Option<PathBuf>, options: ReadOptions<'static>, work: Work },
    /// The files of the active session, again.
    Same(Work),
}

/// Work on another thread.
#[derive(Debug)]
struct Work {
    progress: Arc<Progress>,
    /// The time at which it began, in milliseconds since the start.
    since: u64,
}

/// Files being read in the background, and the next thing to do once the work is saved.
#[derive(Debug, Default)]
pub struct Waiting {
    reading: Reading,
    next: Next,
    /// Files that were dropped together with the one that is being opened.
    pub others: Vec<PathBuf>,
}

impl Waiting {
    fn work(&self) -> Option<&Work> {
        match &self.reading {
            Reading::Nothing => None,
            Reading::New { work, .. } | Reading::Same(work) => Some(work),
        }
    }

    /// Cancels what is under way: nobody waits for its result.
    fn supersede(&mut self) -> Arc<Progress> {
        if let Some(work) = self.work() {
            work.progress.drop_result();
        }
        Arc::default()
    }

    /// Begins to open a file.
    pub fn begin_opening(&mut self, path: PathBuf, options: ReadOptions<'static>, millis: u64) -> Arc<Progress> {
        let progress = self.supersede();
        let work = Work { progress: progress.clone(), since: millis };
        self.reading = Reading::New { path: Some(path), options, work };
        progress
    }

    /// Waits for a file whose opening began before there was a window; its path, if it is known yet.
    pub fn opening_began(&mut self, path: Option<PathBuf>, progress: Arc<Progress>) {
        let options = ReadOptions::default();
        self.reading = Reading::New { path, options, work: Work { progress, since: 0 } };
    }

    /// Begins to read the files of the session again.
    pub fn begin_rereading(&mut self, millis: u64) -> Arc<Progress> {
        let progress = self.supersede();
        self.reading = Reading::Same(Work { progress: progress.clone(), since: millis });
        progress
    }

    /// Ends the opening with this progress: returns how the file was read. Nothing if it was cancelled or superseded.
    pub fn end_opening(&mut self, progress: &Arc<Progress>) -> Option<ReadOptions<'static>> {
        match &self.reading {
            Reading::New { options, work, .. } if Arc::ptr_eq(&work.progress, progress) => {
                let options = *options;
                self.reading = Reading::Nothing;
                Some(options)
            }
            _ => None,
        }
    }

    /// Ends the reading with this progress. False if it was superseded.
    pub fn end_rereading(&mut self, progress: &Arc<Progress>) -> bool {
        let ends = matches!(&self.reading, Reading::Same(work) if Arc::ptr_eq(&work.progress, progress));
        if ends {
            self.reading = Reading::Nothing;
        }
        ends
    }

    /// Cancels what is under way. Files that were read already are shown without their marks being reanchored; a file that
    /// was not read yet is not opened, and its path is returned.
    pub fn cancel(&mut self) -> Option<PathBuf> {
        self.others.clear();
        let work = self.work()?;
        work.progress.stop();
        if work.progress.done() > 0 {
            return None;
        }
        let Reading::New { path: Some(path), work, .. } = &self.reading else { return None };
        work.progress.drop_result();
        let path = path.clone();
        self.reading = Reading::Nothing;
        Some(path)
    }

    /// The progress of what is under way.
    pub fn progress(&self) -> Option<&Progress> {
        self.work().map(|work| work.progress.as_ref())
    }

    /// True if files are being read.
    pub fn is_reading(&self) -> bool {
        self.work().is_some()
    }

    /// The file being opened.
    pub fn opening(&self) -> Option<&Path> {
        match &self.reading {
            Reading::New { path, .. } => path.as_deref(),
            _ => None,
        }
    }

    /// The percentage of the marks that are reanchored, if that takes long enough to be shown.
    pub fn reanchored(&self, millis: u64) -> Option<u32> {
        let work = self.work().filter(|work| millis >= work.since + SOON)?;
        Some(work.progress.done()).filter(|done| *done > 0 && !work.progress.is_stopped())
    }

    /// The file being opened and for how many seconds, if its reading takes long enough to be shown.
    pub fn opening_for(&self, millis: u64) -> Option<(&Path, u64)> {
        let work = self.work().filter(|work| millis >= work.since + SOON && work.progress.done() == 0)?;
        Some((self.opening()?, (millis - work.since) / 1000))
    }

    /// Wants something opened once the work is saved. A window that is to close is still closed.
    pub fn open_next(&mut self, target: Target) {
        if self.next != Next::Close {
            self.next = Next::Open(target);
        }
    }

    /// Wants the window closed once the work is saved.
    pub fn close_next(&mut self) {
        self.next = Next::Close;
    }

    /// Wants nothing next.
    pub fn stay(&mut self) {
        self.next = Next::Stay;
        self.others.clear();
    }

    /// True if the window is to close once the work is saved.
    pub fn is_closing(&self) -> bool {
        self.next == Next::Close
    }

    /// True if something else is wanted once the work is saved.
    pub fn is_leaving(&self) -> bool {
        self.next != Next::Stay
    }

    /// Takes what is to be opened once the work is saved.
    pub fn take_target(&mut self) -> Option<Target> {
        match std::mem::take(&mut self.next) {
            Next::Open(target) => Some(target),
            next => {
                self.next = next;
                None
            }
        }
    }
}
