//! Package of a book: metadata, files, reading order.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use crate::articles::ArticleError;
use crate::articles::epub::WHAT;
use crate::encoding::zip::Archive;
use crate::encoding::{Cancellation, FileError, uri, xml};
use crate::model::article::Details;

/// Maximum length of a chain of fallbacks.
const FALLBACKS: usize = 8;

/// Maximum number of chapters.
const MAX_CHAPTERS: usize = 10_000;

/// The package of a book.
#[derive(Debug, Default)]
pub struct Package {
    /// Its title; empty if it has none.
    pub title: String,
    /// Author, publisher and date.
    pub source: Details,
    /// Part names of the chapters in reading order; non-linear ones at the end.
    pub chapters: Vec<String>,
    /// The part with the table of contents, and true for one of EPUB 3.
    pub contents: Option<(String, bool)>,
}

/// A file of the book.
struct File<'a> {
    part: String,
    media_type: &'a str,
    properties: &'a str,
    fallback: Option<&'a str>,
}

impl Package {
    /// Reads the package of a book.
    ///
    /// # Errors
    /// If it is missing or cannot be read.
    pub fn read(archive: &mut Archive<'_>, cancellation: Cancellation<'_>) -> Result<Self, ArticleError> {
        let name = Self::name(archive, cancellation)?;
        let source = xml::source(&archive.needed(&name)?);
        let document = xml::parse(&source, WHAT, &name, cancellation)?;
        let root = document.root_element();
        let element = |wanted: &str| xml::child(root, wanted);
        let files = files(element("manifest"), &name);
        let mut package = Self::default();
        if let Some(metadata) = element("metadata") {
            package.metadata(metadata);
        }
        let spine = element("spine");
        let items = spine.iter().flat_map(Node::children).filter(|node| xml::name(*node) == "itemref");
        let mut beside = Vec::new();
        for item in items {
            let Some(file) = xml::attribute(item, "idref").and_then(|id| readable(&files, id)) else { continue };
            // The table of contents is shown as the outline.
            if file.properties.split_whitespace().any(|property| property == "nav") {
                continue;
            }
            let way = if xml::attribute(item, "linear") == Some("no") { &mut beside } else { &mut package.chapters };
            if !way.contains(&file.part) {
                way.push(file.part.clone());
            }
            if package.chapters.len() + beside.len() > MAX_CHAPTERS {
                return Err(FileError::TooLarge { what: WHAT, limit: "10,000 chapters" }.into());
            }
        }
        package.chapters.append(&mut beside);
        let nav = files.values().filter(|file| file.properties.split_whitespace().any(|property| property == "nav"));
        let nav = nav.map(|file| (file.part.clone(), true)).min();
        let ncx = spine.and_then(|spine| files.get(xml::attribute(spine, "toc")?));
        let ncx = ncx.or_else(|| files.values().find(|file| file.media_type == "application/x-dtbncx+xml"));
        package.contents = nav.or_else(|| ncx.map(|file| (file.part.clone(), false)));
        Ok(package)
    }

    /// The part name of the package (OCF 3.3, 4.2.6.3.1).
    fn name(archive: &mut Archive<'_>, cancellation: Cancellation<'_>) -> Result<String, ArticleError> {
        let by_container = match archive.part("META-INF/container.xml")? {
            Some(bytes) => {
                let source = xml::source(&bytes);
                let document = xml::parse(&source, WHAT, "META-INF/container.xml", cancellation)?;
                let mut files = document.descendants().filter(|node| xml::name(*node) == "rootfile");
                files.find_map(|file| xml::attribute(file, "full-path")).map(uri::decoded)
            }
            None => None,
        };
        let found = by_container.filter(|name| archive.has(name));
        let found = found.or_else(|| archive.names().find(|name| name.ends_with(".opf")).map(str::to_owned));
        found.ok_or_else(|| FileError::Damaged { what: WHAT, why: "it has no package file".to_owned() }.into())
    }

    fn metadata(&mut self, metadata: Node<'_, '_>) {
        // Some books of version 2 have one more level.
        let all = |wanted: &'static str| {
            let nodes = metadata.descendants().filter(move |node| xml::name(*node) == wanted);
            nodes.map(|node| (node, one_line(node))).filter(|(_, text)| !text.is_empty())
        };
        // Refinements of metadata elements, by target and property; the first counts.
        let mut refining: HashMap<(&str, &str), Node<'_, '_>> = HashMap::new();
        for meta in metadata.descendants() {
            let refines = xml::attribute(meta, "refines").and_then(|refines| refines.strip_prefix('#'));
            if let Some((refines, property)) = refines.zip(xml::attribute(meta, "property")) {
                refining.entry((refines, property)).or_insert(meta);
            }
        }
        let refined = |node: Node<'_, '_>, property: &str| {
            let id = xml::attribute(node, "id")?;
            refining.get(&(id, property)).copied().map(one_line)
        };
        let main = all("title").find(|(node, _)| refined(*node, "title-type").as_deref() == Some("main"));
        self.title = main.or_else(|| all("title").next()).map(|(_, text)| text).unwrap_or_default();
        let wrote = |node: Node<'_, '_>| {
            let role = refined(node, "role").or_else(|| xml::attribute(node, "role").map(str::to_owned));
            role.is_none_or(|role| role == "aut")
        };
        let mut writers: Vec<String> = all("creator").filter(|(node, _)| wrote(*node)).map(|(_, text)| text).collect();
        if writers.is_empty() {
            writers = all("creator").map(|(_, text)| text).collect();
        }
        let published = all("date").find(|(node, _)| xml::attribute(*node, "event") == Some("publication"));
        let address = |wanted| all(wanted).map(|(_, text)| text).find(|text| text.starts_with("http"));
        self.source = Details {
            byline: writers.join(", "),
            site: all("publisher").next().map(|(_, text)| text).unwrap_or_default(),
            published: published.or_else(|| all("date").next()).map(|(_, text)| text).unwrap_or_default(),
            address: address("identifier").or_else(|| address("source")).unwrap_or_default(),
            ..Details::default()
        };
    }
}

fn one_line(node: Node<'_, '_>) -> String {
    xml::text(node).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files<'a>(manifest: Option<Node<'a, '_>>, package: &str) -> HashMap<&'a str, File<'a>> {
    let items = manifest.into_iter().flat_map(|manifest| manifest.children()).filter(|node| xml::name(*node) == "item");
    let file = |item: Node<'a, '_>| {
        let attribute = |name| xml::attribute(item, name);
        let file = File {
            part: uri::resolve(package, attribute("href")?),
            media_type: attribute("media-type").unwrap_or_default(),
            properties: attribute("properties").unwrap_or_default(),
            fallback: attribute("fallback"),
        };
        Some((attribute("id")?, file))
    };
    items.filter_map(file).collect()
}

/// The file of this id if it is a page, else its first fallback that is.
fn readable<'f, 'a>(files: &'f HashMap<&'a str, File<'a>>, id: &str) -> Option<&'f File<'a>> {
    let next = |file: &&'f File<'a>| files.get(file.fallback?);
    let mut chain = std::iter::successors(files.get(id), next).take(FALLBACKS);
    chain.find(|file| {
        matches!(file.media_type, "application/xhtml+xml" | "text/html" | "application/html" | "text/x-oeb1-document")
    })
}

/// Parses a table of contents, if it is well-formed: a book is not refused for it.
pub fn lenient<'s>(source: &'s str, part: &str, cancellation: Cancellation<'_>) -> Option<Document<'s>> {
    xml::parse(source, WHAT, part, cancellation).ok()
}
