//! A piece of a line: glyphs on one baseline without a wide gap.

use crate::articles::pdf::glyph::Glyph;
use crate::articles::pdf::statistics::mode;

/// Glyphs on one baseline, from left to right.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The glyphs, none of them blank.
    pub glyphs: Vec<Glyph>,
    /// The left and right edge.
    pub x: (f64, f64),
    /// The baseline.
    pub baseline: f64,
    /// The font size of most glyphs.
    pub size: f64,
    /// For a table row, the left edge of each cell and the number of tab stops before it; otherwise empty.
    pub tabs: Vec<(f64, usize)>,
}

impl Piece {
    /// Makes a piece of glyphs, if there are any.
    pub fn new(glyphs: Vec<Glyph>) -> Option<Self> {
        let mut piece = Self { glyphs, x: (0.0, 0.0), baseline: 0.0, size: 0.0, tabs: Vec::new() };
        piece.glyphs.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
        piece.measure().then_some(piece)
    }

    fn measure(&mut self) -> bool {
        let Some(largest) = self.glyphs.iter().map(|glyph| glyph.size).max_by(f64::total_cmp) else { return false };
        // The size with most of the width: superscripts are smaller, initials larger.
        let sizes = self.glyphs.iter().map(|glyph| (glyph.size, glyph.x.1 - glyph.x.0 + 0.01));
        self.size = mode(sizes, 0.05).unwrap_or(largest);
        let of_size = self.glyphs.iter().filter(|glyph| (glyph.size - self.size).abs() <= self.size * 0.1);
        self.baseline = mode(of_size.map(|glyph| (glyph.baseline, 1.0)), 0.01).unwrap_or(self.glyphs[0].baseline);
        let from = self.glyphs.iter().map(|glyph| glyph.x.0).min_by(f64::total_cmp).unwrap_or(0.0);
        let to = self.glyphs.iter().map(|glyph| glyph.x.1).max_by(f64::total_cmp).unwrap_or(0.0);
        self.x = (from, to);
        true
    }

    /// Joins pieces of a line, if there are any.
    pub fn joined(pieces: impl IntoIterator<Item = Self>) -> Option<Self> {
        let (mut glyphs, mut tabs, mut from) = (Vec::new(), Vec::new(), f64::INFINITY);
        for piece in pieces {
            // A line beside an initial begins at the edge of the initial.
            from = from.min(piece.x.0);
            glyphs.extend(piece.glyphs);
            tabs.extend(piece.tabs);
        }
        tabs.sort_by(|a: &(f64, usize), b| a.0.total_cmp(&b.0));
        let mut joined = Self::new(glyphs)?;
        joined.tabs = tabs;
        joined.x.0 = from;
        Some(joined)
    }

    /// Adds the glyphs of another piece.
    pub fn take(&mut self, other: Self) {
        let from = self.x.0.min(other.x.0);
        self.glyphs.extend(other.glyphs);
        self.glyphs.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
        self.measure();
        self.x.0 = from;
    }

    /// The number of letters.
    pub fn letters(&self) -> usize {
        self.glyphs.iter().map(|glyph| glyph.letters.chars().count()).sum()
    }

    /// Its letters without spaces.
    pub fn raw(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.letters.as_str()).collect()
    }

    /// True if two pieces are on one line, or one is a superscript or subscript beside the other.
    pub fn shares_line(&self, other: &Self) -> bool {
        let (large, small) = if self.size >= other.size { (self, other) } else { (other, self) };
        let apart = small.baseline - large.baseline;
        if small.size < large.size * 0.85 {
            (-0.75 * large.size..0.4 * large.size).contains(&apart)
        } else {
            apart.abs() <= large.size * 0.25
        }
    }
}

/// True if a line was justified: it has no digits, and all gaps are equal, unlike those between table cells.
pub fn is_spread<'g>(glyphs: impl Iterator<Item = &'g Glyph> + Clone, size: f64) -> bool {
    if glyphs.clone().any(|glyph| glyph.letters.chars().any(char::is_numeric)) {
        return false;
    }
    let gaps =
        glyphs.clone().zip(glyphs.skip(1)).map(|(last, next)| next.x.0 - last.x.1).filter(|gap| *gap > 0.15 * size);
    let (count, least, most) =
        gaps.fold((0, f64::INFINITY, 0.0_f64), |(count, least, most), gap| (count + 1, gap.min(least), gap.max(most)));
    count > 1 && most - least < 0.15 * most
}
