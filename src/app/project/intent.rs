//! Requests of the person about the open project.

use crate::app::shell::sidebar::ProjectPanel;

/// A request about the open project.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectIntent {
    /// Open the article with this path within the folder.
    Open(String),
    /// Show a panel of the sidebar.
    Show(ProjectPanel),
    /// True if the window has room for one of sidebar and panel only.
    Narrow(bool),
}
