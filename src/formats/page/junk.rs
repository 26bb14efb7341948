//! What stands around an article on its page: menus, share bars, boxes that lead to other articles, prompts to subscribe,
//! comments. Known by the elements it is in and by the names its makers gave it, whatever the site.

use std::collections::HashMap;

use crate::formats::page::blocks::Blocks;
use crate::formats::page::look;
use crate::formats::page::tree::{Element, NodeId, Tree};

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

/// Words in the class or id of what is no part of an article. A word stands between characters that are no letters, or
/// begins with a capital: `share` is in `post-share` and `shareBar`, but not in `shareholders`.
const NAMES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "adsbygoogle",
    "adslot",
    "anzeige",
    "addthis",
    "addtoany",
    "admin",
    "banner",
    "bio",
    "bookmark",
    "breadcrumb",
    "breadcrumbs",
    "button",
    "buttons",
    "comment",
    "comments",
    "commentaires",
    "comentarios",
    "commenti",
    "commentlist",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "disqus",
    "donate",
    "donation",
    "feedback",
    "follow",
    "followus",
    "footer",
    "gdpr",
    "gateway",
    "hashtags",
    "infinite",
    "jetpack",
    "keywords",
    "kommentar",
    "kommentare",
    "kommentarer",
    "komentarze",
    "labels",
    "login",
    "masthead",
    "menu",
    "menus",
    "modal",
    "morelinks",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "partager",
    "piano",
    "popular",
    "popup",
    "postmeta",
    "prevnext",
    "printonly",
    "promo",
    "promos",
    "promotion",
    "promoted",
    "rating",
    "ratings",
    "reacties",
    "readmore",
    "reactions",
    "recirc",
    "recirculation",
    "recommendation",
    "recommendations",
    "recommended",
    "regwall",
    "related",
    "relatedarticles",
    "relacionadas",
    "relacionados",
    "correlati",
    "relatedposts",
    "replies",
    "respond",
    "rss",
    "share",
    "sharebar",
    "sharedaddy",
    "sharethis",
    "sharing",
    "shoutbox",
    "sidebar",
    "signin",
    "signup",
    "skip",
    "social",
    "socials",
    "sponsor",
    "sponsored",
    "sponsors",
    "subscribe",
    "subscription",
    "syndication",
    "taboola",
    "tagcloud",
    "taglist",
    "tags",
    "teaser",
    "teasers",
    "teilen",
    "ticker",
    "toolbar",
    "toolbox",
    "tooltip",
    "topics",
    "trending",
    "upsell",
    "verwandt",
    "whatsapp",
    "widget",
    "widgets",
];

/// Words in pairs: what either of them names alone may well be an article's.
const PAIRS: &[(&str, &str)] = &[
    ("about", "author"),
    ("also", "read"),
    ("article", "tags"),
    ("author", "bio"),
    ("author", "box"),
    ("author", "card"),
    ("author", "info"),
    ("author", "profile"),
    ("call", "action"),
    ("entry", "meta"),
    ("inline", "promo"),
    ("latest", "news"),
    ("load", "more"),
    ("more", "articles"),
    ("more", "from"),
    ("more", "links"),
    ("more", "news"),
    ("more", "on"),
    ("more", "stories"),
    ("most", "read"),
    ("most", "viewed"),
    ("next", "article"),
    ("next", "post"),
    ("other", "news"),
    ("off", "screen"),
    ("post", "meta"),
    ("post", "navigation"),
    ("prev", "next"),
    ("previous", "post"),
    ("print", "only"),
    ("pull", "quote"),
    ("read", "also"),
    ("read", "more"),
    ("read", "next"),
    ("screen", "reader"),
    ("see", "also"),
    ("sign", "up"),
    ("similar", "posts"),
    ("sr", "only"),
    ("story", "tags"),
    ("tag", "list"),
    ("top", "stories"),
    ("up", "next"),
    ("visually", "hidden"),
    ("you", "may"),
    ("you", "might"),
];

/// What the site's own names say against it: an article's text is here, whatever else.
const BODIES: &[&str] = &["articlebody", "articletext", "entrycontent", "postcontent", "storybody"];

