//! A page as a tree of nodes, built within limits by html5ever, which implements the algorithm of the HTML standard
//! (section 13.2).

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, LocalName, ParseOpts, QualName, parse_document};

use crate::articles::page::source;
use crate::encoding::{Cancellation, FileError};

/// Maximum length of a page in UTF-8, in bytes.
const MAX_BYTES: usize = 64 << 20;
/// Maximum number of nodes.
const MAX_NODES: usize = 1_000_000;
/// Maximum nesting depth of elements.
const MAX_DEPTH: u32 = 8_000;
/// Maximum number of steps over open elements, against unclosed nesting that is searched again and again.
const MAX_LOOKS: u64 = 100_000_000;
/// Bytes parsed between two checks of the limits.
const STRIDE: u32 = 1024;

/// The index of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The document.
    pub const ROOT: Self = Self(0);

    /// The index as a number; later nodes have higher ones.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node with links to its neighbours.
#[derive(Debug, Default)]
struct Node {
    parent: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    before: Option<NodeId>,
    after: Option<NodeId>,
    depth: u32,
    data: Data,
}

/// The data of a node.
#[derive(Debug, Default)]
enum Data {
    Element(Element),
    Text(StrTendril),
    /// The document, a comment, a doctype.
    #[default]
    Other,
}

/// An element with its attributes.
#[derive(Debug)]
pub struct Element {
    name: LocalName,
    attributes: Vec<Attribute>,
}

impl Element {
    /// Its name, in lower case for HTML elements.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }

    /// True if an attribute contains this word.
    pub fn has_word(&self, attribute: &str, word: &str) -> bool {
        self.attribute(attribute)
            .is_some_and(|text| text.split_ascii_whitespace().any(|have| have.eq_ignore_ascii_case(word)))
    }
}

/// A page.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Parses a page or a fragment.
    ///
    /// # Errors
    /// If a limit is exceeded, or parsing was cancelled.
    pub fn parse(html: &str, cancellation: Cancellation<'_>) -> Result<Self, FileError> {
        let too_large = |limit| FileError::TooLarge { what: "page", limit };
        if html.len() > MAX_BYTES {
            return Err(too_large("64 MiB of HTML"));
        }
        let html = source::prepared(html);
        // Without scripting, the content of `noscript` is part of the page.
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let mut parser = parse_document(Sink::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
        let source = StrTendril::from(&*html);
        let mut at = 0;
        while at < source.len32() {
            let end = html.floor_char_boundary(at as usize + STRIDE as usize);
            let length = u32::try_from(end).unwrap_or(u32::MAX) - at;
            cancellation.check()?;
            parser.process(source.subtendril(at, length));
            at += length;
            let sink = &parser.tokenizer.sink.sink;
            if sink.nodes.borrow().len() > MAX_NODES {
                return Err(too_large("1,000,000 elements and text nodes"));
            }
            if sink.deepest.get() > MAX_DEPTH {
                return Err(too_large("8,000 nested elements"));
            }
            if sink.looks.get() > MAX_LOOKS {
                return Err(too_large("100,000,000 parser steps"));
            }
        }
        Ok(parser.finish())
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element at an index, if it is one.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes[id.index()].data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The name of the element at an index; empty if it is none.
    pub fn name(&self, id: NodeId) -> &str {
        self.element(id).map_or("", Element::name)
    }

    /// The text at an index, if it is text.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id.index()].data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The parent of a node.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].parent
    }

    /// The first child of a node.
    pub fn first(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].first
    }

    /// The next sibling of a node.
    pub fn after(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].after
    }

    /// The ancestors of a node, innermost first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(id), |node| self.parent(*node))
    }

    /// The descendants of a node, in document order.
    pub fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first(id), move |node| self.first(*node).or_else(|| self.beyond(*node, id)))
    }

    /// The next node after the descendants of a node, within `root`.
    pub fn beyond(&self, id: NodeId, root: NodeId) -> Option<NodeId> {
        let mut node = id;
        while node != root {
            if let Some(after) = self.after(node) {
                return Some(after);
            }
            node = self.parent(node)?;
        }
        None
    }
}

