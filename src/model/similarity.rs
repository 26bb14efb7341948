//! How like two passages are, and how like they must be for one to stand for the other.

use std::fmt;

use crate::model::distance::Pattern;

/// How like two passages are, from nothing in common to the same letters, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Similarity(u16);

/// Least likeness of a passage to words shorter than so many scalars. A trial on political news gave these: with them few
/// heavily edited passages were put on wrong words, and removed ones were kept off other words.
const FLOORS: [(usize, Similarity); 4] =
    [(12, Similarity(850)), (30, Similarity(750)), (80, Similarity(600)), (usize::MAX, Similarity(500))];

/// How much work comparing two passages may be: a hundredth of a second or so. It is enough for 16,000 letters each.
const EFFORT: usize = 1 << 22;

impl Similarity {
    /// Nothing in common.
    pub const NONE: Self = Self(0);
    /// The same letters.
    pub const SAME: Self = Self(1000);

    /// How like two passages are: one less the letters to put in, leave out or replace, as a share of the longer one.
    ///
    /// Straight and curly quotation marks are alike, dashes too, and any white space. Of passages so long that comparing
    /// them would take too much work, only what they begin and end with alike counts.
    pub fn of(one: &str, other: &str) -> Self {
        if one == other {
            return Self::SAME;
        }
        let (one, other) = (letters(one), letters(other));
        let longer = one.len().max(other.len());
        let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
        let (one, other) = (&one[head..], &other[head..]);
        let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
        let (one, other) = (&one[..one.len() - tail], &other[..other.len() - tail]);
        let pattern = Pattern::new(one);
        let most = one.len().max(other.len());
        let distance = if pattern.effort(other.len()) > EFFORT { most } else { pattern.distance(other) };
        Self::with(distance, longer)
    }

    /// How much work [`of`](Self::of) may be at most, in steps of about a nanosecond.
    pub fn effort(one: &str, other: &str) -> usize {
        (one.len() / 64 + 1).saturating_mul(other.len()).min(EFFORT) + one.len() + other.len()
    }

    /// The likeness of passages of which the longer has `longer` letters, with so many edits between them.
    pub(in crate::model) fn with(edits: usize, longer: usize) -> Self {
        let kept = longer.saturating_sub(edits);
        Self(if longer == 0 { 1000 } else { (kept as u64 * 1000 / longer as u64) as u16 })
    }

    /// Whether a passage that is so like `words` may stand for them; what is below is never attached.
    pub fn suffices(self, words: &str) -> bool {
        let length = words.chars().count();
        FLOORS.iter().find(|(below, _)| length < *below).is_some_and(|(_, floor)| self >= *floor)
    }

    /// From 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// As people say it: "86 %".
impl fmt::Display for Similarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0 / 10)
    }
}

/// The letters of a passage as they are compared: runs of white space as one space, none at the ends.
fn letters(words: &str) -> Vec<char> {
    let mut letters: Vec<char> = Vec::with_capacity(words.len());
    for c in words.trim().chars().map(folded) {
        if c != ' ' || letters.last() != Some(&' ') {
            letters.push(c);
        }
    }
    letters
}

/// The letter that stands for all that editors and typesetters put in its place.
pub(in crate::model) fn folded(c: char) -> char {
    match c {
        '\'' | '`' | '\u{B4}' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2039}' | '\u{203A}' => '\'',
        '"' | '\u{AB}' | '\u{BB}' | '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{300C}'..='\u{300F}' => '"',
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}
