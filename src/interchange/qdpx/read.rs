//! Reading a project.

use std::collections::HashMap;

use roxmltree::Node;

use crate::encoding::FileError;
use crate::encoding::units::{FileOffsets, OffsetUnit};
use crate::encoding::xml::{self, attribute, child};
use crate::encoding::zip::Archive;
use crate::interchange::collect::collect;
use crate::interchange::import_format::{ImportError, ParsedAnnotations, Source};
use crate::interchange::located::Located;
use crate::interchange::notes::Notes;
use crate::interchange::place::Placer;
use crate::interchange::qdpx::project::{self, Project, WHAT, refers};
use crate::interchange::qdpx::selections::{Places, Selected, Selections};
use crate::interchange::qdpx::text::{self, Text};
use crate::interchange::qdpx::{PROJECT, parts};
use crate::interchange::vocabulary;
use crate::model::annotation::{Id, Relation};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::role::Role;

/// Reads a project: its texts, those of its PDF documents, and the coded passages.
///
/// # Errors
/// If it is not an archive with a project, or exceeds the limits on unpacking.
pub fn read(source: &Source<'_>) -> Result<ParsedAnnotations, ImportError> {
    let wrong = |error: FileError| match error {
        FileError::Cancelled => error.into(),
        error => ImportError::Wrong { format: WHAT, why: error.to_string() },
    };
    let mut archive = Archive::open(source.bytes, WHAT, source.cancellation).map_err(wrong)?;
    let part = parts::project(&archive).unwrap_or_else(|| PROJECT.to_owned());
    let content = xml::source(&archive.needed(&part).map_err(wrong)?);
    let tree = xml::parse(&content, WHAT, &part, source.cancellation).map_err(wrong)?;
    let root = tree.root_element();
    if xml::name(root) != "Project" {
        return Err(ImportError::Wrong { format: WHAT, why: format!("{part} holds no Project") });
    }
    let mut notes = Notes::default();
    let project = project::project(root, &mut archive, &part, &mut notes).map_err(wrong)?;
    let sources: Vec<Node<'_, '_>> =
        child(root, "Sources").into_iter().flat_map(|all| all.children()).filter(Node::is_element).collect();
    let count = sources.len();
    let mut reader = text::Texts { archive: &mut archive, part: &part, project: &project, source, count };
    let mut documents: Vec<(Article, Selections)> = Vec::new();
    for node in sources {
        source.cancellation.check()?;
        let is_pdf = xml::name(node) == "PDFSource";
        let with_text = if is_pdf { child(node, "Representation") } else { Some(node) };
        if !is_pdf && xml::name(node) != "TextSource" {
            left_out(node, &mut notes);
            continue;
        }
        let Text { article, raw, is_counted } = reader.text(with_text, node, &mut notes)?;
        let offsets = FileOffsets::new(&raw, &article.text);
        let unit = match with_text {
            Some(text) if !project.own => unit(text, &project.origin, &offsets, &article),
            _ => OffsetUnit::Scalars,
        };
        let placer = Placer::new(&article.text, source.cancellation);
        let mut places = Places { unit, offsets: &offsets, placer, is_counted };
        let mut selections = Selections::new(&project);
        for part in [with_text, Some(node).filter(|_| is_pdf)].into_iter().flatten() {
            selections.read(part, &mut places, &mut notes);
        }
        source.cancellation.check()?;
        places.placer.report(&mut notes);
        documents.push((article, selections));
    }
    let links = child(root, "Links").into_iter().flat_map(|links| links.children()).filter(Node::is_element);
    let links: Vec<Node<'_, '_>> = links.collect();
    Ok(ParsedAnnotations { documents: put_together(&project, documents, &links, &mut notes), notes })
}

/// Adds a note on a source without text.
fn left_out(node: Node<'_, '_>, notes: &mut Notes) {
    let class = xml::name(node);
    let passages = node.descendants().filter(|inner| xml::name(*inner).ends_with("Selection")).count();
    if passages == 0 {
        return notes.add(format!("a {class} has no text and is skipped"));
    }
    let name = attribute(node, "name").unwrap_or_default();
    notes.name(format!("a {class} has no text and is skipped with its {passages} passages"), name);
}

/// The unit of a source's offsets. The standard requires code points; the names of selections, which mostly begin with
/// their text, show what the program counted.
fn unit(node: Node<'_, '_>, origin: &str, offsets: &FileOffsets<'_>, article: &Article) -> OffsetUnit {
    const COMPARED: usize = 16;
    let mut units = [OffsetUnit::Scalars, OffsetUnit::PlainScalars, OffsetUnit::Utf16, OffsetUnit::PlainUtf16];
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
    let fits = |unit: OffsetUnit| {
        let begins = |(start, from, to): &&(String, usize, usize)| {
            offsets.range(unit, *from, *to).is_some_and(|range| article.text.slice(range).starts_with(start.as_str()))
        };
        named.iter().filter(begins).count()
    };
    // The first of the best ones.
    units.into_iter().rev().max_by_key(|unit| fits(*unit)).unwrap_or(OffsetUnit::Scalars)
}

/// Makes documents, with parts, notes and relations from the links.
fn put_together(
    project: &Project,
    mut documents: Vec<(Article, Selections)>,
    links: &[Node<'_, '_>],
    notes: &mut Notes,
) -> Vec<Located> {
    let mut homes: HashMap<String, usize> = HashMap::new();
    for (home, (_, selections)) in documents.iter().enumerate() {
        for guid in selections.guids() {
            homes.entry(guid.to_owned()).or_insert(home);
        }
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
                // A note on a passage, as in NVivo.
                (None, Some(home), Some(note)) => documents[*home].1.note(&to, note),
                _ => notes.add("a link that is not between two passages is skipped"),
            },
        }
    }
    let documents = documents.into_iter().zip(relations);
    documents
        .map(|((article, selections), relations)| {
            let set = collect(selections.marks(notes), relations, notes);
            Located::new(Document::new(article, set, Extra::default()))
        })
        .collect()
}

fn selections_relation(link: Node<'_, '_>, from: &str, to: &str, project: &Project) -> Relation {
    let noted = link.children().filter(|node| xml::name(*node) == "NoteRef");
    let noted: Vec<&str> =
        noted.filter_map(|node| project.notes.get(&refers(node, "targetGUID")?)).map(String::as_str).collect();
    let name = attribute(link, "name").unwrap_or("link");
    let role = vocabulary::role(name).filter(|_| !project.own).unwrap_or(name);
    Relation {
        note: noted.join("\n\n"),
        ..Relation::new(Id::new(&refers(link, "guid").unwrap_or_default()), Id::new(from), Id::new(to), Role::new(role))
    }
}
