//! Saving one file at a time, for the window and for the end of the program, which may both save the same work.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::TryLockError;
use std::time::Duration;
use std::time::Instant;

use crate::model::document::Document;
use crate::storage::files::{self, SaveError, Stamp};
use crate::storage::{reader, replace, rescue, writer};

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
    /// As [`save`].
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
    let saved = save(job)?;
    let (path, generation) = (job.path.clone(), job.document.set().generation());
    *last = Some(Written { path, generation, before: job.expected, saved: saved.clone() });
    Ok(saved)
}

/// The annotations as they are to be saved.
#[derive(Clone, Debug)]
pub struct SaveJob {
    /// Where to.
    pub path: PathBuf,
    /// Contents to write.
    pub document: Arc<Document>,
    /// What the file on disk must still be; `None` if there must be none.
    pub expected: Option<Stamp>,
    /// True to write over whatever is there.
    pub overwrite: bool,
    /// True if the person asked for it: a file that is gone is then written again.
    pub asked: bool,
    /// True if a damaged file is put aside, since the person knows of it. One that was sound a moment ago may be in the
    /// middle of being written.
    pub puts_aside: bool,
    /// True if nothing was changed since it was last saved: then only a file that is gone or damaged is written.
    pub is_known: bool,
}

/// Result of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The file as it is now.
    pub stamp: Stamp,
    /// True if it was written: not where it was known to hold the work, and does.
    pub written: bool,
    /// Where the bytes of a damaged file were put that it took the place of.
    pub aside: Option<PathBuf>,
}

/// Saves annotations.
///
/// # Errors
/// As [`replace::save`]: the file on disk is then as it was.
pub fn save(job: &SaveJob) -> Result<Saved, SaveError> {
    let done = |stamp| Saved { stamp, written: true, aside: None };
    if job.is_known
        && let Some(stamp) = job.expected.and_then(|stamp| stamp.is_of(&job.path))
    {
        return Ok(Saved { written: false, ..done(stamp) });
    }
    let source = writer::write(&job.document);
    let bytes = source.as_bytes();
    let aside = |stamp: Stamp, aside| {
        let stamp = replace::save(&job.path, bytes, Some(&stamp))?;
        Ok(Saved { aside, ..done(stamp) })
    };
    if job.overwrite {
        return match damaged(&job.path)? {
            Some((stamp, kept)) => aside(stamp, kept),
            None => replace::overwrite(&job.path, bytes).map(done),
        };
    }
    match replace::save(&job.path, bytes, job.expected.as_ref()) {
        Err(SaveError::Gone { .. }) if job.asked => replace::save(&job.path, bytes, None).map(done),
        Err(error @ (SaveError::Changed { .. } | SaveError::Exists { .. })) if job.puts_aside => {
            let (stamp, kept) = damaged(&job.path)?.ok_or(error)?;
            aside(stamp, kept)
        }
        saved => saved.map(done),
    }
}

/// Puts the bytes of a file aside that can be read and is no annotation file: says which file it was, and where they are,
/// if there are any. `None` for any other file.
fn damaged(path: &Path) -> Result<Option<(Stamp, Option<PathBuf>)>, SaveError> {
    let Ok((bytes, stamp)) = files::read_bytes(path, files::ANNOTATIONS_LIMIT) else { return Ok(None) };
    if reader::read(path, bytes.clone()).is_ok() {
        return Ok(None);
    }
    Ok(Some((stamp, rescue::set_aside(path, &bytes)?)))
}
