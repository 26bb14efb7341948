//! Terms of open vocabularies: known ids with a row in a table, and unknown ones that are kept.
//!
//! Kinds, roles, voices and certainties are string ids in the file, so that one from a later version, or from another
//! tool, is kept and shown instead of failing the whole file.

use std::borrow::Cow;

/// Declares a newtype over an id of an open vocabulary.
macro_rules! open_term {
    ($(#[$doc:meta])* $name:ident, $known:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(std::borrow::Cow<'static, str>);

        impl $name {
            /// The term with this id, known or not.
            pub fn new(id: &str) -> Self {
                Self($crate::model::term::interned(id, $known))
            }

            /// The id as files spell it.
            pub fn id(&self) -> &str {
                &self.0
            }
        }
    };
}
pub(crate) use open_term;

/// `id` as the static string of the table if it is known, as a copy of its own if not.
pub(crate) fn interned<'a>(id: &str, known: impl IntoIterator<Item = &'a &'static str>) -> Cow<'static, str> {
    match known.into_iter().find(|known| **known == id) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(id.to_owned()),
    }
}
