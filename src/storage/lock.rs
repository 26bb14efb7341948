//! Locks of annotation files, so that two windows do not edit the same file.
//!
//! A lock is a file in the person's data folder, since the folder of the annotations may be read-only, shared or under
//! version control. The system releases it when the program ends, however it ends. Other computers do not see it; there the
//! work is protected by the rule that a changed file is never overwritten.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::storage::files::{folder_of, full, sha256};
use crate::storage::identity;
use crate::storage::settings::Folders;

/// Folder of locks in the data folder.
const FOLDER: &str = "open";

/// Lock of an annotation file, held until dropped.
#[derive(Debug)]
pub struct Lock {
    /// Holds the system's lock.
    file: File,
    path: PathBuf,
}

/// Result of asking for a lock.
#[derive(Debug)]
pub enum Claim {
    /// The lock is ours.
    Ours(Lock),
    /// Another process holds it, with this number if it could be read.
    Theirs(Option<u32>),
    /// This file system has no locks.
    Unknown,
}

fn path_of(folders: &Folders, file: &Path) -> PathBuf {
    let file = full(file);
    // Under any of its paths: through a link, from another folder.
    let whole = fs::canonicalize(&file).or_else(|_| {
        let folder = fs::canonicalize(folder_of(&file))?;
        Ok::<_, io::Error>(folder.join(file.file_name().unwrap_or_default()))
    });
    let whole = whole.unwrap_or(file);
    folders.data_folder().join(FOLDER).join(sha256(whole.as_os_str().as_encoded_bytes()))
}

/// File with the number of the process that holds a lock. On Windows others cannot read the locked file itself.
fn number_of(path: &Path) -> PathBuf {
    path.with_added_extension("process")
}

/// Asks for the lock of an annotation file, which may not exist yet.
pub fn claim(folders: &Folders, file: &Path) -> Claim {
    try_claim(&path_of(folders, file)).unwrap_or(Claim::Unknown)
}

fn try_claim(path: &Path) -> io::Result<Claim> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    loop {
        let file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let number = fs::read_to_string(number_of(path)).ok();
                return Ok(Claim::Theirs(number.and_then(|number| number.trim().parse().ok())));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // Its owner may have deleted it between opening and locking.
        if !is_there(&file, path) {
            continue;
        }
        fs::write(number_of(path), std::process::id().to_string())?;
        return Ok(Claim::Ours(Lock { file, path: path.to_owned() }));
    }
}

/// True if an open file is the one at `path`.
fn is_there(file: &File, path: &Path) -> bool {
    let now = fs::metadata(path).and_then(|metadata| identity::of_path(path, &metadata));
    let open = file.metadata().and_then(|metadata| identity::of_file(file, &metadata));
    matches!((open, now), (Ok(open), Ok(now)) if open.map(|it| it.file) == now.map(|it| it.file))
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still locked, so that no other process's lock file is deleted.
        let _ = fs::remove_file(number_of(&self.path));
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Asks the holder of an annotation file's lock to release it. The request stands until the returned lock is dropped.
pub fn ask(folders: &Folders, file: &Path) -> Claim {
    try_claim(&request(folders, file)).unwrap_or(Claim::Unknown)
}

/// True if a living process requests the lock of an annotation file.
pub fn is_asked(folders: &Folders, file: &Path) -> bool {
    // Shared, so that two processes that check do not take each other for a request.
    let locked = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    File::open(request(folders, file)).is_ok_and(locked)
}

/// True if no living process holds the lock of an annotation file or requests it.
pub fn is_free(folders: &Folders, file: &Path) -> bool {
    let locked = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    !is_asked(folders, file) && !File::open(path_of(folders, file)).is_ok_and(locked)
}

/// File that is locked while a process holds the lock of an annotation file.
pub fn lock_file(folders: &Folders, file: &Path) -> PathBuf {
    path_of(folders, file)
}

/// File whose lock is the request for the lock of an annotation file.
pub fn request(folders: &Folders, file: &Path) -> PathBuf {
    path_of(folders, file).with_extension("asked")
}
