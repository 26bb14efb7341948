//! The ledger of a project: its threads, sorted and filtered.

use std::cmp::Reverse;

use crate::model::fold;
use crate::model::ledger::{STANDINGS, Standing};
use crate::model::project::corpus::Place;
use crate::model::project::overview::{Overview, Thread};
use crate::model::project::people::People;
use crate::model::query::{Needle, mentions};

/// The order of threads: a row of [`THREAD_ORDERS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThreadOrder {
    /// By the number of articles, the most first.
    #[default]
    Articles,
    /// By the date of the earliest article, the earliest first.
    Since,
    /// By the date of the latest article, the latest first.
    Latest,
    /// Those told differently first.
    Differences,
    /// By standing, the least settled first.
    Standing,
    /// By the number of answers, the most first.
    Answers,
    /// By the first speaker's name; threads without one last.
    Speaker,
}

/// A row of [`THREAD_ORDERS`].
#[derive(Debug)]
pub struct ThreadOrderRow {
    /// The order.
    pub order: ThreadOrder,
    /// Its stable id.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
}

/// Every order, the default first.
pub const THREAD_ORDERS: &[ThreadOrderRow] = &[
    ThreadOrderRow { order: ThreadOrder::Articles, id: "articles", name: "Most articles" },
    ThreadOrderRow { order: ThreadOrder::Since, id: "since", name: "Earliest" },
    ThreadOrderRow { order: ThreadOrder::Latest, id: "latest", name: "Latest" },
    ThreadOrderRow { order: ThreadOrder::Differences, id: "differences", name: "Differences" },
    ThreadOrderRow { order: ThreadOrder::Standing, id: "standing", name: "Standing" },
    ThreadOrderRow { order: ThreadOrder::Answers, id: "answers", name: "Most answers" },
    ThreadOrderRow { order: ThreadOrder::Speaker, id: "speaker", name: "Speaker" },
];

/// A filter of threads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadFilter {
    /// Standings that are not shown.
    pub hidden: Vec<Standing>,
    /// Text that must be in the title, a claim or an answer: in its passage, speaker, note or tags.
    pub words: String,
    /// Only threads that are claimed in several articles.
    pub across: bool,
    /// Only threads that are told differently.
    pub differing: bool,
}

/// Threads in an order, as far as a filter admits them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadList {
    /// The indices of the threads.
    pub rows: Vec<u32>,
    /// The number of threads of each standing, by the rows of [`STANDINGS`], listed or not.
    pub standings: [usize; STANDINGS.len()],
    /// The number of threads that are claimed in several articles.
    pub across: usize,
    /// The number of threads that are told differently.
    pub differing: usize,
}

impl ThreadFilter {
    /// True if everything is shown.
    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty() && self.words.trim().is_empty() && !self.across && !self.differing
    }

    fn admits(&self, thread: &Thread, has: impl Fn(&Thread) -> bool) -> bool {
        !self.hidden.contains(&thread.standing)
            && (!self.across || thread.articles > 1)
            && (!self.differing || !thread.differences.is_empty())
            && has(thread)
    }
}

/// The threads that a filter admits, sorted; equal ones stay in the order of their earliest claims.
pub fn threads(overview: &Overview, people: &People, order: ThreadOrder, filter: &ThreadFilter) -> ThreadList {
    let needle = Needle::new(filter.words.trim());
    // Speakers are found by the names that the project shows too.
    let named: Vec<bool> = people.list.iter().map(|person| needle.is_in(&person.name)).collect();
    let says = |mark: Place| {
        let is_named = people.of(mark).is_some_and(|person| named.get(person) == Some(&true));
        is_named || overview.mark(mark).is_some_and(|(mark, of)| mentions(mark, &of.article().text, &needle))
    };
    let has = |thread: &Thread| {
        needle.is_empty()
            || thread.title.as_ref().is_some_and(|title| needle.is_in(&title.title))
            || marks(thread).any(says)
    };
    let mut listed = ThreadList::default();
    for (at, thread) in (0..).zip(overview.threads()) {
        listed.standings[thread.standing as usize] += 1;
        listed.across += usize::from(thread.articles > 1);
        listed.differing += usize::from(!thread.differences.is_empty());
        if filter.admits(thread, has) {
            listed.rows.push(at);
        }
    }
    let thread = |at: &u32| &overview.threads()[*at as usize];
    let latest = |thread: &Thread| thread.claims.iter().rev().find_map(|claim| overview.date(claim.article));
    match order {
        ThreadOrder::Articles => listed.rows.sort_by_key(|at| Reverse(thread(at).articles)),
        ThreadOrder::Since => listed.rows.sort_by_key(|at| (thread(at).since.is_none(), thread(at).since)),
        ThreadOrder::Latest => listed.rows.sort_by_key(|at| Reverse(latest(thread(at)))),
        ThreadOrder::Differences => listed.rows.sort_by_key(|at| Reverse(thread(at).differences.len())),
        ThreadOrder::Standing => listed.rows.sort_by_key(|at| thread(at).standing),
        ThreadOrder::Answers => listed.rows.sort_by_key(|at| Reverse(thread(at).answers.len())),
        ThreadOrder::Speaker => listed.rows.sort_by_cached_key(|at| {
            let mut speakers = thread(at).claims.iter().filter_map(|claim| people.speaker(*claim));
            let first = speakers.next().map(|person| fold::sort_key(&person.name));
            (first.is_none(), first)
        }),
    }
    listed
}

/// The claims of a thread and the marks of its answers.
fn marks(thread: &Thread) -> impl Iterator<Item = Place> + '_ {
    thread.claims.iter().copied().chain(thread.answers.iter().flat_map(|answer| answer.marks.iter().copied()))
}
