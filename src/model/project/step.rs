//! The kinds of steps in the history of a project, with their titles.

/// The kind of a step in the history of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectStep {
    /// Marks of two articles were linked.
    Link,
    /// A link between articles was deleted.
    DeleteLink,
    /// The role of a link between articles changed.
    ChangeRole,
    /// A link between articles was reversed.
    ReverseLink,
    /// The note of a link between articles changed.
    ChangeLinkNote,
    /// A thread was given a title, or none.
    TitleThread,
    /// Names of speakers were merged in all articles.
    MergeSpeakers,
    /// A merged speaker was split again.
    SplitSpeaker,
    /// The name shown for a merged speaker changed.
    RenameSpeaker,
    /// Articles were marked as done.
    MarkDone,
    /// Articles were marked as not done.
    MarkNotDone,
    /// A tag was given a colour, or none.
    ColourTag,
    /// Problems were repaired.
    Repair,
    /// Articles were moved or renamed.
    FollowArticle,
    /// Another program changed the project file.
    Follow,
    /// Another version of the project file was merged.
    Merge,
}

impl ProjectStep {
    /// The title on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Link => "Link between articles",
            Self::DeleteLink => "Delete link between articles",
            Self::ChangeRole => "Change role of link between articles",
            Self::ReverseLink => "Reverse link between articles",
            Self::ChangeLinkNote => "Change note of link between articles",
            Self::TitleThread => "Change title of thread",
            Self::MergeSpeakers => "Merge speakers in all articles",
            Self::SplitSpeaker => "Split speaker in all articles",
            Self::RenameSpeaker => "Rename speaker in all articles",
            Self::MarkDone => "Mark as done",
            Self::MarkNotDone => "Mark as not done",
            Self::ColourTag => "Change tag colour in all articles",
            Self::Repair => "Repair project",
            Self::FollowArticle => "Article moved",
            Self::Follow => "Project changed by another program",
            Self::Merge => "Merge project",
        }
    }
}
