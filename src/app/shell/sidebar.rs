//! The sidebar of the project, at the left of the article.

/// A part of the window beside the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The sidebar of the project.
    Sidebar,
    /// The panel of the article.
    Panel,
}

/// A panel of the sidebar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ProjectPanel {
    /// The articles.
    #[default]
    Articles,
    /// The threads of claims.
    Ledger,
    /// The speakers of all articles.
    Speakers,
    /// The search in all articles.
    Find,
}

/// The sidebar, which is there while a project is open.
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    /// The panel shown.
    pub panel: ProjectPanel,
    /// True if the person hid it.
    pub hidden: bool,
    /// True if the window has room for one of sidebar and panel only.
    pub narrow: bool,
    /// True if the panel was asked for later, which then has that room.
    pub yields: bool,
}
