//! Printing: the paper, and the progress by which it is cancelled.

use crate::model::paper::Paper;

/// Why there is no output: nobody wants it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// Printing options of a document.
#[derive(Clone, Copy)]
pub struct Printing<'a> {
    /// The size of paper.
    pub paper: Paper,
    /// Called with the progress in per cent; true to go on.
    pub keep_going: &'a dyn Fn(u32) -> bool,
}

impl Printing<'_> {
    /// On this paper, to the end.
    pub const fn on(paper: Paper) -> Self {
        Self { paper, keep_going: &|_| true }
    }

    /// Notes the progress in per cent.
    ///
    /// # Errors
    /// If the result is not wanted any more.
    pub fn go_on(&self, done: u32) -> Result<(), Cancelled> {
        if (self.keep_going)(done) { Ok(()) } else { Err(Cancelled) }
    }
}
