//! A project as articles with their annotations.

use std::collections::HashMap;

use roxmltree::Node;

use crate::formats::qdpx::selections::{Selected, Selections};
use crate::formats::qdpx::{ORIGIN, PROJECT, SOURCES};
use crate::formats::readers::{Notes, ReadError, Reading, Source, collected};
use crate::formats::texts::plain;
use crate::formats::units::{Raw, Unit};
use crate::formats::xml::{self, attribute, child};
use crate::formats::zipped::Archive;
use crate::formats::{Document, ImportError};
use crate::model::annotation::Relation;
use crate::model::article::Article;

/// What to call it in messages.
const WHAT: &str = "REFI-QDA project";

/// A project as it is read.
pub struct Project {
    /// Whether Gainsay wrote it.
    pub own: bool,
    /// What made it, as it says.
    pub origin: String,
    /// The names of the people who code.
    pub users: HashMap<String, String>,
    /// The names of each code and of the codes above it.
    pub codes: HashMap<String, Vec<String>>,
    /// What its notes say.
    pub notes: HashMap<String, String>,
}

/// Reads a project: the texts in it, and those of its PDF documents, with the passages that are coded.
///
/// # Errors
/// If it is no archive with a project in it, or unpacks to more than an honest one does.
pub fn read(source: &Source<'_>) -> Result<Reading, ReadError> {
    let wrong = |error: ImportError| ReadError::Wrong { format: WHAT, why: error.to_string() };
    let mut archive = Archive::open(source.bytes, WHAT).map_err(wrong)?;
    let content = xml::source(&archive.needed(PROJECT).map_err(wrong)?);
    let tree = xml::parse(&content, WHAT, PROJECT).map_err(wrong)?;
    let root = tree.root_element();
    if xml::name(root) != "Project" {
        return Err(ReadError::Wrong { format: WHAT, why: format!("{PROJECT} holds no Project") });
    }
    let mut notes = Notes::default();
    let project = project(root, &mut archive, &mut notes).map_err(wrong)?;
    let mut documents: Vec<(Article, Selections)> = Vec::new();
    for node in child(root, "Sources").into_iter().flat_map(|sources| sources.children()) {
        let text = match xml::name(node) {
            "TextSource" => Some(node),
            "PDFSource" => child(node, "Representation"),
            _ => None,
        };
        match text {
            Some(text) => {
                let (article, raw) = text_of(text, node, &project, &mut archive, source, &mut notes)?;
                let offsets = Raw::new(&raw, &article.text);
                let unit = if project.own { Unit::Scalars } else { unit(text, &project.origin, &offsets, &article) };
                let mut selections = Selections::new(&project, unit);
                selections.read(text, &offsets, &mut notes);
                documents.push((article, selections));
            }
            None if node.is_element() => {
                notes.add(format!("a {} has no text and is left out", xml::name(node)));
            }
            None => {}
        }
    }
    let links = child(root, "Links").into_iter().flat_map(|links| links.children()).filter(Node::is_element);
    let links: Vec<Node<'_, '_>> = links.collect();
    Ok(Reading { documents: put_together(&project, documents, &links, &mut notes), notes })
}

/// A guid as it is compared: small letters, no braces.
pub fn normal(guid: &str) -> String {
    guid.trim_matches(['{', '}']).to_lowercase()
}

/// The guid that an element refers to by an attribute.
pub fn refers(node: Node<'_, '_>, name: &str) -> Option<String> {
    attribute(node, name).map(normal)
}

fn project(root: Node<'_, '_>, archive: &mut Archive<'_>, notes: &mut Notes) -> Result<Project, ImportError> {
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
            "CodeBook" => child(node, "Codes").into_iter().for_each(|codes| code_names(codes, &mut project.codes)),
            "Notes" => {
                for note in node.children() {
                    let Some(guid) = refers(note, "guid") else { continue };
                    project.notes.insert(guid, note_text(note, archive)?);
                }
            }
            "Sources" | "Links" | "Description" | "NoteRef" => {}
            other => notes.add(format!("“{other}” of the project is not taken over")),
        }
    }
    Ok(project)
}

/// The codes below an element with their paths, without recursion: a project may nest them as deep as it likes.
fn code_names(codes: Node<'_, '_>, found: &mut HashMap<String, Vec<String>>) {
    /// Deeper than any code book; what is below is taken as if it were here.
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
            found.insert(guid, path);
        }
    }
}

fn note_text(note: Node<'_, '_>, archive: &mut Archive<'_>) -> Result<String, ImportError> {
    let inline = child(note, "PlainTextContent").or_else(|| child(note, "Description")).map(xml::text);
    let Some(path) = attribute(note, "plainTextPath").and_then(internal) else {
        return Ok(inline.unwrap_or_default());
    };
    let bytes = archive.part(&path)?.unwrap_or_default();
    Ok(plain(&bytes, "note.txt").map(|(article, _)| article.text.as_str().to_owned()).unwrap_or_default())
}

/// The part of the archive that an `internal://` path names.
fn internal(path: &str) -> Option<String> {
    path.strip_prefix("internal://").map(|name| format!("{SOURCES}/{}", name.trim_start_matches('/')))
}

