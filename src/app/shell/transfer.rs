//! The dialogs for export and import.

use std::sync::Arc;

use crate::jobs::import::ImportOutcome;
use crate::jobs::progress::Progress;

/// The state of the export dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The id of the format.
    pub format: &'static str,
    /// The file or folder to write, as typed.
    pub path: String,
    /// True if a table begins with a byte-order mark, by which Excel recognises UTF-8.
    pub mark: bool,
    /// True to export ids, offsets and exact times too, which a report leaves out.
    pub full: bool,
    /// The losses of this export.
    pub losses: Vec<String>,
    /// The reason why nothing was written.
    pub error: Option<String>,
    /// True if the file exists, and the person has to confirm its replacement.
    pub exists: bool,
}

/// The state of the dialog that exports a project.
#[derive(Clone, Debug)]
pub struct ProjectExport {
    /// The id of the format.
    pub format: &'static str,
    /// The file or folder to write, as typed.
    pub path: String,
    /// True if a table begins with a byte-order mark, by which Excel recognises UTF-8.
    pub mark: bool,
    /// The losses of this export; `None` while they are counted.
    pub losses: Option<Vec<String>>,
    /// The progress of the export, by which it is cancelled; `None` if there is none.
    pub progress: Option<Arc<Progress>>,
    /// The reason why nothing was written.
    pub error: Option<String>,
    /// True if the file exists, and the person has to confirm its replacement.
    pub exists: bool,
}

/// The state of the import dialog.
#[derive(Clone, Debug)]
pub struct Import {
    /// The id of the format.
    pub format: &'static str,
    /// The file or folder to read, as typed.
    pub path: String,
    /// The folder to write to, as typed.
    pub output: String,
    /// True if the person chose that folder; otherwise it follows the file.
    pub chosen: bool,
    /// True while the import is under way.
    pub under_way: bool,
    /// The progress of the import, by which it is cancelled.
    pub progress: Arc<Progress>,
    /// The outcome, if there is something to report.
    pub outcome: Option<ImportOutcome>,
}
