//! Renaming annotations after their article.

use std::path::PathBuf;

use crate::storage::lock::{self, Claim};
use crate::storage::renamed;
use crate::storage::settings::Folders;

/// Annotations to rename after their article.
#[derive(Clone, Debug)]
pub struct RenameJob {
    /// The annotation file.
    pub annotations: PathBuf,
    /// The article's file.
    pub article: PathBuf,
}

/// Renames annotations after their article.
///
/// # Errors
/// With a message for the person; the annotations then keep their old name.
pub fn rename(job: &RenameJob, folders: &Folders) -> Result<PathBuf, String> {
    let _lock = match lock::claim(folders, &job.annotations) {
        Claim::Theirs(_) => {
            let path = job.annotations.display();
            return Err(format!("{path} is open in another window. Close it there and try again"));
        }
        other => other,
    };
    renamed::rename(&job.annotations, &job.article).map_err(|error| error.to_string())
}
