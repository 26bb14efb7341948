//! The content of a window at start.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use crate::articles::ReadOptions;
use crate::jobs::progress::Progress;
use crate::jobs::sample::sample;
use crate::jobs::{self, Answer};
use crate::storage::settings::Folders;

/// The content of a window at start.
pub enum Start {
    /// A file to open.
    Open(PathBuf),
    /// The sample article.
    Sample,
    /// A file that has been loading since before the window existed: its path, if known yet, its progress and its
    /// thread.
    UnderWay(Option<PathBuf>, Arc<Progress>, JoinHandle<Answer>),
}

impl From<Option<PathBuf>> for Start {
    fn from(path: Option<PathBuf>) -> Self {
        path.map_or(Self::Sample, Self::Open)
    }
}

impl Start {
    /// Starts loading a file, or else the sample article, on a thread, since creating a window takes a while.
    pub fn early(folders: &Folders, path: Option<PathBuf>) -> Self {
        let (folders, known) = (folders.clone(), path.clone());
        let progress = Arc::<Progress>::default();
        let told = progress.clone();
        Self::UnderWay(
            path,
            progress,
            std::thread::spawn(move || match known.map_or_else(|| sample(&folders), Ok) {
                Ok(path) => jobs::open(&folders, path, ReadOptions::default(), told),
                Err(why) => Answer::Opened(PathBuf::new(), told, Err(why)),
            }),
        )
    }
}
