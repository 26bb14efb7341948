//! The dialog for a path, where the system has no file dialog.

/// The use of a path that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathUse {
    /// Open an article.
    Open,
    /// Open a folder as a project.
    OpenFolder,
    /// Save the annotations there from now on.
    Save,
}

/// The state of the dialog for a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedPath {
    /// Its use.
    pub of: PathUse,
    /// The path, as typed.
    pub path: String,
    /// The reason why it is not taken.
    pub error: Option<String>,
    /// True if a file is there that would be replaced, which the person has to confirm.
    pub exists: bool,
}
