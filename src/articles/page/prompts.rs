//! Paragraphs that are no part of an article though they stand in it: "Read more: …", "Sign up for …", the author's name.

use crate::articles::page::blocks::Measure;
use crate::articles::page::look;
use crate::articles::page::tree::{NodeId, Tree};

/// What begins a line that leads to something else, in small letters.
const LEADING: &[&str] = &[
    "advertisement",
    "already a subscriber",
    "also read",
    "also see",
    "by submitting",
    "click here",
    "continue reading",
    "don't miss",
    "explore more",
    "follow us",
    "follow our",
    "for more ",
    "get it sent",
    "get the latest",
    "go deeper",
    "keep reading",
    "listen to",
    "more:",
    "more news",
    "more from",
    "more on this",
    "more stories",
    "must read",
    "newsletter",
    "our standards",
    "read also",
    "read more",
    "read next",
    "read the full story",
    "read:",
    "recommended",
    "related",
    "see also",
    "see more",
    "share this",
    "sign up",
    "skip advertisement",
    "story continues",
    "subscribe",
    "tags:",
    "topics:",
    "top stories",
    "trending",
    "watch:",
    "watch more",
    "you may also like",
    "you might also like",
    "filed under",
    "lesen sie auch",
    "mehr zum thema",
    "mehr dazu",
    "das könnte sie auch interessieren",
    "anzeige",
    "lire aussi",
    "à lire aussi",
    "à lire également",
    "lea también",
    "lee también",
    "le puede interesar",
    "te puede interesar",
    "más información",
    "leggi anche",
    "leia também",
    "leia mais",
    "veja também",
    "lees ook",
    "läs även",
    "läs också",
    "les også",
    "læs også",
    "czytaj także",
    "czytaj też",
    "zobacz także",
    "zobacz też",
    "čtěte také",
    "čtěte též",
    "читайте также",
    "читать также",
    "смотрите также",
    "по теме",
    "подробнее",
    "подписывайтесь",
    "реклама",
    "читайте також",
    "اقرأ أيضا",
    "اقرأ أيضاً",
    "إقرأ أيضا",
    "관련기사",
    "関連記事",
    "あわせて読みたい",
    "相关阅读",
    "相關新聞",
    "延伸阅读",
    "ayrıca okuyun",
    "ilgili haber",
    "baca juga",
    "xem thêm",
];

/// Captions of advertisements, in lower case.
const ADVERTISEMENTS: &[&str] = &[
    "advertisement",
    "advertising",
    "ad",
    "ads",
    "anzeige",
    "publicidad",
    "publicité",
    "pubblicità",
    "реклама",
    "sponsored",
];

/// Words of paragraphs that only ask for a click, in lower case.
const WHOLE: &[&str] = &[
    "share",
    "tweet",
    "print",
    "email",
    "save",
    "comments",
    "comment",
    "reply",
    "loading",
    "loading…",
    "loading...",
    "load more",
    "image",
    "supported by",
    "share full article",
    "view comments",
    "see comments",
    "hide caption",
    "back to top",
    "skip to content",
    "open in app",
    "copy link",
    "link copied",
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "linkedin",
    "pinterest",
    "reddit",
];

/// Words that say who wrote something, before the name.
const BY: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "автор",
    "author",
    "authors",
    "autor",
    "text",
    "reported",
    "written",
    "staff",
    "reporter",
    "correspondent",
    "editor",
    "and",
    "und",
    "et",
    "y",
    "e",
    "i",
    "и",
    "published",
    "updated",
    "posted",
];

/// The words of a block itself, with one space between them.
pub fn words(tree: &Tree, block: NodeId) -> String {
    let mut words = String::new();
    let mut next = tree.first(block);
    while let Some(node) = next {
        let is_other = tree
            .element(node)
            .is_some_and(|element| look::is_block(element) || look::is_never_text(element) || look::is_hidden(element));
        for word in tree.text(node).unwrap_or("").split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        // A reading beside its word is none of its letters.
        let is_other = is_other || tree.name(node) == "rt";
        next = tree.first(node).filter(|_| !is_other).or_else(|| tree.beyond(node, block));
    }
    words
}

/// True if a paragraph only leads somewhere else. One that is nothing but a link does not if it is `in_list`, among others.
pub fn is_prompt(words: &str, own: Measure, in_list: bool) -> bool {
    let small = words.to_lowercase();
    let bare = small.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || WHOLE.contains(&bare) || ADVERTISEMENTS.contains(&bare) {
        return !bare.is_empty();
    }
    let unlinked = own.all - own.linked;
    let leads = LEADING.iter().any(|start| small.starts_with(start) || bare.starts_with(start));
    if leads && (own.linked > 0 && unlinked <= 40 || own.all <= 40) {
        return true;
    }
    // A headline that is nothing but a link, or a row of links with bars between them.
    let ends = small
        .trim_end_matches(['"', '”', '’', '\'', ')', '»', ']'])
        .ends_with(['.', '!', '?', ':', '。', '？', '！', '؟', '…', ';']);
    let is_link = own.linked > 0 && (unlinked <= 2 || unlinked <= 8 && unlinked * 8 <= own.linked);
    is_link && own.all >= 12 && !ends && !in_list
}

