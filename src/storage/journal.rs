//! The journal of a file written in place, and recovery from an interrupted write.
//!
//! Before a file with several names (hard links) is written in place, its old and its new bytes are stored beside it, under
//! names of its own. An interrupted write leaves a mixture of both: new bytes up to some place and old bytes from there, or,
//! after a power cut, some blocks of each. Only such a mixture is replaced by the old bytes, since any other content is
//! somebody's work; then the journal stays, and the person is told about it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use crate::storage::files::{self, folder_of, full, sha256};
use crate::storage::writing::{OURS, Step, TEMPORARY, flush, followed, write_over};

/// Suffix of the old bytes of a file that is written in place.
const OLD: &str = ".old";

/// Suffix of its new bytes.
const NEW: &str = ".new";

/// Digits of the hash that identifies a save.
const DIGITS: usize = 16;

/// Longest name, in bytes, that becomes part of another one; a longer one is replaced by its hash. Some file systems allow
/// only 143 bytes (eCryptfs), most 255.
const LONGEST: usize = 100;

/// Least age of a file without a lock that counts as left by a dead save: a living save locks a file right after creating it.
/// Should that ever take longer, the save fails and is tried again.
const STRAY: Duration = Duration::from_secs(2);

/// The same where the system has no locks.
const STRAY_WITHOUT_LOCKS: Duration = Duration::from_secs(60);

/// Unit in which disks write: the smallest sector there is.
const SECTOR: usize = 512;

/// Beginnings of the names of the files that belong to `target`; new ones get the first.
fn stems(target: &Path) -> Vec<OsString> {
    let name = target.file_name().unwrap_or_default();
    let mut whole = OsString::from(OURS);
    whole.push(name);
    let hashed = OsString::from(format!("{OURS}{}", &sha256(name.as_encoded_bytes())[..2 * DIGITS]));
    if name.len() <= LONGEST { vec![whole] } else { vec![hashed, whole] }
}

/// Old and new bytes of a file while it is written in place.
pub(in crate::storage) struct Journal {
    old: PathBuf,
    new: PathBuf,
    /// Their locks, which show that the writer is alive.
    _locked: [File; 2],
}

impl Journal {
    /// Stores both beside `target`: `new` already has the new bytes, `old` is an empty file for the old ones.
    ///
    /// # Errors
    /// If the system refuses; nothing is left then.
    pub(in crate::storage) fn begin(
        target: &Path,
        (mut old, old_bytes): (NamedTempFile, &[u8]),
        (new, new_bytes): (NamedTempFile, &[u8]),
    ) -> io::Result<Self> {
        old.as_file_mut().rewind()?;
        old.write_all(old_bytes)?;
        flush(old.as_file(), target, Step::Flush)?;
        let stem = stems(target).swap_remove(0);
        let named = |number: u32, suffix: &str| {
            // The next name, if a journal that may not be removed has this one.
            let hash = if number == 0 { sha256(new_bytes) } else { sha256(format!("{number}{stem:?}").as_bytes()) };
            let mut name = stem.clone();
            name.push(format!(".{}{suffix}", &hash[..DIGITS]));
            target.with_file_name(name)
        };
        let free = (0..u32::MAX).find(|number| ![OLD, NEW].iter().any(|suffix| named(*number, suffix).exists()));
        let (old_path, new_path) = (named(free.unwrap_or(0), OLD), named(free.unwrap_or(0), NEW));
        let new_file = new.persist_noclobber(&new_path).map_err(|error| error.error)?;
        match old.persist_noclobber(&old_path) {
            Ok(old_file) => Ok(Self { old: old_path, new: new_path, _locked: [old_file, new_file] }),
            Err(error) => {
                fs::remove_file(&new_path)?;
                Err(error.error)
            }
        }
    }

