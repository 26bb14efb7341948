//! A chapter: its XHTML as HTML, and its notes.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use crate::articles::epub::WHAT;
use crate::articles::page::xhtml;
use crate::encoding::{Cancellation, FileError, uri, xml};

/// A chapter.
#[derive(Debug)]
pub struct Chapter {
    /// Its body, as HTML.
    pub html: String,
    /// True if it has a heading.
    pub has_heading: bool,
}

/// The notes of a book, and the references to them.
#[derive(Debug, Default)]
pub struct Notes {
    bodies: HashMap<String, String>,
    /// References in order: the note and the mark.
    marks: Vec<(String, String)>,
    /// Notes in order of the text.
    places: Vec<String>,
}

/// A note.
#[derive(Debug)]
pub struct Note {
    /// The mark, without brackets.
    pub mark: String,
    /// The content.
    pub html: String,
}

impl Notes {
    /// The notes: first those with references, in their order.
    pub fn into_order(mut self) -> Vec<Note> {
        let mut notes = Vec::new();
        for (place, mark) in self.marks {
            notes.extend(self.bodies.remove(&place).map(|html| Note { mark, html }));
        }
        for place in self.places {
            notes.extend(self.bodies.remove(&place).map(|html| Note { mark: "*".to_owned(), html }));
        }
        notes
    }
}

impl Chapter {
    /// Reads a chapter from the part of this name.
    ///
    /// # Errors
    /// If reading was cancelled.
    pub fn new(source: &str, part: &str, notes: &mut Notes, cancellation: Cancellation<'_>) -> Result<Self, FileError> {
        // Malformed XHTML is parsed as HTML, without separating notes.
        let html = match xml::parse(source, WHAT, part, cancellation) {
            Ok(document) => body(source, &document, part, notes),
            Err(FileError::Cancelled) => return Err(FileError::Cancelled),
            Err(_) => source.to_owned(),
        };
        let html = xhtml::to_html(&html);
        let lower = html.to_ascii_lowercase();
        let has_heading = ["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"].iter().any(|tag| lower.contains(tag));
        Ok(Self { html, has_heading })
    }
}

/// The body of a chapter, with notes removed and references replaced by marks in brackets.
fn body(source: &str, document: &Document<'_>, part: &str, notes: &mut Notes) -> String {
    let body =
        document.descendants().find(|node| xml::name(*node) == "body").unwrap_or_else(|| document.root_element());
    let mut changes: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut open: Vec<Node<'_, '_>> = vec![body];
    while let Some(node) = open.pop() {
        if is(node, &["noteref", "doc-noteref"]) && xml::name(node) == "a" {
            let text = xml::text(node);
            let mark = text.trim().trim_matches(['[', ']', '(', ')']).to_owned();
            let mark = if mark.is_empty() { "*".to_owned() } else { mark };
            let to = xml::attribute(node, "href").unwrap_or_default();
            let place = place(part, to);
            changes.push((node.range(), format!("[{}]", html_escape::encode_text(&mark))));
            notes.marks.push((place, mark));
        } else if let Some(id) = xml::attribute(node, "id").filter(|_| is(node, &NOTES)) {
            let place = format!("{part}#{id}");
            notes.bodies.insert(place.clone(), xhtml::to_html(&inner(source, node)));
            notes.places.push(place);
            changes.push((node.range(), String::new()));
        } else {
            open.extend(node.children().rev().filter(Node::is_element));
        }
    }
    changed(source, inner_range(source, body), changes)
}

const NOTES: [&str; 6] = ["footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"];

/// The content of an element, without backlinks.
fn inner(source: &str, node: Node<'_, '_>) -> String {
    let back = node.descendants().filter(|inner| is(*inner, &["backlink", "doc-backlink"]));
    changed(source, inner_range(source, node), back.map(|link| (link.range(), String::new())).collect())
}

fn inner_range(source: &str, node: Node<'_, '_>) -> std::ops::Range<usize> {
    let (first, last) = (node.first_child(), node.last_child());
    let from = first.map_or(node.range().end, |child| child.range().start);
    from..last.map_or(from, |child| child.range().end.min(source.len()))
}

/// A range of the source with parts replaced.
fn changed(source: &str, range: std::ops::Range<usize>, mut changes: Vec<(std::ops::Range<usize>, String)>) -> String {
    changes.sort_by_key(|(place, _)| place.start);
    let mut text = String::with_capacity(range.len());
    let mut at = range.start;
    for (place, words) in changes.into_iter().filter(|(place, _)| place.start >= range.start && place.end <= range.end)
    {
        if place.start >= at {
            text.push_str(&source[at..place.start]);
            text.push_str(&words);
            at = place.end;
        }
    }
    text.push_str(&source[at..range.end]);
    text
}

/// True if an element has one of these semantics, by `epub:type` or role.
fn is(node: Node<'_, '_>, kinds: &[&str]) -> bool {
    let semantics = [xml::attribute(node, "type"), xml::attribute(node, "role")];
    semantics.into_iter().flatten().flat_map(str::split_whitespace).any(|kind| kinds.contains(&kind))
}

fn place(part: &str, to: &str) -> String {
    match to.split_once('#') {
        Some(("", id)) => format!("{part}#{id}"),
        Some((file, id)) => format!("{}#{id}", uri::resolve(part, file)),
        None => uri::resolve(part, to),
    }
}
