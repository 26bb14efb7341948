//! The package: its parts, and what they say of one another (ISO/IEC 29500-2).

use std::collections::HashMap;

use roxmltree::Document;

use crate::articles::ArticleError;
use crate::articles::office::docx::WHAT;
use crate::encoding::uri;
use crate::encoding::xml;
use crate::encoding::zip::Archive;
use crate::encoding::{Cancellation, FileError};

/// The parts of a document.
#[derive(Debug)]
pub struct Package<'a> {
    archive: Archive<'a>,
    cancellation: Cancellation<'a>,
}

/// A part: XML, and where it leads.
#[derive(Debug)]
pub struct Part {
    name: String,
    source: String,
    relations: Relations,
}

/// Where a part leads: other parts, pictures, addresses.
#[derive(Debug, Default)]
pub struct Relations(Vec<Relation>);

#[derive(Debug)]
struct Relation {
    id: String,
    /// The last step of its type: "styles", "hyperlink"; the steps before differ between the two namespaces.
    kind: String,
    target: String,
    external: bool,
}

impl Part {
    /// Its elements.
    ///
    /// # Errors
    /// If it is not well-formed.
    pub fn parse(&self, cancellation: Cancellation<'_>) -> Result<Document<'_>, FileError> {
        xml::parse(&self.source, WHAT, &self.name, cancellation)
    }

    /// Where it leads.
    pub fn relations(&self) -> &Relations {
        &self.relations
    }
}

impl Relations {
    /// The address outside the document that an id stands for.
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

    /// The part with the text.
    ///
    /// # Errors
    /// If there is none, or it cannot be unpacked.
    pub fn main(&mut self) -> Result<Part, ArticleError> {
        let relations = self.relations("")?;
        let found = relations.0.into_iter().find(|relation| relation.kind == "officeDocument");
        let name = found.map_or_else(|| "word/document.xml".to_owned(), |found| uri::resolve("", &found.target));
        self.part(name)
    }

    /// The part that another one leads to by a relation of this kind.
    ///
    /// # Errors
    /// If it is named and cannot be unpacked.
    pub fn related(&mut self, from: &Part, kind: &str) -> Result<Option<Part>, ArticleError> {
        let found = from.relations.0.iter().find(|relation| relation.kind == kind && !relation.external);
        match found.map(|relation| uri::resolve(&from.name, &relation.target)) {
            Some(name) if self.archive.has(&name) => self.part(name).map(Some),
            _ => Ok(None),
        }
    }

    /// What the document says of itself (ISO/IEC 29500-2, 11), by the names of Dublin Core.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub fn core(&mut self) -> Result<Option<HashMap<String, String>>, ArticleError> {
        let relations = self.relations("")?;
        let found = relations.0.into_iter().find(|relation| relation.kind == "core-properties");
        let name = found.map_or_else(|| "docProps/core.xml".to_owned(), |found| uri::resolve("", &found.target));
        let Some(bytes) = self.archive.part(&name)? else { return Ok(None) };
        let source = xml::source(&bytes);
        let document = xml::parse(&source, WHAT, &name, self.cancellation)?;
        let said = document.root_element().children().filter(|node| node.is_element());
        Ok(Some(said.map(|node| (xml::name(node).to_owned(), xml::text(node).trim().to_owned())).collect()))
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
        let said = |node, name| xml::attribute(node, name).unwrap_or_default().to_owned();
        let elements = document.root_element().children().filter(|node| xml::name(*node) == "Relationship");
        let all = elements.map(|node| Relation {
            id: said(node, "Id"),
            kind: said(node, "Type").rsplit('/').next().unwrap_or_default().to_owned(),
            target: said(node, "Target"),
            external: xml::attribute(node, "TargetMode") == Some("External"),
        });
        Ok(Relations(all.collect()))
    }
}
