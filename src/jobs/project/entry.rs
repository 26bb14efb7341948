//! Reading one article of a project with its annotations.

use std::path::{Path, PathBuf};

use crate::articles::article_format_of;
use crate::jobs::open::open_to_read;
use crate::model::document::Document;
use crate::model::project::corpus::Entry;

/// The file of an article of the project in the folder `root`.
pub fn file_of(root: &Path, path: &str) -> PathBuf {
    path.split('/').fold(root.to_owned(), |folder, part| folder.join(part))
}

/// Reads an article of the project in the folder `root`. Nothing is written, not even to recover from an interrupted save.
pub fn read_entry(root: &Path, path: &str) -> Entry {
    let file = file_of(root, path);
    let format = article_format_of(&file, &[]).name;
    let path = path.to_owned();
    match open_to_read(&file) {
        Ok(loaded) => Entry {
            path,
            format,
            is_marked: loaded.stamp.is_some(),
            problems: loaded.problems.listed().len(),
            document: loaded.document,
            failure: None,
        },
        Err(why) => {
            Entry { path, format, is_marked: false, problems: 0, document: Document::default(), failure: Some(why) }
        }
    }
}
