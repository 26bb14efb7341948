//! Files as bytes, read with a limit and never from a device; their stamps; errors of reading and saving.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::model::file_name::is_device;
use crate::storage::held::{is_held, patiently};
use crate::storage::identity::{self, Identity};

/// Largest article file, in bytes: 256 MiB, five times the largest in the benchmarks.
///
/// A byte of an old encoding can become three of UTF-8, which keeps the text below
/// [`MAX_BYTES`](crate::model::text::MAX_BYTES) in the worst case.
pub const ARTICLE_LIMIT: u64 = 256 << 20;

/// Largest annotation file, in bytes: 1 GiB, enough for such an article and a million marks.
pub const ANNOTATIONS_LIMIT: u64 = 1 << 30;

/// Extension of annotation files, appended to the whole name of the article.
pub const EXTENSION: &str = "ron";

/// Path of an article's annotation file: `story.txt.ron` beside `story.txt`.
pub fn annotation_path(article: &Path) -> PathBuf {
    let mut name = OsString::from(article);
    name.push(".");
    name.push(EXTENSION);
    PathBuf::from(name)
}

/// SHA-256 of bytes, in hexadecimal (FIPS 180-4).
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of a file if its bytes are `bytes`, without having the whole file in memory; `None` if they are not, or if it
/// cannot be read, which reading it then reports.
pub fn sha256_if_same(path: &Path, bytes: &[u8]) -> Option<String> {
    let metadata = fs::metadata(path).ok().filter(Metadata::is_file)?;
    if metadata.len() != bytes.len() as u64 {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let (mut digest, mut rest) = (Sha256::new(), bytes);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer).ok()?;
        if count == 0 {
            return rest.is_empty().then(|| hexadecimal(&digest.finalize()));
        }
        rest = rest.strip_prefix(&buffer[..count])?;
        digest.update(&buffer[..count]);
    }
}

/// Absolute path, so that messages identify the file.
pub fn full(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Error of reading a file.
#[derive(Debug, Error)]
pub enum FileError {
    /// The path is a folder, a device, a pipe or a socket.
    #[error("{} is {what}, not a file. Choose a file", path.display())]
    NotAFile {
        /// The file.
        path: PathBuf,
        /// Its kind: "a folder", "a device".
        what: &'static str,
    },
    /// It is longer than the limit.
    #[error(
        "{} has {} MiB, more than the {} MiB that can be opened. Split it into parts and open those",
        path.display(), length >> 20, limit >> 20
    )]
    TooLong {
        /// The file.
        path: PathBuf,
        /// Its length in bytes, as far as known.
        length: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The system refused.
    #[error("{} could not be read: {}. {}", path.display(), source, advice(source))]
    System {
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}

impl FileError {
    /// True if there is no such file, which is no error for an article without annotations.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::System { source, .. } if source.kind() == ErrorKind::NotFound)
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => "It may have been moved, renamed or deleted",
        ErrorKind::PermissionDenied => "Ask its owner for permission to read it",
        _ if is_held(error) => "Close it in the other program, and try again",
        _ => "Check that its disk or network folder is available",
    }
}

/// Identity and state of a file when it was read or written.
///
/// Two stamps are equal if length, time of writing, time of change (ctime, which programs cannot set back) and identity
/// agree; an atomic save creates a new identity. Renaming, linking and new permissions also set the time of change, so if
/// nothing else differs, the bytes decide ([`Stamp::is_of`]).
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    file: Option<(u64, u64)>,
    changed: Option<(i64, i64)>,
    /// Hash of the bytes, if they were read or written here.
    bytes: Option<u64>,
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        self.is_like(other) && self.changed == other.changed
    }
}

impl Eq for Stamp {}

