//! Letters on a page, as they are drawn.

use std::rc::Rc;

use crate::formats::styled::Look;

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
}

impl Glyph {
    /// Whether it is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.letters.chars().all(char::is_whitespace)
    }
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Its letters, in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Letters that stand sideways or upside down.
    pub sideways: usize,
    /// Letters whose font does not say what they are: lost, or guessed.
    pub unknown: usize,
    /// Letters that are drawn over a picture without being seen: those of a program that read the picture.
    pub unseen: usize,
    /// Pictures.
    pub pictures: usize,
    /// The page's width and height.
    pub size: (f64, f64),
}
