//! Blocks of a page: the block of each text node, the length of its text, and its share of links.

use crate::articles::page::rendering;
use crate::articles::page::tree::{Element, NodeId, Tree};

/// Amounts of text, in characters without white space.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// All text.
    pub all: usize,
    /// Text of links.
    pub linked: usize,
    /// Text in paragraphs that are mostly not links.
    pub prose: usize,
}

impl Measure {
    /// The share of links, from 0 to 1.
    pub fn links(&self) -> f32 {
        if self.all == 0 { 0.0 } else { self.linked as f32 / self.all as f32 }
    }
}

/// The blocks of a page. Text that is never shown belongs to none.
#[derive(Debug)]
pub struct Blocks {
    /// The block of each text node; for an element, the block around it.
    of: Vec<Option<NodeId>>,
    /// Text directly in each block, without the blocks inside it.
    own: Vec<Measure>,
    /// Text in each node.
    within: Vec<Measure>,
    /// Blocks with text of their own, in document order.
    order: Vec<NodeId>,
}

/// Minimum length of prose, in characters. Captions and headlines are shorter.
const PROSE: usize = 60;

impl Blocks {
    /// Finds the blocks of a page.
    pub fn new(tree: &Tree) -> Self {
        let count = tree.len();
        let mut blocks = Self {
            of: vec![None; count],
            own: vec![Measure::default(); count],
            within: vec![Measure::default(); count],
            order: Vec::new(),
        };
        let mut in_link = vec![false; count];
        let mut seen = Vec::new();
        let mut next = tree.first(NodeId::ROOT);
        while let Some(node) = next {
            let parent = tree.parent(node).unwrap_or(NodeId::ROOT);
            // Fallback content for browsers without scripts is not part of the line around it.
            let is_apart = |element: &Element| rendering::is_block(element) || element.name() == "noscript";
            let around =
                if tree.element(parent).is_some_and(is_apart) { Some(parent) } else { blocks.of[parent.index()] };
            blocks.of[node.index()] = around;
            in_link[node.index()] = in_link[parent.index()] || tree.name(node) == "a";
            let is_skipped = tree
                .element(node)
                .is_some_and(|element| rendering::is_never_text(element) || rendering::is_hidden(element));
            if !is_skipped {
                seen.push(node);
                // Saved pages may contain these tags as text.
                let is_text = |text: &&str| tree.name(parent) != "noscript" || !text.trim_start().starts_with('<');
                if let (Some(text), Some(block)) = (tree.text(node).filter(is_text), around) {
                    let all = text.split_ascii_whitespace().map(|word| word.chars().count()).sum();
                    let own = &mut blocks.own[block.index()];
                    if own.all == 0 && all > 0 {
                        blocks.order.push(block);
                    }
                    own.all += all;
                    own.linked += if in_link[node.index()] { all } else { 0 };
                }
            }
            next = tree.first(node).filter(|_| !is_skipped).or_else(|| tree.beyond(node, NodeId::ROOT));
        }
        for block in &blocks.order {
            let own = &mut blocks.own[block.index()];
            if own.all >= PROSE && own.links() < 0.5 {
                own.prose = own.all;
            }
        }
        // Children follow their parents.
        for node in seen.iter().rev() {
            let own = blocks.own[node.index()];
            let inner = &mut blocks.within[node.index()];
            (inner.all, inner.linked, inner.prose) =
                (inner.all + own.all, inner.linked + own.linked, inner.prose + own.prose);
            let inner = *inner;
            if let Some(parent) = tree.parent(*node) {
                let outer = &mut blocks.within[parent.index()];
                (outer.all, outer.linked, outer.prose) =
                    (outer.all + inner.all, outer.linked + inner.linked, outer.prose + inner.prose);
            }
        }
        blocks
    }

    /// The block around a node.
    pub fn of(&self, node: NodeId) -> Option<NodeId> {
        self.of[node.index()]
    }

    /// Text directly in a block, without the blocks inside it.
    pub fn own(&self, block: NodeId) -> Measure {
        self.own[block.index()]
    }

    /// Text in a node.
    pub fn within(&self, node: NodeId) -> Measure {
        self.within[node.index()]
    }

    /// Blocks with text of their own, in document order.
    pub fn order(&self) -> &[NodeId] {
        &self.order
    }

    /// True if a node has too much of the page's prose to be a box beside the article.
    pub fn is_too_much(&self, node: NodeId) -> bool {
        let within = self.within(node);
        let all = self.within[NodeId::ROOT.index()];
        if all.prose == 0 { within.all * 2 > all.all } else { self.is_too_much_prose(within.prose) }
    }

    /// True if an amount of prose is too much for boxes beside the article.
    pub fn is_too_much_prose(&self, prose: usize) -> bool {
        prose * 5 > self.within[NodeId::ROOT.index()].prose * 2
    }
}
