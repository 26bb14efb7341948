//! Notifications of the system about changed files.
//!
//! Folders are watched, not files: a program that replaces a file puts another one in its place, and a watched file would be
//! the old one. Network drives, some virtual drives and missing folders send nothing, so callers also poll the files.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use notify::event::EventKind;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use crate::storage::files::{folder_of, full};

/// Watches the folders of some files, and calls back when one of the files may have changed.
#[derive(Debug)]
pub struct Announcements {
    /// `None` where the system sends no notifications.
    watcher: Option<RecommendedWatcher>,
    folders: HashSet<PathBuf>,
    /// Names of the files. A download folder changes often, and few of the changes matter.
    names: Arc<Mutex<HashSet<OsString>>>,
}

impl Announcements {
    /// A watcher of no files yet. `changed` is called on a thread of the system, once or more for a change.
    pub fn new(changed: impl Fn() + Send + 'static) -> Self {
        let names = Arc::<Mutex<HashSet<OsString>>>::default();
        let watched = names.clone();
        let hear = move |event: notify::Result<Event>| {
            let matters = event.is_ok_and(|event| {
                // A queue that overflowed names no files.
                let anything = event.paths.is_empty() || event.need_rescan();
                let named = |path: &PathBuf| {
                    let name = path.file_name().unwrap_or_default();
                    watched.lock().is_ok_and(|names| names.contains(name))
                };
                anything || (!matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(named))
            });
            if matters {
                changed();
            }
        };
        Self { watcher: recommended_watcher(hear).ok(), folders: HashSet::new(), names }
    }

    /// Watches these files, which may be missing, and no others. A link is watched together with its target. A folder that
    /// could not be watched is tried again.
    pub fn watch<'a>(&mut self, files: impl IntoIterator<Item = &'a Path>) {
        let (mut folders, mut names) = (HashSet::new(), HashSet::new());
        for file in files {
            let file = full(file);
            for path in fs::canonicalize(&file).ok().into_iter().chain([file]) {
                folders.insert(folder_of(&path).to_owned());
                names.extend(path.file_name().map(ToOwned::to_owned));
            }
        }
        if let Ok(mut watched) = self.names.lock() {
            *watched = names;
        }
        let Some(watcher) = &mut self.watcher else { return };
        self.folders.retain(|folder| {
            let stays = folders.contains(folder);
            if !stays {
                // A deleted folder is no longer watched.
                let _ = watcher.unwatch(folder);
            }
            stays
        });
        for folder in folders {
            if !self.folders.contains(&folder) && watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok() {
                self.folders.insert(folder);
            }
        }
    }
}
