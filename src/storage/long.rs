//! Paths that Windows takes however long they are.
//!
//! By default it takes 259 characters, but any length in the form that begins with `\\?\` (“Maximum Path Length Limitation”,
//! Microsoft Learn). The standard library changes to that form by itself; the renaming of `tempfile` does not.

use std::path::PathBuf;

/// Length from which a path gets that form, in bytes: a folder must have room for other names than that of the file.
const LONG: usize = 200;

/// An absolute path in a form that the system takes however long it is.
pub(in crate::storage) fn unlimited(path: PathBuf) -> PathBuf {
    if !cfg!(windows) || path.as_os_str().len() < LONG {
        return path;
    }
    path.to_str().and_then(verbatim).map_or(path, PathBuf::from)
}

/// An absolute path of Windows in the form without a limit; `None` if it has that form, or none.
pub fn verbatim(path: &str) -> Option<String> {
    if let Some(share) = path.strip_prefix(r"\\") {
        return (!share.starts_with(['?', '.'])).then(|| format!(r"\\?\UNC\{share}"));
    }
    let drive = path.strip_prefix(|c: char| c.is_ascii_alphabetic())?;
    drive.starts_with(r":\").then(|| format!(r"\\?\{path}"))
}
