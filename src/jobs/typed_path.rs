//! Finding the file or folder whose path was typed.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// Error about a path that was typed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TypedError {
    /// Nothing is there, or it cannot be used.
    #[error("{0}")]
    Refused(String),
    /// A file is there that would be replaced.
    #[error("{} already exists. Replace it?", .0.display())]
    Exists(PathBuf),
}

/// The file or folder at a path that was typed, where `~` is the person's own folder; with `saves`, the path of a file that is
/// to be written.
///
/// # Errors
/// If it is not there, or, with `saves`, if its folder is not there or it is.
pub fn find_typed(typed: &str, saves: bool) -> Result<PathBuf, TypedError> {
    let path = resolved(typed.trim());
    let wanted = if saves { path.parent().unwrap_or(&path) } else { &path };
    let refused = |why: String| Err(TypedError::Refused(why));
    match wanted.try_exists() {
        Ok(true) if saves && path.is_dir() => {
            refused(format!("{} is a folder. Add the name of a file", path.display()))
        }
        Ok(true) if saves && path.exists() => Err(TypedError::Exists(path)),
        Ok(true) => Ok(path),
        Ok(false) => refused(missing(wanted, saves)),
        Err(error) => refused(format!("{} could not be read: {error}", wanted.display())),
    }
}

fn resolved(typed: &str) -> PathBuf {
    let separators = ['/', std::path::MAIN_SEPARATOR];
    let within = typed.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(separators));
    let home = within.and_then(|rest| Some((directories::BaseDirs::new()?, rest.trim_start_matches(separators))));
    let path = home.map_or_else(|| PathBuf::from(typed), |(folders, rest)| folders.home_dir().join(rest));
    std::path::absolute(&path).unwrap_or(path)
}

/// The message about what is not there, with the nearest folder that is.
fn missing(path: &Path, is_folder: bool) -> String {
    let what = if is_folder { "folder" } else { "file or folder" };
    match path.ancestors().skip(1).find(|folder| folder.is_dir()) {
        Some(near) if path.parent() != Some(near) => {
            format!("There is no {what} {}. Of that path, only {} exists", path.display(), near.display())
        }
        _ => format!("There is no {what} {}", path.display()),
    }
}
