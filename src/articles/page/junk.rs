//! What stands around an article on its page: menus, share bars, boxes that lead to other articles, prompts to subscribe,
//! comments. Known by the elements it is in and by the names its makers gave it, whatever the site.

use std::cell::Cell;
use std::collections::HashMap;

use crate::articles::page::blocks::Blocks;
use crate::articles::page::furniture;
use crate::articles::page::look;
use crate::articles::page::meta;
use crate::articles::page::names::{has_pair, is_gallery, is_junk, is_plain, is_talk, is_unseen, named, words_of};
use crate::articles::page::prompts;
use crate::articles::page::tree::{Element, NodeId, Tree};

/// Elements that hold no article, unless most of the page lies in them.
const ELEMENTS: &[&str] =
    &["aside", "dialog", "fieldset", "footer", "form", "nav", "search", "amp-sidebar", "amp-ad", "noscript"];

/// Roles that hold no article (WAI-ARIA 1.2).
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

/// The nodes that are left out with all in them.
pub fn nodes(tree: &Tree, blocks: &Blocks, headline: Option<NodeId>) -> Vec<bool> {
    let names = Names::new(tree, blocks);
    let searches = Cell::new(SEARCHES);
    let judge = Judge { tree, blocks, headline, holds_headline: around(tree, headline), searches };
    let mut out = vec![false; tree.len()];
    let mut next = tree.first(NodeId::ROOT);
    while let Some(node) = next {
        let is_out = tree.element(node).is_some_and(|element| {
            look::is_never_text(element) || look::is_hidden(element) || judge.is_out(node, element, &names)
        });
        out[node.index()] = is_out;
        next = tree.first(node).filter(|_| !is_out).or_else(|| tree.beyond(node, NodeId::ROOT));
    }
    out
}

/// For each node whether the headline lies in it.
fn around(tree: &Tree, headline: Option<NodeId>) -> Vec<bool> {
    let mut around = vec![false; tree.len()];
    for node in headline.into_iter().flat_map(|headline| tree.ancestors(headline)) {
        around[node.index()] = true;
    }
    around
}

/// Decides whether what the makers of a page called no article is none: its structure has to bear the name out.
struct Judge<'a> {
    tree: &'a Tree,
    blocks: &'a Blocks,
    headline: Option<NodeId>,
    holds_headline: Vec<bool>,
    /// How many more elements may be looked for elsewhere on the page.
    searches: Cell<usize>,
}

