//! Lines within an article that are not part of it: "Read more: …", "Sign up for …", bylines, datelines, imprints.

use crate::articles::page::blocks::Measure;
use crate::articles::page::rendering;
use crate::articles::page::tree::{NodeId, Tree};
use crate::model::phrases::{Use, phrases};

/// The text of a block in one line, without the blocks inside it.
pub fn block_text(tree: &Tree, block: NodeId) -> String {
    let mut words = String::new();
    let mut next = tree.first(block);
    while let Some(node) = next {
        let is_other = tree.element(node).is_some_and(|element| {
            rendering::is_block(element) || rendering::is_never_text(element) || rendering::is_hidden(element)
        });
        for word in tree.text(node).unwrap_or("").split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        // Ruby is not part of the text.
        let is_other = is_other || tree.name(node) == "rt";
        next = tree.first(node).filter(|_| !is_other).or_else(|| tree.beyond(node, block));
    }
    words
}

/// True if a paragraph only leads to another page. In a list (`in_list`), an item may be nothing but a link.
pub fn is_prompt(text: &str, own: Measure, in_list: bool) -> bool {
    let lower = text.to_lowercase();
    let stripped = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if stripped.is_empty()
        || phrases(Use::PageLine).contains(&stripped)
        || phrases(Use::PageAdvertisement).contains(&stripped)
    {
        return !stripped.is_empty();
    }
    let unlinked = own.all - own.linked;
    let leads = phrases(Use::PageLink).iter().any(|start| lower.starts_with(start) || stripped.starts_with(start));
    if leads && (own.linked > 0 && unlinked <= 40 || own.all <= 40) {
        return true;
    }
    // A linked headline, or a row of links with separators.
    let ends = lower
        .trim_end_matches(['"', '”', '’', '\'', ')', '»', ']'])
        .ends_with(['.', '!', '?', ':', '。', '？', '！', '؟', '…', ';']);
    let is_link = own.linked > 0 && (unlinked <= 2 || unlinked <= 8 && unlinked * 8 <= own.linked);
    is_link && own.all >= 12 && !ends && !in_list
}

/// True if a line is the caption of an advertisement.
pub fn is_advertisement(text: &str) -> bool {
    let lower = text.to_lowercase();
    phrases(Use::PageAdvertisement).contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// True if a short line names the author or the date.
pub fn is_byline(text: &str, byline: &str) -> bool {
    let lower = text.to_lowercase();
    let known: Vec<String> = byline.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    let mut others = 0;
    let mut names = 0;
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if known.iter().any(|have| have == word) {
            names += 1;
        } else if !phrases(Use::BylineWord).contains(&word) {
            others += 1;
        }
    }
    names > 0 && others <= 4 && text.chars().count() < 100
}

/// True if a line is a date or time with little text around it: "Published 3 May 2026 · 4 min read".
pub fn is_date_line(text: &str) -> bool {
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&&str| part.chars().all(|c| c.is_numeric());
    let numbers = parts.iter().filter(is_number).count();
    let is_year = |part: &str| matches!(part.as_bytes(), [b'1', b'9', _, _] | [b'2', b'0', _, _]);
    let has_time = text.split_whitespace().any(|word| {
        let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        word.split_once(':').is_some_and(|(hours, minutes)| digits(hours) && minutes.get(..2).is_some_and(digits))
    });
    let has_date = parts.iter().any(|part| is_year(part) || part.contains(['年', '월', '月']));
    let lower = text.to_lowercase();
    let has_label = phrases(Use::DateLine).iter().any(|start| lower.starts_with(start));
    (has_date || has_time) && (has_label || numbers * 5 >= parts.len() * 2) && text.chars().count() <= 80
}

/// The name in a line that is only a byline ("By Lea Roth") or an author's title.
pub fn byline_name(text: &str) -> Option<&str> {
    let name = phrases(Use::BylineStart).iter().find_map(|by| text.strip_prefix(by))?;
    let is_name =
        |word: &str| word.starts_with(|c: char| c.is_uppercase()) || phrases(Use::NameParticle).contains(&word);
    let ends = name.ends_with(['.', '!', '?', ':', '”', '"']);
    let count = name.split_whitespace().count();
    ((2..=8).contains(&count) && name.split_whitespace().all(is_name) && !ends).then_some(name)
}

/// True if a line is only the name of an author.
pub fn is_author(text: &str, byline: &str) -> bool {
    let lower = text.to_lowercase();
    let name = ["about ", "über ", "sobre "].iter().find_map(|about| lower.strip_prefix(about)).unwrap_or(&lower);
    authors(byline).any(|author| author == name)
}

/// True if a line introduces the author: "By Lea Roth, who covers the courts".
pub fn introduces_author(text: &str, byline: &str) -> bool {
    let lower = text.to_lowercase();
    let names = lower.strip_prefix("by ").unwrap_or("");
    authors(byline).any(|author| names.starts_with(&author)) && text.chars().count() < 400
}

/// The authors in a byline whose names have several words, in lower case.
fn authors(byline: &str) -> impl Iterator<Item = String> {
    let names = byline.split([',', ';', '&', '|']).flat_map(|names| names.split(" and "));
    let names = names.map(|name| name.trim().to_lowercase());
    names.filter(|name| name.contains(' '))
}

/// True if a line below an article introduces the author or states the rights.
pub fn is_imprint(text: &str, byline: &str) -> bool {
    let lower = text.to_lowercase();
    let introduces_author = || authors(byline).any(|author| lower.starts_with(&author));
    let length = text.chars().count();
    length < 200 && phrases(Use::Imprint).iter().any(|start| lower.starts_with(start))
        || length < 500 && introduces_author()
}
