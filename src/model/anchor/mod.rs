//! Finds passages again when the article has changed. Nothing is attached to other text, and nothing is dropped.

mod conflicts;
mod effort;
mod outcome;
mod reanchor;
mod revision;
mod search;
mod wanted;
mod window;

pub use effort::Effort;
pub use outcome::{Outcome, Tally};
pub use reanchor::{Fate, ReanchoredSet, reanchor};
pub use revision::{Change, Revision, projected};
pub use search::{resolve, same_words};