/// The nodes that are left out with all in them.
pub fn nodes(tree: &Tree, blocks: &Blocks, headline: Option<NodeId>) -> Vec<bool> {
    let all = blocks.within(NodeId::ROOT).prose;
    let is_much = |node: NodeId, element: &Element| {
        // Comments may be longer than the article before them.
        let is_talk = headline.is_some_and(|headline| node > headline)
            && all - blocks.within(node).prose >= ARTICLE
            && named(element).any(|(_, name)| is_talk(name));
        blocks.is_much(node) && !is_talk
    };
    let names = Names::new(tree, blocks);
    let mut out = vec![false; tree.len()];
    let mut next = tree.first(NodeId::ROOT);
    while let Some(node) = next {
        let element = tree.element(node);
        let is_out = element.is_some_and(|element| {
            look::is_never_text(element)
                || look::is_hidden(element)
                || names.say_junk(element) && !is_much(node, element)
        });
        out[node.index()] = is_out;
        next = tree.first(node).filter(|_| !is_out).or_else(|| tree.beyond(node, NodeId::ROOT));
    }
    out
}

/// The attributes in which makers of pages name things.
const NAMED_IN: &[&str] = &["class", "id", "data-testid", "data-component"];

/// The names on a page that name no part of an article.
struct Names<'a>(HashMap<&'a str, Name>);

/// What a name of junk is on.
#[derive(Default)]
struct Name {
    /// How much prose, wherever it is.
    prose: usize,
    /// Whether it is on so much of the page that it names something else.
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
            let is_much = blocks.is_much_prose(found.prose) && !is_talk(name);
            (name, Name { is_much, ..found })
        });
        Self(named.collect())
    }

    /// Whether an element says that it is no part of an article.
    fn say_junk(&self, element: &Element) -> bool {
        let is_article = matches!(element.name(), "html" | "body" | "main" | "h1")
            || element.attribute("itemprop").is_some_and(|property| property.eq_ignore_ascii_case("articleBody"));
        !is_article
            && (ELEMENTS.contains(&element.name())
                || ROLES.iter().any(|role| element.has_word("role", role))
                || named(element).any(|(_, name)| self.0.get(name).is_some_and(|found| !found.is_much)))
    }
}

/// Names of what readers wrote.
const TALK: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "kommentare",
    "kommentarer",
    "komentarze",
    "commentaires",
    "comentarios",
    "replies",
    "responses",
];

fn is_talk(name: &str) -> bool {
    words_of(name).any(|word| TALK.contains(&word.as_str()))
}

/// How much prose makes an article that comments can follow, in characters without white space.
const ARTICLE: usize = 250;

/// How many elements around one are looked at for the same name.
const NEAR: usize = 30;

/// The names that an element has, with the attributes they are in.
fn named(element: &Element) -> impl Iterator<Item = (&'static str, &str)> {
    NAMED_IN.iter().flat_map(|attribute| {
        let names = element.attribute(attribute).unwrap_or("").split_ascii_whitespace();
        names.map(move |name| (*attribute, name))
    })
}

/// Whether a class or an id names what is no part of an article.
fn is_junk(attribute: &str, name: &str) -> bool {
    let words: Vec<String> = words_of(name).collect();
    // A long id is the title of a section, as in `sharing-with-a-single-developer`.
    if attribute == "id" && words.len() > 3 {
        return false;
    }
    let has = |word: &&str| words.iter().any(|have| have == word);
    let whole: String = words.concat();
    !BODIES.iter().any(|body| whole.contains(body))
        && (NAMES.iter().any(has)
            || NAMES.contains(&whole.as_str())
            || PAIRS.iter().any(|(one, other)| {
                words.windows(2).any(|pair| pair[0] == *one && pair[1] == *other)
                    || whole.strip_prefix(one) == Some(*other)
            }))
}

/// The words of a name: `postShare-bar2` has `post`, `share` and `bar`.
pub fn words_of(name: &str) -> impl Iterator<Item = String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut was_small = false;
    for c in name.chars() {
        if !c.is_alphabetic() {
            words.push(String::new());
        } else {
            if c.is_uppercase() && was_small {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(c.to_lowercase());
            }
        }
        was_small = c.is_lowercase();
    }
    words.into_iter().filter(|word| !word.is_empty())
}
