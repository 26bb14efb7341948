//! Reading one article of a project with its annotations.

use std::path::Path;

use crate::articles::article_format_for;
use crate::jobs::open::{Loaded, open_to_read};
use crate::jobs::project::folder::file_of;
use crate::model::document::Document;
use crate::model::project::corpus::Entry;
use crate::storage::files::annotation_path;

/// Reads an article of the project in the folder `root`; without the article's own file, the text in its annotation file.
/// Nothing is written, not even to recover from an interrupted save.
pub fn read_entry(root: &Path, path: &str) -> Entry {
    let file = file_of(root, path);
    let (format, has_file) = (article_format_for(&file).name, file.is_file());
    let loaded = if has_file { open_to_read(&file) } else { open_to_read(&annotation_path(&file)) };
    let path = path.to_owned();
    match loaded {
        Ok(Loaded { document, stamp, problems, .. }) => {
            let problems = problems.listed().len();
            Entry { path, format, has_file, is_marked: stamp.is_some(), problems, document, failure: None }
        }
        Err(why) => {
            let (is_marked, document) = (false, Document::default());
            Entry { path, format, has_file, is_marked, problems: 0, document, failure: Some(why) }
        }
    }
}
