//! Requests of the person about the open project.

/// A request about the open project.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectIntent {
    /// Open the article with this path within the folder.
    Open(String),
}