    /// Deletes both: the file is whole.
    pub(in crate::storage) fn end(self) -> io::Result<()> {
        // The old bytes first: without them the new ones mean nothing.
        fs::remove_file(&self.old)?;
        fs::remove_file(&self.new)
    }
}

/// State of a file after an interrupted write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Its old bytes, or its new ones.
    Whole,
    /// Some of each, and no others.
    Mixture,
    /// Other bytes, or unknown.
    Other,
}

/// An interrupted write in place.
#[derive(Debug)]
pub struct Interrupted {
    /// File that keeps the old bytes.
    pub journal: PathBuf,
    /// File that keeps the new ones.
    new: PathBuf,
    /// The old bytes.
    old: Vec<u8>,
    state: State,
}

impl Interrupted {
    /// The old bytes, if the file is a mixture of them and the new ones.
    pub fn torn(self) -> Result<Vec<u8>, Self> {
        if self.state == State::Mixture { Ok(self.old) } else { Err(self) }
    }

    /// True if the file has its old bytes or its new ones, so that the journal is not needed.
    pub fn is_settled(&self) -> bool {
        self.state == State::Whole
    }

    fn remove(&self) -> io::Result<()> {
        fs::remove_file(&self.journal)?;
        if is_plain(&self.new) { fs::remove_file(&self.new) } else { Ok(()) }
    }
}

/// True if writing `new` over `old` can have left `now`: in each sector new bytes up to some place and old ones from there.
fn is_mixture(now: &[u8], old: &[u8], new: &[u8]) -> bool {
    if now.len() < old.len().min(new.len()) || now.len() > old.len().max(new.len()) {
        return false;
    }
    now.chunks(SECTOR).enumerate().all(|(number, sector)| {
        let start = number * SECTOR;
        let written = sector.iter().zip(new.iter().skip(start)).take_while(|(now, new)| now == new).count();
        written == sector.len() || old.get(start + written..start + sector.len()) == Some(&sector[written..])
    })
}

