//! The end of the program from outside: a signal, the end of the session, loss of the display.
//!
//! The window may have no more frames then, so it leaves here, after each action, what is not saved yet. Whoever learns
//! of the end saves it, or else copies it to the data folder. Where making that ready takes long, since there are very
//! many marks, it is done less often than after each action; what a save by itself would lose at most is not exceeded.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::app::state::State;
use crate::jobs::rescue::{CopyJob, keep_copy};
use crate::jobs::save::{Disk, SaveJob};
use crate::storage::files::Stamp;

/// Longest wait for a save that is under way on another thread: a network folder may never answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Least share of the time that is not spent on making work ready: 19 of 20.
const SHARE: u32 = 20;

/// Work that is not saved yet, and what is done with it.
#[derive(Default)]
pub struct Ending {
    latest: Mutex<Latest>,
    /// Saves, one at a time; the jobs of the window use the same.
    pub disk: Arc<Disk>,
    close: Mutex<Option<Box<dyn Fn() + Send>>>,
}

#[derive(Default)]
struct Latest {
    /// State that `pending` was made of.
    of: Option<Seen>,
    pending: Option<Pending>,
    made: Option<(Instant, Duration)>,
}

/// All on which unsaved work depends.
#[derive(Clone, PartialEq, Eq)]
struct Seen {
    path: PathBuf,
    stamp: Option<Stamp>,
    copy: Option<PathBuf>,
    generation: u64,
    is_unsaved: bool,
}

/// Unsaved work.
#[derive(Clone)]
struct Pending {
    save: SaveJob,
    copy: CopyJob,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

thread_local! {
    static LAST: RefCell<Option<Guard>> = const { RefCell::new(None) };
}

/// Saves when its thread ends.
struct Guard(Arc<Ending>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Ending {
    /// Notes what is not saved now.
    pub fn note(&self, state: &State) {
        let seen = state.session().map(|open| Seen {
            path: open.saving.path.clone(),
            stamp: open.saving.stamp,
            copy: open.saving.copy.clone(),
            generation: open.set().generation(),
            is_unsaved: open.saving.is_unsaved(open.set().generation()),
        });
        let mut latest = locked(&self.latest);
        if latest.of == seen {
            return;
        }
        let unsaved = state.session().filter(|_| seen.as_ref().is_some_and(|seen| seen.is_unsaved));
        latest.pending = match (unsaved, latest.made) {
            (Some(_), Some((when, cost))) if when.elapsed() < cost * SHARE => return,
            (Some(open), _) => {
                let begun = Instant::now();
                let document = Arc::new(open.document.clone());
                let pending = Pending {
                    save: open.save_job(document.clone(), false),
                    copy: open.copy_job(document, &state.shell.folders),
                };
                latest.made = Some((Instant::now(), begun.elapsed()));
                Some(pending)
            }
            (None, _) => None,
        };
        latest.of = seen;
    }

    /// Saves what is not saved yet, or copies it to the data folder; says whether that is done.
    pub fn end(&self) -> bool {
        let Some(Pending { save, copy }) = locked(&self.latest).pending.take() else { return true };
        self.disk.save_last(save, PATIENCE) || keep_copy(&copy).is_ok()
    }

    /// Saves also when the thread that calls this ends, as the main one does when a library ends the program: Xlib does so
    /// when the display is lost. On Linux its destructors are called then (`exit` of glibc), on other systems perhaps not.
    pub fn guard_this_thread(self: &Arc<Self>) {
        LAST.set(Some(Guard(self.clone())));
    }

    /// Notes how the window is asked to close.
    pub fn closes(&self, close: impl Fn() + Send + 'static) {
        *locked(&self.close) = Some(Box::new(close));
    }

    /// Asks the window to close; says whether there is one.
    pub fn close(&self) -> bool {
        locked(&self.close).as_ref().map(|close| close()).is_some()
    }
}
