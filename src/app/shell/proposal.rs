//! Proposals for the selected mark, accepted with one key.

use crate::model::annotation::Id;
use crate::model::attribution::Cut;

/// A proposal for a mark. One key accepts it; nothing is done automatically.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The mark it is for.
    pub mark: Id,
    /// The proposal.
    pub proposal: Proposal,
}

/// A change that can be proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// Cut the cue and the speaker out of the passage.
    Cut(Cut),
    /// Link the mark to this one, in this role.
    Link(Id, &'static str),
    /// Link the mark to this one, in a role that the person chooses.
    Choose(Id),
}
