//! XML parts of documents: decoding, limits, and access to elements.

mod limits;

use encoding_rs::{Encoding, UTF_8};
use roxmltree::{Document, Node, ParsingOptions};

use crate::encoding::{Cancellation, FileError};

/// Maximum nesting depth of elements.
pub const MAX_DEPTH: usize = 256;
/// Maximum number of nodes of a part.
const MAX_NODES: u32 = 5_000_000;

/// Decodes a part: by its byte-order mark, else by its XML declaration, else as UTF-8. The document type is removed, so
/// that no entity can be declared; HTML entities become characters; and missing declarations of common prefixes are
/// added.
pub fn source(bytes: &[u8]) -> String {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (declared(bytes), 0));
    let text = encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    with_prefixes(plain_entities(&without_doctype(&text)))
}

/// Prefixes that programs for books use without declaring them.
const PREFIXES: [&str; 6] = ["dc", "dcterms", "epub", "opf", "xlink", "xsi"];

fn with_prefixes(mut text: String) -> String {
    let forgotten = |prefix: &&&str| text.contains(&format!("{prefix}:")) && !text.contains(&format!("xmlns:{prefix}"));
    let missing: String =
        PREFIXES.iter().filter(forgotten).map(|prefix| format!(" xmlns:{prefix}=\"undeclared:{prefix}\"")).collect();
    let is_element = |at: &usize| text[at + 1..].starts_with(char::is_alphabetic);
    let root = text.match_indices('<').map(|(at, _)| at).find(is_element);
    let end = root.and_then(|at| Some(at + text[at..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?));
    if let Some(end) = end.filter(|_| !missing.is_empty()) {
        text.insert_str(end, &missing);
    }
    text
}

/// The encoding named in an XML declaration.
fn declared(bytes: &[u8]) -> &'static Encoding {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]);
    let declaration = start.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let value = declaration.and_then(|(inside, _)| inside.split_once("encoding")).map(|(_, rest)| rest);
    let label = value.and_then(|rest| rest.split(['"', '\'']).nth(1));
    label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8)
}

fn without_doctype(text: &str) -> String {
    const START: &str = "<!DOCTYPE";
    let Some(start) = text.find(START) else { return text.to_owned() };
    // In a comment or in text, an element precedes it.
    if text[..start].contains("<!--") || text[..start].matches('<').count() > 1 {
        return text.to_owned();
    }
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in text[start..].char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => depth += 1,
            (None, ']') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return format!("{}{}", &text[..start], &text[start + at + 1..]),
            (None, _) => {}
        }
    }
    text.to_owned()
}

/// XML has five entities; books and older documents use those of HTML as well.
fn plain_entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(40).position(|byte| byte == b';');
        let name = end.map(|end| &rest[..=end]).unwrap_or_default();
        match name {
            "&amp;" | "&lt;" | "&gt;" | "&quot;" | "&apos;" => plain.push_str(name),
            name if name.starts_with("&#") => plain.push_str(name),
            name => {
                let decoded = html_escape::decode_html_entities(name);
                if name.is_empty() || decoded == name {
                    plain.push_str("&amp;");
                    rest = &rest[1..];
                    continue;
                }
                plain.push_str(&decoded);
            }
        }
        rest = &rest[name.len()..];
    }
    plain.push_str(rest);
    plain
}

/// Parses a part; `what` is the kind of document and `part` the part's name, for messages.
///
/// # Errors
/// If it is not well-formed, exceeds a limit, or reading was cancelled.
pub fn parse<'s>(
    source: &'s str,
    what: &'static str,
    part: &str,
    cancellation: Cancellation<'_>,
) -> Result<Document<'s>, FileError> {
    limits::check(source, what, cancellation)?;
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(source, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => FileError::TooLarge { what, limit: "5 million elements" },
        error => FileError::Damaged { what, why: format!("{part}: {error}") },
    })
}

/// The local name of an element; empty for other nodes.
pub fn name<'a>(node: Node<'a, '_>) -> &'a str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// The value of an attribute by its local name, in any namespace.
pub fn attribute<'a>(node: Node<'a, '_>, local: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == local).map(|attribute| attribute.value())
}

/// The first child of this name.
pub fn child<'a, 'i>(node: Node<'a, 'i>, local: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| name(*child) == local)
}

/// All text within an element.
pub fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// The text of the first element of this name that has any, in one line.
pub fn first_text(root: Node<'_, '_>, local: &str) -> Option<String> {
    let found = root.descendants().filter(|node| name(*node) == local).map(text);
    found.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")).find(|words| !words.is_empty())
}
