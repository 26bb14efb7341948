//! Identity of a file: the same one under another name, or another one under the same name.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Identity of a file, from the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::storage) struct Identity {
    /// Number of the disk, if known, and of the file on it.
    pub(in crate::storage) file: (u64, u64),
    /// Time of change (ctime) in seconds and nanoseconds, which programs cannot set back. Not available on Windows.
    pub(in crate::storage) changed: Option<(i64, i64)>,
    /// Number of hard links.
    pub(in crate::storage) names: u64,
}

#[cfg(unix)]
impl From<&Metadata> for Identity {
    fn from(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            file: (metadata.dev(), metadata.ino()),
            changed: Some((metadata.ctime(), metadata.ctime_nsec())),
            names: metadata.nlink(),
        }
    }
}

/// Identity of the file at `path`, of which `metadata` is known; `None` on a system that has none.
///
/// # Errors
/// If the system refuses.
#[cfg(unix)]
pub(in crate::storage) fn of_path(_: &Path, metadata: &Metadata) -> io::Result<Option<Identity>> {
    Ok(Some(metadata.into()))
}

/// Identity of an open file, of which `metadata` is known; `None` on a system that has none.
///
/// # Errors
/// If the system refuses.
#[cfg(unix)]
pub(in crate::storage) fn of_file(_: &File, metadata: &Metadata) -> io::Result<Option<Identity>> {
    Ok(Some(metadata.into()))
}

/// Identity of the file at `path`; Windows gives it only for an open file. A folder has none.
///
/// # Errors
/// If the system refuses.
#[cfg(windows)]
pub(in crate::storage) fn of_path(path: &Path, metadata: &Metadata) -> io::Result<Option<Identity>> {
    use std::os::windows::fs::OpenOptionsExt;

    if !metadata.is_file() {
        return Ok(None);
    }
    // Without access to the bytes, so that it works also while another program keeps them for itself.
    of_file(&File::options().access_mode(0).open(path)?, metadata)
}

/// Identity of an open file.
///
/// # Errors
/// If the system refuses.
#[cfg(windows)]
pub(in crate::storage) fn of_file(file: &File, _: &Metadata) -> io::Result<Option<Identity>> {
    let told = winapi_util::file::information(file)?;
    // Without the disk: a path rarely leads to two, and Wine gives none for an open file that was renamed.
    let file = (0, told.file_index());
    Ok(Some(Identity { file, changed: None, names: told.number_of_links() }))
}

/// None: this system is unknown.
#[cfg(not(any(unix, windows)))]
pub(in crate::storage) fn of_path(_: &Path, _: &Metadata) -> io::Result<Option<Identity>> {
    Ok(None)
}

/// None: this system is unknown.
#[cfg(not(any(unix, windows)))]
pub(in crate::storage) fn of_file(_: &File, _: &Metadata) -> io::Result<Option<Identity>> {
    Ok(None)
}
