//! Watching the open files: each look reports only the changes since the last one.

use std::path::{Path, PathBuf};

use crate::storage::files::Stamp;
use crate::storage::lock;
use crate::storage::settings::Folders;

/// The open files, as they are expected to be.
#[derive(Clone, Debug)]
pub struct LookJob {
    /// The annotation file.
    pub annotations: PathBuf,
    /// Its stamp; `None` if there was no file.
    pub expected: Option<Stamp>,
    /// The article's file and its stamp.
    pub article: Option<(PathBuf, Stamp)>,
    /// True if this window has claimed the file, so that another one may ask for it.
    pub holds: bool,
    /// True if another window works on the file, which may end.
    pub waits: bool,
    /// The settings and data folders, where locks are.
    pub folders: Folders,
}

/// A file compared with when it was last read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// Unchanged.
    Same,
    /// Changed.
    Changed,
    /// Missing.
    Gone,
}

/// The result of a look at the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The annotation file.
    pub annotations: Now,
    /// The article's file.
    pub article: Now,
    /// True if another window asks for the annotation file.
    pub asked: bool,
    /// True if the other window that worked on it has ended.
    pub freed: bool,
}

/// Watches the files of a job.
#[derive(Debug, Default)]
pub struct Lookout {
    job: Option<Box<LookJob>>,
    last: Sight,
}

/// The stamps of the files at one look. A file whose stamp cannot be read counts as unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sight {
    annotations: Option<Stamp>,
    article: Option<Stamp>,
    /// True if another window asks for the annotation file.
    asked: bool,
    /// True if the other window that worked on it has ended.
    freed: bool,
}

impl Sight {
    /// The files as the job expects them.
    fn expected(job: &LookJob) -> Self {
        let article = job.article.as_ref().map(|(_, stamp)| *stamp);
        Self { annotations: job.expected, article, asked: false, freed: false }
    }

    fn of(job: &LookJob) -> Self {
        let Self { annotations, article, .. } = Self::expected(job);
        Self {
            annotations: Stamp::of(&job.annotations).unwrap_or(annotations),
            article: job.article.as_ref().and_then(|(path, _)| Stamp::of(path).unwrap_or(article)),
            asked: job.holds && lock::is_asked(&job.folders, &job.annotations),
            freed: job.waits && lock::is_free(&job.folders, &job.annotations),
        }
    }

    fn since(self, job: &LookJob) -> Seen {
        let now = |path: &Path, stamp: Option<Stamp>, expected: Option<Stamp>| match stamp {
            _ if stamp == expected => Now::Same,
            None => Now::Gone,
            // Only permissions or links have changed; the bytes are the same.
            Some(_) if expected.is_some_and(|expected| expected.is_of(path).is_some()) => Now::Same,
            Some(_) => Now::Changed,
        };
        Seen {
            annotations: now(&job.annotations, self.annotations, job.expected),
            article: job
                .article
                .as_ref()
                .map_or(Now::Same, |(path, expected)| now(path, self.article, Some(*expected))),
            asked: self.asked,
            freed: self.freed,
        }
    }
}

impl Lookout {
    /// Watches these files from now on. The next look reports everything that is not as expected.
    pub fn turn_to(&mut self, job: Box<LookJob>) {
        self.last = Sight::expected(&job);
        self.job = Some(job);
    }

    /// Looks at the files; `None` if nothing changed since the last look.
    pub fn look(&mut self) -> Option<(Box<LookJob>, Seen)> {
        let job = self.job.as_ref()?;
        let sight = Sight::of(job);
        if sight == std::mem::replace(&mut self.last, sight) {
            return None;
        }
        Some((job.clone(), sight.since(job)))
    }

    /// The files to watch.
    pub fn files(&self) -> Vec<PathBuf> {
        let Some(job) = &self.job else { return Vec::new() };
        let request = job.holds.then(|| lock::request(&job.folders, &job.annotations));
        let lock = job.waits.then(|| lock::lock_file(&job.folders, &job.annotations));
        let article = job.article.as_ref().map(|(path, _)| path.clone());
        [job.annotations.clone()].into_iter().chain(article).chain(request).chain(lock).collect()
    }
}