impl Stamp {
    /// Stamp of the file at `path`, if there is one.
    ///
    /// # Errors
    /// If the system refuses, except that there is no file.
    pub fn of(path: &Path) -> io::Result<Option<Self>> {
        match fs::metadata(path) {
            Ok(metadata) => {
                let identity = identity::of_path(path, &metadata)?;
                Ok(Some(Self::new(&metadata, identity)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Stamp of an open file.
    ///
    /// # Errors
    /// If the system refuses.
    pub(in crate::storage) fn of_file(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self::new(&metadata, identity::of_file(file, &metadata)?))
    }

    fn new(metadata: &Metadata, identity: Option<Identity>) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            file: identity.map(|identity| identity.file),
            changed: identity.and_then(|identity| identity.changed),
            bytes: None,
        }
    }

    /// The identity of the file, which is the same under all of its names; `None` where the system tells none.
    pub fn identity(&self) -> Option<(u64, u64)> {
        self.file
    }

    /// The length of the file in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Stamp of content that is in no file.
    fn of_content(content: &[u8]) -> Self {
        let (length, bytes) = (content.len() as u64, Some(hash_of(content)));
        Self { length, modified: None, file: None, changed: None, bytes }
    }

    /// The same with the hash of the file's bytes.
    pub(in crate::storage) fn with_bytes(self, hash: u64) -> Self {
        Self { bytes: Some(hash), ..self }
    }

    /// New stamp of the file at `path` if it is, byte for byte, the file of this stamp; `None` if it is another one, or
    /// missing. The file is read only if nothing but its time of change differs.
    pub fn is_of(&self, path: &Path) -> Option<Self> {
        let now = Self::of(path).ok().flatten()?;
        if now == *self {
            return Some(*self);
        }
        let same_bytes = || self.bytes.is_some() && hash_of_file(path).ok() == self.bytes;
        (now.is_like(self) && same_bytes()).then_some(Self { bytes: self.bytes, ..now })
    }

    /// Stamp of the file at `path` if it is the very file of this stamp under another name, not changed since.
    pub fn renamed_to(&self, path: &Path) -> Option<Self> {
        let now = Self::of(path).ok().flatten().filter(|now| self.is_renamed(now))?;
        Some(Self { bytes: self.bytes, ..now })
    }

    /// True if another stamp is that of the same file under another name, not changed since.
    pub fn is_renamed(&self, other: &Self) -> bool {
        self.file.is_some() && self.is_like(other)
    }

    /// Stamp of the file at `path` if it has the bytes of this one, which were read or written here.
    pub fn copied_to(&self, path: &Path) -> Option<Self> {
        let now = Self::of(path).ok().flatten().filter(|now| now.length == self.length)?;
        (self.bytes.is_some() && hash_of_file(path).ok() == self.bytes).then_some(Self { bytes: self.bytes, ..now })
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.length, self.modified, self.file) == (other.length, other.modified, other.file)
    }
}

/// Hash of bytes, stable while the program runs.
pub(in crate::storage) fn hash_of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

fn hash_of_file(path: &Path) -> io::Result<u64> {
    let mut file = File::open(path)?;
    let mut hasher = DefaultHasher::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finish()),
            count => hasher.write(&buffer[..count]),
        }
    }
}

/// Opens a file of at most `limit` bytes to read it.
fn open(path: &Path, limit: u64) -> Result<(File, Stamp), FileError> {
    let system = |source| FileError::System { path: path.to_owned(), source };
    let metadata = fs::metadata(path).map_err(system)?;
    if !metadata.is_file() {
        return Err(FileError::NotAFile { path: path.to_owned(), what: what_is(&metadata) });
    }
    if metadata.len() > limit {
        return Err(FileError::TooLong { path: path.to_owned(), length: metadata.len(), limit });
    }
    let file = patiently(|| File::open(path)).map_err(system)?;
    // Of the open file, and before it is read: a change meanwhile is then detected.
    let stamp = Stamp::of_file(&file).map_err(system)?;
    Ok((file, stamp))
}

/// Reads a file to its end, after the bytes that were read already.
fn read_rest(path: &Path, file: File, limit: u64, bytes: &mut Vec<u8>) -> Result<(), FileError> {
    let rest = limit.saturating_add(1).saturating_sub(bytes.len() as u64);
    let system = |source| FileError::System { path: path.to_owned(), source };
    file.take(rest).read_to_end(bytes).map_err(system)?;
    let length = bytes.len() as u64;
    if length > limit { Err(FileError::TooLong { path: path.to_owned(), length, limit }) } else { Ok(()) }
}

