//! Short strings that are kept in place: ids and times, of which a project has hundreds of thousands.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A string that takes no memory of its own up to `N` bytes; a longer one is shared.
#[derive(Clone)]
pub struct Short<const N: usize>(Spelling<N>);

#[derive(Clone)]
enum Spelling<const N: usize> {
    Short(u8, [u8; N]),
    Long(Arc<str>),
}

impl<const N: usize> Short<N> {
    /// The string with these words.
    pub fn new(words: &str) -> Self {
        const { assert!(N <= u8::MAX as usize) }
        let mut bytes = [0; N];
        Self(match bytes.get_mut(..words.len()) {
            Some(room) => {
                room.copy_from_slice(words.as_bytes());
                Spelling::Short(words.len() as u8, bytes)
            }
            None => Spelling::Long(words.into()),
        })
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Spelling::Short(length, bytes) => &bytes[..usize::from(*length)],
            Spelling::Long(words) => words.as_bytes(),
        }
    }
}

impl<const N: usize> PartialEq for Short<N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl<const N: usize> Eq for Short<N> {}

impl<const N: usize> PartialOrd for Short<N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The order of strings is that of their bytes.
impl<const N: usize> Ord for Short<N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl<const N: usize> Hash for Short<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl<const N: usize> fmt::Debug for Short<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Short;

    #[test]
    fn short_and_long_words_are_the_same_kind_of_string() {
        for (one, other) in [("", "a"), ("ab", "abc"), ("é", "è"), ("abcd", "abcde"), ("zzzzzz", "zz")] {
            let (first, second) = (Short::<4>::new(one), Short::<4>::new(other));
            assert_eq!((first.as_str(), second.as_str()), (one, other));
            assert_eq!((first.cmp(&second), first == second), (one.cmp(other), one == other));
            assert_eq!(first, first.clone());
        }
    }
}
