//! Terms of open vocabularies: known ids with a row in a table, and unknown ones that are kept.
//!
//! Kinds, roles, voices and certainties are string ids in the file, so that one from a later version, or from another
//! tool, is kept and shown instead of failing the whole file.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Declares a newtype over an id of an open vocabulary.
macro_rules! open_term {
    ($(#[$doc:meta])* $name:ident, $known:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::model::term::Term);

        impl $name {
            /// The term with this id, known or not.
            pub fn new(id: &str) -> Self {
                Self($crate::model::term::Term::new(id, $known))
            }

            /// The id as files spell it.
            pub fn id(&self) -> &str {
                self.0.id()
            }
        }
    };
}
pub(crate) use open_term;

/// The id of a term, in the table of the known ones or on its own.
#[derive(Clone)]
pub(crate) enum Term {
    Known(&'static &'static str),
    Other(Arc<str>),
}

impl Term {
    pub fn new(id: &str, known: impl IntoIterator<Item = &'static &'static str>) -> Self {
        match known.into_iter().find(|known| **known == id) {
            Some(known) => Self::Known(known),
            None => Self::Other(id.into()),
        }
    }

    pub fn id(&self) -> &str {
        match self {
            Self::Known(id) => id,
            Self::Other(id) => id,
        }
    }
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Term {}

impl PartialOrd for Term {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Term {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id().cmp(other.id())
    }
}

impl Hash for Term {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id().fmt(f)
    }
}
