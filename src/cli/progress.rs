//! How far something is that takes a while.

use std::io::{self, IsTerminal, Write};

/// A line on standard error that tells how far something is, where a person looks at it.
pub struct Progress {
    /// What is done with each.
    done: &'static str,
    count: usize,
    shown: bool,
    is_seen: bool,
}

impl Progress {
    /// Of doing this with files.
    pub fn new(done: &'static str) -> Self {
        Self { done, count: 0, shown: false, is_seen: io::stderr().is_terminal() }
    }

    /// One more is done, of so many.
    pub fn step(&mut self, of: usize) {
        self.count += 1;
        if self.is_seen {
            let _ = write!(io::stderr(), "\r{} of {of} {}", self.count, self.done);
            let _ = io::stderr().flush();
            self.shown = true;
        }
    }

    /// Takes the line away, for something else to be said.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1B[K");
        }
    }
}
