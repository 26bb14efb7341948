//! The preferences of the desktop that a program is to follow.

/// Preferences of the desktop, as far as it states them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Desktop {
    /// True if nothing is to move.
    pub still: bool,
    /// True if the contrast is to be high.
    pub contrast: bool,
    /// True for light text on a dark ground, false for the reverse.
    pub dark: Option<bool>,
    /// The factor by which text is to be larger.
    pub text_scale: f32,
}

impl Default for Desktop {
    fn default() -> Self {
        Self { still: false, contrast: false, dark: None, text_scale: 1.0 }
    }
}
