//! Files written whole or not at all.
//!
//! A file is written beside the old one, flushed to the disk and renamed over it: whoever looks, or comes back after a
//! power cut, finds the old one or the new one. A file that has other names (hard links) would lose them so: its old
//! bytes are kept beside it, it is written in its place, and what was kept is taken back if that was cut short.

use std::fs::{self, File, Metadata};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::storage::files::{SaveError, Stamp, folder_of, full, hash_of};
use crate::storage::identity;
use crate::storage::journal::{Journal, OURS, TEMPORARY};

pub use crate::storage::journal::{recover, sweep};

/// A step of a save that the system may refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Making the file beside the old one.
    Create,
    /// Writing it: asked when half of the first bytes are there.
    Write,
    /// Giving it the permissions of the old one.
    Permissions,
    /// Flushing it to the disk.
    Flush,
    /// Putting it in the old one's place.
    Rename,
    /// Writing in the place of a file with several names: asked when half of the bytes are there.
    Overwrite,
    /// Flushing that to the disk.
    FlushOver,
    /// Making the renaming last.
    FlushFolder,
}

/// Every step, in order.
pub const STEPS: [Step; 8] = [
    Step::Create,
    Step::Write,
    Step::Permissions,
    Step::Flush,
    Step::Rename,
    Step::Overwrite,
    Step::FlushOver,
    Step::FlushFolder,
];

/// Asked at each step of a save; an error is what the system answers to it. For tests: a disk fails when it should not.
pub type Answer<'a> = &'a dyn Fn(Step) -> io::Result<()>;

/// A disk that works, as far as the system says.
fn works(_: Step) -> io::Result<()> {
    Ok(())
}

/// What must be on disk for something to be saved there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before<'a> {
    Nothing,
    This(&'a Stamp),
    Anything,
}

/// Saves `bytes` at `path` if the file there is the one with the stamp `expected`, or if none is expected and there is
/// none; returns the new stamp. A symbolic link is followed; permissions, extended attributes
/// and other names of the file are kept.
///
/// # Errors
/// If the file is another one than expected, or if the system refuses; nothing is changed then, and nothing left behind.
pub fn save(path: &Path, bytes: &[u8], expected: Option<&Stamp>) -> Result<Stamp, SaveError> {
    save_answered(path, bytes, expected, &works)
}

/// As [`save`], on a disk that answers like this.
///
/// # Errors
/// As [`save`].
pub fn save_answered(
    path: &Path,
    bytes: &[u8],
    expected: Option<&Stamp>,
    answer: Answer<'_>,
) -> Result<Stamp, SaveError> {
    replace(path, expected.map_or(Before::Nothing, Before::This), |file| file.write_all(bytes), answer)
}

/// As [`save`], with what is to be written told to a writer bit by bit.
///
/// # Errors
/// As [`save`], and if `write` fails.
pub fn save_with(
    path: &Path,
    expected: Option<&Stamp>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Stamp, SaveError> {
    replace(path, expected.map_or(Before::Nothing, Before::This), write, &works)
}

/// Saves over whatever is there: only where the person said so.
///
/// # Errors
/// If the system refuses; nothing is changed then, and nothing left behind.
pub fn overwrite(path: &Path, bytes: &[u8]) -> Result<Stamp, SaveError> {
    replace(path, Before::Anything, |file| file.write_all(bytes), &works)
}

/// As [`overwrite`], with what is to be written told to a writer bit by bit.
///
/// # Errors
/// As [`overwrite`], and if `write` fails.
pub fn overwrite_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Stamp, SaveError> {
    replace(path, Before::Anything, write, &works)
}

/// A writer that takes only half of its first bytes, as a disk may, and asks before it goes on.
struct Halting<'a> {
    file: &'a mut File,
    begun: bool,
    step: Option<Step>,
    answer: Answer<'a>,
    hasher: DefaultHasher,
}

