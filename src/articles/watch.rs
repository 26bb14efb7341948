//! Cancellation of long reading.

use std::fmt;

use crate::articles::ArticleError;

/// Asks, while a file is read, whether the result is still wanted.
///
/// Readers ask often enough that they end within a second after the answer becomes no.
#[derive(Clone, Copy)]
pub struct Watch<'a>(&'a dyn Fn() -> bool);

impl<'a> Watch<'a> {
    /// Reading that nobody cancels.
    pub const ENDLESS: Watch<'static> = Watch(&|| true);

    /// Reading that goes on while this answers yes.
    pub fn new(goes_on: &'a dyn Fn() -> bool) -> Self {
        Self(goes_on)
    }

    /// True if the result is still wanted.
    pub fn goes_on(self) -> bool {
        (self.0)()
    }

    /// Ends reading if the result is not wanted any more.
    ///
    /// # Errors
    /// [`ArticleError::Cancelled`].
    pub fn check(self) -> Result<(), ArticleError> {
        if self.goes_on() { Ok(()) } else { Err(ArticleError::Cancelled) }
    }
}

impl Default for Watch<'_> {
    fn default() -> Self {
        Self::ENDLESS
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}
