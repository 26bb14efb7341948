//! Atomic saves: files written whole or not at all.
//!
//! A file is written beside the old one, flushed to the disk and renamed over it, so that at any moment, also after a power
//! cut, either the old or the new one is there. A file with several names (hard links) would lose them that way: it is
//! written in place, with its old bytes in a [journal](crate::storage::journal) from which an interrupted write is undone.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::storage::files::{SaveError, Stamp, folder_of, full, names_device};
use crate::storage::held::{of_replacing, patiently, pauses};
use crate::storage::identity;
use crate::storage::journal::Journal;
use crate::storage::long::unlimited;
use crate::storage::writing::{Halting, Step, ask, beside, flush, flush_folder, followed, write_over};

/// Condition on the present file for a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before<'a> {
    Nothing,
    This(&'a Stamp),
    Anything,
}

/// Saves `bytes` at `path` if the file there has the stamp `expected`, or if none is expected and there is none; returns the
/// new stamp. A symbolic link is followed; permissions, extended attributes and other names of the file are kept.
///
/// # Errors
/// If the file is another one than expected, or if the system refuses. Nothing is changed then, and nothing left behind.
pub fn save(path: &Path, bytes: &[u8], expected: Option<&Stamp>) -> Result<Stamp, SaveError> {
    save_with(path, expected, |file| file.write_all(bytes))
}

/// As [`save`], with the bytes written piece by piece.
///
/// # Errors
/// As [`save`], and if `write` fails.
pub fn save_with(
    path: &Path,
    expected: Option<&Stamp>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Stamp, SaveError> {
    replace(path, expected.map_or(Before::Nothing, Before::This), write)
}

/// Saves over whatever is there: only at the person's request.
///
/// # Errors
/// If the system refuses. Nothing is changed then, and nothing left behind.
pub fn overwrite(path: &Path, bytes: &[u8]) -> Result<Stamp, SaveError> {
    overwrite_with(path, |file| file.write_all(bytes))
}

/// As [`overwrite`], with the bytes written piece by piece.
///
/// # Errors
/// As [`overwrite`], and if `write` fails.
pub fn overwrite_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Stamp, SaveError> {
    replace(path, Before::Anything, write)
}

fn replace(
    path: &Path,
    before: Before<'_>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Stamp, SaveError> {
    // Before the path is made absolute, by which it becomes that of the device.
    if cfg!(windows) && names_device(path) {
        return Err(SaveError::System { path: path.to_owned(), source: ErrorKind::InvalidFilename.into() });
    }
    let path = &full(path);
    let system = |source| SaveError::System { path: path.to_owned(), source };
    let target = unlimited(followed(path).map_err(system)?);
    let old = admitted(path, &target, before)?;
    // The maker of an archive chooses where a link in it leads, and could have a file created that has a meaning there.
    if before == Before::Nothing && fs::symlink_metadata(path).is_ok_and(|link| link.is_symlink()) {
        return Err(SaveError::LeadsNowhere { path: path.to_owned(), target });
    }
    let mut file = ask(Step::Create, &target).and_then(|()| beside(&target)).map_err(system)?;
    let mut halting = Halting::new(file.as_file_mut(), &target, Step::Write);
    write(&mut halting).map_err(system)?;
    let hash = halting.hash();
    if let Some(old) = &old {
        ask(Step::Permissions, &target).and_then(|()| take_after(file.as_file(), &target, old)).map_err(system)?;
    }
    flush(file.as_file(), &target, Step::Flush).map_err(system)?;
    let mut pauses = pauses();
    let placed = loop {
        match place(path, &target, before, file) {
            Ok(placed) => break placed,
            Err((back, error)) if error.is_held() && pauses.next().is_some() => file = back,
            Err((_, error)) => return Err(error),
        }
    };
    let file = match placed {
        Placed::There(file) => file,
        Placed::Shared(file) => return over(&target, file).map_err(system),
    };
    flush_folder(&target);
    Ok(Stamp::of_file(&file).map_err(system)?.with_bytes(hash))
}

/// A new file, ready to be read under its name.
enum Placed {
    /// In the place of the old one.
    There(File),
    /// Beside it still: the old one has several names.
    Shared(NamedTempFile),
}

/// Puts a new file in the place of the old one, or gives it back with the reason.
fn place(
    path: &Path,
    target: &Path,
    before: Before<'_>,
    file: NamedTempFile,
) -> Result<Placed, (NamedTempFile, SaveError)> {
    let system = |source| SaveError::System { path: path.to_owned(), source };
    // Once more, since writing and waiting may have taken a while: only the renaming comes after this check.
    let names = admitted(path, target, before).and_then(|old| {
        let identity = old.map(|old| identity::of_path(target, &old)).transpose().map_err(system)?.flatten();
        Ok(identity.map_or(1, |identity| identity.names))
    });
    match names {
        Err(error) => return Err((file, error)),
        Ok(names) if names > 1 => return Ok(Placed::Shared(file)),
        Ok(_) => {}
    }
    if let Err(error) = ask(Step::Rename, target) {
        return Err((file, system(error)));
    }
    let persisted = match before {
        Before::Nothing => file.persist_noclobber(target),
        Before::This(_) | Before::Anything => file.persist(target),
    };
    persisted.map(Placed::There).map_err(|refused| match refused.error.kind() {
        ErrorKind::AlreadyExists => (refused.file, SaveError::Exists { path: path.to_owned() }),
        _ => (refused.file, system(of_replacing(refused.error))),
    })
}

/// Writes the bytes of `new` into `target` in place, so that its other names stay. Its old bytes are in a journal meanwhile,
/// and are restored if it fails.
fn over(target: &Path, mut new: NamedTempFile) -> io::Result<Stamp> {
    // Not by its name: it is locked, and on Windows only this handle can read it.
    let mut bytes = Vec::new();
    new.rewind()?;
    new.read_to_end(&mut bytes)?;
    let old = patiently(|| fs::read(target))?;
    let modified = fs::metadata(target)?.modified();
    let kept = beside(target)?;
    ask(Step::Rename, target)?;
    let journal = Journal::begin(target, (kept, &old), (new, &bytes))?;
    flush_folder(target);
    let written = write_over(target, &bytes, [Step::Overwrite, Step::FlushOver]);
    if written.is_err() {
        // Should this fail too, the journal stays, and the file is restored when it is next opened.
        write_over(target, &old, [Step::PutBack, Step::FlushBack])?;
        if let Ok(modified) = modified {
            // Its content is unchanged, so its stamp must be, too.
            File::options().write(true).open(target)?.set_modified(modified)?;
        }
    }
    journal.end()?;
    flush_folder(target);
    written
}

/// Metadata of the present file, unless it must not be replaced.
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
        // Renaming over it would ignore its permissions.
        (Some(metadata), _) if metadata.permissions().readonly() => Err(SaveError::Protected { path: owned }),
        (None, Before::This(_)) if folder_of(target).is_dir() => Err(SaveError::Gone { path: owned }),
        _ => Ok(there),
    }
}

/// Gives a new file the permissions of the old one at `target`, and its owner and extended attributes (tags, access lists)
/// where the system allows it, which it rarely does for the owner.
fn take_after(file: &File, target: &Path, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};

        use xattr::FileExt;
        // Before the permissions, some of which are cleared by a change of owner.
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
