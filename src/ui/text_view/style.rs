//! The style of the article: font, size and colours.

use egui::{Color32, FontFamily};

use crate::model::kind::{KINDS, KindRow, Look, Rgb, UNKNOWN_KIND};

/// Font, size and colours of the article. The colours of marks come from the table of kinds.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// The font family.
    pub family: FontFamily,
    /// The font size in points.
    pub size: f32,
    /// True if the page is dark, which chooses the colours of kinds.
    pub dark: bool,
    /// The page.
    pub page: Color32,
    /// Text.
    pub text: Color32,
    /// Dimmed text.
    pub weak: Color32,
    /// Links.
    pub link: Color32,
    /// The background of code.
    pub tint: Color32,
    /// The bars of quotations and the rules of tables.
    pub rule: Color32,
    /// The selection; opaque, beneath the text.
    pub selection: Color32,
    /// The selection without the focus.
    pub selection_unfocused: Color32,
    /// The caret.
    pub caret: Color32,
    /// A search hit.
    pub highlight: Color32,
    /// The current search hit.
    pub current_highlight: Color32,
    /// The background of the scroll bar and the strip of marks.
    pub track: Color32,
    /// The handle of the scroll bar.
    pub handle: Color32,
}

impl TextStyle {
    /// Dark text on a warm white page, `size` in points.
    pub fn light(family: FontFamily, size: f32) -> Self {
        Self {
            family,
            size,
            dark: false,
            page: Color32::from_rgb(0xFD, 0xFC, 0xF9),
            text: Color32::from_rgb(0x1F, 0x1D, 0x1A),
            weak: Color32::from_rgb(0x62, 0x5F, 0x59),
            link: Color32::from_rgb(0x1A, 0x46, 0x99),
            tint: Color32::from_rgb(0xF2, 0xF0, 0xEA),
            rule: Color32::from_rgb(0xCF, 0xCA, 0xBF),
            selection: Color32::from_rgb(0xB9, 0xC6, 0xDE),
            selection_unfocused: Color32::from_rgb(0xDB, 0xDC, 0xDF),
            caret: Color32::from_rgb(0x1F, 0x1D, 0x1A),
            highlight: Color32::from_rgb(0xFF, 0xEF, 0x9C),
            current_highlight: Color32::from_rgb(0xFF, 0xC9, 0x3C),
            track: Color32::from_rgb(0xF3, 0xF1, 0xEC),
            handle: Color32::from_rgb(0xA9, 0xA5, 0x9C),
        }
    }

    /// Light text on a dark page, `size` in points.
    pub fn dark(family: FontFamily, size: f32) -> Self {
        Self {
            family,
            size,
            dark: true,
            page: Color32::from_rgb(0x1B, 0x1C, 0x1F),
            text: Color32::from_rgb(0xE2, 0xDF, 0xD8),
            weak: Color32::from_rgb(0xA6, 0xA4, 0x9E),
            link: Color32::from_rgb(0xBE, 0xD6, 0xFF),
            tint: Color32::from_rgb(0x25, 0x27, 0x2B),
            rule: Color32::from_rgb(0x4A, 0x4D, 0x53),
            selection: Color32::from_rgb(0x4A, 0x53, 0x68),
            selection_unfocused: Color32::from_rgb(0x3A, 0x3D, 0x43),
            caret: Color32::from_rgb(0xF2, 0xEF, 0xE8),
            highlight: Color32::from_rgb(0x57, 0x4D, 0x12),
            current_highlight: Color32::from_rgb(0x6B, 0x52, 0x00),
            track: Color32::from_rgb(0x22, 0x23, 0x27),
            handle: Color32::from_rgb(0x6B, 0x6C, 0x70),
        }
    }

    /// The colours of the kind in row `index` of [`KINDS`], or of unknown kinds beyond the last.
    pub(super) fn look(&self, index: usize) -> Look {
        let row: &KindRow = KINDS.get(index).unwrap_or(&UNKNOWN_KIND);
        if self.dark { row.dark } else { row.light }
    }

    /// The colour of lines, stripes and glyphs of a kind, by its row.
    pub(super) fn line(&self, index: usize) -> Color32 {
        color(self.look(index).line)
    }

    /// The fill of a kind, by its row; `strength` (0 to 1) moves it towards the colour of its line.
    pub(super) fn fill(&self, index: usize, strength: f32) -> Color32 {
        let look = self.look(index);
        color(look.fill).lerp_to_gamma(color(look.line), strength)
    }

    /// The strength of a fill under `depth` marks; text on it stays readable.
    pub(super) fn strength(depth: u8) -> f32 {
        f32::from(depth.saturating_sub(1).min(2)) * 0.05
    }

    /// The wash over the fill of the selected mark.
    pub(super) fn wash(&self, index: usize) -> Color32 {
        self.line(index).gamma_multiply(0.16)
    }

    /// The width of the column in points: about 72 characters, or what `available` holds.
    pub(super) fn column(&self, available: f32) -> f32 {
        (self.size * 39.0).min(available).max(self.size * 2.0).floor()
    }

    /// Minimum width of the right margin for links, in points, in a view of a certain width.
    pub(super) fn gutter(&self, available: f32) -> f32 {
        (available * 0.07).clamp(self.size * 1.2, self.size * 2.4).floor()
    }

    /// The distance between lines in points.
    pub(super) fn line_height(&self) -> f32 {
        (self.size * 1.5).round().max(1.0)
    }
}

fn color([red, green, blue]: Rgb) -> Color32 {
    Color32::from_rgb(red, green, blue)
}
