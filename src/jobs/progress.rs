//! How far a long piece of work is.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// How far work on another thread is, which the window shows, and whether it is to be given up.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU32,
    stopped: AtomicBool,
    unwanted: AtomicBool,
}

impl Progress {
    /// Notes how much is done, in per cent, and says whether to go on. While files are read, at 0, only work whose result
    /// is not wanted ends: what was stopped still needs what they say.
    pub fn go_on(&self, done: u32) -> bool {
        self.done.store(done, Ordering::Relaxed);
        if done == 0 { !self.is_unwanted() } else { !self.is_stopped() }
    }

    /// How much is done, in per cent; 0 as long as the work itself has not begun.
    pub fn done(&self) -> u32 {
        self.done.load(Ordering::Relaxed)
    }

    /// Gives the work up, as soon as it can be.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Gives the work up with what it has read: nobody waits for its result.
    pub fn drop_result(&self) {
        self.unwanted.store(true, Ordering::Relaxed);
        self.stop();
    }

    /// True if nobody waits for the result.
    pub fn is_unwanted(&self) -> bool {
        self.unwanted.load(Ordering::Relaxed)
    }

    /// True if it was given up.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}
