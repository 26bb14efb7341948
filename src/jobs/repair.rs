//! Repairing an annotation file on disk, for the command line.

use std::path::Path;

use crate::jobs::open::is_annotations;
use crate::jobs::read::{Access, ReadAnnotations, newer, read_annotations};
use crate::model::check;
use crate::model::problem::Problem;
use crate::model::repair::repair;
use crate::storage::files::{self, Stamp};
use crate::storage::{replace, writer};

/// Repairs an annotation file, or the one beside an article, as far as possible. Returns the solved problems, each with what
/// was done. `access` is that to its folder. The text in the file counts; the annotations are not reanchored on another one.
///
/// # Errors
/// With a message for the person, if the file cannot be read or must not be written; it is then unchanged.
pub fn repair_file(path: &Path, access: Access) -> Result<Vec<(Problem, String)>, String> {
    let path = if is_annotations(path) { path.to_owned() } else { files::annotation_path(path) };
    let (repaired, stamp) = repaired(&path, read_annotations(&path, access)?)?;
    if let Some(source) = repaired.source {
        replace::save(&path, source.as_bytes(), Some(&stamp)).map_err(|error| error.to_string())?;
    }
    Ok(repaired.done)
}

/// Repaired annotations.
#[derive(Debug)]
pub struct Repaired {
    /// The solved problems, each with what was done.
    pub done: Vec<(Problem, String)>,
    /// The new content of the annotation file; `None` if nothing was done.
    pub source: Option<String>,
}

/// Repairs annotations that were read from the file at `path`, which gives them a name in messages.
///
/// # Errors
/// If a newer version of Gainsay wrote them.
pub fn repaired(path: &Path, kept: ReadAnnotations) -> Result<(Repaired, Stamp), String> {
    let ReadAnnotations { mut file, stamp, .. } = kept;
    if file.newer {
        return Err(newer(path));
    }
    let problems = check::problems(&file.document, &file.problems);
    let done = repair(&mut file.document, &problems).done;
    let source = (!done.is_empty()).then(|| writer::write(&file.document));
    Ok((Repaired { done, source }, stamp))
}
