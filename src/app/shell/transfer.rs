//! The dialogs for export and import.

use std::sync::Arc;

use crate::jobs::import::ImportOutcome;
use crate::jobs::progress::Progress;

/// What the export dialog says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The id of the format.
    pub format: &'static str,
    /// Where to, as typed.
    pub path: String,
    /// A table begins with a byte-order mark, by which Excel knows UTF-8.
    pub mark: bool,
    /// What the format cannot carry of this document; empty for nothing.
    pub losses: String,
    /// Why it did not work.
    pub error: Option<String>,
    /// There is a file of that name, and the person has to say whether to replace it.
    pub exists: bool,
}

/// What the dialog for importing annotations says.
#[derive(Clone, Debug)]
pub struct Import {
    /// The id of the format.
    pub format: &'static str,
    /// The file or folder, as typed.
    pub path: String,
    /// The folder to write to, as typed.
    pub output: String,
    /// True if the person chose that folder; it follows the file otherwise.
    pub chosen: bool,
    /// True if it is under way.
    pub under_way: bool,
    /// How to cancel it.
    pub progress: Arc<Progress>,
    /// What came of it, where there is something to tell.
    pub outcome: Option<ImportOutcome>,
}
