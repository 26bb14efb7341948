//! The dialog for a new article from the clipboard.

use crate::jobs::paste::Pasted;

/// What the dialog for a new article says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    /// What was pasted.
    pub pasted: Pasted,
    /// Where it is to be kept, as typed or picked.
    pub path: String,
    /// Why it was not written.
    pub error: Option<String>,
    /// There is a file of that name, and the person has to say whether to replace it.
    pub exists: bool,
}
