//! The files of a project's folder: a walk through the folder and the folders within.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::articles::ARTICLE_FORMATS;
use crate::jobs::read::Access;
use crate::storage::files::{EXTENSION, Stamp, annotation_path};
use crate::storage::journal::is_of_a_save;
use crate::storage::project::FILE_NAME;
use crate::storage::tree::has_extension;

/// Most articles of a project.
pub const MOST: usize = 100_000;
/// Most entries of folders that are looked at.
const ENTRIES: usize = 1_000_000;
/// Greatest depth of folders within the folder: more than a person makes.
const DEPTH: usize = 64;
/// Most reasons that are kept why something could not be looked at.
const REASONS: usize = 1000;
/// Bytes at the beginning of an annotation file that name its format.
const HEAD: u64 = 512;

/// The files of an article, as they were at one look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// The stamp of the article's own file, if there is one.
    pub article: Option<Stamp>,
    /// The stamp of its annotation file, if there is one.
    pub annotations: Option<Stamp>,
}

impl Files {
    /// The files of the article with this path.
    pub fn of(file: &Path) -> Self {
        let article = Stamp::of(file).ok().flatten().filter(|_| file.is_file());
        Self { article, annotations: Stamp::of(&annotation_path(file)).ok().flatten() }
    }

    /// True if neither is there.
    pub fn are_gone(&self) -> bool {
        self.article.is_none() && self.annotations.is_none()
    }

    /// True if they are those of the article with this path in the folder `root`: its file with the extension of a format, or
    /// annotations.
    pub fn are_of_an_article(&self, root: &Path, path: &str) -> bool {
        let has_annotations = || self.annotations.is_some() && names_format(&annotation_path(&file_of(root, path)));
        (self.article.is_some() && is_article(path)) || has_annotations()
    }
}

/// Contents of a folder other than readable articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// The number of files that are no articles.
    pub others: usize,
    /// Folders and files that could not be looked at, by path, with the reasons.
    pub unreadable: Vec<(String, String)>,
    /// True if there is more than is looked at: see the limits of this module.
    pub is_cut: bool,
}

/// The articles in a folder, by their paths within it, and what else is there.
#[derive(Debug, Default)]
pub struct Found {
    /// The articles.
    pub articles: BTreeMap<String, Files>,
    /// Everything else.
    pub census: Census,
    /// The folders, by their paths followed by `/`, in which a save may have been cut short.
    pub torn: HashSet<String>,
    /// The paths that would be those of articles, but lead to nothing or to articles that are listed by other paths.
    pub aside: HashSet<String>,
    /// The paths of links among the articles.
    links: Vec<String>,
    seen: usize,
}

/// Access to an article: the folder is searched for saves that were cut short only where one may be, since that costs as
/// much as the folder is large. `torn` is that of [`Found`].
pub fn access_to(torn: &HashSet<String>, path: &str) -> Access {
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    if torn.contains(folder) { Access::Read } else { Access::Glance }
}

/// The file with a path within the folder `root`.
pub fn file_of(root: &Path, path: &str) -> PathBuf {
    path.split('/').fold(root.to_owned(), |folder, part| folder.join(part))
}

/// The path of a file within the folder `root`; `None` if it is not in there, hidden, or its name is not Unicode.
pub fn path_in(root: &Path, file: &Path) -> Option<String> {
    let parts = file.strip_prefix(root).ok()?.components();
    let parts: Option<Vec<&str>> =
        parts.map(|part| part.as_os_str().to_str().filter(|part| !is_hidden(part))).collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("/"))
}

/// The path of the article to which a file belongs: its own, or that of its annotation file. `None` if it is neither.
pub fn article_of(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name == FILE_NAME {
        return None;
    }
    match path.strip_suffix(EXTENSION).and_then(|path| path.strip_suffix('.')) {
        Some(article) if !article.is_empty() && !article.ends_with('/') => Some(article),
        _ => is_article(name).then_some(path),
    }
}

