//! A project's users, codes and notes, which its sources refer to by guid.

use std::collections::HashMap;

use roxmltree::Node;

use crate::encoding::FileError;
use crate::encoding::xml::{self, attribute, child};
use crate::encoding::zip::Archive;
use crate::interchange::notes::Notes;
use crate::interchange::qdpx::{ORIGIN, parts};
use crate::interchange::texts::plain;

/// Name of the format in messages.
pub const WHAT: &str = "REFI-QDA project";

/// Metadata of a project being read.
pub struct Project {
    /// True if Gainsay wrote it.
    pub own: bool,
    /// The program that made it, as stated.
    pub origin: String,
    /// Users' names by guid.
    pub users: HashMap<String, String>,
    /// The path of names of each code, by guid.
    pub codes: HashMap<String, Vec<String>>,
    /// The text of notes, by guid.
    pub notes: HashMap<String, String>,
}

/// The normal form of a guid: lower case without braces.
pub fn normal(guid: &str) -> String {
    guid.trim_matches(['{', '}']).to_lowercase()
}

/// The normalised guid in an attribute.
pub fn refers(node: Node<'_, '_>, name: &str) -> Option<String> {
    attribute(node, name).map(normal)
}

/// Reads everything but the sources and links.
///
/// # Errors
/// If a note is in a damaged part of the archive.
pub fn project(
    root: Node<'_, '_>,
    archive: &mut Archive<'_>,
    part: &str,
    notes: &mut Notes,
) -> Result<Project, FileError> {
    let origin = attribute(root, "origin").unwrap_or_default().to_owned();
    let mut project = Project {
        own: origin.starts_with(ORIGIN),
        origin,
        users: HashMap::new(),
        codes: HashMap::new(),
        notes: HashMap::new(),
    };
    for node in root.children().filter(Node::is_element) {
        match xml::name(node) {
            "Users" => {
                for user in node.children() {
                    if let (Some(guid), Some(name)) = (refers(user, "guid"), attribute(user, "name")) {
                        project.users.insert(guid, name.to_owned());
                    }
                }
            }
            "CodeBook" => {
                child(node, "Codes").into_iter().for_each(|codes| code_names(codes, &mut project.codes, notes))
            }
            "Notes" => {
                for note in node.children() {
                    let Some(guid) = refers(note, "guid") else { continue };
                    project.notes.insert(guid, note_text(note, archive, part)?);
                }
            }
            "Sources" | "Links" | "Description" | "NoteRef" => {}
            other => notes.add(format!("“{other}” of the project is not imported")),
        }
    }
    Ok(project)
}

/// Collects the codes below an element with their paths. Without recursion, since the nesting has no bound.
fn code_names(codes: Node<'_, '_>, found: &mut HashMap<String, Vec<String>>, notes: &mut Notes) {
    /// Maximum depth of a path; deeper codes get the path of this depth.
    const DEPTH: usize = 64;
    let mut open: Vec<(Node<'_, '_>, Vec<String>)> =
        codes.children().filter(|node| xml::name(*node) == "Code").map(|node| (node, Vec::new())).collect();
    while let Some((node, above)) = open.pop() {
        let mut path = above;
        if path.len() < DEPTH {
            path.push(attribute(node, "name").unwrap_or_default().to_owned());
        }
        let below = node.children().filter(|child| xml::name(*child) == "Code");
        open.extend(below.map(|child| (child, path.clone())));
        if let Some(guid) = refers(node, "guid") {
            let name = path.last().cloned().unwrap_or_default();
            if *found.entry(guid).or_insert_with(|| path.clone()) != path {
                notes.name("a code has the guid of another one, which is used for both", &name);
            }
        }
    }
}

fn note_text(note: Node<'_, '_>, archive: &mut Archive<'_>, project: &str) -> Result<String, FileError> {
    let inline = child(note, "PlainTextContent").or_else(|| child(note, "Description")).map(xml::text);
    let path = attribute(note, "plainTextPath").and_then(|path| parts::source(archive, project, path));
    let Some(path) = path else { return Ok(inline.unwrap_or_default()) };
    let bytes = archive.part(&path)?.unwrap_or_default();
    Ok(plain(&bytes, "note.txt").map(|(article, _)| article.text.as_str().to_owned()).unwrap_or_default())
}
