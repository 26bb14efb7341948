//! The outcomes of a passage when its article changes.

use std::fmt;

use crate::model::align::similarity::Similarity;
use crate::model::message::counted;
use crate::model::offset::ByteRange;

/// The outcome of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same text, at the same place in its context.
    Exact(ByteRange),
    /// The same text at another place.
    Moved(ByteRange),
    /// Other text in its place, similar enough to stand for it until the person decides.
    Changed {
        /// Its place.
        range: ByteRange,
        /// Its similarity to the passage.
        similarity: Similarity,
    },
    /// Several places that cannot be distinguished, each with its similarity: the person chooses.
    Ambiguous(Vec<(ByteRange, Similarity)>),
    /// Missing.
    Lost {
        /// The most similar text: too little similar, or it belongs to another passage.
        candidate: Option<(ByteRange, Similarity)>,
    },
}

impl Outcome {
    /// The id for scripts.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Moved(_) => "moved",
            Self::Changed { .. } => "changed",
            Self::Ambiguous(_) => "ambiguous",
            Self::Lost { .. } => "lost",
        }
    }

    /// The new place of the passage, if it was found.
    pub fn range(&self) -> Option<ByteRange> {
        match self {
            Self::Exact(range) | Self::Moved(range) | Self::Changed { range, .. } => Some(*range),
            Self::Ambiguous(_) | Self::Lost { .. } => None,
        }
    }
}

/// Number of passages by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The same text at the same place.
    pub exact: usize,
    /// The same text elsewhere.
    pub moved: usize,
    /// Other text.
    pub changed: usize,
    /// Several places.
    pub ambiguous: usize,
    /// Missing.
    pub lost: usize,
}

impl<'a> FromIterator<&'a Outcome> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a Outcome>>(outcomes: I) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            *match outcome {
                Outcome::Exact(_) => &mut tally.exact,
                Outcome::Moved(_) => &mut tally.moved,
                Outcome::Changed { .. } => &mut tally.changed,
                Outcome::Ambiguous(_) => &mut tally.ambiguous,
                Outcome::Lost { .. } => &mut tally.lost,
            } += 1;
        }
        tally
    }
}

/// "3 passages unchanged, 1 found elsewhere": counts of zero are left out, except for unchanged passages.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} unchanged", counted(self.exact, "passage", "passages"))?;
        for (count, what) in [
            (self.moved, "found elsewhere"),
            (self.changed, "with other words"),
            (self.ambiguous, "in several places"),
            (self.lost, "lost"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}
