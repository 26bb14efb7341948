//! Typefaces of the system that articles can be set in.

use std::sync::Arc;

use crate::jobs::typefaces::Typeface;

/// Typefaces of the system that articles can be set in.
#[derive(Debug, Default)]
pub struct Typefaces {
    /// The names of all; `None` until they are asked for.
    pub names: Option<Vec<String>>,
    /// True once the names were asked for.
    pub asked: bool,
    /// The one that was loaded last.
    pub loaded: Option<Arc<Typeface>>,
}