/// True if a line says no more than that an advertisement follows.
pub fn is_advertisement(words: &str) -> bool {
    let small = words.to_lowercase();
    ADVERTISEMENTS.contains(&small.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// True if a short line says who wrote the article, or when.
pub fn is_signature(words: &str, byline: &str) -> bool {
    let small = words.to_lowercase();
    let known: Vec<String> = byline.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    let mut others = 0;
    let mut names = 0;
    for word in small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if known.iter().any(|have| have == word) {
            names += 1;
        } else if !BY.contains(&word) {
            others += 1;
        }
    }
    names > 0 && others <= 4 && words.chars().count() < 100
}

/// What begins a line that says when something was published, in small letters.
const MOMENTS: &[&str] = &[
    "first published",
    "last modified",
    "last updated",
    "posted",
    "published",
    "submitted",
    "updated",
    "aktualisiert",
    "stand:",
    "veröffentlicht",
    "mis à jour",
    "publié",
    "actualizado",
    "publicado",
    "aggiornato",
    "pubblicato",
    "gepubliceerd",
    "publicerad",
    "uppdaterad",
    "opublikowano",
    "опубликовано",
    "обновлено",
];

/// True if a line is a date or a time, with a few words about it at most: "Published 3 May 2026 · 4 min read".
pub fn is_moment(words: &str) -> bool {
    let parts: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&&str| part.chars().all(|c| c.is_numeric());
    let numbers = parts.iter().filter(is_number).count();
    let is_year = |part: &str| matches!(part.as_bytes(), [b'1', b'9', _, _] | [b'2', b'0', _, _]);
    let has_time = words.split_whitespace().any(|word| {
        let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        word.split_once(':').is_some_and(|(hours, minutes)| digits(hours) && minutes.get(..2).is_some_and(digits))
    });
    let has_date = parts.iter().any(|part| is_year(part) || part.contains(['年', '월', '月']));
    let small = words.to_lowercase();
    let is_said = MOMENTS.iter().any(|start| small.starts_with(start));
    (has_date || has_time) && (is_said || numbers * 5 >= parts.len() * 2) && words.chars().count() <= 80
}

/// The name in a line that says no more than who wrote the article, "By Lea Roth", or what the author is besides.
pub fn signed(words: &str) -> Option<&str> {
    let by = ["By ", "BY ", "Von ", "Par ", "Por ", "Di ", "Door ", "Av ", "Af ", "Text: ", "Автор: ", "Autor: "];
    let name = by.iter().find_map(|by| words.strip_prefix(by))?;
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase()) || NAME_PARTS.contains(&word);
    let ends = name.ends_with(['.', '!', '?', ':', '”', '"']);
    let count = name.split_whitespace().count();
    ((2..=8).contains(&count) && name.split_whitespace().all(is_name) && !ends).then_some(name)
}

/// What may stand small in a name, or between two.
const NAME_PARTS: &[&str] = &[
    "and", "&", "und", "et", "y", "e", "og", "och", "en", "i", "и", "de", "del", "da", "di", "van", "von", "der", "la",
    "le", "bin", "al", "in",
];

/// True if a line is nothing but the name of an author.
pub fn is_author(words: &str, byline: &str) -> bool {
    let small = words.to_lowercase();
    let name = ["about ", "über ", "sobre "].iter().find_map(|about| small.strip_prefix(about)).unwrap_or(&small);
    authors(byline).any(|author| author == name)
}

/// True if a line says at length who wrote the article: "By Lea Roth, who covers the courts".
pub fn presents(words: &str, byline: &str) -> bool {
    let small = words.to_lowercase();
    let names = small.strip_prefix("by ").unwrap_or("");
    authors(byline).any(|author| names.starts_with(&author)) && words.chars().count() < 400
}

/// The authors that a byline names with more than one word, in small letters.
fn authors(byline: &str) -> impl Iterator<Item = String> {
    let names = byline.split([',', ';', '&', '|']).flat_map(|names| names.split(" and "));
    let names = names.map(|name| name.trim().to_lowercase());
    names.filter(|name| name.contains(' '))
}

/// What begins a line under an article that is about the article, or about the newspaper, in small letters.
const ENDS: &[&str] = &[
    "a version of this article",
    "a version of this story",
    "all rights reserved",
    "copyright",
    "found a mistake",
    "found an error",
    "report an error",
    "spotted a mistake",
    "this material may not be published",
    "©",
    "alle rechte vorbehalten",
    "fehler gefunden",
    "tous droits réservés",
    "une erreur dans l'article",
    "todos los derechos reservados",
    "нашли ошибку",
    "нашли опечатку",
    "заметили ошибку",
    "все права защищены",
];

/// True if a line under an article is no part of it: it presents the author, or says whose the article is.
pub fn is_end(words: &str, byline: &str) -> bool {
    let small = words.to_lowercase();
    let presents = || authors(byline).any(|author| small.starts_with(&author));
    let length = words.chars().count();
    length < 200 && ENDS.iter().any(|start| small.starts_with(start)) || length < 500 && presents()
}
