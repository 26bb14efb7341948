//! The dialog for printing.

use std::sync::Arc;

use crate::jobs::progress::Progress;
use crate::model::paper::Paper;

/// The state of the dialog for printing.
#[derive(Clone, Debug)]
pub struct Print {
    /// The id of the export format: the report or the marked article.
    pub format: &'static str,
    /// True to print ids, offsets and exact times too.
    pub full: bool,
    /// The paper.
    pub paper: Paper,
    /// The file to write, as typed.
    pub path: String,
    /// The reason why nothing was written.
    pub error: Option<String>,
    /// True if the file exists, and the person has to confirm its replacement.
    pub exists: bool,
    /// The progress while it is printed, by which it is cancelled.
    pub progress: Option<Arc<Progress>>,
}
