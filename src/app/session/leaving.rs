//! Leaving a session: what becomes of it once its work is saved, and what the person has to be asked before.

use std::path::PathBuf;

use crate::articles::ReadOptions;
use crate::storage::files::SaveError;

/// A file to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file, read in this way.
    File(PathBuf, ReadOptions<'static>),
    /// The work in a copy in the data folder.
    Copy(PathBuf),
}

/// The next thing that happens to a session once its work is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Next {
    /// Nothing: it goes on.
    #[default]
    Stay,
    /// Something is opened in its place.
    Reopen(Target),
    /// It is closed.
    Close,
}

/// The fate of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    /// The next thing that happens to it.
    pub next: Next,
    /// True once its work is saved and nothing is left to do.
    pub is_ready: bool,
}

impl Leaving {
    /// Wants something to happen next.
    pub fn want(&mut self, next: Next) {
        *self = Self { next, is_ready: false };
    }

    /// True if something is wanted next.
    pub fn is_wanted(&self) -> bool {
        self.next != Next::Stay
    }
}

/// A question about a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The annotation file is not what it was: what is to become of it and of the work?
    Merge {
        /// The reason.
        why: String,
        /// True if the file is gone.
        is_gone: bool,
    },
    /// The work could not be saved, for this reason, and the session is to be left.
    Unsaved(String),
}

impl Asked {
    /// The question after a save that failed because of another program.
    pub fn merge(error: &SaveError) -> Self {
        Self::Merge { why: error.to_string(), is_gone: matches!(error, SaveError::Gone { .. }) }
    }
}
