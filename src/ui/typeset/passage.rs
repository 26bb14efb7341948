//! Text to set, and its looks.

use std::ops::Range;

use egui::FontFamily;

/// Text to set.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The text, whose offsets count, without line feeds.
    pub text: &'a str,
    /// The text as shown: a character for each of the text. Those that steer the direction are drawn as symbols, unless the
    /// text needs them.
    pub shown: &'a str,
    /// The looks of what is shown, which they cover in order.
    pub sections: &'a [Section],
    /// Maximum width of a line in points.
    pub width: f32,
    /// Used points of the first line.
    pub indent: f32,
    /// Lines break within words.
    pub break_anywhere: bool,
    /// The paragraph reads from right to left.
    pub rtl: bool,
    /// The tag of its language, if that is known.
    pub language: Option<&'a str>,
    /// The height of a line and its baseline, in points.
    pub row: (f32, f32),
}

/// A part of what is shown and its look.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its bytes in what is shown.
    pub range: Range<usize>,
    /// Its family.
    pub family: FontFamily,
    /// The font size in points.
    pub size: f32,
    /// The number of its colour.
    pub tint: u8,
    /// True if its letters are slanted because there is no italic face.
    pub slanted: bool,
}

/// A tint, and true for slanted letters.
pub(super) type Brush = (u8, bool);
