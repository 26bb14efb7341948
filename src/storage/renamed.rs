//! Annotations of a renamed article: a file in the same folder, under the old name, with the digest of the article's bytes.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempPath;

use crate::storage::files::{self, EXTENSION, SaveError, annotation_path, full};
use crate::storage::reader;

/// Most annotation files of a folder that are examined.
const MOST: usize = 20_000;

/// Longest search, for slow disks and networks.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of each file that are examined: the fields of the article come first.
const HEAD: u64 = 16 << 10;

/// Most files that are read whole, since their beginnings have the digest.
const WHOLE: usize = 16;

/// An annotation file whose article is missing, and was byte for byte another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The annotation file.
    pub annotations: PathBuf,
    /// Name of the article's file, as the annotations have it.
    pub article: String,
}

/// Searches the folder of an article for annotations of its bytes whose own article is missing; returns the one changed last.
/// `None` if the folder cannot be read or has too many files.
pub fn annotations_of(article: &Path, sha256: &str) -> Option<Renamed> {
    let article = full(article);
    if sha256.is_empty() || annotation_path(&article).exists() {
        return None;
    }
    let begun = Instant::now();
    let entries = fs::read_dir(article.parent()?).ok()?;
    let is_early = || begun.elapsed() < PATIENCE;
    let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let paths: HashSet<PathBuf> = files.map(|entry| entry.path()).take_while(|_| is_early()).collect();
    // The folder was read once: to ask for each article takes as long as to read its annotations, over a network far longer.
    let is_alone = |path: &&PathBuf| {
        path.extension().is_some_and(|it| it == EXTENSION) && !paths.contains(&path.with_extension(""))
    };
    let mut found: Vec<(SystemTime, &PathBuf)> = paths
        .iter()
        .filter(is_alone)
        .take(MOST)
        .take_while(|_| is_early())
        .filter(|path| names_digest(path, sha256).unwrap_or(false))
        .filter_map(|path| Some((fs::metadata(path).ok()?.modified().ok()?, path)))
        .collect();
    found.sort();
    found.into_iter().rev().take(WHOLE).find_map(|(_, path)| checked(path.clone(), sha256))
}

/// True if the beginning of a file contains a digest.
fn names_digest(path: &Path, sha256: &str) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head.windows(sha256.len()).any(|window| window == sha256.as_bytes()))
}

/// The annotation file, if its article has that digest and is missing.
fn checked(path: PathBuf, sha256: &str) -> Option<Renamed> {
    let (bytes, _) = files::read_bytes(&path, files::ANNOTATIONS_LIMIT).ok()?;
    let (article, ..) = reader::read(&path, bytes).ok()?.document.into_parts();
    let own = path.with_extension("");
    let name = Some(article.file).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| own.file_name().unwrap_or_default().to_string_lossy().into_owned());
    // The last part of the name only: a path must not lead out of the folder.
    let beside = path.with_file_name(Path::new(&name).file_name().unwrap_or(OsStr::new("")));
    (article.sha256 == sha256 && !beside.is_file()).then_some(Renamed { annotations: path, article: name })
}

/// Renames an annotation file after an article, in one step and over no other file; returns its new path.
///
/// # Errors
/// If there is such a file already, or the system refuses. The annotations then have their old name.
pub fn rename(annotations: &Path, article: &Path) -> Result<PathBuf, SaveError> {
    let path = annotation_path(&full(article));
    let old = TempPath::try_from_path(full(annotations))
        .map_err(|source| SaveError::System { path: path.clone(), source })?;
    match old.persist_noclobber(&path) {
        Ok(()) => Ok(path),
        Err(error) => {
            // Dropped, it would remove the file.
            let _ = error.path.keep();
            Err(match error.error.kind() {
                ErrorKind::AlreadyExists => SaveError::Exists { path },
                _ => SaveError::System { path, source: error.error },
            })
        }
    }
}
