//! Traversal of a page that writes text and structure.

use std::borrow::Cow;

use crate::articles::builder::{Block, Builder};
use crate::articles::page::address::Address;
use crate::articles::page::rendering;
use crate::articles::page::table;
use crate::articles::page::tree::{Element, NodeId, Tree};

/// A page to write, with options.
pub struct Walk<'a> {
    /// The page.
    pub tree: &'a Tree,
    /// The base of relative addresses.
    pub base: &'a Address,
    /// True if a node is skipped with its descendants.
    pub skips: &'a dyn Fn(NodeId) -> bool,
    /// True to write the descriptions of pictures.
    pub pictures: bool,
    /// Text that precedes the first text, on its line.
    pub lead: &'a str,
}

/// The effect of a start tag, undone by the end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    /// Began an inline element of the structure.
    Inline,
    /// Began a quotation in quotation marks.
    Quotation,
    /// Began ruby in brackets.
    Reading,
    /// Began a plain block.
    Block,
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
}

/// An open element with an effect.
struct Opened {
    node: NodeId,
    did: Effect,
    /// The context around it.
    around: Place,
}

/// The context of nested blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Among blocks.
    Flow,
    /// In a heading or a table cell, which is one line.
    Line,
    /// In a caption, whose paragraphs are captions.
    Caption,
    /// In code.
    Code,
}

/// Writes the descendants of `root`.
pub fn write(walk: &Walk<'_>, root: NodeId, builder: &mut Builder) {
    let mut writer =
        Writer { walk, builder, open: Vec::new(), place: Place::Flow, cells: 0, breaks: 0, lead: walk.lead };
    let mut next = walk.tree.first(root);
    while let Some(node) = next {
        let goes_in = writer.enter(node);
        let inner = walk.tree.first(node).filter(|_| goes_in);
        next = inner.or_else(|| writer.leave_to_next(node, root));
    }
    writer.builder.begin(Block::Paragraph);
}

struct Writer<'a, 'b> {
    walk: &'a Walk<'a>,
    builder: &'b mut Builder,
    open: Vec<Opened>,
    place: Place,
    /// Cells so far in the current row.
    cells: usize,
    /// Line breaks since the last text.
    breaks: usize,
    /// Text to write before the first text.
    lead: &'a str,
}

impl Writer<'_, '_> {
    /// Ends a node, and its ancestors that end with it; returns the node that follows.
    fn leave_to_next(&mut self, node: NodeId, root: NodeId) -> Option<NodeId> {
        let mut node = node;
        loop {
            if self.open.last().is_some_and(|open| open.node == node) {
                self.leave();
            }
            if let Some(after) = self.walk.tree.after(node) {
                return Some(after);
            }
            node = self.walk.tree.parent(node).filter(|parent| *parent != root)?;
        }
    }

    /// Begins a node; true to visit its children.
    fn enter(&mut self, node: NodeId) -> bool {
        if (self.walk.skips)(node) {
            return false;
        }
        if let Some(text) = self.walk.tree.text(node) {
            self.write(text);
            return false;
        }
        let Some(element) = self.walk.tree.element(node) else { return false };
        let is_blank = element.name() == "rt" && !has_text(self.walk.tree, node);
        if is_blank || rendering::is_never_text(element) || rendering::is_hidden(element) {
            return false;
        }
        self.element(node, element);
        true
    }

