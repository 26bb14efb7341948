//! A speaker of a project, under one name or several.

use crate::model::annotation::Id;
use crate::model::fold;
use crate::model::kind::KINDS;
use crate::model::project::corpus::Place;
use crate::model::project::date::Date;
use crate::model::project::items::SpeakerName;
use crate::model::project::people::contradictions::Contradiction;

/// The id of the voice of an article itself.
pub(super) const ARTICLE: &str = "article";

/// A speaker of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// The name on the screen.
    pub name: String,
    /// The [`SpeakerItem`](crate::model::project::items::SpeakerItem), if names were merged.
    pub item: Option<Id>,
    /// The names in the marks, each with its number of marks: the most used first.
    pub names: Vec<(SpeakerName, usize)>,
    /// Number of marks of each kind, by the rows of [`KINDS`].
    pub counts: [usize; KINDS.len()],
    /// Number of marks of kinds that are not in [`KINDS`].
    pub others: usize,
    /// The marks, in the order of the dates of their articles; those without a date last.
    pub said: Vec<Place>,
    /// Number of articles.
    pub articles: usize,
    /// The first and the last date of the articles; `None` if none has a date.
    pub dates: Option<(Date, Date)>,
    /// The places where they contradict themselves.
    pub contradictions: Vec<Contradiction>,
}

impl Person {
    /// Number of marks of all kinds.
    pub fn total(&self) -> usize {
        self.said.len()
    }

    /// The name in the marks by which the speaker is found again after any change.
    pub fn handle(&self) -> Option<&SpeakerName> {
        self.names.first().map(|(name, _)| name)
    }

    /// The voice, if it is not named: "the article itself", "not named".
    pub fn remark(&self) -> Option<&'static str> {
        match self.handle()?.voice.as_str() {
            ARTICLE => Some("the article itself"),
            "unnamed" => Some("not named"),
            _ => None,
        }
    }

    /// True if it is nobody in particular: a voice without a name.
    pub fn is_nobody(&self) -> bool {
        self.names.iter().all(|(name, _)| name.name.is_empty())
    }

    /// True if all its marks certainly are of one speaker: "officials" of two articles may be different ones, unless
    /// they were merged.
    pub fn is_one(&self) -> bool {
        !self.is_nobody() && (self.item.is_some() || self.names.iter().all(|(name, _)| name.voice != "unnamed"))
    }
}

/// The key of a name: equal for names that are the same speaker.
pub fn key(name: &SpeakerName) -> SpeakerName {
    SpeakerName { voice: name.voice.clone(), name: fold::name_key(&name.name) }
}
