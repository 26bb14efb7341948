//! The marks of other articles that the selected mark may be linked with: for the picker, and as suggestions.

use std::sync::Arc;

use crate::jobs::progress::Progress;
use crate::model::annotation::Target;
use crate::model::kind::Kind;
use crate::model::project::likely::Found;
use crate::model::project::spot::Spot;

/// The last search, and the present one.
#[derive(Debug, Default)]
pub struct Sought {
    /// The present search, by which it is cancelled.
    pub running: Option<(Asked, Arc<Progress>)>,
    /// The last search, with what it found.
    pub done: Option<(Asked, Vec<Found>)>,
}

/// The subject of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The mark.
    pub spot: Spot,
    /// Its kind.
    pub kind: Kind,
    /// Its passage.
    pub target: Target,
    /// The words typed.
    pub words: String,
    /// Number of articles that are known so far.
    pub articles: usize,
}

impl Sought {
    /// The marks found for a mark with these words typed, if they are known.
    pub fn found(&self, spot: &Spot, words: &str) -> Option<&[Found]> {
        let (asked, found) = self.done.as_ref()?;
        (asked.spot == *spot && asked.words == words).then_some(found)
    }
}
