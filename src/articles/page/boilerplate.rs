//! Boilerplate around the article: menus, share bars, teasers, subscription prompts, comments. Recognised by elements
//! and class names on any site.

use std::cell::Cell;
use std::collections::HashMap;

use crate::articles::page::blocks::Blocks;
use crate::articles::page::class_names::{
    has_pair, is_boilerplate, is_comments, is_gallery, is_plain, is_unseen, named, words_of,
};
use crate::articles::page::furniture;
use crate::articles::page::lines;
use crate::articles::page::metadata;
use crate::articles::page::rendering;
use crate::articles::page::tree::{Element, NodeId, Tree};

/// Elements without an article, unless most of the page is inside them.
const ELEMENTS: &[&str] =
    &["aside", "dialog", "fieldset", "footer", "form", "nav", "search", "amp-sidebar", "amp-ad", "noscript"];

/// ARIA roles without an article (WAI-ARIA 1.2).
const ROLES: &[&str] = &[
    "alert",
    "alertdialog",
    "banner",
    "barrier",
    "complementary",
    "contentinfo",
    "dialog",
    "form",
    "menu",
    "menubar",
    "navigation",
    "search",
    "status",
    "tablist",
    "toolbar",
    "tooltip",
    "doc-toc",
];

/// The nodes to skip with their descendants.
pub fn nodes(tree: &Tree, blocks: &Blocks, headline: Option<NodeId>) -> Vec<bool> {
    let names = Names::new(tree, blocks);
    let searches = Cell::new(SEARCHES);
    let judge = Judge { tree, blocks, headline, holds_headline: around(tree, headline), searches };
    let mut skipped = vec![false; tree.len()];
    let mut next = tree.first(NodeId::ROOT);
    while let Some(node) = next {
        let is_skipped = tree.element(node).is_some_and(|element| {
            rendering::is_never_text(element)
                || rendering::is_hidden(element)
                || judge.is_skipped(node, element, &names)
        });
        skipped[node.index()] = is_skipped;
        next = tree.first(node).filter(|_| !is_skipped).or_else(|| tree.beyond(node, NodeId::ROOT));
    }
    skipped
}

/// True for each node around the headline.
fn around(tree: &Tree, headline: Option<NodeId>) -> Vec<bool> {
    let mut around = vec![false; tree.len()];
    for node in headline.into_iter().flat_map(|headline| tree.ancestors(headline)) {
        around[node.index()] = true;
    }
    around
}

/// Confirms the class names of boilerplate by the structure of the element.
struct Judge<'a> {
    tree: &'a Tree,
    blocks: &'a Blocks,
    headline: Option<NodeId>,
    holds_headline: Vec<bool>,
    /// Remaining searches for repeated text.
    searches: Cell<usize>,
}

impl Judge<'_> {
    fn is_skipped(&self, node: NodeId, element: &Element, names: &Names<'_>) -> bool {
        match names.evidence(element) {
            Evidence::Nothing => false,
            Evidence::Unseen => !self.blocks.is_too_much(node),
            Evidence::Element => !self.is_too_much(node, element),
            Evidence::Name { is_plain } => {
                let holds_article = self.holds_headline[node.index()] && self.blocks.within(node).prose > 0;
                let is_article = holds_article || self.is_too_much(node, element) || self.is_in_sentence(node, element);
                !is_article && self.confirms(node, element, is_plain)
            }
        }
    }

    fn is_too_much(&self, node: NodeId, element: &Element) -> bool {
        let all = self.blocks.within(NodeId::ROOT).prose;
        // Comments may be longer than the article.
        let is_comments = self.headline.is_some_and(|headline| node > headline)
            && !self.holds_headline[node.index()]
            && all - self.blocks.within(node).prose >= ARTICLE
            && named(element).any(|(_, name)| is_comments(name))
            && furniture::is_comments(self.tree, self.blocks, &self.inner(node), "");
        self.blocks.is_too_much(node) && !is_comments
    }

    fn inner(&self, node: NodeId) -> Vec<NodeId> {
        std::iter::successors(self.tree.first(node), |node| self.tree.after(*node)).collect()
    }

    /// True if an element is part of a sentence: its class name is then a matter of style.
    fn is_in_sentence(&self, node: NodeId, element: &Element) -> bool {
        let Some(block) = self.blocks.of(node).filter(|_| !rendering::is_block(element)) else { return false };
        let mut length = 0;
        for inner in self.tree.descendants(node) {
            if self.tree.element(inner).is_some_and(rendering::is_block) {
                return false;
            }
            length += letters(self.tree.text(inner).unwrap_or("")).len();
            if length > SENTENCE {
                return false;
            }
        }
        let own = self.blocks.own(block);
        let others = own.all.saturating_sub(length);
        length > 0 && (own.prose > 0 && others > 0 || others >= IN_SENTENCE && own.links() < 0.7)
    }

    /// True if the text of an element also occurs elsewhere on the page.
    fn is_repeated(&self, node: NodeId) -> bool {
        if self.searches.get() == 0 || self.blocks.within(node).all > BOX {
            return false;
        }
        self.searches.set(self.searches.get() - 1);
        let text = letters(&metadata::node_text(self.tree, node));
        let is_inside = |block: NodeId| block == node || self.tree.ancestors(block).any(|outer| outer == node);
        let mut others = self.blocks.order().iter().filter(|block| !is_inside(**block));
        others.any(|block| letters(&lines::block_text(self.tree, *block)).contains(&text))
    }

    /// True if the structure of an element confirms its name. A `plain` name is unambiguous.
    fn confirms(&self, node: NodeId, element: &Element, is_plain: bool) -> bool {
        let (tree, blocks) = (self.tree, self.blocks);
        let within = blocks.within(node);
        if named(element).any(|(_, name)| has_pair(&words_of(name).collect::<Vec<_>>(), &[("pull", "quote")])) {
            // A pull quote repeats the article; text that occurs only here is the article's.
            return self.is_repeated(node);
        }
        let is_paragraph = PARAGRAPHS.contains(&element.name()) || blocks.own(node).all == within.all;
        if is_paragraph
            && within.links() < 0.25
            && (within.prose > 0 || furniture::ends_sentence(&lines::block_text(tree, node)))
        {
            // Prose is the article's whatever its class. A notice is one line with a request.
            return is_plain && within.all <= NOTICE && furniture::asks(tree, node);
        }
        is_plain
            || within.links() >= 0.25
            || is_gallery(tree, node)
            || within.prose == 0 && within.all <= LABEL
            || within.all <= BOX && furniture::asks(tree, node)
            || furniture::leads_away(tree, blocks, node)
            || named(element).any(|(_, name)| is_comments(name))
                && furniture::is_comments(tree, blocks, &self.inner(node), "")
    }
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Elements that are a paragraph or a datum.
const PARAGRAPHS: &[&str] =
    &["p", "li", "dt", "dd", "td", "th", "tr", "blockquote", "figcaption", "h2", "h3", "h4", "h5", "h6"];

