//! Following a folder: its articles are read once, and again when their files change.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::jobs::parallel::in_parallel;
use crate::jobs::project::entry::read_entry;
use crate::jobs::project::folder::{Census, Files, MOST, access_to, article_of, file_of, path_in, walk};
use crate::jobs::read::Access;
use crate::model::project::corpus::Entry;
use crate::storage::files::Stamp;

/// Time of reading until the first articles are reported.
const FIRST: Duration = Duration::from_millis(60);
/// Time of reading between later reports.
const NEXT: Duration = Duration::from_millis(250);
/// Most articles of a report.
const AT_ONCE: usize = 4000;
/// Size in bytes from which an article is read after the smaller ones: one large document must not delay a thousand.
const LARGE: u64 = 1 << 20;

/// News of a folder.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// Articles that were read, for the first time or again.
    pub entries: Vec<Arc<Entry>>,
    /// The paths of articles that are gone.
    pub gone: Vec<String>,
    /// Other contents of the folder, if the whole folder was looked at.
    pub census: Option<Census>,
    /// The number of articles that are not read yet, if that is known.
    pub unread: Option<usize>,
    /// Articles whose very files have other names now: the old paths and the new ones.
    pub renamed: Vec<(String, String)>,
}

/// A folder that is followed.
#[derive(Debug)]
pub struct Follower {
    root: PathBuf,
    known: BTreeMap<String, Files>,
    /// Articles to read, large ones last.
    unread: BTreeSet<(bool, String)>,
    gone: Vec<String>,
    renamed: Vec<(String, String)>,
    census: Option<Census>,
    /// The folders in which a save may have been cut short.
    torn: HashSet<String>,
    /// The paths that were left out, as in [`Found`](crate::jobs::project::folder::Found).
    aside: HashSet<String>,
    time: Duration,
}

