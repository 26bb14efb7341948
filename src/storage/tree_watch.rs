//! Notifications of the system about everything within a folder.

use std::path::{Path, PathBuf};

use notify::event::EventKind;
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

/// Watches a folder and the folders within while it exists. Links to folders are not followed.
#[derive(Debug)]
pub struct TreeWatch {
    _watcher: RecommendedWatcher,
}

impl TreeWatch {
    /// Watches a folder. `changed` is called on a thread of the system with the paths that may have changed, or with none if
    /// anything may have. `None` if the system refuses, as it does for some drives and for too many folders.
    pub fn new(folder: &Path, changed: impl Fn(Vec<PathBuf>) + Send + 'static) -> Option<Self> {
        let hear = move |event: notify::Result<Event>| match event {
            // A queue that overflowed names no files.
            Ok(event) if event.need_rescan() => changed(Vec::new()),
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            Ok(event) => changed(event.paths),
            Err(_) => changed(Vec::new()),
        };
        let mut watcher = RecommendedWatcher::new(hear, Config::default().with_follow_symlinks(false)).ok()?;
        watcher.watch(folder, RecursiveMode::Recursive).ok()?;
        Some(Self { _watcher: watcher })
    }
}
