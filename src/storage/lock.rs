//! Which window works on an annotation file, so that two do not work against each other.
//!
//! A lock lies in the person's data folder, not beside the file: that may be read-only, shared or under version control.
//! The system gives it up when the program dies, however it dies. Somebody at another computer does not see it; there the
//! look at the file itself, which is never written over when it changed, is what protects the work.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::storage::files::{folder_of, full, sha256};
use crate::storage::identity;
use crate::storage::settings::Folders;

/// The folder of locks in the data folder.
const FOLDER: &str = "open";

/// An annotation file that is worked on here, as long as this lives.
#[derive(Debug)]
pub struct Lock {
    /// Keeps the lock.
    file: File,
    path: PathBuf,
}

/// What asking for a lock answered.
#[derive(Debug)]
pub enum Claim {
    /// It is ours.
    Ours(Lock),
    /// Another process has it; its number, if it could be read.
    Theirs(Option<u32>),
    /// This system keeps no locks there: nobody knows.
    Unknown,
}

fn path_of(folders: &Folders, file: &Path) -> PathBuf {
    let file = full(file);
    // However it is named: by a link, from another folder.
    let whole = fs::canonicalize(&file).or_else(|_| {
        let folder = fs::canonicalize(folder_of(&file))?;
        Ok::<_, io::Error>(folder.join(file.file_name().unwrap_or_default()))
    });
    let whole = whole.unwrap_or(file);
    folders.data_folder().join(FOLDER).join(sha256(whole.as_os_str().as_encoded_bytes()))
}

/// The file with the number of the process that has a lock. On Windows nobody else can read the one that is locked.
fn number_of(path: &Path) -> PathBuf {
    path.with_added_extension("process")
}

/// Asks for the lock of an annotation file, which need not be there yet.
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
        // Between opening and locking, its owner may have gone and taken it away: then it is nobody's any more.
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
        // While it is still locked, so that nobody else's is taken away.
        let _ = fs::remove_file(number_of(&self.path));
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Asks whoever has the lock of an annotation file to give it up, as long as the answer, a lock of its own, lives.
pub fn ask(folders: &Folders, file: &Path) -> Claim {
    try_claim(&request(folders, file)).unwrap_or(Claim::Unknown)
}

/// True if somebody alive asks for the lock of an annotation file.
pub fn is_asked(folders: &Folders, file: &Path) -> bool {
    // Shared, so that two who look do not take each other for somebody who asks.
    let locked = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    File::open(request(folders, file)).is_ok_and(locked)
}

/// The file that is locked by who asks for the lock of an annotation file.
pub fn request(folders: &Folders, file: &Path) -> PathBuf {
    path_of(folders, file).with_extension("asked")
}
