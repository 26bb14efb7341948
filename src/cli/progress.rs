//! Progress lines on standard error, if that is a terminal.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// A progress line that counts files.
pub struct Progress {
    /// The participle for each file: "exported".
    done: &'static str,
    count: usize,
    shown: bool,
    is_seen: bool,
}

impl Progress {
    /// A line with nothing counted yet.
    pub fn new(done: &'static str) -> Self {
        Self { done, count: 0, shown: false, is_seen: io::stderr().is_terminal() }
    }

    /// Counts one more file, `of` so many.
    pub fn step(&mut self, of: usize) {
        self.count += 1;
        if self.is_seen {
            let _ = write!(io::stderr(), "\r{} of {of} {}", self.count, self.done);
            let _ = io::stderr().flush();
            self.shown = true;
        }
    }

    /// Clears the line for another message.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1B[K");
        }
    }
}

/// A progress line with a percentage, for work that takes long.
pub struct Share {
    /// The words after the percentage.
    of: &'static str,
    since: Instant,
    shown: Cell<Option<u32>>,
    is_seen: bool,
}

/// Delay before the line is shown.
const SOON: Duration = Duration::from_millis(500);

impl Share {
    /// A line for work that begins now.
    pub fn new(of: &'static str) -> Self {
        Self { of, since: Instant::now(), shown: Cell::new(None), is_seen: io::stderr().is_terminal() }
    }

    /// Shows the progress in per cent.
    pub fn tell(&self, done: u32) {
        if self.is_seen && self.since.elapsed() >= SOON && self.shown.replace(Some(done)) != Some(done) {
            let _ = write!(io::stderr(), "\r{done} % {}", self.of);
            let _ = io::stderr().flush();
        }
    }

    /// Clears the line for another message.
    pub fn clear(&self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1B[K");
        }
    }
}