/// The text of a source, as an article and as it lies in the archive.
fn text_of(
    node: Node<'_, '_>,
    whole: Node<'_, '_>,
    project: &Project,
    archive: &mut Archive<'_>,
    source: &Source<'_>,
    notes: &mut Notes,
) -> Result<(Article, String), ReadError> {
    let name = attribute(whole, "name").or_else(|| attribute(node, "name")).unwrap_or_default();
    let file =
        if project.own || name.contains('.') || name.is_empty() { name.to_owned() } else { format!("{name}.txt") };
    let path = attribute(node, "plainTextPath").unwrap_or_default();
    let wrong = |error: ImportError| ReadError::Wrong { format: WHAT, why: error.to_string() };
    let bytes = match (internal(path), path.strip_prefix("relative://"), child(node, "PlainTextContent")) {
        (Some(part), ..) => archive.part(&part).map_err(wrong)?,
        (None, _, Some(content)) => Some(xml::text(content).into_bytes()),
        (None, Some(relative), None) => (source.beside)(relative.trim_start_matches('/')),
        (None, None, None) => None,
    };
    let Some(bytes) = bytes else {
        notes.add(format!("the text of {name} is not in the project: its marks are kept without words"));
        return Ok((Article { file, ..Article::default() }, String::new()));
    };
    let (mut article, raw) = plain(&bytes, &file)?;
    article.file = file;
    if project.own {
        article.title = child(node, "Description").map(xml::text).unwrap_or_default();
    } else if !name.is_empty() {
        article.title = name.to_owned();
    }
    Ok((article, raw))
}

/// What the offsets of a source count. The standard says code points; the names of selections, which mostly begin with their
/// words, tell what a program really counted.
fn unit(node: Node<'_, '_>, origin: &str, offsets: &Raw<'_>, article: &Article) -> Unit {
    const COMPARED: usize = 16;
    let mut units = [Unit::Scalars, Unit::PlainScalars, Unit::Utf16, Unit::PlainUtf16];
    if origin.contains("ATLAS") {
        units.swap(0, 1);
    } else if origin.contains("NVivo") {
        units.swap(0, 2);
    }
    let named: Vec<(String, usize, usize)> = node
        .children()
        .filter(|selection| xml::name(*selection) == "PlainTextSelection")
        .filter_map(|selection| {
            let name = attribute(selection, "name")?.trim_end_matches(['.', '…']);
            let start: String = name.chars().take(COMPARED).collect();
            let number = |key: &str| attribute(selection, key)?.trim().parse().ok();
            (start.chars().count() > 3).then_some((start, number("startPosition")?, number("endPosition")?))
        })
        .collect();
    let fits = |unit: Unit| {
        let begins = |(start, from, to): &&(String, usize, usize)| {
            offsets.range(unit, *from, *to).is_some_and(|range| article.text.slice(range).starts_with(start.as_str()))
        };
        named.iter().filter(begins).count()
    };
    // The first of those that fit best.
    units.into_iter().rev().max_by_key(|unit| fits(*unit)).unwrap_or(Unit::Scalars)
}

/// Brings what links say to the marks and relations they are about.
fn put_together(
    project: &Project,
    mut documents: Vec<(Article, Selections)>,
    links: &[Node<'_, '_>],
    notes: &mut Notes,
) -> Vec<Document> {
    let mut homes: HashMap<String, usize> = HashMap::new();
    for (home, (_, selections)) in documents.iter().enumerate() {
        homes.extend(selections.guids().map(|guid| (guid.to_owned(), home)));
    }
    let mut relations: Vec<Vec<Relation>> = documents.iter().map(|_| Vec::new()).collect();
    for link in links {
        let (Some(from), Some(to)) = (refers(*link, "originGUID"), refers(*link, "targetGUID")) else { continue };
        let home = homes.get(&from).copied();
        match home.map(|home| documents[home].1.find(&to)) {
            Some(Selected::Part) => {
                home.into_iter().for_each(|home| documents[home].1.attach(&from, &to));
            }
            _ => match (home, homes.get(&to), project.notes.get(&from)) {
                (Some(home), Some(_), _) => relations[home].push(selections_relation(*link, &from, &to, project)),
                // A note on a passage, as NVivo has it.
                (None, Some(home), Some(note)) => documents[*home].1.note(&to, note),
                _ => notes.add("a link of something else than two passages is left out"),
            },
        }
    }
    let documents = documents.into_iter().zip(relations);
    documents
        .map(|((article, selections), relations)| {
            let set = collected(selections.marks(notes), relations);
            Document::new(article, set)
        })
        .collect()
}

fn selections_relation(link: Node<'_, '_>, from: &str, to: &str, project: &Project) -> Relation {
    let noted = link.children().filter(|node| xml::name(*node) == "NoteRef");
    let noted: Vec<&str> =
        noted.filter_map(|node| project.notes.get(&refers(node, "targetGUID")?)).map(String::as_str).collect();
    Relation {
        id: crate::model::annotation::Id::new(&refers(link, "guid").unwrap_or_default()),
        from: crate::model::annotation::Id::new(from),
        to: crate::model::annotation::Id::new(to),
        role: crate::model::role::Role::new(attribute(link, "name").unwrap_or("link")),
        note: noted.join("\n\n"),
        created: Default::default(),
        modified: Default::default(),
        creator: "".into(),
        extra: Default::default(),
    }
}
