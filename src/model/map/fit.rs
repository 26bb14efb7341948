//! The size of a box for its text, computed without a toolkit so that any thread can do it.

use super::shape::Size;
use crate::model::annotation::Annotation;
use crate::model::query::quote_start;
use crate::model::text::ArticleText;

/// Maximum characters of a passage that are measured: more than any box shows.
pub const LONGEST: usize = 240;

/// The first letter of the scripts that are set in squares (CJK radicals); all after it are too.
const SQUARE: char = '\u{2E80}';

/// The dimensions of a box, in points: a head, and below it some rows of the passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Its width.
    pub width: f32,
    /// The part of its width that is not for text.
    pub sides: f32,
    /// Its height without the text.
    pub head: f32,
    /// The height of a row of text.
    pub row: f32,
    /// Maximum number of rows.
    pub rows: usize,
    /// The widths of letters.
    pub letters: Letters,
}

impl Fit {
    /// The size of a mark's box.
    pub fn size(&self, mark: &Annotation, text: &ArticleText) -> Size {
        self.size_of_width(mark, text, self.width)
    }

    /// The size of a mark's box of another width.
    pub fn size_of_width(&self, mark: &Annotation, text: &ArticleText, width: f32) -> Size {
        let words = quote_start(mark, text, LONGEST);
        let rows = self.letters.rows(&words, width - self.sides, self.rows);
        Size::new(width, self.head + rows as f32 * self.row)
    }
}

/// The widths of letters in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Letters {
    /// Those from U+0020 to U+007E.
    latin: Vec<f32>,
    /// Any other that is not a square.
    other: f32,
    /// A square.
    square: f32,
}

impl Letters {
    /// The letters of a font: `width` gives the width of one, `size` is the size of the font, in points.
    pub fn new(size: f32, width: impl FnMut(char) -> f32) -> Self {
        let latin: Vec<f32> = (' '..='~').map(width).collect();
        let other = latin.iter().sum::<f32>() / latin.len() as f32;
        Self { latin, other, square: size }
    }

    fn width(&self, letter: char) -> f32 {
        let latin = (letter as usize).checked_sub(' ' as usize).and_then(|at| self.latin.get(at));
        latin.copied().unwrap_or(if letter < SQUARE { self.other } else { self.square })
    }

    /// Number of rows of a width that a text takes, up to `most`; at least one.
    pub fn rows(&self, words: &str, width: f32, most: usize) -> usize {
        let space = self.width(' ');
        let (mut rows, mut at) = (1, 0.0);
        for word in words.split(' ') {
            let length: f32 = word.chars().map(|letter| self.width(letter)).sum();
            if at > 0.0 && at + length > width {
                rows += 1;
                at = 0.0;
            }
            if length > width {
                // A word that is longer than a row continues in the next.
                let further = (length / width).floor();
                rows += further as usize;
                at = length - further * width;
            } else {
                at += length;
            }
            at += space;
            if rows >= most {
                return most;
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn words_go_into_the_next_row_whole() {
        let letters = Letters::new(10.0, |_| 1.0);
        assert_eq!(letters.rows("", 10.0, 4), 1);
        assert_eq!(letters.rows("four four", 10.0, 4), 1);
        assert_eq!(letters.rows("four four four", 10.0, 4), 2);
        assert_eq!(letters.rows("twelve twelve", 10.0, 4), 2);
        assert_eq!(letters.rows("a word of some twenty-five-letters-or-more", 10.0, 9), 5);
        assert_eq!(letters.rows(&"four ".repeat(100), 10.0, 4), 4);
        assert_eq!(letters.rows("字字字", 20.0, 4), 2, "squares are as wide as the font is high");
    }
}
