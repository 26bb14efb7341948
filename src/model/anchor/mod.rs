//! Finding passages again when the article has changed: nothing is attached to other words, nothing is dropped.

mod carry;
mod outcome;
mod revision;
mod search;

pub use carry::{Carried, Fate, carry};
pub use outcome::{Outcome, Tally};
pub use search::{resolve, resolve_within};
