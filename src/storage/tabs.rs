//! The open articles of each project and the choices of its views, in the person's data folder: opening the project again
//! opens and shows them again.
//!
//! They are the person's own, and not in the project file, which colleagues share: to lose them costs nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::storage::files::{self, SaveError};
use crate::storage::replace;
use crate::storage::settings::Folders;

/// Name of the file in the data folder.
const FILE_NAME: &str = "tabs.ron";

/// Most projects whose articles are kept; those opened longest ago are dropped.
const MOST: usize = 100;

/// Most open articles of a project that are kept.
const TABS: usize = 100;

/// Largest file that is read, in bytes: 4 MiB.
const LIMIT: u64 = 4 << 20;

/// The open articles of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpenTabs {
    /// Their paths within the folder, in the order of their tabs.
    pub articles: Vec<String>,
    /// The active one.
    pub active: String,
    /// The one beside it; empty without one.
    pub beside: String,
    /// True if that one is on the left.
    pub is_left: bool,
    /// The choices of the views.
    pub views: Box<KeptViews>,
}

/// The choices of the views of a project: orders, groups and filters, by the ids of their rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptViews {
    /// The order of the articles.
    pub order: String,
    /// Their groups.
    pub grouping: String,
    /// The subset of them that is listed.
    pub subset: String,
    /// The words that they are filtered by.
    pub words: String,
    /// The groups whose articles are hidden.
    pub folded: Vec<String>,
    /// The ledger of the project.
    pub ledger: KeptLedger,
    /// The filter of the search in all articles.
    pub find: KeptFind,
    /// The order of the speakers.
    pub speakers: String,
    /// Pairs of names, each with its voice, of which the person said that they are not the same speaker.
    pub different: Vec<((String, String), (String, String))>,
}

/// The choices of the ledger of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptLedger {
    /// The order.
    pub order: String,
    /// The standings that are hidden.
    pub hidden: Vec<String>,
    /// The words that it is filtered by.
    pub words: String,
    /// True if only threads in several articles are listed.
    pub across: bool,
    /// True if only threads that are told differently are listed.
    pub differing: bool,
}

/// The filter of the search in all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptFind {
    /// The kinds of marks.
    pub kinds: Vec<String>,
    /// The speakers.
    pub speakers: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// The standings of claims.
    pub standings: Vec<String>,
    /// The first date; empty without one.
    pub from: String,
    /// The last date; empty without one.
    pub to: String,
}

/// The file. Only the program writes it, so unknown fields need not be kept.
#[derive(Default, Serialize, Deserialize)]
struct File {
    projects: Vec<Row>,
}

/// The open articles of one project.
#[derive(Serialize, Deserialize)]
struct Row {
    folder: String,
    tabs: OpenTabs,
}

/// The articles that were open when a project was closed.
pub fn find(folders: &Folders, root: &Path) -> OpenTabs {
    let folder = key(root);
    let row = read(&path(folders)).projects.into_iter().find(|row| Some(&row.folder) == folder.as_ref());
    row.map(|row| row.tabs).unwrap_or_default()
}

/// Keeps the open articles of a project.
///
/// # Errors
/// If the file cannot be written.
pub fn keep(folders: &Folders, root: &Path, mut tabs: OpenTabs) -> Result<(), SaveError> {
    let Some(folder) = key(root) else { return Ok(()) };
    let path = path(folders);
    // Another window may have written to it since: its projects are kept.
    let mut file = read(&path);
    file.projects.retain(|row| row.folder != folder);
    tabs.articles.truncate(TABS);
    if tabs != OpenTabs::default() {
        file.projects.insert(0, Row { folder, tabs });
    }
    file.projects.truncate(MOST);
    let failed = |source: io::Error| SaveError::System { path: path.clone(), source };
    fs::create_dir_all(folders.data_folder()).map_err(failed)?;
    let pretty = ron::ser::PrettyConfig::default();
    let text = ron::ser::to_string_pretty(&file, pretty).map_err(|error| failed(io::Error::other(error)))?;
    replace::overwrite(&path, text.as_bytes()).map(drop)
}

fn path(folders: &Folders) -> PathBuf {
    folders.data_folder().join(FILE_NAME)
}

/// Key of a project: the absolute path of its folder; `None` if that is not Unicode, which the file cannot spell.
fn key(root: &Path) -> Option<String> {
    let whole = fs::canonicalize(root).unwrap_or_else(|_| files::full(root));
    whole.to_str().map(str::to_owned)
}

/// The file's content; empty if it is damaged.
fn read(path: &Path) -> File {
    let text = files::read_bytes(path, LIMIT).ok().and_then(|(bytes, _)| String::from_utf8(bytes).ok());
    text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
}
