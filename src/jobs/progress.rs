//! The progress of a long job.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// The progress of work on another thread, which the window shows, and by which it cancels the work.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU32,
    stopped: AtomicBool,
    unwanted: AtomicBool,
}

impl Progress {
    /// Notes the progress in per cent; true to go on. While files are read, at 0, only work with an unwanted result ends: a
    /// cancelled job still needs the content of the files.
    pub fn go_on(&self, done: u32) -> bool {
        self.done.store(done, Ordering::Relaxed);
        if done == 0 { !self.is_unwanted() } else { !self.is_stopped() }
    }

    /// The progress in per cent; 0 while files are read.
    pub fn done(&self) -> u32 {
        self.done.load(Ordering::Relaxed)
    }

    /// Cancels the work as soon as possible.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Cancels the work, also while files are read: nobody waits for the result.
    pub fn drop_result(&self) {
        self.unwanted.store(true, Ordering::Relaxed);
        self.stop();
    }

    /// True if nobody waits for the result.
    pub fn is_unwanted(&self) -> bool {
        self.unwanted.load(Ordering::Relaxed)
    }

    /// True if the work is cancelled.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}
