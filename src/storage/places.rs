//! Reading places: the place in each article that was on the screen last, so that the article opens there again.
//!
//! They are in one file in the data folder and never beside the article: reading changes no file that is shared. To lose them
//! costs nothing, so a file that cannot be understood is begun anew.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::model::offset::ScalarOffset;
use crate::storage::files::{self, SaveError};
use crate::storage::replace;
use crate::storage::settings::Folders;
use crate::storage::writer::string;

/// Name of the file in the data folder.
const FILE_NAME: &str = "places.ron";

/// Most articles whose places are kept; the least recently read are dropped.
const MOST: usize = 500;

/// Largest file that is read, in bytes: 4 MiB, more than [`MOST`] paths of the usual greatest length need.
const LIMIT: u64 = 4 << 20;

/// A place in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Offset in scalars.
    pub start: ScalarOffset,
    /// The text there, which locates the place when the article has changed.
    pub text: String,
}

/// The file. Only the program writes it, so unknown fields need not be kept.
#[derive(Deserialize)]
struct File {
    places: Vec<Row>,
}

/// The place in one article.
#[derive(Deserialize)]
struct Row {
    article: String,
    start: u32,
    text: String,
}

/// The place kept for an article.
pub fn find(folders: &Folders, article: &Path) -> Option<Place> {
    let article = key(article)?;
    read(&path(folders)).into_iter().find(|(other, _)| *other == article).map(|(_, place)| place)
}

/// Keeps the place in an article; `None` for its start, which is not kept.
///
/// # Errors
/// If the file cannot be written.
pub fn keep(folders: &Folders, article: &Path, place: Option<Place>) -> Result<(), SaveError> {
    let Some(article) = key(article) else { return Ok(()) };
    let path = path(folders);
    // Another window may have written to it since: its places are kept.
    let mut places = read(&path);
    let was = places.iter().position(|(other, _)| *other == article).map(|at| places.remove(at).1);
    if was == place {
        return Ok(());
    }
    if let Some(place) = place {
        places.insert(0, (article, place));
    }
    places.truncate(MOST);
    let failed = |source: io::Error| SaveError::System { path: path.clone(), source };
    fs::create_dir_all(folders.data_folder()).map_err(failed)?;
    replace::overwrite(&path, write(&places).as_bytes()).map(drop)
}

fn path(folders: &Folders) -> PathBuf {
    folders.data_folder().join(FILE_NAME)
}

/// Key of an article: its absolute path; `None` if that is not Unicode, which the file cannot spell.
fn key(article: &Path) -> Option<String> {
    let whole = fs::canonicalize(article).unwrap_or_else(|_| files::full(article));
    whole.to_str().map(str::to_owned)
}

fn read(path: &Path) -> Vec<(String, Place)> {
    let text = files::read_bytes(path, LIMIT).ok().and_then(|(bytes, _)| String::from_utf8(bytes).ok());
    let file: Option<File> = text.and_then(|text| ron::from_str(&text).ok());
    let rows = file.into_iter().flat_map(|file| file.places);
    let place = |row: Row| (row.article, Place { start: ScalarOffset::new(row.start as usize), text: row.text });
    rows.map(place).take(MOST).collect()
}

fn write(places: &[(String, Place)]) -> String {
    let mut out = String::from("(\n    places: [\n");
    for (article, place) in places {
        out.push_str("        (article: ");
        string(&mut out, article, false);
        out.push_str(&format!(", start: {}, text: ", place.start.get()));
        string(&mut out, &place.text, false);
        out.push_str("),\n");
    }
    out.push_str("    ],\n)\n");
    out
}
