//! The ledger of the project: its order, its filter, and the list of threads.

use crate::jobs::project::threads::ThreadsJob;
use crate::model::project::ledger::{ThreadFilter, ThreadList, ThreadOrder};

/// The ledger of the project.
#[derive(Debug, Default)]
pub struct Threads {
    /// The order of the threads.
    pub order: ThreadOrder,
    /// The filter of the threads.
    pub filter: ThreadFilter,
    /// The list, with everything that it was made from; nothing before the first one.
    pub list: Option<(Box<ThreadsJob>, ThreadList)>,
    /// True while a list is being made.
    pub lists: bool,
}
