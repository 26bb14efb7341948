//! Finds passages again when the article has changed. Nothing is attached to other text, and nothing is dropped.

mod carry;
mod claims;
mod effort;
mod outcome;
mod revision;
mod search;
mod wanted;
mod window;

pub use carry::{Carried, Fate, carry};
pub use effort::Effort;
pub use outcome::{Outcome, Tally};
pub use revision::{Change, Revision, projected};
pub use search::{resolve, same_words};
