//! How far a long piece of work is.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// How far work on another thread is, which the window shows, and whether it is to be given up.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU32,
    stopped: AtomicBool,
}

impl Progress {
    /// Notes how much is done, in per cent, and says whether to go on.
    pub fn go_on(&self, done: u32) -> bool {
        self.done.store(done, Ordering::Relaxed);
        !self.is_stopped()
    }

    /// How much is done, in per cent; 0 as long as the work itself has not begun.
    pub fn done(&self) -> u32 {
        self.done.load(Ordering::Relaxed)
    }

    /// Gives the work up, as soon as it can be.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was given up.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}
