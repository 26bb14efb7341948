//! Work on many items, on all processors.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Runs `work` for each item on all processors, and `then` for each result on this thread, in the order of the items.
///
/// # Panics
/// If `work` or `then` panics.
pub fn in_parallel<'i, I: Sync, O: Send>(items: &'i [I], work: impl Fn(&'i I) -> O + Sync, mut then: impl FnMut(O)) {
    let next = AtomicUsize::new(0);
    let (sender, done) = mpsc::channel();
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
        for _ in 0..threads {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    // The receiver is gone only if this function panicked.
                    let _ = sender.send((index, work(item)));
                }
            });
        }
        drop(sender);
        let (mut waiting, mut due) = (BTreeMap::new(), 0);
        for (index, outcome) in done {
            waiting.insert(index, outcome);
            while let Some(outcome) = waiting.remove(&due) {
                then(outcome);
                due += 1;
            }
        }
    });
}