    fn write(&mut self, text: &str) {
        // Soft hyphens are not part of the text.
        let text = &*if text.contains('\u{AD}') { Cow::Owned(text.replace('\u{AD}', "")) } else { Cow::Borrowed(text) };
        if self.place == Place::Code {
            self.builder.verbatim(text);
            self.breaks = usize::from(text.ends_with('\n'));
            return;
        }
        if !self.lead.is_empty() && !text.trim_ascii().is_empty() {
            self.builder.write(std::mem::take(&mut self.lead));
        }
        self.builder.write(text);
        if !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.breaks = 0;
        }
    }

    fn element(&mut self, node: NodeId, element: &Element) {
        let name = element.name();
        match name {
            "br" => self.line_break(),
            "img" => self.picture(element),
            "q" => {
                self.builder.write("“");
                self.push(node, Effect::Quotation, self.place);
            }
            "rt" => {
                self.builder.write("(");
                self.push(node, Effect::Reading, self.place);
            }
            "a" => {
                if let Some(address) = element.attribute("href").and_then(|href| self.walk.base.join(href)) {
                    self.builder.open("link", Some(&address));
                    self.push(node, Effect::Inline, self.place);
                }
            }
            "tr" if self.is_in(Effect::Table) => {
                self.builder.begin(Block::Row);
                self.cells = 0;
                self.push(node, Effect::Row, Place::Line);
            }
            "td" | "th" if self.is_in(Effect::Row) => {
                self.builder.cell(self.cells == 0);
                self.cells += 1;
                self.push(node, Effect::Cell, Place::Line);
            }
            // Groups of rows.
            "tbody" | "thead" | "tfoot" if self.is_in(Effect::Table) => {}
            "caption" | "figcaption" if self.place == Place::Flow => {
                self.builder.begin(Block::Caption);
                self.push(node, Effect::Block, Place::Caption);
            }
            _ if self.place == Place::Flow && self.structure(node, element) => {}
            _ if rendering::is_block(element) => {
                self.boundary();
                self.push(node, Effect::Block, self.place);
            }
            // The name of the photographer, which only the style sheet separates.
            "span" | "cite" | "small" if self.place == Place::Caption && self.builder.ends_sentence() => {
                self.builder.write(" ");
            }
            _ => {
                if let Some(meaning) = rendering::meaning(element) {
                    self.builder.open(meaning, None);
                    self.push(node, Effect::Inline, self.place);
                }
            }
        }
    }

    /// Begins a block of the structure, if the element is one.
    fn structure(&mut self, node: NodeId, element: &Element) -> bool {
        match element.name() {
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.builder.begin(Block::Heading(name.as_bytes()[1] - b'0'));
                self.push(node, Effect::Block, Place::Line);
            }
            "pre" | "listing" | "xmp" | "plaintext" => {
                self.builder.begin(Block::Code);
                self.push(node, Effect::Block, Place::Code);
            }
            "blockquote" => {
                self.builder.quote(true);
                self.push(node, Effect::Quote, self.place);
            }
            name @ ("ul" | "ol" | "menu" | "dir") => {
                let first = element.attribute("start").and_then(number).unwrap_or(1);
                self.builder.open_list((name == "ol").then_some(first));
                self.push(node, Effect::List, self.place);
            }
            "li" if self.open.iter().any(|open| open.did == Effect::List) => {
                self.builder.item(element.attribute("value").and_then(number));
                self.push(node, Effect::Item, self.place);
            }
            "table" if table::holds_data(self.walk.tree, self.walk.skips, node) => {
                self.builder.begin(Block::Paragraph);
                self.push(node, Effect::Table, self.place);
            }
            _ => return false,
        }
        true
    }

    fn is_in(&self, did: Effect) -> bool {
        self.open.last().is_some_and(|open| open.did == did)
    }

    /// The boundary between blocks.
    fn boundary(&mut self) {
        match self.place {
            Place::Flow => self.builder.begin(Block::Paragraph),
            Place::Caption => self.builder.begin(Block::Caption),
            Place::Line => self.builder.write(" "),
            Place::Code if self.breaks == 0 => self.builder.line_end(),
            Place::Code => {}
        }
        self.breaks = usize::from(self.place == Place::Code);
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        match self.place {
            Place::Line => self.builder.write(" "),
            Place::Code => self.builder.line_end(),
            _ if self.breaks == 1 => self.builder.line_end(),
            Place::Flow => self.builder.begin(Block::Paragraph),
            Place::Caption => self.builder.begin(Block::Caption),
        }
    }

    /// The text of a picture: an emoji, or its description where that is wanted.
    fn picture(&mut self, element: &Element) {
        let text = element.attribute("alt").unwrap_or("").trim();
        let is_symbol = text.chars().count() <= 8 && text.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric());
        if text.is_empty() {
        } else if is_symbol {
            self.write(text);
        } else if self.walk.pictures {
            self.builder.open("emphasis", None);
            self.write(text);
            self.builder.close();
        }
    }

    fn push(&mut self, node: NodeId, did: Effect, place: Place) {
        self.open.push(Opened { node, did, around: std::mem::replace(&mut self.place, place) });
        if !matches!(did, Effect::Inline | Effect::Quotation | Effect::Reading | Effect::Block) {
            self.breaks = 0;
        }
    }

    fn leave(&mut self) {
        let Some(Opened { did, around, .. }) = self.open.pop() else { return };
        self.place = around;
        match did {
            Effect::Inline => self.builder.close(),
            Effect::Quotation => self.builder.write("”"),
            Effect::Reading => self.builder.write(")"),
            Effect::Quote => self.builder.quote(false),
            Effect::List => self.builder.close_list(),
            Effect::Item | Effect::Table | Effect::Row => self.builder.begin(Block::Paragraph),
            Effect::Block => self.boundary(),
            Effect::Cell => {}
        }
    }
}

/// True if a node has visible text.
pub fn has_text(tree: &Tree, node: NodeId) -> bool {
    tree.descendants(node).any(|inner| tree.text(inner).is_some_and(|text| !text.trim().is_empty()))
}

/// Parses a number in an attribute; text after the digits is ignored.
fn number(value: &str) -> Option<u32> {
    let value = value.trim();
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value[..digits].parse().ok()
}
