//! Requests about the open articles.

use crate::app::session::id::SessionId;
use crate::app::session::leaving::Target;
use crate::app::shell::waiting::Aim;
use crate::storage::tabs::OpenTabs;

/// A request about the open articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TabRequest {
    /// Open something, or show it if it is open.
    Open(Target, Aim),
    /// Open the articles again that were open with the project.
    Restore(OpenTabs),
    /// Show this article.
    Show(SessionId),
    /// Show the next or previous one.
    Step(bool),
    /// Give the keyboard to the article; if it has it, to the other one of two.
    Article,
    /// List the open ones to choose from.
    List,
    /// Show the one used last beside the active one, or that alone again.
    Beside,
    /// Close this one once its work is saved.
    Close(SessionId),
    /// Close all but this one.
    CloseOthers(SessionId),
    /// Leave nothing: what was to be closed stays.
    Stay,
    /// Close the window once all work is saved.
    Quit,
}