impl<'a> Halting<'a> {
    fn new(file: &'a mut File, step: Step, answer: Answer<'a>) -> Self {
        Self { file, begun: false, step: Some(step), answer, hasher: DefaultHasher::new() }
    }

    fn write_some(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hasher.write(&bytes[..count]);
        Ok(count)
    }
}

impl Write for Halting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !std::mem::replace(&mut self.begun, true) {
            return self.write_some(&bytes[..bytes.len().div_ceil(2)]);
        }
        if let Some(step) = self.step.take() {
            (self.answer)(step)?;
        }
        self.write_some(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn replace(
    path: &Path,
    before: Before<'_>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    answer: Answer<'_>,
) -> Result<Stamp, SaveError> {
    let path = &full(path);
    let system = |source| SaveError::System { path: path.to_owned(), source };
    let target = followed(path).map_err(system)?;
    let old = admitted(path, &target, before)?;
    // Who packs an archive chooses where a link in it leads, and could have a file made that means something there.
    if before == Before::Nothing && fs::symlink_metadata(path).is_ok_and(|link| link.is_symlink()) {
        return Err(SaveError::LeadsNowhere { path: path.to_owned(), target });
    }
    let mut file = beside(&target, answer).map_err(system)?;
    let mut halting = Halting::new(file.as_file_mut(), Step::Write, answer);
    write(&mut halting).map_err(system)?;
    let hash = halting.hasher.finish();
    if let Some(old) = &old {
        answer(Step::Permissions).and_then(|()| take_after(file.as_file(), &target, old)).map_err(system)?;
    }
    flush(file.as_file(), Step::Flush, answer).map_err(system)?;
    // Once more, since writing may have taken a while; only the deed itself comes after this look.
    admitted(path, &target, before)?;
    let identity = old.map(|old| identity::of_path(&target, &old)).transpose().map_err(system)?.flatten();
    if identity.is_some_and(|identity| identity.names > 1) {
        return over(&target, file, answer).map_err(system);
    }
    answer(Step::Rename).map_err(system)?;
    let persisted = match before {
        Before::Nothing => file.persist_noclobber(&target),
        Before::This(_) | Before::Anything => file.persist(&target),
    };
    let file = persisted.map_err(|error| match error.error.kind() {
        ErrorKind::AlreadyExists => SaveError::Exists { path: path.to_owned() },
        _ => system(error.error),
    })?;
    flush_folder(folder_of(&target), answer);
    Ok(Stamp::of_file(&file).map_err(system)?.with_bytes(hash))
}

/// A file to write to, beside `target`; dropped, it removes itself. Locked, so that nobody takes it for one that was left.
fn beside(target: &Path, answer: Answer<'_>) -> io::Result<NamedTempFile> {
    answer(Step::Create)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(OURS).suffix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: the person's umask takes from this. Only its own default would be for the owner alone.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder_of(target))?;
    // Where the system has no locks, what is left is known by its age alone.
    let _ = file.as_file().try_lock();
    Ok(file)
}

fn flush(file: &File, step: Step, answer: Answer<'_>) -> io::Result<()> {
    tolerated(answer(step).and_then(|()| file.sync_all()))
}

/// Flushes a file to the disk.
pub(in crate::storage) fn flushed(file: &File) -> io::Result<()> {
    tolerated(file.sync_all())
}

/// Result of flushing, except that the file system does not support it (`ENOSYS`, `EINVAL`, `EOPNOTSUPP`, see fsync(2)): some
/// in user space and some of the network cannot. The bytes are written all the same, and there is nothing better.
fn tolerated(flushed: io::Result<()>) -> io::Result<()> {
    flushed.or_else(|error| match error.kind() {
        ErrorKind::Unsupported | ErrorKind::InvalidInput => Ok(()),
        _ => Err(error),
    })
}

/// Writes what `new` holds in the place of `target`, so that its other names still mean it. Its old bytes lie beside it
/// until that is done, and are put back if it cannot be done.
fn over(target: &Path, mut new: NamedTempFile, answer: Answer<'_>) -> io::Result<Stamp> {
    // Not by its name: it is locked, and on Windows nobody else can read it then.
    let mut bytes = Vec::new();
    new.rewind()?;
    new.read_to_end(&mut bytes)?;
    let old = fs::read(target)?;
    let modified = fs::metadata(target)?.modified();
    let kept = beside(target, &works)?;
    answer(Step::Rename)?;
    let journal = Journal::begin(target, (kept, &old), (new, &bytes))?;
    flush_folder(folder_of(target), answer);
    let written = write_over(target, &bytes, answer);
    if written.is_err() {
        // Should this fail too, what was kept stays beside it, and is put back when the file is next opened.
        write_over(target, &old, &works)?;
        if let Ok(modified) = modified {
            // It is the file that it was, and is to be known for it.
            File::options().write(true).open(target)?.set_modified(modified)?;
        }
    }
    journal.end()?;
    flush_folder(folder_of(target), answer);
    written
}

/// Writes these bytes in the place of those that a file has.
pub(in crate::storage) fn write_over(target: &Path, bytes: &[u8], answer: Answer<'_>) -> io::Result<Stamp> {
    let mut file = File::options().write(true).open(target)?;
    Halting::new(&mut file, Step::Overwrite, answer).write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    flush(&file, Step::FlushOver, answer)?;
    Ok(Stamp::of_file(&file)?.with_bytes(hash_of(bytes)))
}

/// The file that is there now, unless it is one that must not be replaced.
fn admitted(path: &Path, target: &Path, before: Before<'_>) -> Result<Option<Metadata>, SaveError> {
    let there = match fs::metadata(target) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(source) => return Err(SaveError::System { path: path.to_owned(), source }),
    };
    let owned = path.to_owned();
    match (&there, before) {
        (Some(metadata), _) if !metadata.is_file() => {
            Err(SaveError::System { path: owned, source: ErrorKind::IsADirectory.into() })
        }
        (Some(_), Before::Nothing) => Err(SaveError::Exists { path: owned }),
        (Some(_), Before::This(stamp)) if stamp.is_of(target).is_none() => Err(SaveError::Changed { path: owned }),
        // Replacing it would not ask its permissions.
        (Some(metadata), _) if metadata.permissions().readonly() => Err(SaveError::Protected { path: owned }),
        (None, Before::This(_)) if folder_of(target).is_dir() => Err(SaveError::Gone { path: owned }),
        _ => Ok(there),
    }
}

