//! Levenshtein distance, in characters.
//!
//! Myers' bit-parallel algorithm (G. Myers, A fast bit-vector algorithm for approximate string matching, J. ACM 46,
//! 1999) with the blocks of Hyyrö (2003): 64 letters of the pattern at once, whatever the number of edits.

use std::collections::HashMap;

/// Letters of the pattern in one machine word.
const BLOCK: usize = u64::BITS as usize;

/// A pattern to compare texts with.
#[derive(Debug)]
pub struct Pattern {
    length: usize,
    /// The start of each letter's masks in the table.
    letters: HashMap<char, usize>,
    /// For each letter, and first for letters that are not in the pattern, its positions in each block.
    masks: Vec<u64>,
}

/// The vertical deltas of a column of the table: plus one, minus one.
#[derive(Clone, Copy)]
struct Deltas {
    plus: u64,
    minus: u64,
}

impl Pattern {
    /// The pattern of these letters.
    pub fn new(letters: &[char]) -> Self {
        let blocks = letters.len().div_ceil(BLOCK);
        let mut pattern = Self { length: letters.len(), letters: HashMap::new(), masks: vec![0; blocks] };
        for (place, letter) in letters.iter().enumerate() {
            let masks = &mut pattern.masks;
            let from = *pattern.letters.entry(*letter).or_insert_with(|| {
                let from = masks.len();
                masks.resize(from + blocks, 0);
                from
            });
            masks[from + place / BLOCK] |= 1 << (place % BLOCK);
        }
        pattern
    }

    /// The cost of comparing it with a text of this length, in steps of a nanosecond or two.
    pub fn effort(&self, letters: usize) -> usize {
        self.length.div_ceil(BLOCK).saturating_mul(letters)
    }

    /// The distance to the whole of `text`.
    pub fn distance(&self, text: &[char]) -> usize {
        let mut last = self.length;
        self.scan(text.iter().copied(), true, |distance| last = distance);
        last
    }

    /// Reports for each letter of `text` the least distance to a substring that ends with it and begins anywhere, or,
    /// if `anchored`, at the start of the text.
    pub fn scan(&self, text: impl Iterator<Item = char>, anchored: bool, mut each: impl FnMut(usize)) {
        let blocks = self.length.div_ceil(BLOCK);
        let mut column = vec![Deltas { plus: !0, minus: 0 }; blocks];
        let mut distance = self.length;
        let last_row = 1 << (self.length.wrapping_sub(1) % BLOCK);
        for letter in text {
            let from = self.letters.get(&letter).copied().unwrap_or(0);
            let mut carry = i8::from(anchored);
            for (index, (deltas, mask)) in column.iter_mut().zip(&self.masks[from..]).enumerate() {
                let bottom = if index + 1 == blocks { last_row } else { 1 << (BLOCK - 1) };
                carry = deltas.advance(*mask, carry, bottom);
            }
            distance = distance.saturating_add_signed(isize::from(carry));
            each(distance);
        }
    }
}

impl Deltas {
    /// Advances a block by one letter of the text, whose positions are `equal`. `carry` is the horizontal delta above
    /// the block; the result is the delta in the row `bottom`.
    fn advance(&mut self, equal: u64, carry: i8, bottom: u64) -> i8 {
        let (rises, falls) = (u64::from(carry > 0), u64::from(carry < 0));
        let vertical = equal | self.minus;
        let equal = equal | falls;
        let horizontal = ((equal & self.plus).wrapping_add(self.plus) ^ self.plus) | equal;
        let plus = self.minus | !(horizontal | self.plus);
        let minus = self.plus & horizontal;
        let out = i8::from(plus & bottom != 0) - i8::from(minus & bottom != 0);
        let (plus, minus) = (plus << 1 | rises, minus << 1 | falls);
        self.plus = minus | !(vertical | plus);
        self.minus = plus & vertical;
        out
    }
}
