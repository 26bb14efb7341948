//! Rows of context menus that no command makes, because they are for a thing that is not selected.

use crate::app::action::Intent;

/// A row that no command makes.
pub(super) struct Own {
    /// Its title.
    pub title: String,
    /// One sentence of help.
    pub help: &'static str,
    /// Its effects, in order.
    pub intents: Vec<Intent>,
}
