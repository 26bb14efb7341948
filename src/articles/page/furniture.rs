//! Structural evidence that a part of a page is not the article: lists of headlines, forms and prompts, comments. Class
//! names and headings alone prove nothing; these tests look at the content.

use crate::articles::page::blocks::Blocks;
use crate::articles::page::class_names;
use crate::articles::page::lines;
use crate::articles::page::tree::{Element, NodeId, Tree};
use crate::model::phrases::{Use, phrases};

/// Minimum share of links of a part that leads elsewhere.
const LINK_SHARE: f32 = 0.4;
/// Minimum length of a headline, in characters without white space.
const HEADLINE: usize = 12;
/// Maximum length of a teaser with its headline.
const TEASER: usize = 350;
/// Maximum length of a call to action.
const CALL: usize = 40;
/// Maximum nodes inspected for one sign, against pathological nesting.
const LOOKED_AT: usize = 5_000;
/// Maximum prose between a heading and the first sign of a comment, or between two signs.
const BETWEEN: usize = 600;

/// True if a part of a page is a list of links, or of linked headlines with teasers.
pub fn leads_away(tree: &Tree, blocks: &Blocks, node: NodeId) -> bool {
    let within = blocks.within(node);
    if within.links() >= LINK_SHARE {
        return true;
    }
    let inner = std::iter::once(node).chain(tree.descendants(node)).take(LOOKED_AT);
    let headlines = inner
        .filter(|block| {
            let own = blocks.own(*block);
            *block != node && own.linked >= HEADLINE && own.linked * 10 >= own.all * 8
        })
        .count();
    headlines > 0 && within.all <= headlines * TEASER
}

/// True if there is a form field, or a call to action as a link or button of its own.
pub fn asks(tree: &Tree, node: NodeId) -> bool {
    let mut inner = std::iter::once(node).chain(tree.descendants(node)).take(LOOKED_AT);
    inner.any(|inner| match tree.name(inner) {
        "button" | "input" | "form" | "iframe" | "textarea" | "select" => true,
        "a" => calls(tree, inner),
        _ => false,
    })
}

/// True if a link asks for an account, an address or money, by its text or its target.
fn calls(tree: &Tree, link: NodeId) -> bool {
    let text = lines::block_text(tree, link).to_lowercase();
    if text.chars().count() > CALL {
        return false;
    }
    let address = tree.element(link).and_then(|element| element.attribute("href")).unwrap_or("").to_lowercase();
    phrases(Use::PromptHeadingStart).iter().any(|start| text.starts_with(start.trim_end()))
        || CALLS.iter().any(|call| address.split(|c: char| !c.is_alphanumeric()).any(|word| word == *call))
}

/// Words in the addresses of subscription and payment pages.
const CALLS: &[&str] = &[
    "abo",
    "account",
    "donate",
    "join",
    "login",
    "membership",
    "newsletter",
    "newsletters",
    "register",
    "signin",
    "signup",
    "subscribe",
    "subscription",
    "subscriptions",
    "support",
];

/// True if consecutive `nodes` contain comments, with little text before the first sign of one.
pub fn is_comments(tree: &Tree, blocks: &Blocks, nodes: &[NodeId], heading: &str) -> bool {
    let counts = heading.chars().any(|c| c.is_ascii_digit());
    let mut signs = u8::from(counts);
    let mut between = 0;
    let inner = nodes.iter().flat_map(|root| std::iter::once(*root).chain(tree.descendants(*root)));
    for node in inner.take(LOOKED_AT) {
        let own = blocks.own(node);
        signs += tree.element(node).map_or(0, |element| sign(tree, node, element));
        if own.prose == 0 && own.all > 0 && is_date_or_speaker(&lines::block_text(tree, node)) {
            signs += 1;
        }
        if signs >= 2 {
            return true;
        }
        between += own.prose;
        if between > BETWEEN {
            return false;
        }
    }
    false
}

/// True if `nodes` only state that there are no comments, or that they are closed.
pub fn is_silent(blocks: &Blocks, nodes: &[NodeId]) -> bool {
    let within = || nodes.iter().map(|node| blocks.within(*node));
    within().all(|within| within.prose == 0) && within().map(|within| within.all).sum::<usize>() <= CLOSED
}

/// Evidence of comments by an element; 2 is proof.
fn sign(tree: &Tree, node: NodeId, element: &Element) -> u8 {
    match element.name() {
        "textarea" => 2,
        "a" | "button" if replies(tree, node) => 2,
        _ if ["class", "id"].iter().filter_map(|name| element.attribute(name)).any(class_names::is_comments) => 2,
        "time" => 1,
        // In running text, a name or a time must be an element of its own.
        "i" | "em" | "b" | "strong" | "small" | "span" | "cite" => {
            let text = tree.first(node).filter(|text| tree.after(*text).is_none()).and_then(|text| tree.text(text));
            let text = text.map(str::trim).filter(|text| text.chars().count() <= CALL);
            u8::from(text.is_some_and(is_date_or_speaker))
        }
        _ => 0,
    }
}

/// Maximum length of the line in place of comments.
const CLOSED: usize = 120;

/// True if a text ends like a sentence.
pub fn ends_sentence(text: &str) -> bool {
    text.contains(' ') && text.ends_with(['.', '!', '?', '”', '"', '’', '»', '。', '？', '！'])
}

/// True if a link or button replies to a comment.
fn replies(tree: &Tree, node: NodeId) -> bool {
    let mut words = String::new();
    for inner in tree.descendants(node).take(CALL) {
        words.push_str(tree.text(inner).unwrap_or(""));
        if words.len() > 2 * CALL {
            return false;
        }
    }
    let words = words.trim().to_lowercase();
    phrases(Use::ReplyLink).contains(&words.as_str())
}

fn is_date_or_speaker(text: &str) -> bool {
    let lower = text.to_lowercase();
    lines::is_date_line(text)
        || ["says:", "said:", "wrote:", "schreibt:", "sagt:", "dit :", "dice:"].iter().any(|end| lower.ends_with(end))
        || [" ago", "vor ", "il y a ", "hace "].iter().any(|part| lower.contains(part))
            && lower.contains(|c: char| c.is_ascii_digit())
            && lower.len() <= CALL
}

/// The blocks with text of their own in a node, including the node.
pub fn inner_blocks(tree: &Tree, blocks: &Blocks, node: NodeId) -> impl Iterator<Item = NodeId> {
    let inner = std::iter::once(node).chain(tree.descendants(node));
    inner.filter(|inner| blocks.own(*inner).all > 0)
}
