//! Letters folded for comparison.

use crate::model::script::ascii_digit;

/// The letters of a passage for comparison: lower case, runs of white space as one space, none at the ends.
#[derive(Debug, Default)]
pub(in crate::model) struct Letters {
    /// The letters.
    pub letters: Vec<char>,
    /// The start of each in the text, in bytes.
    starts: Vec<u32>,
    /// The end of the last one.
    end: usize,
}

impl Letters {
    /// The letters of `words`, which start at byte `base` of the text.
    pub fn of(words: &str, base: usize) -> Self {
        Self::by(words, base, compared)
    }

    pub(super) fn by(words: &str, base: usize, as_compared: impl Fn(char) -> char) -> Self {
        let trimmed = words.trim_start();
        let base = base + words.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        let mut taken = Self { end: base + trimmed.len(), ..Self::default() };
        for (at, c) in trimmed.char_indices() {
            let c = as_compared(c);
            if c != ' ' || taken.letters.last() != Some(&' ') {
                taken.letters.push(c);
                taken.starts.push((base + at) as u32);
            }
        }
        taken
    }

    /// The byte offset of a letter in the text; beyond the last one, the end.
    #[inline]
    pub fn byte(&self, letter: usize) -> usize {
        self.starts.get(letter).map_or(self.end, |start| *start as usize)
    }
}

/// A letter for comparison: lower case and [`folded`].
#[inline]
pub(in crate::model) fn compared(c: char) -> char {
    if c.is_ascii() {
        return folded(c.to_ascii_lowercase());
    }
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => folded(one),
        _ => folded(c),
    }
}

/// The representative of characters that editors and typesetters exchange for each other, as the digits of all scripts.
#[inline]
pub(in crate::model) fn folded(c: char) -> char {
    match c {
        '\'' | '`' | '\u{B4}' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2039}' | '\u{203A}' => '\'',
        '"' | '\u{AB}' | '\u{BB}' | '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{300C}'..='\u{300F}' => '"',
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{5F3}' | '\u{FF07}' => '\'',
        '\u{5F4}' | '\u{FF02}' => '"',
        // The decimal and thousands separators of Arabic.
        '\u{66B}' => '.',
        '\u{66C}' => ',',
        c if c.is_whitespace() => ' ',
        c => ascii_digit(c).unwrap_or(c),
    }
}
