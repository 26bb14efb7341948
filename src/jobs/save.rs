//! Saving annotations. The window and the end of the program may both save the same work, so saves run one at a time.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crate::model::document::Document;
use crate::model::project::Project;
use crate::storage::files::{self, SaveError, Stamp};
use crate::storage::{project, reader, replace, rescue, writer};

/// The content of a file that is saved whole.
pub trait Content {
    /// The text of the file.
    fn source(&self) -> String;
    /// The number of changes so far.
    fn generation(&self) -> u64;
    /// True if these bytes of the file at `path` can be read.
    fn is_sound(path: &Path, bytes: Vec<u8>) -> bool;
}

impl Content for Document {
    fn source(&self) -> String {
        writer::write(self)
    }

    fn generation(&self) -> u64 {
        self.set().generation()
    }

    fn is_sound(path: &Path, bytes: Vec<u8>) -> bool {
        reader::read(path, bytes).is_ok()
    }
}

impl Content for Project {
    fn source(&self) -> String {
        project::writer::write(self)
    }

    fn generation(&self) -> u64 {
        self.generation()
    }

    fn is_sound(path: &Path, bytes: Vec<u8>) -> bool {
        project::reader::read(path, bytes).is_ok()
    }
}

/// Runs saves one at a time, and remembers the last one.
#[derive(Default)]
pub struct Disk(Mutex<Option<Written>>);

/// A successful save.
struct Written {
    path: PathBuf,
    generation: u64,
    /// The file that it replaced.
    before: Option<Stamp>,
    saved: Saved,
}

impl Disk {
    /// Saves, unless the last save wrote the same document.
    ///
    /// # Errors
    /// As [`save`].
    pub fn save<T: Content>(&self, job: &SaveJob<T>) -> Result<Saved, SaveError> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = job.document.generation();
        if let Some(written) = last.as_ref().filter(|it| it.path == job.path && it.generation == generation)
            && job.expected == written.before
            && written.saved.stamp.is_of(&job.path).is_some()
        {
            return Ok(written.saved.clone());
        }
        write(&mut last, job)
    }

    /// Saves at the end of the program, also over a save whose result the window does not know yet. False if that fails, or
    /// if another save takes longer than `patience`.
    pub fn save_last<T: Content>(&self, mut job: SaveJob<T>, patience: Duration) -> bool {
        let Some(mut last) = self.in_time(patience) else { return false };
        if let Some(written) = last.as_ref().filter(|it| it.path == job.path && it.before == job.expected) {
            if written.generation == job.document.generation() {
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

fn write<T: Content>(last: &mut Option<Written>, job: &SaveJob<T>) -> Result<Saved, SaveError> {
    let saved = save(job)?;
    let (path, generation) = (job.path.clone(), job.document.generation());
    *last = Some(Written { path, generation, before: job.expected, saved: saved.clone() });
    Ok(saved)
}

/// Annotations or a project to save.
#[derive(Clone, Debug)]
pub struct SaveJob<T = Document> {
    /// The file.
    pub path: PathBuf,
    /// The content to write.
    pub document: Arc<T>,
    /// The stamp that the file on disk must still have; `None` if there must be no file.
    pub expected: Option<Stamp>,
    /// True to replace any file.
    pub overwrite: bool,
    /// True if the person asked for the save: then a file that is gone is written again.
    pub asked: bool,
    /// True to put a damaged file aside, which the person knows of. A file that was sound a moment ago may be in the middle
    /// of being written.
    pub puts_aside: bool,
    /// True if nothing has changed since the last save: then only a missing or damaged file is written.
    pub is_known: bool,
}

/// The result of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The stamp of the file.
    pub stamp: Stamp,
    /// True if the file was written; false if it already had the content.
    pub written: bool,
    /// True if the person asked for the save.
    pub asked: bool,
    /// The path under which a damaged file was kept that was replaced.
    pub aside: Option<PathBuf>,
}

/// Saves annotations or a project.
///
/// # Errors
/// As [`replace::save`]; the file on disk is then unchanged.
pub fn save<T: Content>(job: &SaveJob<T>) -> Result<Saved, SaveError> {
    let done = |stamp| Saved { stamp, written: true, asked: job.asked, aside: None };
    if job.is_known
        && let Some(stamp) = job.expected.and_then(|stamp| stamp.is_of(&job.path))
    {
        return Ok(Saved { written: false, ..done(stamp) });
    }
    let source = job.document.source();
    let bytes = source.as_bytes();
    let aside = |stamp: Stamp, aside| {
        let stamp = replace::save(&job.path, bytes, Some(&stamp))?;
        Ok(Saved { aside, ..done(stamp) })
    };
    if job.overwrite {
        return match damaged::<T>(&job.path)? {
            Some((stamp, kept)) => aside(stamp, kept),
            None => replace::overwrite(&job.path, bytes).map(done),
        };
    }
    match replace::save(&job.path, bytes, job.expected.as_ref()) {
        Err(SaveError::Gone { .. }) if job.asked => replace::save(&job.path, bytes, None).map(done),
        Err(error @ (SaveError::Changed { .. } | SaveError::Exists { .. })) if job.puts_aside => {
            let (stamp, kept) = damaged::<T>(&job.path)?.ok_or(error)?;
            aside(stamp, kept)
        }
        saved => saved.map(done),
    }
}

/// Puts a damaged file aside. Returns its stamp and the path of its bytes, if it has any; `None` if it is not
/// damaged or cannot be read.
fn damaged<T: Content>(path: &Path) -> Result<Option<(Stamp, Option<PathBuf>)>, SaveError> {
    let Ok((bytes, stamp)) = files::read_bytes(path, files::ANNOTATIONS_LIMIT) else { return Ok(None) };
    if T::is_sound(path, bytes.clone()) {
        return Ok(None);
    }
    Ok(Some((stamp, rescue::set_aside(path, &bytes)?)))
}
