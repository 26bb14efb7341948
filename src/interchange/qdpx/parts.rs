//! Parts of a project's archive, wherever a program put them.
//!
//! The standard says `project.qde` and `sources/` at the top, and `internal://` before the names of sources. Programs name
//! the project after itself, put everything into a folder, or leave the scheme out.

use crate::encoding::uri;
use crate::encoding::zip::Archive;
use crate::interchange::qdpx::{PROJECT, SOURCES};

/// Schemes of the standard, and what else stands before a path.
const SCHEMES: &[&str] = &["internal://", "relative://", "absolute://", "file://"];

/// The part that is the project: the one nearest to the top, of several `project.qde`.
pub fn project(archive: &Archive<'_>) -> Option<String> {
    let projects = archive.names().filter(|name| name.ends_with(".qde") && !name.starts_with("__macosx/"));
    projects.min_by_key(|name| (name.matches('/').count(), !name.ends_with(PROJECT), *name)).map(str::to_owned)
}

/// The part that a path in the project leads to; `project` is the project's own part.
pub fn source(archive: &Archive<'_>, project: &str, path: &str) -> Option<String> {
    let path = path_of(path);
    let unescaped = uri::decoded(&path);
    let base = project.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    for path in [&path, &unescaped].into_iter().filter(|path| !path.is_empty()) {
        let places =
            [format!("{base}{SOURCES}/{path}"), format!("{base}{path}"), format!("{SOURCES}/{path}"), path.clone()];
        if let Some(place) = places.into_iter().find(|place| archive.has(place)) {
            return Some(place);
        }
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let mut called = archive.names().filter(|part| part.rsplit('/').next() == Some(&name));
        if let (Some(only), None) = (called.next(), called.next()) {
            return Some(only.to_owned());
        }
    }
    None
}

/// The name of the file that a path leads to outside the archive.
pub fn beside(path: &str) -> Option<String> {
    let path = path_of(path);
    path.rsplit('/').next().filter(|name| !name.is_empty()).map(str::to_owned)
}

/// A path without its scheme, with `/` between its steps.
fn path_of(path: &str) -> String {
    let path = path.trim();
    let path = SCHEMES.iter().find_map(|scheme| path.strip_prefix(scheme)).unwrap_or(path);
    let steps: Vec<&str> = path.split(['/', '\\']).filter(|step| !matches!(*step, "" | "." | "..")).collect();
    steps.join("/")
}
