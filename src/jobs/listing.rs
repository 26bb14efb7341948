//! The articles of a folder, or of several files: their titles and formats, and whether they are marked.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::articles::{ARTICLE_FORMATS, ArticleFormat, ReadOptions, article_format_of};
use crate::encoding::Cancellation;
use crate::jobs::parallel::in_parallel;
use crate::jobs::progress::Progress;
use crate::storage::files::{annotation_path, read_bytes};

/// Maximum articles listed.
const MOST: usize = 1000;
/// Maximum entries of folders that are looked at.
const ENTRIES: usize = 20_000;
/// Maximum depth of folders within the folder.
const DEPTH: usize = 4;
/// Largest file that is read for its title, in bytes.
const READ: u64 = 4 << 20;
/// Time for reading titles. Articles that are left are listed by the names of their files.
const TIME: Duration = Duration::from_secs(4);

/// An article to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its file.
    pub path: PathBuf,
    /// The path within the folder.
    pub place: String,
    /// Its title, or the name of its file.
    pub title: String,
    /// The name of its format.
    pub format: &'static str,
    /// True if there is an annotation file beside it.
    pub is_marked: bool,
}

/// Articles to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The name of the folder; empty for single files.
    pub folder: String,
    /// The articles, in the order of their paths.
    pub articles: Vec<Listed>,
    /// The number of files and folders that could not be read.
    pub unreadable: usize,
    /// True if there are more articles than are listed.
    pub has_more: bool,
}

/// Lists the articles in a folder and the folders within; nothing if `progress` is cancelled.
///
/// # Errors
/// With a message for the person, if the folder cannot be read.
fn list_folder(folder: &Path, progress: &Progress) -> Result<Listing, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("Could not open {}: {error}", folder.display()))?;
    let mut walk = Walk { seen: 0, files: Vec::new(), listing: Listing::default() };
    walk.enter(entries, 0, progress);
    let Walk { files, mut listing, .. } = walk;
    listing.folder = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
    add(&mut listing, &files, folder, progress);
    Ok(listing)
}

/// Lists files, and the articles in folders among them.
pub fn list_files(paths: &[PathBuf]) -> Listing {
    let progress = Progress::default();
    let (mut listing, mut files) = (Listing::default(), Vec::new());
    for path in paths {
        match list_folder(path, &progress) {
            Ok(within) => {
                listing.articles.extend(within.articles);
                listing.unreadable += within.unreadable;
                listing.has_more |= within.has_more;
            }
            Err(_) => files.push(path.clone()),
        }
    }
    add(&mut listing, &files, Path::new(""), &progress);
    listing
}

/// The files found on a walk through folders.
struct Walk {
    seen: usize,
    files: Vec<PathBuf>,
    listing: Listing,
}

impl Walk {
    fn enter(&mut self, entries: fs::ReadDir, depth: usize, progress: &Progress) {
        let mut within: Vec<DirEntry> = Vec::new();
        for entry in entries {
            if self.seen >= ENTRIES || !progress.go_on(0) {
                self.listing.has_more = true;
                break;
            }
            self.seen += 1;
            match entry {
                Ok(entry) => within.push(entry),
                Err(_) => self.listing.unreadable += 1,
            }
        }
        within.sort_by_key(DirEntry::file_name);
        for entry in within {
            // The target of a link may link back here.
            let Ok(kind) = entry.file_type() else { continue };
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if kind.is_dir() && !hidden && depth < DEPTH {
                match fs::read_dir(&path) {
                    Ok(entries) => self.enter(entries, depth + 1, progress),
                    Err(_) => self.listing.unreadable += 1,
                }
            } else if !kind.is_dir() && !hidden && is_article(&path) {
                self.files.push(path);
            }
        }
    }
}

/// True if the extension of a file is that of an article format.
fn is_article(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    ARTICLE_FORMATS.iter().any(|row| row.extensions.contains(&extension.as_str()))
}

/// Adds the articles in these files, with their places within `folder`.
fn add(listing: &mut Listing, files: &[PathBuf], folder: &Path, progress: &Progress) {
    let room = MOST.saturating_sub(listing.articles.len());
    listing.has_more |= files.len() > room;
    let begun = Instant::now();
    let wanted = || begun.elapsed() < TIME && progress.go_on(0);
    let files = &files[..files.len().min(room)];
    in_parallel(
        files,
        |path| titled(path, &wanted),
        |found| match found {
            Some((path, title, format)) => listing.articles.push(Listed {
                place: path.strip_prefix(folder).unwrap_or(path).display().to_string(),
                title: title.unwrap_or_else(|| name_of(path)),
                format: format.name,
                is_marked: annotation_path(path).exists(),
                path: path.clone(),
            }),
            None => listing.unreadable += 1,
        },
    );
}

/// The title and the format of an article, as far as there is time to read them; nothing if it cannot be read.
fn titled<'a>(
    path: &'a PathBuf,
    wanted: &dyn Fn() -> bool,
) -> Option<(&'a PathBuf, Option<String>, &'static ArticleFormat)> {
    let size = fs::metadata(path).ok().filter(fs::Metadata::is_file)?.len();
    if size > READ || !wanted() {
        return Some((path, None, article_format_of(path, &[])));
    }
    let (bytes, _) = read_bytes(path, READ).ok()?;
    let format = article_format_of(path, &bytes);
    match format.read_as(&bytes, ReadOptions::default(), &name_of(path), Cancellation::unless(wanted)) {
        Ok(parsed) => Some((path, Some(parsed.article.title).filter(|title| !title.is_empty()), format)),
        Err(_) if !wanted() => Some((path, None, format)),
        Err(_) => None,
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
