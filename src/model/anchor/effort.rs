//! The budget of a search.

/// The remaining budget: bytes read and letters compared, about a nanosecond each. Without a bound, a text of `aaaa…`
/// with quotes of the same would take hours.
#[derive(Debug)]
pub struct Effort {
    left: usize,
    /// Number of passages that were not looked for everywhere, since the budget was used up.
    pub given_up: usize,
}

impl Effort {
    /// A budget of this size.
    pub fn new(left: usize) -> Self {
        Self { left, given_up: 0 }
    }

    /// Spends some of the budget; `None` if too little is left.
    #[inline]
    pub fn take(&mut self, work: usize) -> Option<()> {
        self.left = self.left.checked_sub(work)?;
        Some(())
    }
}
