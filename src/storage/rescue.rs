//! Copies of unsaved work in the person's data folder.
//!
//! A copy is an annotation file with a comment before it: the path of the original and the digest of its last known content.
//! It is deleted when its work is saved, or by the person.

use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::storage::files::{self, EXTENSION, SaveError, full, sha256};
use crate::storage::lock::{self, Claim};
use crate::storage::replace;
use crate::storage::settings::Folders;

/// Folder of the copies in the data folder.
const FOLDER: &str = "unsaved";

/// Beginning of the comment in a copy.
const COMMENT: &str = "// gainsay: unsaved work ";

/// Longest such comment, in bytes: a path of Linux has at most 4,096, before escapes.
const LONGEST: u64 = 64 << 10;

/// Copies of one file that are kept beside one another.
const MOST: u32 = 1000;

/// A copy of work that could not be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The copy.
    pub path: PathBuf,
    /// The original annotation file.
    pub of: PathBuf,
    /// Digest of the original when the copy's session last read or wrote it; see [`digest`].
    pub base: String,
    /// Time of its creation.
    pub made: Option<SystemTime>,
}

/// Text of the comment.
#[derive(Serialize, Deserialize)]
struct Head {
    of: String,
    base: String,
}

/// Digest of a file's content: the SHA-256 of its text as [`write`](crate::storage::writer::write) gives it.
pub fn digest(source: &str) -> String {
    sha256(source.as_bytes())
}

fn folder(folders: &Folders) -> PathBuf {
    folders.data_folder().join(FOLDER)
}

/// Keeps the text of an annotation file that could not be saved at `of`, in place of the copy at `before` if there is one;
/// returns its path. `base` is as in [`struct@Copy`].
///
/// # Errors
/// If the system refuses. An earlier copy is then as it was.
pub fn keep(
    folders: &Folders,
    before: Option<&Path>,
    (of, base): (&Path, &str),
    source: &str,
) -> Result<PathBuf, SaveError> {
    let of = full(of);
    // A path that is not Unicode is written with replacement characters: its work is then opened under a name beside it.
    let head = Head { of: of.to_string_lossy().into_owned(), base: base.to_owned() };
    let folder = folder(folders);
    let system = |source| SaveError::System { path: folder.clone(), source };
    let head = ron::to_string(&head).map_err(|error| system(io::Error::other(error)))?;
    fs::create_dir_all(&folder).map_err(system)?;
    let text = format!("{COMMENT}{head}\n{source}");
    if let Some(before) = before {
        return replace::overwrite(before, text.as_bytes()).map(|_| before.to_owned());
    }
    let name = &sha256(of.as_os_str().as_encoded_bytes())[..16];
    let process = std::process::id();
    let mut number = 1;
    loop {
        // Another session's copy of the same file stays: the person chooses between the two.
        let path = folder.join(format!("{name}-{process}-{number}.{EXTENSION}"));
        match replace::save(&path, text.as_bytes(), None) {
            Err(SaveError::Exists { .. }) if number < MOST => number += 1,
            saved => return saved.map(|_| path),
        }
    }
}

/// All copies, the newest first, except those of files that another process has open.
pub fn list(folders: &Folders) -> Vec<Copy> {
    let entries = fs::read_dir(folder(folders)).into_iter().flatten().flatten();
    let is_copy = |path: &PathBuf| path.extension().is_some_and(|it| it == EXTENSION);
    let mut copies: Vec<Copy> = entries
        .map(|entry| entry.path())
        .filter(is_copy)
        .filter_map(|path| head(&path).ok())
        .filter(|copy| match lock::claim(folders, &copy.of) {
            Claim::Theirs(process) => process == Some(std::process::id()),
            Claim::Ours(_) | Claim::Unknown => true,
        })
        .collect();
    copies.sort_by(|a, b| (b.made, &a.path).cmp(&(a.made, &b.path)));
    copies
}

/// Original of a copy.
///
/// # Errors
/// If it cannot be read, or is not a copy.
pub fn head(path: &Path) -> io::Result<Copy> {
    let file = fs::File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut line = String::new();
    BufReader::new(io::Read::take(file, LONGEST)).read_line(&mut line)?;
    let head = line.strip_prefix(COMMENT).and_then(|head| ron::from_str::<Head>(head.trim()).ok());
    let Head { of, base } = head.ok_or(io::ErrorKind::InvalidData)?;
    Ok(Copy { path: path.to_owned(), of: PathBuf::from(of), base, made: metadata.modified().ok() })
}

/// Deletes a copy. One that is already deleted is no error.
///
/// # Errors
/// If the system refuses.
pub fn delete(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Copies the bytes of a damaged file to another name beside it, which is returned; `None` for an empty file.
///
/// # Errors
/// If the file cannot be read, or the system refuses.
pub fn set_aside(path: &Path, bytes: &[u8]) -> Result<Option<PathBuf>, SaveError> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let name = path.file_name().unwrap_or_default();
    let hashed = sha256(name.as_encoded_bytes());
    let mut number = 1;
    let mut is_short = false;
    loop {
        let mut aside = if is_short { OsString::from(&hashed[..32]) } else { name.to_owned() };
        aside.push(if number == 1 { ".damaged".to_owned() } else { format!(".damaged-{number}") });
        let aside = path.with_file_name(aside);
        if files::sha256_if_same(&aside, bytes).is_some() {
            return Ok(Some(aside));
        }
        match replace::save(&aside, bytes, None) {
            Ok(_) => return Ok(Some(aside)),
            Err(SaveError::Exists { .. }) if number < MOST => number += 1,
            Err(SaveError::System { source, .. }) if source.kind() == io::ErrorKind::InvalidFilename && !is_short => {
                is_short = true;
            }
            Err(error) => return Err(error),
        }
    }
}
