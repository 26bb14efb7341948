//! Sections that are not part of the article by their heading: comments, other articles, prompts to subscribe or pay.

use crate::articles::page::blocks::Blocks;
use crate::articles::page::furniture;
use crate::articles::page::lines;
use crate::articles::page::tree::{NodeId, Tree};
use crate::model::phrases::{Use, phrases};

/// The content below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    /// Comments, to the end of the element around the heading.
    Comments,
    /// Headlines of other articles, as links.
    Others,
    /// A few lines that ask for an address or money.
    Prompt,
}

/// Maximum length of a heading, in characters.
const HEADING: usize = 70;

/// Minimum prose of an article before comments, in characters without white space.
const ARTICLE: usize = 250;

/// Maximum length of a prompt with its heading, in characters without white space.
const PROMPT: usize = 700;

/// Ancestors inspected around a heading or form field.
const NEAR: usize = 30;

/// Maximum length of a box that asks for an address, in characters without white space.
const FORM: usize = 400;

/// Elements that contain the article or the page, never only a section.
const NO_SECTION: &[&str] = &["html", "body", "main", "article"];

/// Skips these sections after the headline, if there is one: sets `skipped` for their nodes.
pub fn skip_sections(tree: &Tree, blocks: &Blocks, headline: Option<NodeId>, skipped: &mut [bool]) {
    let mut before = None;
    let mut prose = 0;
    for heading in blocks.order() {
        let is_skipped = |node: &NodeId| skipped[node.index()];
        if is_skipped(heading) || tree.ancestors(*heading).any(|node| is_skipped(&node)) {
            continue;
        }
        let follows = headline.is_none_or(|headline| *heading > headline);
        if let Some(section) = announced(tree, blocks, *heading).filter(|_| follows) {
            let ends = section == Section::Comments && prose >= ARTICLE;
            let finder = Finder { tree, blocks, heading: *heading, before, section, ends };
            for node in finder.nodes() {
                skipped[node.index()] = true;
            }
        }
        before = Some(*heading);
        prose += if follows { blocks.own(*heading).prose } else { 0 };
    }
}

/// Skips boxes that ask for an e-mail address.
pub fn skip_forms(tree: &Tree, blocks: &Blocks, headline: Option<NodeId>, skipped: &mut [bool]) {
    let asks = |node: &NodeId| {
        tree.element(*node).is_some_and(|element| {
            let has_text = |attribute| {
                element.attribute(attribute).is_some_and(|value: &str| value.to_ascii_lowercase().contains("mail"))
            };
            element.name() == "input" && ["type", "name", "placeholder"].into_iter().any(has_text)
        })
    };
    for input in tree.descendants(NodeId::ROOT).filter(asks) {
        let is_box = |node: &NodeId| {
            let holds = |inner: NodeId| tree.ancestors(inner).any(|outer| outer == *node);
            blocks.within(*node).all <= FORM
                && !NO_SECTION.contains(&tree.name(*node))
                && !blocks.is_too_much(*node)
                && !headline.is_some_and(holds)
        };
        if let Some(node) = tree.ancestors(input).take(NEAR).take_while(is_box).last() {
            skipped[node.index()] = true;
        }
    }
}

/// The section announced by a heading or a bold line.
fn announced(tree: &Tree, blocks: &Blocks, block: NodeId) -> Option<Section> {
    let is_heading = level(tree, block).is_some();
    let is_short = blocks.own(block).all <= HEADING;
    let text = match first_bold(tree, block).filter(|_| !is_short) {
        Some(bold) => lines::block_text(tree, bold),
        // The heading of the comments may repeat the title.
        None if is_short || is_heading => lines::block_text(tree, block),
        None => return None,
    };
    let text = normalized(&text);
    // A link alone is not a heading: it leads to the comments.
    if !is_heading && blocks.own(block).links() > 0.8 {
        return None;
    }
    if phrases(Use::CommentsHeading).contains(&text.as_str())
        || is_heading && starts(&text, phrases(Use::CommentsHeadingStart))
    {
        Some(Section::Comments)
    } else if phrases(Use::ArticlesHeading).contains(&text.as_str())
        || is_heading && starts(&text, phrases(Use::ArticlesHeadingStart))
    {
        Some(Section::Others)
    } else {
        (is_heading && starts(&text, phrases(Use::PromptHeadingStart))).then_some(Section::Prompt)
    }
}

fn starts(text: &str, with: &[&str]) -> bool {
    with.iter().any(|start| text.starts_with(start) || text == start.trim_end())
}

/// Lower case, without numbers and punctuation around.
fn normalized(words: &str) -> String {
    let small = words.to_lowercase().replace('’', "'").replace("s' ", "s ");
    let kept = |c: char| c.is_alphabetic() || matches!(c, '\'' | '-' | ',');
    let words = small.split(|c: char| !kept(c) && !c.is_alphanumeric());
    let words = words.map(|word| word.trim_matches(['-', ',']));
    let words = words.filter(|word| word.chars().any(char::is_alphabetic));
    words.collect::<Vec<_>>().join(" ")
}

