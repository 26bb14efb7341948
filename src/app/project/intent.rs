//! Requests of the person about the open project.

use crate::app::project::view::ProjectView;
use crate::app::shell::sidebar::ProjectPanel;

/// A request about the open project.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectIntent {
    /// Open the article with this path within the folder.
    Open(String),
    /// Show a view in place of the article.
    View(ProjectView),
    /// Show the article again instead of a view.
    LeaveView,
    /// Show a panel of the sidebar.
    Show(ProjectPanel),
    /// True if the window has room for one of sidebar and panel only.
    Narrow(bool),
}
