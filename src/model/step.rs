//! The kinds of steps in the history, with their titles.

/// The kind of a step in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A mark was made.
    Mark,
    /// Every match of a search was marked.
    MarkAll,
    /// A mark was deleted with its links.
    DeleteMark,
    /// Several marks were deleted with their links.
    DeleteMarks,
    /// The kind of a mark changed.
    ChangeKind,
    /// The speaker of a mark changed.
    ChangeSpeaker,
    /// The cue of a mark changed.
    ChangeCue,
    /// A plain field of a mark changed.
    ChangeField {
        /// The id of the field.
        id: &'static str,
        /// The title on the screen.
        title: &'static str,
    },
    /// A fragment was added to a mark.
    AddFragment,
    /// A fragment was removed from a mark.
    RemoveFragment,
    /// An edge of a mark was moved.
    MoveBoundary,
    /// Suggestions for a mark were accepted.
    AcceptSuggestions,
    /// A mark was split in two.
    Split,
    /// Two marks were joined.
    Join,
    /// A speaker was renamed in all marks.
    RenameSpeaker,
    /// Two speakers were merged in all marks.
    MergeSpeakers,
    /// Merged speakers were split again.
    SplitSpeakers,
    /// A tag was renamed in all marks.
    RenameTag,
    /// Two tags were merged in all marks.
    MergeTags,
    /// A tag was given a colour, or none.
    ColourTag,
    /// The article was given other details.
    Describe,
    /// Two marks were linked.
    Link,
    /// A link was deleted.
    DeleteLink,
    /// The role of a link changed.
    ChangeRole,
    /// A link was reversed.
    ReverseLink,
    /// The note of a link changed.
    ChangeLinkNote,
    /// A proposed passage was accepted.
    AcceptMatch,
    /// A passage was moved to the selection.
    MoveToSelection,
    /// A passage was marked as lost.
    MarkLost,
    /// Everything carried over with the same words was accepted.
    AcceptUnchanged,
    /// Problems were repaired.
    Repair,
    /// The marks were carried over to a changed article.
    Reanchor,
    /// Another program changed the files.
    Follow,
    /// Another version of the file was merged.
    Merge,
}

impl StepKind {
    /// The title on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Mark => "Mark",
            Self::MarkAll => "Mark all matches",
            Self::DeleteMark => "Delete mark",
            Self::DeleteMarks => "Delete marks",
            Self::ChangeKind => "Change kind",
            Self::ChangeSpeaker => "Change speaker",
            Self::ChangeCue => "Change cue",
            Self::ChangeField { title, .. } => title,
            Self::AddFragment => "Add fragment",
            Self::RemoveFragment => "Remove fragment",
            Self::MoveBoundary => "Move boundary",
            Self::AcceptSuggestions => "Accept suggestions",
            Self::Split => "Split mark",
            Self::Join => "Join marks",
            Self::RenameSpeaker => "Rename speaker",
            Self::MergeSpeakers => "Merge speakers",
            Self::SplitSpeakers => "Split speakers",
            Self::RenameTag => "Rename tag",
            Self::MergeTags => "Merge tags",
            Self::ColourTag => "Change tag colour",
            Self::Describe => "Change article details",
            Self::Link => "Link",
            Self::DeleteLink => "Delete link",
            Self::ChangeRole => "Change role",
            Self::ReverseLink => "Reverse link",
            Self::ChangeLinkNote => "Change link's note",
            Self::AcceptMatch => "Accept match",
            Self::MoveToSelection => "Move to selection",
            Self::MarkLost => "Mark as lost",
            Self::AcceptUnchanged => "Accept all unchanged",
            Self::Repair => "Repair",
            Self::Reanchor => "Move marks to new version",
            Self::Follow => "Changes by another program",
            Self::Merge => "Merge",
        }
    }
}
