//! Class names and ids: the names that authors of pages give to menus, share bars, comments, captions. A name is only a
//! hint.

use crate::articles::page::tree::{Element, NodeId, Tree};

/// Words in class names and ids of boilerplate. A word ends at a character that is not a letter and before a capital:
/// `share` is in `post-share` and `shareBar`, but not in `shareholders`.
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

/// Pairs of words, neither of which is enough.
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

/// Names of the article body, which override all others.
const BODIES: &[&str] = &["articlebody", "articletext", "entrycontent", "postcontent", "storybody"];

/// Attributes with names.
const NAMED_IN: &[&str] = &["class", "id", "data-testid", "data-component"];

/// True if an element, or one closely around it, is named a gallery, a player or a chart.
pub fn is_gallery(tree: &Tree, node: NodeId) -> bool {
    let around = std::iter::once(node).chain(tree.ancestors(node).take(3));
    around
        .filter_map(|node| tree.element(node))
        .any(|element| named(element).any(|(_, name)| words_of(name).any(|word| GALLERIES.contains(&word.as_str()))))
}

/// Names of galleries, players and charts.
const GALLERIES: &[&str] =
    &["carousel", "chart", "galleries", "gallery", "infographic", "player", "slider", "slideshow"];

/// Unambiguous names.
const PLAIN: &[&str] = &[
    "addthis",
    "addtoany",
    "adsbygoogle",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "adverts",
    "anzeige",
    "breadcrumb",
    "breadcrumbs",
    "commentlist",
    "comments",
    "commentaires",
    "comentarios",
    "commenti",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "disqus",
    "gdpr",
    "kommentare",
    "kommentarer",
    "komentarze",
    "mostread",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "pagination",
    "paywall",
    "recirc",
    "recirculation",
    "regwall",
    "relatedarticles",
    "relatedposts",
    "replies",
    "sharebar",
    "sharedaddy",
    "sharethis",
    "signup",
    "sponsored",
    "syndication",
    "taboola",
    "tagcloud",
    "taglist",
];

/// Unambiguous pairs.
const PLAIN_PAIRS: &[(&str, &str)] = &[
    ("about", "author"),
    ("author", "bio"),
    ("author", "box"),
    ("author", "card"),
    ("author", "info"),
    ("author", "profile"),
    ("sign", "up"),
];

/// True if a name is unambiguous.
pub fn is_plain(name: &str) -> bool {
    let words: Vec<String> = words_of(name).collect();
    // A name such as `comments-open` states that comments are possible, not that these are comments.
    let is_silent = words.len() > 1 && is_comments(name);
    !is_silent && words.iter().any(|word| PLAIN.contains(&word.as_str())) || has_pair(&words, PLAIN_PAIRS)
}

/// Pairs of words for content that is not on the screen.
const UNSEEN: &[(&str, &str)] =
    &[("off", "screen"), ("print", "only"), ("screen", "reader"), ("sr", "only"), ("visually", "hidden")];

/// True if a name is that of content that is not on the screen.
pub fn is_unseen(name: &str) -> bool {
    has_pair(&words_of(name).collect::<Vec<_>>(), UNSEEN)
}

/// True if two consecutive words are one of these pairs.
pub fn has_pair(words: &[String], pairs: &[(&str, &str)]) -> bool {
    let whole = words.concat();
    pairs.iter().any(|(one, other)| {
        words.windows(2).any(|pair| pair[0] == *one && pair[1] == *other) || whole.strip_prefix(one) == Some(*other)
    })
}

/// Names of comments.
const COMMENTS: &[&str] = &[
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

/// True if a name is that of comments.
pub fn is_comments(name: &str) -> bool {
    words_of(name).any(|word| COMMENTS.contains(&word.as_str()))
}

/// The names of an element, with their attributes.
pub fn named(element: &Element) -> impl Iterator<Item = (&'static str, &str)> {
    NAMED_IN.iter().flat_map(|attribute| {
        let names = element.attribute(attribute).unwrap_or("").split_ascii_whitespace();
        names.map(move |name| (*attribute, name))
    })
}

/// True if a class name or id is that of boilerplate.
pub fn is_boilerplate(attribute: &str, name: &str) -> bool {
    let words: Vec<String> = words_of(name).collect();
    // A long id is the anchor of a heading, as in `sharing-with-a-single-developer`.
    if attribute == "id" && words.len() > 3 {
        return false;
    }
    let has = |word: &&str| words.iter().any(|have| have == word);
    let whole: String = words.concat();
    !BODIES.iter().any(|body| whole.contains(body))
        && (NAMES.iter().any(has) || NAMES.contains(&whole.as_str()) || has_pair(&words, PAIRS))
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

/// Names of captions.
pub const CAPTIONS: &[&str] = &["caption", "captions", "figcaption", "imagecaption", "legend", "bildunterschrift"];

/// Names of the standfirst.
pub const STANDFIRSTS: &[&str] = &[
    "abstract",
    "chapo",
    "deck",
    "dek",
    "description",
    "excerpt",
    "intro",
    "introduction",
    "kicker",
    "lead",
    "lede",
    "perex",
    "preamble",
    "sapo",
    "standfirst",
    "strapline",
    "subhead",
    "subheading",
    "subheadline",
    "subtitle",
    "summary",
    "teaser",
    "vorspann",
];

/// Names of bylines and datelines.
pub const BYLINES: &[&str] = &[
    "author",
    "authors",
    "byline",
    "bylines",
    "contributors",
    "date",
    "dateline",
    "datetime",
    "posted",
    "pubdate",
    "published",
    "publishdate",
    "readtime",
    "time",
    "timestamp",
    "updated",
];
