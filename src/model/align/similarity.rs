//! How like two passages are, and how like they must be for one to stand for the other.

use std::fmt;

use crate::model::align::Alignment;
use crate::model::align::distance::Pattern;
use crate::model::align::letters::{Letters, folded};

/// How like two passages are, from nothing in common to the same letters, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Similarity(u16);

/// Least likeness of a passage to words shorter than so many scalars; half for longer ones. A trial on political news gave these: with them few
/// heavily edited passages were put on wrong words, and removed ones were kept off other words.
const FLOORS: [(usize, Similarity); 3] = [(12, Similarity(850)), (30, Similarity(750)), (80, Similarity(600))];

/// How much work comparing two passages letter by letter may be: a hundredth of a second or so. It is enough for 16,000
/// letters each.
const EFFORT: usize = 1 << 22;

/// By how much case alone makes passages less like each other, at most.
const CASE: Similarity = Similarity(50);

impl Similarity {
    /// Nothing in common.
    pub const NONE: Self = Self(0);
    /// As much in common as not.
    pub const HALF: Self = Self(500);
    /// The same letters.
    pub const SAME: Self = Self(1000);

    /// So many thousandths, up to a thousand.
    pub const fn thousandths(thousandths: u16) -> Self {
        Self(thousandths)
    }

    /// How like two passages are: one less the letters to put in, leave out or replace, as a share of the longer one.
    ///
    /// Straight and curly quotation marks are alike, dashes too, and any white space. Letters that differ in case count as
    /// other letters, but all of them together for no more than `CASE`: a headline in capitals says the same. Passages so
    /// long that comparing their letters would take too much work are compared word by word.
    pub fn of(one: &str, other: &str) -> Self {
        if one == other {
            return Self::SAME;
        }
        let (a, b) = (Letters::of(one, 0), Letters::of(other, 0));
        let Some(same) = Self::of_letters(&a.letters, &b.letters) else { return Self::by_words(one, other) };
        // Letters that are the same in any case may differ in this one.
        let strict = |words: &str| Letters::by(words, 0, folded).letters;
        let (a, b) = (strict(one), strict(other));
        if a == b {
            return same;
        }
        match Self::of_letters(&a, &b) {
            Some(strict) => strict.max(same.less(CASE)),
            None => same,
        }
    }

    /// The likeness of two runs of letters; `None` if comparing them takes too much work.
    fn of_letters(a: &[char], b: &[char]) -> Option<Self> {
        let longer = a.len().max(b.len());
        let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[head..], &b[head..]);
        let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
        let pattern = Pattern::new(a);
        (pattern.effort(b.len()) <= EFFORT).then(|| Self::with(pattern.distance(b), longer))
    }

    /// The share of the longer passage that is words of both.
    fn by_words(one: &str, other: &str) -> Self {
        let compared = Alignment::new((one, 0..one.len()), (other, 0..other.len()), &|_| true);
        let Some(compared) = compared else { return Self::NONE };
        let same: usize = compared.same().iter().map(|block| compared.new.length(block.new..block.new_end())).sum();
        let longer = one.len().max(other.len());
        Self::with(longer - same.min(longer), longer)
    }

    /// How much work [`of`](Self::of) may be at most, in steps of about a nanosecond.
    pub fn effort(one: &str, other: &str) -> usize {
        (one.len() / 64 + 1).saturating_mul(other.len()).min(EFFORT) * 2 + 8 * (one.len() + other.len())
    }

    /// The likeness of passages of which the longer has `longer` letters, with so many edits between them.
    pub(in crate::model) fn with(edits: usize, longer: usize) -> Self {
        let kept = longer.saturating_sub(edits);
        Self(if longer == 0 { 1000 } else { (kept as u64 * 1000 / longer as u64) as u16 })
    }

    /// True if a passage that is so like `words` may stand for them; what is below is never attached.
    pub fn suffices(self, words: &str) -> bool {
        self >= Self::floor(words)
    }

    /// True if it is nearer to being the same than to the floor for `words`.
    pub(in crate::model) fn suffices_by_half(self, words: &str) -> bool {
        2 * self.0 >= Self::floor(words).0 + Self::SAME.0
    }

    /// The least likeness of a passage that may stand for `words`.
    fn floor(words: &str) -> Self {
        let length = words.chars().count();
        FLOORS.iter().find(|(below, _)| length < *below).map_or(Self::HALF, |(_, floor)| *floor)
    }

    /// By how much this is more than another; none if it is less.
    pub fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The mean of several, each with its weight; `None` of none.
    pub fn mean(several: impl Iterator<Item = (usize, Self)>) -> Option<Self> {
        let (sum, weight) =
            several.fold((0, 0), |(sum, weight), (of_one, one)| (sum + of_one * usize::from(one.0), weight + of_one));
        sum.checked_div(weight).map(|mean| Self(mean as u16))
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
