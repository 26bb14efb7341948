//! Word documents: Office Open XML (ISO/IEC 29500), transitional and strict.
//!
//! Crates that read DOCX are made for writing it, or keep only plain text: none separates footnotes, list numbers, text
//! boxes and tracked changes. So the XML of the package is read here.

mod body;
mod fields;
mod inline;
mod math;
mod numbering;
mod package;
mod styles;
mod table;

use roxmltree::Node;

use crate::articles::{ArticleError, Input, ParsedArticle, sniff};
use crate::encoding::xml;
use crate::model::article::Details;

use body::Body;
use numbering::Numbering;
use package::Package;
use styles::Styles;

/// The kind of document, for messages.
const WHAT: &str = "Word document";

/// Reads a Word document.
///
/// # Errors
/// If it is not one, is damaged, protected by a password, or exceeds a limit.
pub fn read(input: &Input<'_>) -> Result<ParsedArticle, ArticleError> {
    let Input { bytes, cancellation, .. } = *input;
    sniff::expect(bytes, "docx")?;
    let mut package = Package::open(bytes, cancellation)?;
    let main = package.main()?;
    let styles = match package.related(&main, "styles")? {
        Some(part) => Styles::new(part.parse(cancellation)?.root_element()),
        None => Styles::default(),
    };
    let numbering = match package.related(&main, "numbering")? {
        Some(part) => Numbering::new(part.parse(cancellation)?.root_element(), &styles),
        None => Numbering::default(),
    };
    let comments = match package.related(&main, "comments")? {
        Some(part) => {
            part.parse(cancellation)?.root_element().children().filter(|node| word(*node) == "comment").count()
        }
        None => 0,
    };
    let footnotes = package.related(&main, "footnotes")?;
    let endnotes = package.related(&main, "endnotes")?;

    let mut body = Body::new(&styles, numbering, main.relations(), cancellation);
    let document = main.parse(cancellation)?;
    if let Some(blocks) = document.root_element().children().find(|node| word(*node) == "body") {
        body.blocks(blocks)?;
    }
    for (kind, part) in [(body::FOOTNOTE, &footnotes), (body::ENDNOTE, &endnotes)] {
        if let Some(part) = part {
            body.notes(kind, part.parse(cancellation)?.root_element(), part.relations())?;
        }
    }

    let core = package.core()?;
    let property = |name: &str| core.as_ref().and_then(|core| core.get(name)).cloned().unwrap_or_default();
    let source = Details {
        byline: property("creator"),
        site: property("publisher"),
        published: property("created"),
        ..Details::default()
    };
    body.flow.omissions.comments = comments;
    Ok(body.flow.finish(property("title"), source))
}

/// The name of an element of WordprocessingML, transitional or strict; empty for other elements.
fn word<'a>(node: Node<'a, '_>) -> &'a str {
    match node.tag_name().namespace() {
        Some(space) if space.ends_with("/wordprocessingml/2006/main") || space.ends_with("/wordprocessingml/main") => {
            xml::name(node)
        }
        _ => "",
    }
}

/// The first WordprocessingML child of this name.
fn word_child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| word(*child) == name)
}

/// The `w:val` attribute of a child.
fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    xml::attribute(word_child(node, name)?, "val")
}

/// The value of an on/off property, if it is there (ISO/IEC 29500-1, 17.17.4).
fn toggle(node: Node<'_, '_>, name: &str) -> Option<bool> {
    let property = word_child(node, name)?;
    Some(!matches!(xml::attribute(property, "val"), Some("0" | "false" | "off" | "none")))
}
