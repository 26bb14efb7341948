//! Pages written piece by piece: a page with a million marks may not fit into memory.

use std::fmt;
use std::io::{self, Write};
use std::ops::{Deref, DerefMut};

/// Size of the buffer in bytes.
const PIECE: usize = 1 << 16;

/// A page being written: text is appended as to a string, and the buffer is flushed between marks.
pub struct Sink<'w> {
    gathered: String,
    to: Option<&'w mut dyn Write>,
    failed: Option<io::Error>,
}

impl<'w> Sink<'w> {
    /// A sink that keeps the page in memory.
    pub fn kept() -> Self {
        Self { gathered: String::new(), to: None, failed: None }
    }

    /// A sink that writes the page to a writer.
    pub fn to(writer: &'w mut dyn Write) -> Self {
        Self { gathered: String::with_capacity(2 * PIECE), to: Some(writer), failed: None }
    }

    /// Flushes the buffer if it is full.
    ///
    /// # Errors
    /// If it cannot be written; [`Self::end`] returns the reason.
    pub fn pass_on(&mut self) -> fmt::Result {
        if self.to.is_some() && self.gathered.len() >= PIECE { self.pass_on_all() } else { Ok(()) }
    }

    fn pass_on_all(&mut self) -> fmt::Result {
        let Some(to) = &mut self.to else { return Ok(()) };
        let written = to.write_all(self.gathered.as_bytes());
        self.gathered.clear();
        written.map_err(|error| {
            self.failed = Some(error);
            fmt::Error
        })
    }

    /// Writes the rest.
    ///
    /// # Errors
    /// If the page could not be written.
    pub fn end(mut self) -> io::Result<()> {
        if self.failed.is_none() {
            let _ = self.pass_on_all();
        }
        self.failed.map_or(Ok(()), Err)
    }

    /// The page, if it was kept in memory.
    pub fn into_page(self) -> String {
        self.gathered
    }
}

impl Deref for Sink<'_> {
    type Target = String;

    fn deref(&self) -> &String {
        &self.gathered
    }
}

impl DerefMut for Sink<'_> {
    fn deref_mut(&mut self) -> &mut String {
        &mut self.gathered
    }
}
