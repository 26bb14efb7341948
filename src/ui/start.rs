//! The content of a window at start.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use crate::app::shell::waiting::Aim;
use crate::articles::ReadOptions;
use crate::jobs::progress::Progress;
use crate::jobs::sample::sample;
use crate::jobs::{self, Answer};
use crate::storage::last::{self, LastOpen};
use crate::storage::settings::Folders;

/// The content of a window at start.
pub enum Start {
    /// A file to open.
    Open(PathBuf),
    /// The articles and project that were open last; at the first start, the sample article.
    Last,
    /// Nothing: all was closed last.
    Nothing,
    /// A file or folder that has been loading since before the window existed.
    UnderWay(Box<UnderWay>),
}

/// A file or folder that is being loaded.
pub struct UnderWay {
    /// Its path, if it is known yet.
    pub path: Option<PathBuf>,
    /// The articles that were open last with it, unless the person named the file.
    pub last: Option<LastOpen>,
    /// Its place among the tabs.
    pub aim: Aim,
    /// Its progress.
    pub progress: Arc<Progress>,
    /// The thread.
    pub thread: JoinHandle<Answer>,
}

impl From<Option<PathBuf>> for Start {
    fn from(path: Option<PathBuf>) -> Self {
        path.map_or(Self::Last, Self::Open)
    }
}

/// True if another window works on what was open last.
fn is_elsewhere(folders: &Folders, last: &LastOpen) -> bool {
    last.first().is_some_and(|path| jobs::is_open_elsewhere(folders, path))
}

impl Start {
    /// Starts loading a file, or else what was open last, on a thread, since creating a window takes a while.
    pub fn early(folders: &Folders, path: Option<PathBuf>) -> Self {
        let last = path.is_none().then(|| last::find(folders)).flatten();
        // Another window has it open: this one begins with nothing.
        let last = last.map(|last| if is_elsewhere(folders, &last) { LastOpen::default() } else { last });
        let is_folder = last.as_ref().is_some_and(|last| !last.folder.is_empty());
        let aim = if path.is_some() || is_folder { Aim::Tab } else { Aim::Again };
        let path = path.or_else(|| last.as_ref()?.first().map(Path::to_owned));
        if path.is_none() && last.is_some() {
            return Self::Nothing;
        }
        let (folders, known) = (folders.clone(), path.clone());
        let progress = Arc::<Progress>::default();
        let told = progress.clone();
        let load = move || match known.map_or_else(|| sample(&folders), Ok) {
            Ok(path) => jobs::open(&folders, path, ReadOptions::default(), told),
            Err(why) => Answer::Opened(PathBuf::new(), told, Err(why)),
        };
        Self::UnderWay(Box::new(UnderWay { path, last, aim, progress, thread: std::thread::spawn(load) }))
    }
}
