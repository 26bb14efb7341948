//! Files that another program holds open for a moment, as a virus scanner, a search index or a synchronised folder does after
//! each write. Windows then refuses to read or to replace them.

use std::io::{self, ErrorKind};
use std::thread;
use std::time::Duration;

/// Pauses between tries, in milliseconds: together a second. Whoever holds a file for longer works with it.
const PAUSES: [u64; 6] = [10, 30, 60, 150, 300, 450];

/// The pauses between tries; each step of the iterator waits.
pub(in crate::storage) fn pauses() -> impl Iterator<Item = ()> {
    PAUSES.into_iter().map(|pause| thread::sleep(Duration::from_millis(pause)))
}

/// Repeats a step for a short while as long as another program holds the file.
pub(in crate::storage) fn patiently<T>(mut step: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut pauses = pauses();
    loop {
        match step() {
            Err(error) if is_held(&error) && pauses.next().is_some() => {}
            done => return done,
        }
    }
}

/// True if another program holds the file: on Windows a violation of its share or lock (“System Error Codes”, 32 and 33).
pub(in crate::storage) fn is_held(error: &io::Error) -> bool {
    error.kind() == ErrorKind::ResourceBusy || cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// The error of putting a file in the place of another one. Windows denies access when a program holds that; a file that must
/// not be written, or is in a folder without permission, was refused before.
pub(in crate::storage) fn of_replacing(error: io::Error) -> io::Error {
    if cfg!(windows) && error.kind() == ErrorKind::PermissionDenied {
        return io::Error::new(ErrorKind::ResourceBusy, error);
    }
    error
}
