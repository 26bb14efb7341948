//! Numbered indices over a whole set: positions, groups, and lists.

use std::collections::HashMap;

use crate::model::set::AnnotationSet;

/// The position of each mark by its id. For many at once this is faster than [`AnnotationSet::position`].
pub fn positions(set: &AnnotationSet) -> HashMap<&str, u32> {
    set.annotations().iter().enumerate().map(|(at, mark)| (mark.id.as_str(), at as u32)).collect()
}

/// A list of small items for each number, all in one allocation.
pub struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// `count` lists of the items that come with their numbers, which keep their order.
    pub fn new(count: usize, items: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut starts = vec![0; count + 1];
        for (at, _) in items.clone() {
            starts[at as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut sorted = vec![T::default(); starts[count] as usize];
        for (at, item) in items {
            sorted[next[at as usize] as usize] = item;
            next[at as usize] += 1;
        }
        Self { starts, items: sorted }
    }

    /// The list of a number.
    #[inline]
    pub fn of(&self, at: u32) -> &[T] {
        let at = at as usize;
        &self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The list of a number, for sorting.
    pub fn of_mut(&mut self, at: u32) -> &mut [T] {
        let at = at as usize;
        &mut self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Number of lists.
    pub fn len(&self) -> u32 {
        self.starts.len() as u32 - 1
    }
}

/// Disjoint sets of numbers (union-find); a group is named by its smallest member.
///
/// Paths are halved as they are walked (Tarjan and van Leeuwen, "Worst-case Analysis of Set Union Algorithms", 1984).
pub struct Groups(Vec<u32>);

impl Groups {
    /// `count` numbers, each in a group of its own.
    pub fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    /// The smallest member of a number's group.
    pub fn head(&mut self, mut at: u32) -> u32 {
        let heads = &mut self.0;
        while heads[at as usize] != at {
            heads[at as usize] = heads[heads[at as usize] as usize];
            at = heads[at as usize];
        }
        at
    }

    /// Unites the groups of two numbers.
    pub fn unite(&mut self, one: u32, other: u32) {
        let (one, other) = (self.head(one), self.head(other));
        self.0[one.max(other) as usize] = one.min(other);
    }

    /// The head of each number.
    pub fn into_heads(mut self) -> Vec<u32> {
        (0..self.0.len() as u32).map(|at| self.head(at)).collect()
    }
}