impl Judge<'_> {
    fn is_out(&self, node: NodeId, element: &Element, names: &Names<'_>) -> bool {
        match names.said(element) {
            Said::Nothing => false,
            Said::Unseen => !self.blocks.is_much(node),
            Said::Element => !self.is_much(node, element),
            Said::Name { is_plain } => {
                let holds_article = self.holds_headline[node.index()] && self.blocks.within(node).prose > 0;
                let is_article = holds_article || self.is_much(node, element) || self.is_in_sentence(node, element);
                !is_article && self.bears_out(node, element, is_plain)
            }
        }
    }

    fn is_much(&self, node: NodeId, element: &Element) -> bool {
        let all = self.blocks.within(NodeId::ROOT).prose;
        // Comments may be longer than the article before them.
        let is_talk = self.headline.is_some_and(|headline| node > headline)
            && !self.holds_headline[node.index()]
            && all - self.blocks.within(node).prose >= ARTICLE
            && named(element).any(|(_, name)| is_talk(name))
            && furniture::is_talk(self.tree, self.blocks, &self.inner(node), "");
        self.blocks.is_much(node) && !is_talk
    }

    fn inner(&self, node: NodeId) -> Vec<NodeId> {
        std::iter::successors(self.tree.first(node), |node| self.tree.after(*node)).collect()
    }

    /// True if an element stands among the words of a sentence: then a name is how it looks, and not what it is.
    fn is_in_sentence(&self, node: NodeId, element: &Element) -> bool {
        let Some(block) = self.blocks.of(node).filter(|_| !look::is_block(element)) else { return false };
        let mut length = 0;
        for inner in self.tree.descendants(node) {
            if self.tree.element(inner).is_some_and(look::is_block) {
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

    /// True if the words in an element stand somewhere else on the page, too.
    fn is_repeated(&self, node: NodeId) -> bool {
        if self.searches.get() == 0 || self.blocks.within(node).all > BOX {
            return false;
        }
        self.searches.set(self.searches.get() - 1);
        let words = letters(&meta::words(self.tree, node));
        let is_inside = |block: NodeId| block == node || self.tree.ancestors(block).any(|outer| outer == node);
        let mut others = self.blocks.order().iter().filter(|block| !is_inside(**block));
        others.any(|block| letters(&prompts::words(self.tree, *block)).contains(&words))
    }

    /// True if an element looks like what its name says. A `plain` name means one thing only.
    fn bears_out(&self, node: NodeId, element: &Element, is_plain: bool) -> bool {
        let (tree, blocks) = (self.tree, self.blocks);
        let within = blocks.within(node);
        if named(element).any(|(_, name)| has_pair(&words_of(name).collect::<Vec<_>>(), &[("pull", "quote")])) {
            // What stands nowhere else is a quotation of the article, however it is set.
            return self.is_repeated(node);
        }
        let is_paragraph = PARAGRAPHS.contains(&element.name()) || blocks.own(node).all == within.all;
        if is_paragraph
            && within.links() < 0.25
            && (within.prose > 0 || furniture::ends_sentence(&prompts::words(tree, node)))
        {
            // A paragraph of an article, whatever its class; a notice has no more than one line, and asks for something.
            return is_plain && within.all <= NOTICE && furniture::asks(tree, node);
        }
        is_plain
            || within.links() >= 0.25
            || is_gallery(tree, node)
            || within.prose == 0 && within.all <= LABEL
            || within.all <= BOX && furniture::asks(tree, node)
            || furniture::leads_away(tree, blocks, node)
            || named(element).any(|(_, name)| is_talk(name)) && furniture::is_talk(tree, blocks, &self.inner(node), "")
    }
}

/// The letters and digits of words.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Elements that are one paragraph or one piece of data.
const PARAGRAPHS: &[&str] =
    &["p", "li", "dt", "dd", "td", "th", "tr", "blockquote", "figcaption", "h2", "h3", "h4", "h5", "h6"];

/// Longest piece of a sentence that has a name of its own.
const SENTENCE: usize = 2_000;
/// Least other words in a block for what stands among them to be in a sentence, in characters without white space.
const IN_SENTENCE: usize = 20;
/// Longest notice that is one paragraph.
const NOTICE: usize = 160;
/// Longest label: tags, a rating, the name of a section.
const LABEL: usize = 200;
/// Most pull quotes that are looked for in the text around them.
const SEARCHES: usize = 50;
/// Longest box that asks for something.
const BOX: usize = 500;

/// The names on a page that name no part of an article.
struct Names<'a>(HashMap<&'a str, Name>);

/// What a name of junk is on.
#[derive(Default)]
struct Name {
    /// How much prose, wherever it is.
    prose: usize,
    /// True if it is on so much of the page that it names something else.
    is_much: bool,
}

impl<'a> Names<'a> {
    fn new(tree: &'a Tree, blocks: &Blocks) -> Self {
        let mut names: HashMap<&str, Option<Name>> = HashMap::new();
        for node in tree.descendants(NodeId::ROOT) {
            for (attribute, name) in tree.element(node).into_iter().flat_map(named) {
                let found = names.entry(name).or_insert_with(|| is_junk(attribute, name).then(Name::default));
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
            let is_much = blocks.is_much_prose(found.prose) && !is_talk(name) && !is_unseen(name);
            (name, Name { is_much, ..found })
        });
        Self(named.collect())
    }

    /// Role that an element states, besides that of an article.
    fn said(&self, element: &Element) -> Said {
        let is_article = matches!(element.name(), "html" | "body" | "main" | "h1")
            || element.attribute("itemprop").is_some_and(|property| property.eq_ignore_ascii_case("articleBody"));
        if is_article {
            return Said::Nothing;
        }
        let said: Vec<&str> = named(element)
            .map(|(_, name)| name)
            .filter(|name| self.0.get(name).is_some_and(|found| !found.is_much))
            .collect();
        if said.iter().any(|name| is_unseen(name)) {
            Said::Unseen
        } else if ELEMENTS.contains(&element.name()) || ROLES.iter().any(|role| element.has_word("role", role)) {
            Said::Element
        } else if said.is_empty() {
            Said::Nothing
        } else {
            Said::Name { is_plain: said.iter().any(|name| is_plain(name)) }
        }
    }
}

/// Role that an element states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// Nothing that is no article.
    Nothing,
    /// Something that only a screen reader speaks, or only a printer prints.
    Unseen,
    /// No article, by its element or role.
    Element,
    /// No article, by its name.
    Name { is_plain: bool },
}

/// How much prose makes an article that comments can follow, in characters without white space.
const ARTICLE: usize = 250;

/// How many elements around one are looked at for the same name.
const NEAR: usize = 30;
