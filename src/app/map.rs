//! A map laid out on another thread.

use std::sync::Arc;

use crate::model::map::{Map, Shown, Spacing};
use crate::model::text::ArticleText;

/// A map that was laid out elsewhere, and of what.
#[derive(Clone, Debug)]
pub struct Laid {
    /// The article.
    pub text: ArticleText,
    /// The generation of the set.
    pub generation: u64,
    /// What is shown of it.
    pub shown: Shown,
    /// How far boxes stand apart.
    pub spacing: Spacing,
    /// The map.
    pub map: Arc<Map>,
}
