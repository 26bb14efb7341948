//! The style of the article: font, size and colours.

use egui::{Color32, FontFamily};

use crate::model::kind::{KINDS, KindRow, Look, Rgb, UNKNOWN_KIND};
use crate::ui::paper::Palette;

/// The mean width of a character in font sizes, in the bundled serif typeface.
const CHARACTER: f32 = 39.0 / 72.0;

/// Font, size and colours of the article. The colours of marks come from the table of kinds.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// The font family.
    pub family: FontFamily,
    /// The font size in points.
    pub size: f32,
    /// The distance between lines in font sizes.
    pub line_height: f32,
    /// The width of the column in characters of usual text.
    pub characters: f32,
    /// The strength of the wash over the selected mark, from 0 to 1.
    pub wash: f32,
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
    /// The usual typography in the colours of a paper, `size` in points.
    pub fn new(paper: &Palette, family: FontFamily, size: f32) -> Self {
        Self {
            family,
            size,
            line_height: 1.5,
            characters: 72.0,
            wash: if paper.contrast { 0.1 } else { 0.16 },
            dark: paper.dark,
            page: paper.page,
            text: paper.text,
            weak: paper.weak,
            link: paper.link,
            tint: paper.tint,
            rule: paper.rule,
            selection: paper.chosen,
            selection_unfocused: paper.chosen_unfocused,
            caret: paper.text,
            highlight: paper.highlight,
            current_highlight: paper.current_highlight,
            track: paper.panel,
            handle: paper.edge,
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
        self.line(index).gamma_multiply(self.wash)
    }

    /// The width of the column in points, or what `available` holds.
    pub(super) fn column(&self, available: f32) -> f32 {
        (self.size * self.characters * CHARACTER).min(available).max(self.size * 2.0).floor()
    }

    /// Minimum width of the right margin for links, in points, in a view of a certain width.
    pub(super) fn gutter(&self, available: f32) -> f32 {
        (available * 0.07).clamp(self.size * 1.2, self.size * 2.4).floor()
    }

    /// The distance between lines in points.
    pub(super) fn line_height(&self) -> f32 {
        (self.size * self.line_height).round().max(1.0)
    }
}

fn color([red, green, blue]: Rgb) -> Color32 {
    Color32::from_rgb(red, green, blue)
}
