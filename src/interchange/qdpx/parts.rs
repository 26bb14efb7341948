//! Finding the parts of a project's archive.
//!
//! The standard requires `project.qde` and `sources/` at the top, and `internal://` before the names of sources.
//! Programs also name the project after itself, put everything into a folder, or omit the scheme.

use crate::encoding::uri;
use crate::encoding::zip::Archive;
use crate::interchange::qdpx::{PROJECT, SOURCES};

/// Prefixes of paths: the schemes of the standard and others in use.
const SCHEMES: &[&str] = &["internal://", "relative://", "absolute://", "file://"];

/// The project's part: of several, the one nearest to the top, `project.qde` preferred.
pub fn project(archive: &Archive<'_>) -> Option<String> {
    let projects = archive.names().filter(|name| name.ends_with(".qde") && !name.starts_with("__macosx/"));
    projects.min_by_key(|name| (name.matches('/').count(), !name.ends_with(PROJECT), *name)).map(str::to_owned)
}

/// The part that a path in the project refers to; `project` is the project's own part.
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

/// The name of the file outside the archive that a path refers to.
pub fn beside(path: &str) -> Option<String> {
    let path = path_of(path);
    path.rsplit('/').next().filter(|name| !name.is_empty()).map(str::to_owned)
}

/// A path without its scheme, with `/` as separator.
fn path_of(path: &str) -> String {
    let path = path.trim();
    let path = SCHEMES.iter().find_map(|scheme| path.strip_prefix(scheme)).unwrap_or(path);
    let steps: Vec<&str> = path.split(['/', '\\']).filter(|step| !matches!(*step, "" | "." | "..")).collect();
    steps.join("/")
}