impl Follower {
    /// A follower of a folder at which it has not looked yet.
    pub fn new(root: PathBuf) -> Self {
        let (known, unread) = (BTreeMap::new(), BTreeSet::new());
        let (gone, renamed) = (Vec::new(), Vec::new());
        let (torn, aside) = (HashSet::new(), HashSet::new());
        Self { root, known, unread, gone, renamed, census: None, torn, aside, time: FIRST }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Looks at the whole folder.
    pub fn look(&mut self) {
        let found = walk(&self.root);
        let before = std::mem::take(&mut self.known);
        let lost = before.iter().filter(|(path, _)| found.articles.get(*path).is_none_or(|now| now.article.is_none()));
        let fresh = found.articles.iter().filter(|(path, _)| before.get(*path).is_none_or(|was| was.article.is_none()));
        self.renamed.extend(renamed(lost, &fresh.collect::<Vec<_>>()));
        self.gone.extend(before.keys().filter(|path| !found.articles.contains_key(*path)).cloned());
        for (path, files) in &found.articles {
            if before.get(path) != Some(files) {
                self.unread.insert((is_large(files), path.clone()));
            }
        }
        self.known = found.articles;
        self.census = Some(found.census);
        self.torn = found.torn;
        self.aside = found.aside;
    }

    /// True if a path may change what is listed by other paths: it is or was a link, or there are links that led to it.
    fn is_linked(&self, path: &str) -> bool {
        let file = file_of(&self.root, path);
        let was_listed = || self.known.get(path).is_some_and(|known| *known != Files::of(&file));
        self.aside.contains(path) || file.is_symlink() || (!self.aside.is_empty() && was_listed())
    }

    /// Looks at files that may have changed; at the whole folder if there may be others.
    pub fn look_at(&mut self, files: &[PathBuf]) {
        let paths: BTreeSet<String> = files.iter().filter_map(|file| path_in(&self.root, file)).collect();
        let articles: Option<BTreeSet<&str>> = paths.iter().map(|path| article_of(path)).collect();
        // Another file may be a folder with articles, or no article that is to be counted.
        let articles = articles.filter(|articles| self.known.len() + articles.len() < MOST);
        let Some(articles) = articles.filter(|articles| !articles.iter().any(|path| self.is_linked(path))) else {
            return self.look();
        };
        let before: Vec<(String, Files)> =
            articles.iter().filter_map(|path| Some(((*path).to_owned(), *self.known.get(*path)?))).collect();
        let paths: Vec<String> = articles.iter().map(|path| (*path).to_owned()).collect();
        for path in articles {
            let files = Files::of(&file_of(&self.root, path));
            match self.known.get(path) {
                Some(known) if *known == files => {}
                None if !files.are_of_an_article(&self.root, path) => {}
                Some(_) if !files.are_of_an_article(&self.root, path) => {
                    self.known.remove(path);
                    self.gone.push(path.to_owned());
                }
                _ => {
                    self.unread.insert((is_large(&files), path.to_owned()));
                    self.known.insert(path.to_owned(), files);
                }
            }
        }
        let has_file = |path: &String| self.known.get(path).is_some_and(|now| now.article.is_some());
        let had_file = |path: &String| before.iter().any(|(other, was)| other == path && was.article.is_some());
        let lost = before.iter().filter(|(path, _)| !has_file(path)).map(|(path, files)| (path, files));
        let fresh = paths.iter().filter(|path| !had_file(path)).filter_map(|path| Some((path, self.known.get(path)?)));
        self.renamed.extend(renamed(lost, &fresh.collect::<Vec<_>>()));
    }

    /// Reads for a while what is to be read; `None` if there is no more news.
    pub fn read_on(&mut self) -> Option<News> {
        let news = !self.unread.is_empty() || !self.gone.is_empty() || self.census.is_some();
        if !news {
            self.time = FIRST;
            return None;
        }
        let begun = Instant::now();
        let time = std::mem::replace(&mut self.time, NEXT);
        let wanted: Vec<(bool, String)> = iter::from_fn(|| self.unread.pop_first())
            // It may have gone meanwhile.
            .filter(|(_, path)| self.known.contains_key(path))
            .take(AT_ONCE)
            .collect();
        let mut entries = Vec::new();
        let is_time = |at: usize| at == 0 || begun.elapsed() < time;
        let numbered: Vec<usize> = (0..wanted.len()).collect();
        in_parallel(&numbered, |at| is_time(*at).then(|| self.read(&wanted[*at].1)), |entry| entries.push(entry));
        let mut read = Vec::new();
        for (entry, wanted) in entries.into_iter().zip(wanted) {
            match entry {
                Some(entry) => read.push(Arc::new(entry)),
                None => drop(self.unread.insert(wanted)),
            }
        }
        let gone = std::mem::take(&mut self.gone);
        let renamed = std::mem::take(&mut self.renamed);
        Some(News { entries: read, gone, census: self.census.take(), unread: Some(self.unread.len()), renamed })
    }

    fn read(&self, path: &str) -> Entry {
        let files = self.known.get(path).copied().unwrap_or_default();
        read_entry(&self.root, path, &files, access_to(&self.torn, path))
    }
}

/// The articles whose files are gone, with the paths at which the very same files are new.
fn renamed<'a>(
    lost: impl Iterator<Item = (&'a String, &'a Files)>,
    fresh: &[(&String, &Files)],
) -> Vec<(String, String)> {
    let to = |stamp: Stamp| fresh.iter().find(|(_, now)| now.article.is_some_and(|now| stamp.is_renamed(&now)));
    lost.filter_map(|(path, was)| Some((path.clone(), to(was.article?)?.0.clone()))).collect()
}

fn is_large(files: &Files) -> bool {
    files.article.is_some_and(|stamp| stamp.length() > LARGE)
}

/// News of single articles of a folder, read again.
pub fn read_again(root: &Path, paths: Vec<String>) -> News {
    let mut news = News::default();
    for path in paths {
        let files = Files::of(&file_of(root, &path));
        if files.are_gone() {
            news.gone.push(path);
        } else {
            news.entries.push(Arc::new(read_entry(root, &path, &files, Access::Read)));
        }
    }
    news
}
