//! The dialog for a new article from the clipboard.

use crate::jobs::paste::Pasted;

/// The state of the dialog for a new article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    /// The content of the clipboard.
    pub pasted: Pasted,
    /// The file to save it to, as typed or picked.
    pub path: String,
    /// The reason why it was not written.
    pub error: Option<String>,
    /// True if the file exists, and the person has to confirm its replacement.
    pub exists: bool,
}
