//! The panel of the project's speakers: its state, and what can be asked of it.

use std::collections::HashSet;

use crate::model::project::items::SpeakerName;
use crate::model::project::people::key;
use crate::model::project::people::listing::PeopleOrder;

/// The state of the panel of speakers.
#[derive(Clone, Debug, Default)]
pub struct PeoplePanel {
    /// A name of the speaker whose page is shown; `None` for the list.
    pub open: Option<SpeakerName>,
    /// Text that the listed names must contain.
    pub words: String,
    /// The order of the list.
    pub order: PeopleOrder,
    /// Pairs of names of which the person said that they are not the same speaker, by their keys.
    pub different: HashSet<(SpeakerName, SpeakerName)>,
}

/// A request about the speakers of the project. A speaker is meant by any of their names.
#[derive(Clone, Debug, PartialEq)]
pub enum PeopleIntent {
    /// Show the page of a speaker, or the list.
    Open(Option<SpeakerName>),
    /// List the names with this text.
    Filter(String),
    /// Sort the list.
    Order(PeopleOrder),
    /// Merge these speakers under the name of the first.
    Merge(Vec<SpeakerName>),
    /// Show a speaker under this name.
    Rename(SpeakerName, String),
    /// Split a merged speaker into its names.
    Split(SpeakerName),
    /// Make one name of a merged speaker a speaker of its own.
    TakeOut(SpeakerName),
    /// Suggest no more that these two are the same.
    Different(SpeakerName, SpeakerName),
}

/// The key of two names in [`PeoplePanel::different`].
pub fn pair(one: &SpeakerName, other: &SpeakerName) -> (SpeakerName, SpeakerName) {
    let (one, other) = (key(one), key(other));
    if one <= other { (one, other) } else { (other, one) }
}
