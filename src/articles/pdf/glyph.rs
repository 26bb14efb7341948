//! Letters on a page, as they are drawn.

use std::rc::Rc;

use crate::articles::styled::Look;

/// Letters that are drawn as one, somewhere on a page. Lengths are in points, from the left and from the top of the page as
/// it is seen.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// The letters; a ligature is more than one.
    pub letters: String,
    /// Where it begins and ends.
    pub x: (f64, f64),
    /// Where its line stands.
    pub baseline: f64,
    /// The size of its font.
    pub size: f64,
    /// How it looks.
    pub look: Look,
    /// Where a link around it leads.
    pub link: Option<Rc<str>>,
    /// True if a space is drawn between it and the letter left of it, however narrow.
    pub spaced: bool,
}

impl Glyph {
    /// True if it is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.letters.chars().all(char::is_whitespace)
    }
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Its letters, in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Letters that lie on their right side, on the page turned to the left.
    pub lying: Vec<Glyph>,
    /// Letters whose lines run down the page, from right to left, up the page, or slanted: those left out.
    pub turned: [usize; 4],
    /// Letters whose font does not say what they are: lost, or guessed.
    pub unknown: usize,
    /// Letters of these that are lost.
    pub lost: usize,
    /// Letters that are drawn over a picture without being seen: those of a program that read the picture.
    pub unseen: usize,
    /// Pictures.
    pub pictures: usize,
    /// The page's width and height.
    pub size: (f64, f64),
}

impl Drawn {
    /// Appends a letter; if a space was drawn since the one before, notes it on whichever of the two stands on the right.
    pub fn push(into: &mut Vec<Glyph>, mut glyph: Glyph, after_space: bool) {
        if let Some(last) = into.last_mut().filter(|_| after_space) {
            // Some programs draw from the right to the left.
            let goes_on = (glyph.baseline - last.baseline).abs() < 0.5 * glyph.size.min(last.size);
            if goes_on && glyph.x.0 >= last.x.0 {
                glyph.spaced = true;
            } else if goes_on {
                last.spaced = true;
            }
        }
        into.push(glyph);
    }
}