/// The bold text at the start of a block, before a line break.
fn first_bold(tree: &Tree, block: NodeId) -> Option<NodeId> {
    let is_blank = |node: &NodeId| tree.text(*node).is_some_and(|text| text.trim().is_empty());
    let mut next = tree.first(block);
    while let Some(node) = next.filter(is_blank) {
        next = tree.after(node);
    }
    let bold = next.filter(|node| matches!(tree.name(*node), "b" | "strong"))?;
    let mut next = tree.after(bold);
    while let Some(node) = next.filter(is_blank) {
        next = tree.after(node);
    }
    next.filter(|node| tree.name(*node) == "br").map(|_| bold)
}

fn level(tree: &Tree, node: NodeId) -> Option<u8> {
    match tree.name(node).as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Finder of the section below a heading.
struct Finder<'a> {
    tree: &'a Tree,
    blocks: &'a Blocks,
    heading: NodeId,
    /// The block before it.
    before: Option<NodeId>,
    section: Section,
    /// True if it follows an article, so that no content below can be the article, however long.
    ends: bool,
}

impl Finder<'_> {
    /// The nodes of the section, including its heading; none if the content does not confirm the heading.
    fn nodes(&self) -> Vec<NodeId> {
        let (tree, blocks) = (self.tree, self.blocks);
        let section = self.outermost();
        if blocks.within(section).all > blocks.own(self.heading).all || section == self.heading && self.is_all(section)
        {
            return if self.fits(section) { vec![section] } else { Vec::new() };
        }
        let mut nodes = vec![section];
        let mut next = tree.after(section);
        while let Some(node) = next {
            let has_text = blocks.within(node).all > 0;
            let is_article = NO_SECTION.contains(&tree.name(node)) || self.is_too_much(node);
            if has_text && (self.ends_at(node) || is_article || !self.fits(node)) {
                break;
            }
            nodes.push(node);
            next = tree.after(node);
        }
        let found = nodes[1..].iter().any(|node| blocks.within(*node).all > 0);
        let is_borne_out = match self.section {
            Section::Comments => self.is_comments(&nodes[1..]),
            Section::Others | Section::Prompt => found,
        };
        if is_borne_out { nodes } else { Vec::new() }
    }

    fn is_comments(&self, nodes: &[NodeId]) -> bool {
        let heading = lines::block_text(self.tree, self.heading);
        furniture::is_comments(self.tree, self.blocks, nodes, &heading) || furniture::is_silent(self.blocks, nodes)
    }

    fn is_too_much(&self, node: NodeId) -> bool {
        !self.ends && self.blocks.is_too_much(node)
    }

    /// True if the heading begins the block of its section.
    fn is_all(&self, section: NodeId) -> bool {
        self.blocks.own(section).all > HEADING && !self.is_too_much(section)
    }

    /// The outermost element that begins with the heading and is only a section.
    fn outermost(&self) -> NodeId {
        let mut section = self.heading;
        for parent in self.tree.ancestors(self.heading).take(NEAR) {
            let holds = |node: NodeId| node == parent || self.tree.ancestors(node).any(|node| node == parent);
            if parent == NodeId::ROOT
                || NO_SECTION.contains(&self.tree.name(parent))
                || self.is_too_much(parent)
                || self.before.is_some_and(holds)
            {
                break;
            }
            section = parent;
        }
        section
    }

    /// True if a node can be the announced content.
    fn fits(&self, node: NodeId) -> bool {
        match self.section {
            // Comments extend to the end; the evidence may be anywhere in them.
            Section::Comments if node == self.heading || self.is_within(node) => self.is_comments(&[node]),
            Section::Comments => true,
            Section::Others => furniture::leads_away(self.tree, self.blocks, node),
            Section::Prompt => self.asks(node),
        }
    }

    /// True if a node, or one shortly after it, asks for something.
    fn asks(&self, node: NodeId) -> bool {
        let mut all = 0;
        let following = std::iter::successors(Some(node), |node| self.tree.after(*node));
        let few = following.take_while(|node| {
            all += self.blocks.within(*node).all;
            all <= PROMPT && (all == 0 || !self.ends_at(*node))
        });
        few.take(NEAR).any(|node| furniture::asks(self.tree, node))
    }

    /// True if the heading is inside a node.
    fn is_within(&self, node: NodeId) -> bool {
        self.tree.ancestors(self.heading).any(|outer| outer == node)
    }

    /// True if another section begins with a node after the heading.
    fn ends_at(&self, node: NodeId) -> bool {
        let own = level(self.tree, self.heading).unwrap_or(7);
        self.section != Section::Comments && level(self.tree, node).is_some_and(|level| level <= own)
    }
}
