//! Cancellation of long operations.

use std::fmt;

use crate::encoding::FileError;

/// A check whether the result of a long operation is still wanted.
///
/// Readers call [`Cancellation::check`] often enough to stop within a second.
#[derive(Clone, Copy)]
pub struct Cancellation<'a>(&'a dyn Fn() -> bool);

impl<'a> Cancellation<'a> {
    /// An operation that is never cancelled.
    pub const NEVER: Cancellation<'static> = Cancellation(&|| true);

    /// An operation that is cancelled as soon as `wanted` returns false.
    pub fn unless(wanted: &'a dyn Fn() -> bool) -> Self {
        Self(wanted)
    }

    /// True if the result is not wanted any more.
    pub fn is_cancelled(self) -> bool {
        !(self.0)()
    }

    /// Stops a cancelled operation.
    ///
    /// # Errors
    /// [`FileError::Cancelled`].
    pub fn check(self) -> Result<(), FileError> {
        if self.is_cancelled() { Err(FileError::Cancelled) } else { Ok(()) }
    }
}

impl Default for Cancellation<'_> {
    fn default() -> Self {
        Self::NEVER
    }
}

impl fmt::Debug for Cancellation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cancellation")
    }
}
