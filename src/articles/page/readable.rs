//! Readability's decision on a page: which elements belong to the article.
//!
//! Readability gets a page of bare numbered elements, and its result is searched for the numbers. The text is always
//! written from the original page.

use dom_smoothie::{Config, Readability};

use crate::articles::page::tree::{NodeId, Tree};

/// Maximum nesting depth of the page that Readability gets; deeper elements are flattened to it.
const MAX_DEPTH: usize = 120;

/// Maximum number of elements that Readability gets: beyond, it takes too long.
const MAX_ELEMENTS: usize = 60_000;

/// Name prefix of the attribute with an element's number, after a digit for its depth modulo 10. Where Readability
/// merges nested elements, the result has all their attributes, but only one of each name.
const NUMBER: &str = " data-g";

/// Readability's decision on a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Unknown: Readability did not get the node.
    #[default]
    None,
    /// No part of the article is in the node.
    Out,
    /// A part of the article is in the node.
    Article,
}

/// Readability's decision on each node, without those that are `skipped`; `None` if it finds no article.
pub fn verdicts(tree: &Tree, skipped: &[bool]) -> Option<Vec<Verdict>> {
    let mut page =
        Page { html: String::new(), count: 0, open: Vec::new(), verdicts: vec![Verdict::default(); tree.len()] };
    page.write(tree, skipped);
    if page.count > MAX_ELEMENTS {
        return None;
    }
    // Metadata is read elsewhere.
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::new(page.html.as_str(), None, Some(config)).ok()?.parse().ok()?;
    let mut is_found = false;
    for piece in article.content.split(NUMBER).skip(1) {
        let number = piece.split('"').nth(1).and_then(|number| number.parse::<usize>().ok());
        if let Some(verdict) = number.and_then(|number| page.verdicts.get_mut(number)) {
            *verdict = Verdict::Article;
            is_found = true;
        }
    }
    is_found.then_some(page.verdicts)
}

/// Builds the page that Readability gets.
struct Page {
    html: String,
    count: usize,
    open: Vec<NodeId>,
    verdicts: Vec<Verdict>,
}

impl Page {
    fn write(&mut self, tree: &Tree, skipped: &[bool]) {
        self.html.push_str("<!DOCTYPE html><html><head><title></title></head>");
        let mut depth = 0;
        let mut next = tree.first(NodeId::ROOT);
        while let Some(node) = next {
            let is_skipped = skipped[node.index()];
            if let Some(text) = tree.text(node) {
                html_escape::encode_text_to_string(text, &mut self.html);
            } else if !is_skipped && depth < MAX_DEPTH {
                self.begin(tree, node);
            }
            if let Some(first) = tree.first(node).filter(|_| !is_skipped) {
                depth += 1;
                next = Some(first);
                continue;
            }
            let mut node = node;
            next = loop {
                if self.open.last() == Some(&node) {
                    self.open.pop();
                    self.end(tree, node);
                }
                if let Some(after) = tree.after(node) {
                    break Some(after);
                }
                let Some(parent) = tree.parent(node).filter(|parent| *parent != NodeId::ROOT) else { break None };
                depth -= 1;
                node = parent;
            };
        }
    }

    fn begin(&mut self, tree: &Tree, node: NodeId) {
        let Some(element) = tree.element(node) else { return };
        let name = element.name();
        if name == "html" || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return;
        }
        // Readability replaces this element, without its number.
        let name = if name == "font" { "span" } else { name };
        self.count += 1;
        self.verdicts[node.index()] = Verdict::Out;
        self.html.push('<');
        self.html.push_str(name);
        self.html.push_str(&format!("{NUMBER}{}=\"{}\"", self.open.len() % 10, node.index()));
        for attribute in ["class", "id", "href", "colspan", "role", "summary"] {
            if let Some(value) = element.attribute(attribute) {
                self.attribute(attribute, value.get(..value.floor_char_boundary(200)).unwrap_or(""));
            }
        }
        self.html.push('>');
        if !matches!(name, "br" | "hr" | "img" | "wbr" | "col" | "area" | "base" | "source" | "track" | "param") {
            self.open.push(node);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        html_escape::encode_double_quoted_attribute_to_string(value, &mut self.html);
        self.html.push('"');
    }

    fn end(&mut self, tree: &Tree, node: NodeId) {
        let name = tree.name(node);
        self.html.push_str("</");
        self.html.push_str(if name == "font" { "span" } else { name });
        self.html.push('>');
    }
}
