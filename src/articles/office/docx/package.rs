//! The package: parts and their relationships (ISO/IEC 29500-2).

use std::collections::HashMap;

use roxmltree::Document;

use crate::articles::ArticleError;
use crate::articles::office::docx::WHAT;
use crate::encoding::zip::Archive;
use crate::encoding::{Cancellation, FileError, uri, xml};

/// The package of a document.
#[derive(Debug)]
pub struct Package<'a> {
    archive: Archive<'a>,
    cancellation: Cancellation<'a>,
}

/// An XML part with its relationships.
#[derive(Debug)]
pub struct Part {
    name: String,
    source: String,
    relations: Relations,
}

/// Relationships of a part: other parts, pictures, addresses.
#[derive(Debug, Default)]
pub struct Relations(Vec<Relation>);

#[derive(Debug)]
struct Relation {
    id: String,
    /// The last segment of the type: "styles", "hyperlink". The rest differs between transitional and strict.
    kind: String,
    target: String,
    external: bool,
}

impl Part {
    /// Parses the part.
    ///
    /// # Errors
    /// If it is not well-formed.
    pub fn parse(&self, cancellation: Cancellation<'_>) -> Result<Document<'_>, FileError> {
        xml::parse(&self.source, WHAT, &self.name, cancellation)
    }

    /// Its relationships.
    pub fn relations(&self) -> &Relations {
        &self.relations
    }
}

impl Relations {
    /// The external address of a relationship.
    pub fn address(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|relation| relation.id == id && relation.external).map(|relation| relation.target.as_str())
    }
}

impl<'a> Package<'a> {
    /// Opens the package of a document.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn open(bytes: &'a [u8], cancellation: Cancellation<'a>) -> Result<Self, ArticleError> {
        Ok(Self { archive: Archive::open(bytes, WHAT, cancellation)?, cancellation })
    }

    /// The main part.
    ///
    /// # Errors
    /// If it is missing or cannot be unpacked.
    pub fn main(&mut self) -> Result<Part, ArticleError> {
        let relations = self.relations("")?;
        let found = relations.0.into_iter().find(|relation| relation.kind == "officeDocument");
        let name = found.map_or_else(|| "word/document.xml".to_owned(), |found| uri::resolve("", &found.target));
        self.part(name)
    }

    /// The part with a relationship of this kind from another part.
    ///
    /// # Errors
    /// If it cannot be unpacked.
    pub fn related(&mut self, from: &Part, kind: &str) -> Result<Option<Part>, ArticleError> {
        let found = from.relations.0.iter().find(|relation| relation.kind == kind && !relation.external);
        match found.map(|relation| uri::resolve(&from.name, &relation.target)) {
            Some(name) if self.archive.has(&name) => self.part(name).map(Some),
            _ => Ok(None),
        }
    }

    /// The core properties (ISO/IEC 29500-2, 11), by their Dublin Core names.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn core(&mut self) -> Result<Option<HashMap<String, String>>, ArticleError> {
        let relations = self.relations("")?;
        let found = relations.0.into_iter().find(|relation| relation.kind == "core-properties");
        let name = found.map_or_else(|| "docProps/core.xml".to_owned(), |found| uri::resolve("", &found.target));
        let Some(bytes) = self.archive.part(&name)? else { return Ok(None) };
        let source = xml::source(&bytes);
        let document = xml::parse(&source, WHAT, &name, self.cancellation)?;
        let elements = document.root_element().children().filter(|node| node.is_element());
        Ok(Some(elements.map(|node| (xml::name(node).to_owned(), xml::text(node).trim().to_owned())).collect()))
    }

    fn part(&mut self, name: String) -> Result<Part, ArticleError> {
        let source = xml::source(&self.archive.needed(&name)?);
        let relations = self.relations(&name)?;
        Ok(Part { name, source, relations })
    }

    fn relations(&mut self, of: &str) -> Result<Relations, ArticleError> {
        let (folder, file) = of.rsplit_once('/').map_or(("", of), |(folder, file)| (folder, file));
        let name = format!("{folder}/_rels/{file}.rels");
        let Some(bytes) = self.archive.part(&name)? else { return Ok(Relations::default()) };
        let source = xml::source(&bytes);
        let document = xml::parse(&source, WHAT, &name, self.cancellation)?;
        let attribute = |node, name| xml::attribute(node, name).unwrap_or_default().to_owned();
        let elements = document.root_element().children().filter(|node| xml::name(*node) == "Relationship");
        let all = elements.map(|node| Relation {
            id: attribute(node, "Id"),
            kind: attribute(node, "Type").rsplit('/').next().unwrap_or_default().to_owned(),
            target: attribute(node, "Target"),
            external: xml::attribute(node, "TargetMode") == Some("External"),
        });
        Ok(Relations(all.collect()))
    }
}