/// True for a file that is not a link: a link in its place could lead anywhere.
fn is_plain(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// True if no living process holds a file.
fn is_left(path: &Path, metadata: &Metadata) -> bool {
    let is_older = |than| {
        let age = metadata.modified().ok().and_then(|made| SystemTime::now().duration_since(made).ok());
        age.is_some_and(|age| age > than)
    };
    match File::open(path).map(|file| file.try_lock()) {
        Ok(Ok(())) => is_older(STRAY),
        Ok(Err(TryLockError::WouldBlock)) | Err(_) => false,
        Ok(Err(TryLockError::Error(_))) => is_older(STRAY_WITHOUT_LOCKS),
    }
}

/// Interrupted writes of the file at `path`. Changes nothing.
///
/// # Errors
/// If the system refuses.
pub fn interrupted(path: &Path) -> io::Result<Vec<Interrupted>> {
    let target = followed(&full(path))?;
    let Some(folder) = target.parent() else { return Ok(Vec::new()) };
    let stems = stems(&target);
    let journals = listed(folder, |name| stems.iter().any(|stem| is_journal(name, stem)))?;
    if journals.is_empty() {
        return Ok(Vec::new());
    }
    let now = match fs::read(&target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        now => Some(now?),
    };
    let mut found = Vec::new();
    for journal in journals {
        // Without locks, a journal that is new may be alive.
        let alive = match File::open(&journal)?.try_lock() {
            Ok(()) => false,
            Err(TryLockError::WouldBlock) => true,
            Err(TryLockError::Error(_)) => !is_left(&journal, &fs::metadata(&journal)?),
        };
        if alive {
            continue;
        }
        let new_path = journal.with_extension(&NEW[1..]);
        let (old, _) = files::read_bytes(&journal, files::ANNOTATIONS_LIMIT).map_err(io::Error::other)?;
        let new = is_plain(&new_path).then(|| files::read_bytes(&new_path, files::ANNOTATIONS_LIMIT).ok()).flatten();
        let state = state(now.as_deref(), &old, new.as_ref().map(|(new, _)| new.as_slice()), &journal);
        found.push(Interrupted { journal, new: new_path, old, state });
    }
    Ok(found)
}

fn state(now: Option<&[u8]>, old: &[u8], new: Option<&[u8]>, journal: &Path) -> State {
    let Some(now) = now else { return State::Other };
    // The name has the hash of the new bytes. Earlier versions did not store the bytes themselves.
    let is_new =
        || journal.with_extension("").as_os_str().as_encoded_bytes().ends_with(&sha256(now).as_bytes()[..DIGITS]);
    match new {
        _ if now == old => State::Whole,
        Some(new) if now == new => State::Whole,
        Some(new) if is_mixture(now, old, new) => State::Mixture,
        None if is_new() => State::Whole,
        _ => State::Other,
    }
}

/// Restores the old bytes of a file whose write in place was interrupted; true if it did. A file with any other bytes than
/// its old and its new ones is left alone, and so is its journal.
///
/// # Errors
/// If the system refuses; the journal is then still there.
pub fn recover(path: &Path) -> io::Result<bool> {
    let mut recovered = false;
    for cut in interrupted(path)? {
        match cut.state {
            State::Whole => cut.remove()?,
            State::Mixture => {
                write_over(&followed(&full(path))?, &cut.old, [Step::PutBack, Step::FlushBack])?;
                cut.remove()?;
                recovered = true;
            }
            State::Other => {}
        }
    }
    Ok(recovered)
}

/// Deletes the files that interrupted saves left beside a file, as far as possible.
pub fn sweep(path: &Path) {
    let Ok(target) = followed(&full(path)) else { return };
    let stems = stems(&target);
    let is_ours = |name: &OsStr| is_temporary(name) || stems.iter().any(|stem| is_new_bytes(name, stem));
    let Ok(files) = listed(folder_of(&target), is_ours) else { return };
    for path in files {
        // New bytes without old ones: nothing was written yet, or everything.
        let needed = path.extension().is_some_and(|it| it == &NEW[1..]) && path.with_extension(&OLD[1..]).exists();
        if !needed && fs::metadata(&path).is_ok_and(|metadata| is_left(&path, &metadata)) {
            let _ = fs::remove_file(path);
        }
    }
}

/// True for the name of a file that a save puts beside another one, and leaves if it is cut short.
pub fn is_of_a_save(name: &str) -> bool {
    name.starts_with(OURS)
}

/// True for the name of a temporary file of any save.
fn is_temporary(name: &OsStr) -> bool {
    let middle = between(name, OsStr::new(OURS), TEMPORARY);
    middle.is_some_and(|middle| !middle.is_empty() && middle.iter().all(u8::is_ascii_alphanumeric))
}

fn is_journal(name: &OsStr, stem: &OsStr) -> bool {
    between(name, stem, OLD).is_some_and(is_hash)
}

fn is_new_bytes(name: &OsStr, stem: &OsStr) -> bool {
    between(name, stem, NEW).is_some_and(is_hash)
}

/// True if the part between the name of a file and the suffix is a dot and a hash and nothing else, so that the files of
/// `story.txt.ron.v2.ron` are not taken for those of `story.txt.ron`.
fn is_hash(middle: &[u8]) -> bool {
    middle.strip_prefix(b".").is_some_and(|hash| hash.len() == DIGITS && hash.iter().all(u8::is_ascii_hexdigit))
}

fn between<'a>(name: &'a OsStr, start: &OsStr, end: &str) -> Option<&'a [u8]> {
    name.as_encoded_bytes().strip_prefix(start.as_encoded_bytes())?.strip_suffix(end.as_bytes())
}

/// Files of a folder with wanted names, without links, sorted.
fn listed(folder: &Path, is_wanted: impl Fn(&OsStr) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_wanted(&entry.file_name()) && is_plain(&entry.path()) {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}
