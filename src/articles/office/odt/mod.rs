//! OpenDocument texts (ODF 1.3, ISO/IEC 26300): packed, or flat XML.
//!
//! No crate reads them with lists, notes and tracked changes, so their XML is read here.

mod body;
mod inline;
mod lists;
mod styles;
mod table;

use std::collections::HashMap;

use roxmltree::{Document, Node};

use crate::articles::office::mathml;
use crate::articles::{ArticleError, Input, ParsedArticle, sniff};
use crate::encoding::zip::Archive;
use crate::encoding::{Cancellation, FileError, xml};
use crate::model::article::Details;

use body::Body;
use styles::Styles;

/// The kind of document, for messages.
const WHAT: &str = "OpenDocument text";

/// The parts of a document. A flat document is only `content`.
#[derive(Debug, Default)]
struct Parts {
    content: String,
    styles: Option<String>,
    meta: Option<String>,
    /// Formulas, by folder.
    formulas: HashMap<String, String>,
}

/// Reads an OpenDocument text.
///
/// # Errors
/// If it is not one, is damaged, protected by a password, or exceeds a limit.
pub fn read(input: &Input<'_>) -> Result<ParsedArticle, ArticleError> {
    let Input { bytes, cancellation, .. } = *input;
    let parts = if sniff::is_flat_odf(bytes) {
        Parts { content: xml::source(bytes), ..Parts::default() }
    } else {
        sniff::expect(bytes, "odt")?;
        unpacked(bytes, cancellation)?
    };
    let content = xml::parse(&parts.content, WHAT, "content.xml", cancellation)?;
    let named =
        parts.styles.as_deref().map(|source| xml::parse(source, WHAT, "styles.xml", cancellation)).transpose()?;
    let meta = parts.meta.as_deref().map(|source| xml::parse(source, WHAT, "meta.xml", cancellation)).transpose()?;
    let root = content.root_element();
    let roots = named.as_ref().map(Document::root_element).into_iter().chain([root]);
    let styles = Styles::new(roots);
    let Some(text) = part(root, "body").and_then(|body| part(body, "text")) else {
        return Err(FileError::Damaged { what: WHAT, why: "content.xml has no text".to_owned() }.into());
    };
    let mut body = Body::new(&styles, &parts.formulas, cancellation);
    body.blocks(text)?;
    body.notes()?;

    let meta = part(meta.as_ref().map_or(root, Document::root_element), "meta");
    let property = |names: &[&str]| {
        let found = names.iter().find_map(|name| xml::first_text(meta?, name));
        found.unwrap_or_default()
    };
    let source = Details {
        byline: property(&["initial-creator", "creator"]),
        published: property(&["creation-date", "date"]),
        ..Details::default()
    };
    Ok(body.flow.finish(property(&["title"]), source))
}

fn unpacked(bytes: &[u8], cancellation: Cancellation<'_>) -> Result<Parts, FileError> {
    let mut archive = Archive::open(bytes, WHAT, cancellation)?;
    if let Some(manifest) = archive.part("META-INF/manifest.xml")?
        && xml::source(&manifest).contains("encryption-data")
    {
        return Err(FileError::Protected { what: WHAT });
    }
    let mut text = |name: &str| -> Result<_, FileError> { Ok(archive.part(name)?.map(|bytes| xml::source(&bytes))) };
    let mut parts = Parts {
        content: text("content.xml")?
            .ok_or_else(|| FileError::Damaged { what: WHAT, why: "content.xml is missing".to_owned() })?,
        styles: text("styles.xml")?,
        meta: text("meta.xml")?,
        formulas: HashMap::new(),
    };
    let names: Vec<String> = archive.names().filter(|name| name.ends_with("/content.xml")).map(str::to_owned).collect();
    for name in names {
        let Some(source) = archive.part(&name)?.map(|bytes| xml::source(&bytes)) else { continue };
        cancellation.check()?;
        // Other objects are charts or spreadsheets, which are not shown.
        if let Ok(document) = xml::parse(&source, WHAT, &name, cancellation)
            && xml::name(document.root_element()) == "math"
        {
            let folder = name.trim_end_matches("/content.xml").to_owned();
            parts.formulas.insert(folder, mathml::text(document.root_element()));
        }
    }
    Ok(parts)
}

/// The child of this name.
fn part<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    xml::child(node, name)
}
