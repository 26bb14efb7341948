//! The context menu: the thing that it is for, and its place.

use crate::app::session::id::SessionId;
use crate::model::annotation::{Id, Voice};
use crate::model::offset::ByteOffset;
use crate::model::project::items::SpeakerName;
use crate::model::project::spot::Spot;

/// The thing that a context menu is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A place in the article: the selection there, or else the smallest mark there, or else the words.
    Place(ByteOffset),
    /// The selected words, or those at the caret.
    Words,
    /// The mark with this id.
    Mark(Id),
    /// The link with this id.
    Link(Id),
    /// The link between articles with this id.
    LinkAcross(Id),
    /// The speaker with this voice and name.
    Speaker(Voice, String),
    /// The tab of an open article.
    Tab(SessionId),
    /// The article of the project with this path.
    Article(String),
    /// The thread of a claim.
    Thread(Spot),
    /// A mark of an article of the project.
    Passage(Spot),
    /// The speaker of the project with this name.
    Person(SpeakerName),
}

/// A context menu.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextMenu {
    /// The thing that it is for.
    pub thing: Thing,
    /// Its place in the window, in points from the left and the top.
    pub at: [f32; 2],
    /// True if it was opened by key: its first row then has the focus.
    pub by_key: bool,
}
