//! How far something is that takes a while.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

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

/// The line that says how much of one thing is done, once that takes long.
pub struct Share {
    /// What it is a share of.
    of: &'static str,
    since: Instant,
    shown: Cell<Option<u32>>,
    is_seen: bool,
}

/// How long a thing may take before anything is said of it.
const SOON: Duration = Duration::from_millis(500);

impl Share {
    /// Of a thing that begins now.
    pub fn new(of: &'static str) -> Self {
        Self { of, since: Instant::now(), shown: Cell::new(None), is_seen: io::stderr().is_terminal() }
    }

    /// So many per cent are done.
    pub fn tell(&self, done: u32) {
        if self.is_seen && self.since.elapsed() >= SOON && self.shown.replace(Some(done)) != Some(done) {
            let _ = write!(io::stderr(), "\r{done} % {}", self.of);
            let _ = io::stderr().flush();
        }
    }

    /// Takes the line away, for something else to be said.
    pub fn clear(&self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1B[K");
        }
    }
}