/// Maximum length of a part of a sentence with a class name.
const SENTENCE: usize = 2_000;
/// Minimum text around an element that is part of a sentence, in characters without white space.
const IN_SENTENCE: usize = 20;
/// Maximum length of a notice.
const NOTICE: usize = 160;
/// Maximum length of a label: tags, a rating, a section name.
const LABEL: usize = 200;
/// Maximum number of pull quotes searched in the text.
const SEARCHES: usize = 50;
/// Maximum length of a box with a request.
const BOX: usize = 500;

/// The class names of boilerplate on a page.
struct Names<'a>(HashMap<&'a str, Name>);

/// The elements with one class name.
#[derive(Default)]
struct Name {
    /// The amount of prose in them.
    prose: usize,
    /// True if they have so much of the page that the name means something else.
    is_too_much: bool,
}

impl<'a> Names<'a> {
    fn new(tree: &'a Tree, blocks: &Blocks) -> Self {
        let mut names: HashMap<&str, Option<Name>> = HashMap::new();
        for node in tree.descendants(NodeId::ROOT) {
            for (attribute, name) in tree.element(node).into_iter().flat_map(named) {
                let found = names.entry(name).or_insert_with(|| is_boilerplate(attribute, name).then(Name::default));
                let is_inner = |found: &Name| {
                    found.prose > 0
                        && tree
                            .ancestors(node)
                            .take(NEAR)
                            .any(|node| tree.element(node).is_some_and(|element| element.has_word(attribute, name)))
                };
                if let Some(found) = found
                    && !is_inner(found)
                {
                    found.prose += blocks.within(node).prose;
                }
            }
        }
        let named = names.into_iter().filter_map(|(name, found)| Some((name, found?)));
        let named = named.map(|(name, found)| {
            let is_too_much = blocks.is_too_much_prose(found.prose) && !is_comments(name) && !is_unseen(name);
            (name, Name { is_too_much, ..found })
        });
        Self(named.collect())
    }

    /// The evidence of an element's names and roles.
    fn evidence(&self, element: &Element) -> Evidence {
        let is_article = matches!(element.name(), "html" | "body" | "main" | "h1")
            || element.attribute("itemprop").is_some_and(|property| property.eq_ignore_ascii_case("articleBody"));
        if is_article {
            return Evidence::Nothing;
        }
        let names: Vec<&str> = named(element)
            .map(|(_, name)| name)
            .filter(|name| self.0.get(name).is_some_and(|found| !found.is_too_much))
            .collect();
        if names.iter().any(|name| is_unseen(name)) {
            Evidence::Unseen
        } else if ELEMENTS.contains(&element.name()) || ROLES.iter().any(|role| element.has_word("role", role)) {
            Evidence::Element
        } else if names.is_empty() {
            Evidence::Nothing
        } else {
            Evidence::Name { is_plain: names.iter().any(|name| is_plain(name)) }
        }
    }
}

/// Evidence of boilerplate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Evidence {
    /// None.
    Nothing,
    /// Content for screen readers or for print only.
    Unseen,
    /// An element or role without an article.
    Element,
    /// A class name of boilerplate.
    Name { is_plain: bool },
}

/// Minimum prose of an article before comments, in characters without white space.
const ARTICLE: usize = 250;

/// Ancestors that are searched for the same name.
const NEAR: usize = 30;
