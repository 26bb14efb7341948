//! Proposals for the selected mark, accepted with one key.

use crate::model::annotation::Id;
use crate::model::attribution::Cut;

/// Something proposed for the selected mark, which one key accepts; nothing is done by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The mark it is for.
    pub mark: Id,
    /// What is proposed.
    pub proposal: Proposal,
}

/// What can be proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// To cut the cue and the speaker out of the passage.
    Cut(Cut),
    /// To link it to this mark, in this role.
    Link(Id, &'static str),
    /// To link it to this mark, in a role that the person chooses.
    Choose(Id),
}
