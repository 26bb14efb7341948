//! How large a box must be for what stands in it, reckoned without a toolkit so that it can be done on any thread.

use super::shape::Size;
use crate::model::annotation::Annotation;
use crate::model::query::quote_start;
use crate::model::text::ArticleText;

/// Characters of a passage that are looked at: more than any box shows.
pub const LONGEST: usize = 240;

/// The first letter of the scripts that are set in squares (CJK radicals), and all after it.
const SQUARE: char = '\u{2E80}';

/// What a box holds, in points: a head, and below it some rows of the passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Its width.
    pub width: f32,
    /// What of its width the words do not take.
    pub sides: f32,
    /// Its height without the words.
    pub head: f32,
    /// The height of a row of words.
    pub row: f32,
    /// How many rows it has at most.
    pub rows: usize,
    /// How wide letters are.
    pub letters: Letters,
}

impl Fit {
    /// The size of a mark's box.
    pub fn size(&self, mark: &Annotation, text: &ArticleText) -> Size {
        let words = quote_start(mark, text, LONGEST);
        let rows = self.letters.rows(&words, self.width - self.sides, self.rows);
        Size::new(self.width, self.head + rows as f32 * self.row)
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
    /// The letters of a font: `width` tells how wide one is, `size` is the font's, in points.
    pub fn new(size: f32, width: impl FnMut(char) -> f32) -> Self {
        let latin: Vec<f32> = (' '..='~').map(width).collect();
        let other = latin.iter().sum::<f32>() / latin.len() as f32;
        Self { latin, other, square: size }
    }

    fn width(&self, letter: char) -> f32 {
        let latin = (letter as usize).checked_sub(' ' as usize).and_then(|at| self.latin.get(at));
        latin.copied().unwrap_or(if letter < SQUARE { self.other } else { self.square })
    }

    /// How many rows of a width words take, up to `most`; at least one.
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
                // A word that is longer than a row goes on in the next.
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
