//! Files written whole or not at all.
//!
//! A file is written beside the old one, flushed to the disk and renamed over it: whoever looks, or comes back after a
//! power cut, finds the old one or the new one. A file that has other names (hard links) would lose them so: its old
//! bytes are kept beside it, it is written in its place, and what was kept is taken back if that was cut short.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use crate::storage::files::{SaveError, Stamp, folder_of, full, sha256};

/// What the names of the files begin with that are there while something is being saved, or after a power cut.
const OURS: &str = ".gainsay-";

/// What the name of a file ends with that is being written.
const TEMPORARY: &str = ".tmp";

/// What the name of a file ends with that keeps old bytes while others are written in their place.
const JOURNAL: &str = ".old";

/// How old a file must be that nobody has locked, to be left from a save that was cut short: between being made and being
/// locked it has neither sign of life. Should that ever take longer, the save fails, and is tried again.
const STRAY: Duration = Duration::from_secs(2);

/// The longest that writing in a file's place takes: a change after that is somebody else's.
const WRITING: Duration = Duration::from_secs(60);

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
}

impl<'a> Halting<'a> {
    fn new(file: &'a mut File, step: Step, answer: Answer<'a>) -> Self {
        Self { file, begun: false, step: Some(step), answer }
    }
}

impl Write for Halting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !std::mem::replace(&mut self.begun, true) {
            return self.file.write(&bytes[..bytes.len().div_ceil(2)]);
        }
        if let Some(step) = self.step.take() {
            (self.answer)(step)?;
        }
        self.file.write(bytes)
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
    write(&mut Halting::new(file.as_file_mut(), Step::Write, answer)).map_err(system)?;
    if let Some(old) = &old {
        answer(Step::Permissions).and_then(|()| take_after(file.as_file(), &target, old)).map_err(system)?;
    }
    flush(file.as_file(), Step::Flush, answer).map_err(system)?;
    // Once more, since writing may have taken a while; only the deed itself comes after this look.
    admitted(path, &target, before)?;
    if old.as_ref().is_some_and(has_other_names) {
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
    let metadata = file.metadata().map_err(system)?;
    Ok(Stamp::from(&metadata))
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
    answer(step)?;
    file.sync_all()
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink() > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Writes what `new` holds in the place of `target`, so that its other names still mean it. Its old bytes lie beside it
/// until that is done, and are put back if it cannot be done.
fn over(target: &Path, mut new: NamedTempFile, answer: Answer<'_>) -> io::Result<Stamp> {
    let bytes = fs::read(new.path())?;
    let old = fs::read(target)?;
    let modified = fs::metadata(target)?.modified();
    new.as_file_mut().rewind()?;
    new.as_file_mut().set_len(0)?;
    new.write_all(&old)?;
    new.as_file().sync_all()?;
    let journal = target.with_file_name(journal_name(target, &bytes));
    answer(Step::Rename)?;
    // Held, and with it its lock, until the deed is done.
    let held = new.persist_noclobber(&journal).map_err(|error| error.error)?;
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
    fs::remove_file(&journal)?;
    drop(held);
    flush_folder(folder_of(target), answer);
    written
}

fn write_over(target: &Path, bytes: &[u8], answer: Answer<'_>) -> io::Result<Stamp> {
    let mut file = File::options().write(true).open(target)?;
    Halting::new(&mut file, Step::Overwrite, answer).write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    flush(&file, Step::FlushOver, answer)?;
    Ok(Stamp::from(&file.metadata()?))
}

/// The name under which the old bytes of `target` are kept while `new` ones are written: it says which ones.
fn journal_name(target: &Path, new: &[u8]) -> OsString {
    let mut name = OsString::from(OURS);
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}{JOURNAL}", &sha256(new)[..16]));
    name
}

/// Puts back the old bytes of a file that was being written in its place when the program or the computer died; says
/// whether it did. Nothing is done to a file that somebody changed since.
///
/// # Errors
/// If the system refuses; what was kept is then still there.
pub fn recover(path: &Path) -> io::Result<bool> {
    let target = followed(&full(path))?;
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else { return Ok(false) };
    let mut start = OsString::from(OURS);
    start.push(name);
    start.push(".");
    let journals = listed(folder, &start, JOURNAL)?;
    let mut recovered = false;
    for journal in journals {
        let file = File::open(&journal)?;
        if file.try_lock().is_err() {
            // Its writer is alive.
            continue;
        }
        let (old, now) = (fs::read(&journal)?, fs::read(&target)?);
        let finished = journal.file_name() == Some(&journal_name(&target, &now)) || old == now;
        let (kept, changed) = (fs::metadata(&journal)?.modified()?, fs::metadata(&target)?.modified()?);
        if !finished && changed.duration_since(kept).unwrap_or_default() < WRITING {
            write_over(&target, &old, &works)?;
            recovered = true;
        }
        fs::remove_file(&journal)?;
    }
    Ok(recovered)
}

/// Removes what saves that were cut short have left beside a file, there or not. Whatever cannot be removed is left.
pub fn sweep(path: &Path) {
    let Ok(target) = followed(&full(path)) else { return };
    let Ok(files) = listed(folder_of(&target), OsStr::new(OURS), TEMPORARY) else { return };
    for path in files {
        let age =
            fs::symlink_metadata(&path).ok().filter(Metadata::is_file).and_then(|metadata| metadata.modified().ok());
        let is_old = age.is_some_and(|made| SystemTime::now().duration_since(made).is_ok_and(|age| age > STRAY));
        if is_old && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The files of a folder whose names start and end like this.
fn listed(folder: &Path, start: &OsStr, end: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(start.as_encoded_bytes()) && name.ends_with(end.as_bytes()) {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
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
        (Some(metadata), Before::This(stamp)) if Stamp::from(metadata) != *stamp => {
            Err(SaveError::Changed { path: owned })
        }
        // Replacing it would not ask its permissions.
        (Some(metadata), _) if metadata.permissions().readonly() => Err(SaveError::Protected { path: owned }),
        (None, Before::This(_)) if folder_of(target).is_dir() => Err(SaveError::Gone { path: owned }),
        _ => Ok(there),
    }
}

/// Where `path` leads if it is a link, also if there is nothing there yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
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
