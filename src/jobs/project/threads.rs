//! Listing the threads of a project.

use std::sync::Arc;

use crate::model::project::ledger::{ThreadFilter, ThreadList, ThreadOrder, threads};
use crate::model::project::overview::Overview;
use crate::model::project::people::People;

/// A list of threads to make.
#[derive(Clone, Debug)]
pub struct ThreadsJob {
    /// The threads.
    pub overview: Arc<Overview>,
    /// The speakers, who belong to the same articles.
    pub people: Arc<People>,
    /// Their order.
    pub order: ThreadOrder,
    /// The filter.
    pub filter: ThreadFilter,
}

impl ThreadsJob {
    /// True if both make the same list.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.overview, &other.overview) && self.order == other.order && self.filter == other.filter
    }

    /// Makes the list.
    pub fn run(&self) -> ThreadList {
        threads(&self.overview, &self.people, self.order, &self.filter)
    }
}
