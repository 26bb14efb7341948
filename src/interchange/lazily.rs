//! Lists that are made while they are written, so that those of a large project are never in memory as a whole.

use serde::{Serialize, Serializer};

/// A list by the function that makes its items.
pub struct Lazily<F>(pub F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for Lazily<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