/// The tree sink of the parser.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    looks: Cell<u64>,
    deepest: Cell<u32>,
}

impl Default for Sink {
    fn default() -> Self {
        Self { nodes: RefCell::new(vec![Node::default()]), looks: Cell::new(0), deepest: Cell::new(0) }
    }
}

/// The parser's handle of a node, with the name, which it asks for all the time.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    name: QualName,
}

impl Handle {
    fn nameless(id: NodeId) -> Self {
        Self { id, name: QualName::new(None, html5ever::ns!(), html5ever::local_name!("")) }
    }
}

impl Sink {
    fn add(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        let id = NodeId(u32::try_from(nodes.len()).unwrap_or(u32::MAX));
        nodes.push(Node { data, ..Node::default() });
        id
    }

    /// Inserts a detached node before a sibling or at the end of its parent.
    fn put(&self, parent: NodeId, id: NodeId, next: Option<NodeId>) {
        let mut nodes = self.nodes.borrow_mut();
        let before = next.map_or(nodes[parent.index()].last, |next| nodes[next.index()].before);
        let depth = nodes[parent.index()].depth + 1;
        self.deepest.set(self.deepest.get().max(depth));
        let node = &mut nodes[id.index()];
        (node.parent, node.before, node.after, node.depth) = (Some(parent), before, next, depth);
        match before {
            Some(before) => nodes[before.index()].after = Some(id),
            None => nodes[parent.index()].first = Some(id),
        }
        match next {
            Some(next) => nodes[next.index()].before = Some(id),
            None => nodes[parent.index()].last = Some(id),
        }
    }

    fn take(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let node = &mut nodes[id.index()];
        let (parent, before, after) = (node.parent.take(), node.before.take(), node.after.take());
        match before {
            Some(before) => nodes[before.index()].after = after,
            None => parent.into_iter().for_each(|parent| nodes[parent.index()].first = after),
        }
        match after {
            Some(after) => nodes[after.index()].before = before,
            None => parent.into_iter().for_each(|parent| nodes[parent.index()].last = before),
        }
    }

    /// Appends a node or text; text is joined to text before it.
    fn insert(&self, parent: NodeId, child: NodeOrText<Handle>, next: Option<NodeId>) {
        match child {
            NodeOrText::AppendNode(handle) => {
                self.take(handle.id);
                self.put(parent, handle.id, next);
            }
            NodeOrText::AppendText(words) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = next.map_or(nodes[parent.index()].last, |next| nodes[next.index()].before);
                if let Some(before) = before
                    && let Data::Text(text) = &mut nodes[before.index()].data
                {
                    text.push_tendril(&words);
                    return;
                }
                drop(nodes);
                let id = self.add(Data::Text(words));
                self.put(parent, id, next);
            }
        }
    }

    fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.borrow()[id.index()].parent
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(NodeId::ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        self.looks.set(self.looks.get() + 1);
        &target.name
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let id = self.add(Data::Element(Element { name: name.local.clone(), attributes }));
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle::nameless(self.add(Data::Other))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle::nameless(self.add(Data::Other))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, child, None);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let Some(parent) = self.parent(sibling.id) {
            self.insert(parent, child, Some(sibling.id));
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.parent(element.id).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// The content of a template is inside the template element.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        if let Data::Element(element) = &mut self.nodes.borrow_mut()[target.id.index()].data {
            let have = element.attributes.len();
            for attribute in attributes {
                if !element.attributes[..have].iter().any(|other| other.name == attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.take(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow()[node.id.index()].first;
            let Some(first) = first else { return };
            self.take(first);
            self.put(new_parent.id, first, None);
        }
    }
}