/// Reads a file of at most `limit` bytes. An empty file is fine.
///
/// # Errors
/// If it is not a file (then it is not opened, since a pipe could block for ever), too long, or if the system refuses.
pub fn read_bytes(path: &Path, limit: u64) -> Result<(Vec<u8>, Stamp), FileError> {
    let path = &full(path);
    let (file, stamp) = open(path, limit)?;
    let mut bytes = Vec::with_capacity(usize::try_from(stamp.length).unwrap_or_default());
    read_rest(path, file, limit, &mut bytes)?;
    let stamp = stamp.with_bytes(hash_of(&bytes));
    Ok((bytes, stamp))
}

/// A file of Gainsay's as text; a byte-order mark is left out. If it is not UTF-8, the first invalid byte, counted from 0, and
/// its line, counted from 1.
pub(in crate::storage) fn decoded(source: Vec<u8>) -> Result<String, (usize, usize)> {
    let mut source = String::from_utf8(source).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        (byte, 1 + error.as_bytes()[..byte].iter().filter(|byte| **byte == b'\n').count())
    })?;
    if source.starts_with('\u{FEFF}') {
        source.remove(0);
    }
    Ok(source)
}

/// An article's file, which was read once.
#[derive(Debug)]
pub struct ArticleFile {
    /// Its bytes; `None` if they are the expected ones, which are then not in memory twice.
    pub bytes: Option<Vec<u8>>,
    /// Their SHA-256.
    pub sha256: String,
    /// Stamp of the file.
    pub stamp: Stamp,
}

/// Content that is in no file, with its stamp, if it has at most `limit` bytes.
///
/// # Errors
/// If it is too long; `name` is for the message.
pub fn content(name: &Path, bytes: Vec<u8>, limit: u64) -> Result<(Vec<u8>, Stamp), FileError> {
    let length = bytes.len() as u64;
    if length > limit {
        return Err(FileError::TooLong { path: name.to_owned(), length, limit });
    }
    let stamp = Stamp::of_content(&bytes);
    Ok((bytes, stamp))
}

/// Reads an article's file, whose bytes may be `expected`.
///
/// # Errors
/// As [`read_bytes`] with [`ARTICLE_LIMIT`].
pub fn read_article(path: &Path, expected: Option<&[u8]>) -> Result<ArticleFile, FileError> {
    let path = &full(path);
    let (mut file, stamp) = open(path, ARTICLE_LIMIT)?;
    let (mut digest, mut bytes) = (Sha256::new(), Vec::new());
    if let Some(expected) = expected.filter(|expected| expected.len() as u64 == stamp.length) {
        let mut buffer = vec![0; 1 << 16];
        let mut same = 0;
        loop {
            let count = match file.read(&mut buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read.map_err(|source| FileError::System { path: path.to_owned(), source })?,
            };
            let (read, end) = (&buffer[..count], same + count);
            digest.update(read);
            if count > 0 && expected.get(same..end) == Some(read) {
                same = end;
                continue;
            }
            if count == 0 && same == expected.len() {
                return Ok(ArticleFile { bytes: None, sha256: hexadecimal(&digest.finalize()), stamp });
            }
            bytes.reserve(expected.len());
            bytes.extend_from_slice(&expected[..same]);
            bytes.extend_from_slice(read);
            break;
        }
    } else {
        bytes.reserve(usize::try_from(stamp.length).unwrap_or_default());
    }
    let begun = bytes.len();
    read_rest(path, file, ARTICLE_LIMIT, &mut bytes)?;
    digest.update(&bytes[begun..]);
    Ok(ArticleFile { bytes: Some(bytes), sha256: hexadecimal(&digest.finalize()), stamp })
}

fn what_is(metadata: &Metadata) -> &'static str {
    if metadata.is_dir() { "a folder" } else { special(metadata) }
}

