//! Articles and project that were open last, in the person's data folder: a start without a file opens them again.
//!
//! To lose it costs nothing, so a file that cannot be understood counts as none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::storage::files::{self, SaveError};
use crate::storage::replace;
use crate::storage::settings::Folders;

/// Name of the file in the data folder.
const FILE_NAME: &str = "last.ron";

/// Largest file that is read, in bytes: 1 MiB.
const LIMIT: u64 = 1 << 20;

/// Articles and project of the window that was used last. A path that is not Unicode is left out, since the file cannot spell it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LastOpen {
    /// The folder of the project; empty without one.
    pub folder: String,
    /// The files of the open articles, in the order of their tabs.
    pub articles: Vec<String>,
    /// The active one.
    pub active: String,
    /// The one beside it; empty without one.
    pub beside: String,
    /// True if that one is on the left.
    pub is_left: bool,
    /// The look of the window.
    pub look: KeptLook,
}

/// The look of the window: what is shown and hidden, and the orders of its lists, by their ids. An empty id is the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptLook {
    /// The panel beside the article.
    pub panel: String,
    /// True if it is hidden.
    pub hides_panel: bool,
    /// The panel of the sidebar.
    pub sidebar: String,
    /// True if the sidebar is hidden.
    pub hides_sidebar: bool,
    /// True if the article is shown alone.
    pub reading: bool,
    /// The order of the marks.
    pub mark_order: String,
    /// Their groups.
    pub grouping: String,
    /// The order of the ledger.
    pub ledger_order: String,
}

impl LastOpen {
    /// The file or folder to open first.
    pub fn first(&self) -> Option<&Path> {
        let active = [&self.folder, &self.active].into_iter().find(|path| !path.is_empty());
        active.or(self.articles.first()).map(Path::new)
    }
}

/// Articles and project that were open last; `None` if nothing was ever kept.
pub fn find(folders: &Folders) -> Option<LastOpen> {
    let text = files::read_bytes(&path(folders), LIMIT).ok().and_then(|(bytes, _)| String::from_utf8(bytes).ok());
    text.and_then(|text| ron::from_str(&text).ok())
}

/// Keeps what is open.
///
/// # Errors
/// If the file cannot be written.
pub fn keep(folders: &Folders, last: &LastOpen) -> Result<(), SaveError> {
    let path = path(folders);
    let failed = |source: io::Error| SaveError::System { path: path.clone(), source };
    fs::create_dir_all(folders.data_folder()).map_err(failed)?;
    let pretty = ron::ser::PrettyConfig::default();
    let text = ron::ser::to_string_pretty(last, pretty).map_err(|error| failed(io::Error::other(error)))?;
    replace::overwrite(&path, text.as_bytes()).map(drop)
}

fn path(folders: &Folders) -> PathBuf {
    folders.data_folder().join(FILE_NAME)
}
