//! The budget of a search.

/// How much work may still be done: bytes read and letters compared, about a nanosecond each. Without a bound, a text of
/// `aaaa…` with quotes of the same would take hours.
#[derive(Debug)]
pub struct Effort {
    left: usize,
    /// Passages that were not looked for everywhere, since that was used up.
    pub given_up: usize,
}

impl Effort {
    /// So much.
    pub fn new(left: usize) -> Self {
        Self { left, given_up: 0 }
    }

    /// Takes some work off, if as much is left.
    pub fn take(&mut self, work: usize) -> Option<()> {
        self.left = self.left.checked_sub(work)?;
        Some(())
    }
}
