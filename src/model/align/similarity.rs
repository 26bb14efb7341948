//! Similarity of passages, and the thresholds for a match.

use std::fmt;

use crate::model::align::Alignment;
use crate::model::align::distance::Pattern;
use crate::model::align::letters::{Letters, folded};

/// Similarity of two passages, in thousandths: from nothing in common to the same letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Similarity(u16);

/// Minimum similarity for quotes shorter than this many scalars; half for longer ones. The values come from a trial on
/// political news: few heavily edited passages were matched to wrong text, and removed ones were not matched.
const FLOORS: [(usize, Similarity); 3] = [(12, Similarity(850)), (30, Similarity(750)), (80, Similarity(600))];

/// Maximum work for comparing two passages by letters: a hundredth of a second or so, enough for 16,000 letters each.
const EFFORT: usize = 1 << 22;

/// Maximum penalty for differences in case alone.
const CASE: Similarity = Similarity(50);

impl Similarity {
    /// Nothing in common.
    pub const NONE: Self = Self(0);
    /// Half in common.
    pub const HALF: Self = Self(500);
    /// The same letters.
    pub const SAME: Self = Self(1000);

    /// This many thousandths, up to 1000.
    pub const fn thousandths(thousandths: u16) -> Self {
        Self(thousandths)
    }

    /// One minus the edit distance as a share of the longer passage.
    ///
    /// Straight and curly quotation marks are equal, dashes too, and any white space. Letters that differ in case count
    /// as different, but all of them together for no more than `CASE`: a headline in capitals says the same. Passages
    /// too long for a comparison by letters are compared by words.
    pub fn of(one: &str, other: &str) -> Self {
        if one == other {
            return Self::SAME;
        }
        let (a, b) = (Letters::of(one, 0), Letters::of(other, 0));
        let Some(same) = Self::of_letters(&a.letters, &b.letters) else { return Self::by_words(one, other) };
        // Letters that are equal without case may differ with it.
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

    /// The similarity of two runs of letters; `None` if that takes too much work.
    fn of_letters(a: &[char], b: &[char]) -> Option<Self> {
        let longer = a.len().max(b.len());
        let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[head..], &b[head..]);
        let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
        let pattern = Pattern::new(a);
        (pattern.effort(b.len()) <= EFFORT).then(|| Self::with(pattern.distance(b), longer))
    }

    /// The share of the longer passage that both have as words.
    fn by_words(one: &str, other: &str) -> Self {
        let compared = Alignment::new((one, 0..one.len()), (other, 0..other.len()), &|_| true);
        let Some(compared) = compared else { return Self::NONE };
        let same: usize = compared.same().iter().map(|block| compared.new.length(block.new..block.new_end())).sum();
        let longer = one.len().max(other.len());
        Self::with(longer - same.min(longer), longer)
    }

    /// Upper bound on the work of [`of`](Self::of), in steps of about a nanosecond.
    pub fn effort(one: &str, other: &str) -> usize {
        (one.len() / 64 + 1).saturating_mul(other.len()).min(EFFORT) * 2 + 8 * (one.len() + other.len())
    }

    /// The similarity of passages with this edit distance, the longer of which has `longer` letters.
    pub(in crate::model) fn with(edits: usize, longer: usize) -> Self {
        let kept = longer.saturating_sub(edits);
        Self(if longer == 0 { 1000 } else { (kept as u64 * 1000 / longer as u64) as u16 })
    }

    /// True if it is enough to match `words`; passages below are never attached.
    pub fn suffices(self, words: &str) -> bool {
        self >= Self::floor(words)
    }

    /// True if it is nearer to the same than to the threshold for `words`.
    pub(in crate::model) fn suffices_by_half(self, words: &str) -> bool {
        2 * self.0 >= Self::floor(words).0 + Self::SAME.0
    }

    /// The threshold for `words`.
    fn floor(words: &str) -> Self {
        let length = words.chars().count();
        FLOORS.iter().find(|(below, _)| length < *below).map_or(Self::HALF, |(_, floor)| *floor)
    }

    /// The difference to another; none if this is less.
    pub fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The weighted mean; `None` of none.
    pub fn mean(several: impl Iterator<Item = (usize, Self)>) -> Option<Self> {
        let (sum, weight) =
            several.fold((0, 0), |(sum, weight), (of_one, one)| (sum + of_one * usize::from(one.0), weight + of_one));
        sum.checked_div(weight).map(|mean| Self(mean as u16))
    }

    /// As a number from 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// As a percentage: "86 %".
impl fmt::Display for Similarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0 / 10)
    }
}
