//! Glyphs on a page.

use std::rc::Rc;

use crate::articles::styled::Look;

/// A glyph on a page. Lengths are in points, from the left and the top of the page as displayed.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// The text; a ligature has several letters.
    pub letters: String,
    /// The left and right edge.
    pub x: (f64, f64),
    /// The baseline.
    pub baseline: f64,
    /// The font size.
    pub size: f64,
    /// The style.
    pub look: Look,
    /// The address of a link around it.
    pub link: Option<Rc<str>>,
    /// True if there is a space, however narrow, between it and the glyph to its left.
    pub spaced: bool,
}

impl Glyph {
    /// True if it is white space.
    pub fn is_blank(&self) -> bool {
        self.letters.chars().all(char::is_whitespace)
    }
}

/// The content of a page.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Its glyphs, in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Glyphs rotated to the right, on the page turned to the left.
    pub lying: Vec<Glyph>,
    /// Omitted glyphs: those of vertical right-to-left, upward or slanted lines.
    pub turned: [usize; 4],
    /// Glyphs without text by their font: lost or guessed.
    pub unknown: usize,
    /// Lost glyphs among them.
    pub lost: usize,
    /// Invisible glyphs over a picture: the result of text recognition.
    pub unseen: usize,
    /// The number of pictures.
    pub pictures: usize,
    /// Width and height of the page.
    pub size: (f64, f64),
}

impl Drawn {
    /// Appends a glyph. A space drawn before it is recorded on the right one of the two glyphs.
    pub fn push(into: &mut Vec<Glyph>, mut glyph: Glyph, after_space: bool) {
        if let Some(last) = into.last_mut().filter(|_| after_space) {
            // Some programs draw from right to left.
            let keep_going = (glyph.baseline - last.baseline).abs() < 0.5 * glyph.size.min(last.size);
            if keep_going && glyph.x.0 >= last.x.0 {
                glyph.spaced = true;
            } else if keep_going {
                last.spaced = true;
            }
        }
        into.push(glyph);
    }
}