/// Walks through a folder and the folders within. Links to folders are not followed, since they may lead back, and hidden
/// files and folders are left out.
pub fn walk(root: &Path) -> Found {
    let mut found = Found::default();
    let mut folders = vec![(root.to_owned(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = folders.pop() {
        match fs::read_dir(&folder) {
            Ok(entries) => {
                let within = found.enter(entries, &folder, &prefix);
                if depth == DEPTH {
                    found.census.is_cut |= !within.is_empty();
                    continue;
                }
                folders
                    .extend(within.into_iter().map(|name| (folder.join(&name), format!("{prefix}{name}/"), depth + 1)));
            }
            Err(error) => found.census.refuse(prefix.trim_end_matches('/').to_owned(), error.to_string()),
        }
    }
    found.settle_links();
    found
}

impl Census {
    fn refuse(&mut self, path: String, reason: String) {
        if self.unreadable.len() < REASONS {
            self.unreadable.push((path, reason));
        } else {
            self.is_cut = true;
        }
    }
}

impl Found {
    /// Takes the entries of one folder; returns the names of the folders in it.
    fn enter(&mut self, entries: fs::ReadDir, folder: &Path, prefix: &str) -> Vec<String> {
        let (mut folders, mut files, mut links) = (Vec::new(), HashSet::new(), HashSet::new());
        for entry in entries {
            if self.seen >= ENTRIES {
                self.census.is_cut = true;
                break;
            }
            self.seen += 1;
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.census.refuse(prefix.trim_end_matches('/').to_owned(), error.to_string());
                    continue;
                }
            };
            let name = match entry.file_name().into_string() {
                Ok(name) if is_hidden(&name) => {
                    if is_of_a_save(&name) {
                        self.torn.insert(prefix.to_owned());
                    }
                    continue;
                }
                Ok(name) => name,
                Err(name) => {
                    let path = format!("{prefix}{}", name.to_string_lossy());
                    self.census.refuse(path, "its name is not Unicode".to_owned());
                    continue;
                }
            };
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(name),
                Ok(kind) if kind.is_symlink() && folder.join(&name).is_dir() => {}
                Ok(kind) if kind.is_symlink() => drop((links.insert(name.clone()), files.insert(name))),
                _ => drop(files.insert(name)),
            }
        }
        for name in &files {
            self.take(name, &files, folder, prefix);
        }
        let paths = links.iter().map(|name| format!("{prefix}{name}"));
        self.links.extend(paths.filter(|path| self.articles.contains_key(path)));
        folders
    }

    /// Leaves out links that lead to nothing, and those to articles that are listed by other paths, unless they have
    /// annotations of their own.
    fn settle_links(&mut self) {
        let mut links = std::mem::take(&mut self.links);
        if links.is_empty() {
            return;
        }
        links.sort();
        let is_link = |path: &String| links.binary_search(path).is_ok();
        let files = self.articles.iter().filter(|(path, _)| !is_link(path));
        let mut known: HashSet<_> = files.filter_map(|(_, files)| files.article?.identity()).collect();
        for path in links {
            let Some(Files { article, annotations: None }) = self.articles.get(&path) else { continue };
            match article {
                None => self.census.refuse(path.clone(), "the file that this link leads to is not there".to_owned()),
                Some(stamp) => {
                    if stamp.identity().is_none_or(|file| known.insert(file)) {
                        continue;
                    }
                }
            }
            self.articles.remove(&path);
            self.aside.insert(path);
        }
    }

    /// Takes a file among those of its folder: each article once, by its own file or, without one, by its annotations.
    fn take(&mut self, name: &str, files: &HashSet<String>, folder: &Path, prefix: &str) {
        let Some(article) = article_of(name) else {
            self.census.others += usize::from(name != FILE_NAME);
            return;
        };
        let is_annotations = article != name;
        if is_annotations && files.contains(article) && is_article(article) {
            return;
        }
        let file = folder.join(article);
        if is_annotations && !names_format(&annotation_path(&file)) {
            self.census.others += 1;
            return;
        }
        if self.articles.len() >= MOST {
            self.census.is_cut = true;
            return;
        }
        let stamp = |is_there: bool, file: &Path| is_there.then(|| Stamp::of(file).ok().flatten()).flatten();
        let article_stamp = stamp(files.contains(article), &file);
        let annotations = annotation_path(&file);
        let has_annotations = is_annotations || files.contains(&format!("{article}.{EXTENSION}"));
        let found = Files { article: article_stamp, annotations: stamp(has_annotations, &annotations) };
        self.articles.insert(format!("{prefix}{article}"), found);
    }
}

/// True if the extension is that of an article format.
fn is_article(name: &str) -> bool {
    ARTICLE_FORMATS.iter().any(|row| has_extension(Path::new(name), row.extensions))
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// True if a file begins as an annotation file does. Other programs have RON files too.
pub fn names_format(file: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains("\"gainsay\"")
}

/// The name of a folder, for messages.
pub fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}