#[cfg(unix)]
fn special(metadata: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    match () {
        () if kind.is_fifo() => "a pipe",
        () if kind.is_socket() => "a socket",
        () => "a device",
    }
}

#[cfg(not(unix))]
fn special(_: &Metadata) -> &'static str {
    "a device"
}

/// Error of saving a file. The file on disk is unchanged.
#[derive(Debug, Error)]
pub enum SaveError {
    /// Another program changed the file since it was read or written here.
    #[error(
        "{} was not saved: another program has changed that file. Both versions are kept: the file as it is, and your \
         work here. Merge them, save under another name, or overwrite the file",
        path.display()
    )]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A file exists where a new one was to be created.
    #[error(
        "{} was not saved: a different file of that name already exists. It is unchanged, and your work is kept here. \
         Merge them, save under another name, or overwrite the file",
        path.display()
    )]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file that was read or written here is missing.
    #[error(
        "{} was not saved: that file has been moved, renamed or deleted. Your work is kept here. Write the file again, \
         or save under another name",
        path.display()
    )]
    Gone {
        /// The file.
        path: PathBuf,
    },
    /// The path is a link to a missing file.
    #[error(
        "{} was not saved: it is a link to {}, which does not exist. Your work is kept here. Delete the link, or save \
         under another name",
        path.display(), target.display()
    )]
    LeadsNowhere {
        /// The file.
        path: PathBuf,
        /// Target of the link.
        target: PathBuf,
    },
    /// The file is read-only.
    #[error(
        "{} was not saved: that file is read-only, and unchanged. Make it writable, or save under another name",
        path.display()
    )]
    Protected {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{} was not saved: {}. {KEPT}", path.display(), why(path, source))]
    System {
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}

const KEPT: &str = "The old file is intact, and your work is kept here. Save it in another place";

const NAME: &str = "its name is too long for that disk, or has a character that is not allowed there";

impl SaveError {
    /// True if the person can choose between the file on disk and the work here, and save anyway.
    pub fn is_conflict(&self) -> bool {
        !matches!(self, Self::LeadsNowhere { .. } | Self::Protected { .. } | Self::System { .. })
    }

    /// True if another program has the file open, perhaps for a moment.
    pub(in crate::storage) fn is_held(&self) -> bool {
        matches!(self, Self::System { source, .. } if is_held(source))
    }
}

/// True if the name of a file means a device on Windows.
pub(in crate::storage) fn names_device(path: &Path) -> bool {
    path.file_name().is_some_and(|name| is_device(&name.to_string_lossy()))
}

pub(in crate::storage) fn why(path: &Path, error: &io::Error) -> String {
    let folder = folder_of(path).display().to_string();
    match error.kind() {
        // On Windows also the error of a path through a file.
        ErrorKind::NotFound if folder_of(path).is_file() => format!("{folder} is not a folder"),
        // And of a path that is too long.
        ErrorKind::NotFound if cfg!(windows) && folder_of(path).is_dir() => NAME.to_owned(),
        ErrorKind::NotFound => format!("its folder {folder} does not exist"),
        ErrorKind::NotADirectory => format!("{folder} is not a folder"),
        ErrorKind::IsADirectory => "something that is not a file has that name".to_owned(),
        ErrorKind::StorageFull => format!("the disk that holds {folder} is full"),
        ErrorKind::QuotaExceeded => format!("your quota on the disk that holds {folder} is used up"),
        ErrorKind::ReadOnlyFilesystem => format!("the disk that holds {folder} is read-only"),
        ErrorKind::PermissionDenied => format!("you do not have permission to write in {folder}"),
        ErrorKind::InvalidFilename if names_device(path) => "Windows keeps that name for a device".to_owned(),
        ErrorKind::InvalidFilename => NAME.to_owned(),
        _ if is_held(error) => "another program has that file open; once it is closed there, save again".to_owned(),
        _ => format!("the system could not write in {folder} ({error})"),
    }
}

/// Parent folder of a path.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
