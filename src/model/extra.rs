//! Fields of a file that this version does not know.

use std::sync::Arc;

/// Unknown fields, kept so that saving does not drop them: names with their values as source text of the file's format,
/// in the file's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra(Option<Arc<Vec<(String, String)>>>);

impl Extra {
    /// Keeps one more field.
    pub fn push(&mut self, name: &str, source: &str) {
        Arc::make_mut(self.0.get_or_insert_default()).push((name.to_owned(), source.to_owned()));
    }

    /// The fields kept, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|fields| fields.iter()).map(|(name, source)| (name.as_str(), source.as_str()))
    }

    /// True if nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}