/// Where `path` leads if it is a link, also if there is nothing there yet.
pub(in crate::storage) fn followed(path: &Path) -> io::Result<PathBuf> {
    // As many as Linux follows (path_resolution(7)).
    const MOST: usize = 40;
    let mut target = path.to_owned();
    for _ in 0..MOST {
        match fs::read_link(&target) {
            Ok(link) => target = folder_of(&target).join(link),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("the link leads in a circle"))
}

/// Gives a new file the permissions of the old one at `target`, and its owner and extended attributes (tags, access lists)
/// where that is allowed: not to most, and no reason not to save.
fn take_after(file: &File, target: &Path, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};

        use xattr::FileExt;
        // Before the permissions, some of which a new owner takes away.
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
        for name in xattr::list(target).into_iter().flatten() {
            if let Ok(Some(value)) = xattr::get(target, &name) {
                let _ = file.set_xattr(name, &value);
            }
        }
    }
    #[cfg(not(unix))]
    let _ = target;
    file.set_permissions(old.permissions())
}

/// Makes the renaming itself last. The new file is in place already, and whole; after a power cut the old one may be back,
/// whole too. So a system that cannot do this is no reason to say that nothing was saved.
fn flush_folder(folder: &Path, answer: Answer<'_>) {
    #[cfg(unix)]
    {
        let _ = answer(Step::FlushFolder).and_then(|()| File::open(folder)).and_then(|folder| folder.sync_all());
    }
    #[cfg(not(unix))]
    {
        let _ = (folder, answer);
    }
}
