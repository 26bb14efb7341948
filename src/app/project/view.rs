//! The large views of the project, which take the place of the article.

use crate::model::project::items::SpeakerName;
use crate::model::project::map::MapView;
use crate::model::project::spot::Spot;
use crate::model::project::timeline::Lanes;

/// A large view of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectView {
    /// The thread of a claim.
    Thread(Spot),
    /// The timeline of a thread or a speaker, with lanes of this meaning.
    Timeline(Subject, Lanes),
    /// The map of the articles.
    Map(MapView),
}

/// The subject of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The thread of a claim.
    Thread(Spot),
    /// The speaker with this name.
    Speaker(SpeakerName),
}
