//! Saving one file at a time, for the window and for the end of the program, which may both save the same work.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crate::app::job::SaveJob;
use crate::app::jobs::{self, Saved};
use crate::storage::files::{SaveError, Stamp};

/// The disk as saves use it: one at a time.
#[derive(Default)]
pub struct Disk(Mutex<Option<Written>>);

/// A save that succeeded.
struct Written {
    path: PathBuf,
    generation: u64,
    /// The file that it replaced.
    before: Option<Stamp>,
    saved: Saved,
}

impl Disk {
    /// Saves, unless the same was saved since.
    ///
    /// # Errors
    /// As [`jobs::save`].
    pub fn save(&self, job: &SaveJob) -> Result<Saved, SaveError> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = job.document.set().generation();
        if let Some(written) = last.as_ref().filter(|it| it.path == job.path && it.generation == generation)
            && job.expected == written.before
            && written.saved.stamp.is_of(&job.path).is_some()
        {
            return Ok(written.saved.clone());
        }
        write(&mut last, job)
    }

    /// Saves at the end of the program, also over a save whose result the window does not know yet. False if that fails,
    /// or another save takes longer than `patience`.
    pub fn save_last(&self, mut job: SaveJob, patience: Duration) -> bool {
        let Some(mut last) = self.in_time(patience) else { return false };
        if let Some(written) = last.as_ref().filter(|it| it.path == job.path && it.before == job.expected) {
            if written.generation == job.document.set().generation() {
                return true;
            }
            job.expected = Some(written.saved.stamp);
        }
        write(&mut last, &job).is_ok()
    }

    fn in_time(&self, patience: Duration) -> Option<MutexGuard<'_, Option<Written>>> {
        let begun = Instant::now();
        loop {
            match self.0.try_lock() {
                Ok(last) => return Some(last),
                Err(TryLockError::Poisoned(last)) => return Some(last.into_inner()),
                Err(TryLockError::WouldBlock) if begun.elapsed() > patience => return None,
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }
}

fn write(last: &mut Option<Written>, job: &SaveJob) -> Result<Saved, SaveError> {
    let saved = jobs::save(job)?;
    let (path, generation) = (job.path.clone(), job.document.set().generation());
    *last = Some(Written { path, generation, before: job.expected, saved: saved.clone() });
    Ok(saved)
}
