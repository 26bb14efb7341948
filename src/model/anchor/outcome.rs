//! What can become of a passage when its article changes.

use std::fmt;

use crate::model::align::similarity::Similarity;
use crate::model::message::counted;
use crate::model::offset::ByteRange;

/// What became of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same words, and the same place among the words around them.
    Exact(ByteRange),
    /// The same words at another place.
    Moved(ByteRange),
    /// Other words in its place, similar enough to stand for it until the person decides.
    Changed {
        /// Where they are.
        range: ByteRange,
        /// How like the passage they are.
        similarity: Similarity,
    },
    /// Several places that cannot be told apart, and how like the passage each is: the person chooses.
    Ambiguous(Vec<(ByteRange, Similarity)>),
    /// Not there any more.
    Lost {
        /// The passage that is most like it, and how like it is: too little, or it is other words of the article.
        candidate: Option<(ByteRange, Similarity)>,
    },
}

impl Outcome {
    /// Its id for scripts.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Moved(_) => "moved",
            Self::Changed { .. } => "changed",
            Self::Ambiguous(_) => "ambiguous",
            Self::Lost { .. } => "lost",
        }
    }

    /// Where the passage is now, if it was found.
    pub fn range(&self) -> Option<ByteRange> {
        match self {
            Self::Exact(range) | Self::Moved(range) | Self::Changed { range, .. } => Some(*range),
            Self::Ambiguous(_) | Self::Lost { .. } => None,
        }
    }
}

/// How many passages had each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The same words at the same place.
    pub exact: usize,
    /// The same words elsewhere.
    pub moved: usize,
    /// Other words.
    pub changed: usize,
    /// Several places.
    pub ambiguous: usize,
    /// No place.
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

/// "3 passages unchanged, 1 found elsewhere": without what there is none of, but always with what is unchanged.
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
