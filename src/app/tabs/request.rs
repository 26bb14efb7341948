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
    /// Show this one beside the active one, or that alone again.
    ShowBeside(SessionId),
    /// Move the tab of this one by one place, to the right or else to the left.
    Move(SessionId, bool),
    /// Move the tab of this one to the place with this index.
    Place(SessionId, usize),
    /// Undo the last step of the project together with that of this one.
    Undo(SessionId),
    /// Redo the step of the project that was undone last together with that of this one.
    Redo(SessionId),
    /// Close this one once its work is saved.
    Close(SessionId),
    /// Close all but this one.
    CloseOthers(SessionId),
    /// Close all.
    CloseAll,
    /// Leave nothing: what was to be closed stays.
    Stay,
    /// Close the window once all work is saved.
    Quit,
}
