//! Surroundings of the article on its page: the nodes to skip, and a notice of how much text they have.

use crate::articles::Notice;
use crate::articles::format::subject;
use crate::articles::page::body::{self, Page};
use crate::articles::page::rendering;
use crate::articles::page::tree::NodeId;

/// The parts of a page that are not written.
pub struct Surroundings {
    /// True for each node that is skipped with its descendants; empty if none is.
    skipped: Vec<bool>,
    /// Blocks of prose among them.
    paragraphs: usize,
    /// Shorter blocks and rows of links among them.
    lines: usize,
}

impl Surroundings {
    /// Everything on the page but the article.
    pub fn beside(page: &Page<'_>) -> Self {
        let skipped = body::skipped(page);
        let mut rest = Self { skipped, paragraphs: 0, lines: 0 };
        rest.count(page);
        // The title is written before the body, and so is not missing.
        for node in body::title_blocks(page) {
            rest.skipped[node.index()] = true;
        }
        rest
    }

    /// Nothing.
    pub fn nothing(_page: &Page<'_>) -> Self {
        Self { skipped: Vec::new(), paragraphs: 0, lines: 0 }
    }

    /// True if a node is skipped with its descendants.
    pub fn skips(&self, node: NodeId) -> bool {
        self.skipped.get(node.index()).is_some_and(|skipped| *skipped)
    }

    fn count(&mut self, page: &Page<'_>) {
        let (tree, blocks) = (page.tree, page.blocks);
        let titles: Vec<NodeId> = body::title_blocks(page).collect();
        // True for nodes inside skipped ones. Children follow their parents.
        let mut inside = vec![false; tree.len()];
        let mut last = None;
        let mut next = tree.first(NodeId::ROOT);
        while let Some(node) = next {
            let is_seen =
                !tree.element(node).is_some_and(|inner| rendering::is_never_text(inner) || rendering::is_hidden(inner));
            let around = tree.parent(node).is_some_and(|parent| inside[parent.index()]);
            inside[node.index()] = around || self.skipped[node.index()];
            let has_text = tree.text(node).is_some_and(|text| !text.trim().is_empty());
            if let Some(block) = blocks.of(node).filter(|_| has_text && inside[node.index()]) {
                if last != Some(block) && !titles.contains(&block) {
                    let counter = if blocks.own(block).prose > 0 { &mut self.paragraphs } else { &mut self.lines };
                    *counter += 1;
                }
                last = Some(block);
            }
            next = tree.first(node).filter(|_| is_seen).or_else(|| tree.beyond(node, NodeId::ROOT));
        }
    }

    /// The notice of the omitted parts, if there are any.
    pub fn notice(&self) -> Option<Notice> {
        let counts = [(self.paragraphs, "paragraph", "paragraphs"), (self.lines, "short line", "short lines")];
        subject(&counts).map(|(text, verb)| Notice::Partial(format!("{text} around the article {verb} not shown")))
    }
}
