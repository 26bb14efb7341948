//! Metadata of a page: title, author, site, date and address, from its metadata elements and its visible text.

use crate::articles::page::address::Address;
use crate::articles::page::blocks::Blocks;
use crate::articles::page::lines;
use crate::articles::page::linked_data::LinkedData;
use crate::articles::page::rendering;
use crate::articles::page::tree::{NodeId, Tree};
use crate::articles::page::walk;
use crate::model::article::Details;

/// The metadata of a page.
#[derive(Debug, Default)]
pub struct Metadata {
    /// The title, without the site name.
    pub title: String,
    /// The heading with the title, if there is one.
    pub headline: Option<NodeId>,
    /// Author, site, date and address.
    pub source: Details,
    /// The base of relative addresses.
    pub base: Address,
}

/// Maximum length of a title, author or site name, in characters. Longer text is something else.
const MAX_LENGTH: usize = 300;

impl Metadata {
    /// Reads the metadata of a page. `known` is the address that a program recorded when it saved the page.
    pub fn new(tree: &Tree, blocks: &Blocks, html: &str, known: Option<Address>) -> Self {
        let elements = MetaElements::new(tree);
        let linked = LinkedData::new(tree);
        let saved_from = known.or_else(|| saved_from(html));
        let stated = [
            elements.canonical.as_deref(),
            elements.named(&["og:url"]),
            linked.address.as_deref(),
            elements.named(&["twitter:url"]),
        ];
        let address = stated
            .into_iter()
            .flatten()
            .find_map(|stated| match &saved_from {
                Some(from) => Address::absolute(&from.join(stated)?),
                None => Address::absolute(stated),
            })
            .or_else(|| saved_from.clone())
            .unwrap_or_default();
        let page = saved_from.unwrap_or_else(|| address.clone());
        let base = elements.base.as_deref().and_then(|base| Address::absolute(&page.join(base)?)).unwrap_or(page);

        let site = first([
            elements.named(&["og:site_name"]),
            linked.site.as_deref(),
            elements.named(&["application-name", "apple-mobile-web-app-title"]),
        ]);
        let full = elements.title.clone();
        let stated = first([
            linked.title.as_deref(),
            elements.named(&["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"]),
        ]);
        let stated = without_site(&stated, &site);
        let short = without_site(&full, &site);
        let headline =
            headline(tree, blocks, &[&stated, &short, &full]).or_else(|| shown(tree, blocks, &full, &stated));
        let title = match headline {
            Some(heading) => node_text(tree, heading),
            None if stated.is_empty() && site.is_empty() => without_name(&short).to_owned(),
            None => first([Some(stated.as_str()), Some(short.as_str())]),
        };
        let site = if site.is_empty() { site_of(&full, &title) } else { site };
        let byline = first([
            Some(linked.authors.as_str()),
            elements
                .named(&[
                    "author",
                    "article:author",
                    "og:article:author",
                    "dc.creator",
                    "dcterms.creator",
                    "parsely-author",
                    "sailthru.author",
                    "byl",
                    "authors",
                ])
                .filter(|name| !name.contains("://")),
            elements.author.as_deref(),
            byline_name(tree, blocks, headline).as_deref(),
        ]);
        let published = first([
            dated(linked.published.as_deref()),
            PUBLISHED.iter().find_map(|name| dated(elements.named(&[name]))),
            dated(elements.time.as_deref()),
        ]);
        let (byline, address) = (without_by(&byline), address.as_str().to_owned());
        let source = Details { byline, site, published, address, ..Details::default() };
        Self { title, headline, source, base }
    }
}

/// The author named in a line directly after the headline.
fn byline_name(tree: &Tree, blocks: &Blocks, headline: Option<NodeId>) -> Option<String> {
    let headline = headline?;
    let after = blocks.order().iter().filter(|block| **block > headline && blocks.own(**block).all <= 100);
    after.take(8).find_map(|block| lines::byline_name(&node_text(tree, *block)).map(str::to_owned))
}

/// The short lines from the headline on, in which the date may be; without a headline, those at the beginning.
pub fn lines_after(tree: &Tree, blocks: &Blocks, headline: Option<NodeId>) -> Vec<String> {
    let order = blocks.order().iter();
    let after =
        order.filter(|block| headline.is_none_or(|headline| **block >= headline) && blocks.own(**block).all > 0);
    after.take(LINES).map(|block| lines::block_text(tree, *block)).collect()
}

/// Lines of a page that are searched for its date.
const LINES: usize = 24;

/// Metadata names for the date of publication, most common first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article.published",
    "pdate",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "release_date",
];

/// A plausible date. Programs that know none write the epoch of their calendar or of Unix.
fn dated(date: Option<&str>) -> Option<&str> {
    date.filter(|date| {
        let digits: Vec<&str> = date.trim().split(|c: char| !c.is_ascii_digit()).collect();
        let year = digits.first().filter(|year| year.len() == 4).and_then(|year| year.parse::<u16>().ok());
        let parts: Vec<u32> = digits.iter().skip(1).take(2).filter_map(|part| part.parse().ok()).collect();
        let is_zero = year.is_some_and(|_| date.contains('-') && parts.contains(&0));
        let is_epoch = year == Some(1970) && parts == [1, 1];
        !is_zero && !is_epoch && year.is_none_or(|year| year >= FIRST_YEAR)
    })
}

/// The earliest plausible year: that of the first printing.
const FIRST_YEAR: u16 = 1450;

/// The first value with text, in one line.
fn first<const N: usize>(candidates: [Option<&str>; N]) -> String {
    let mut values = candidates.into_iter().flatten().map(one_line);
    values.find(|value| !value.is_empty() && value.chars().count() <= MAX_LENGTH).unwrap_or_default()
}

/// A text in one line, with entities decoded that some pages escape twice.
fn one_line(text: &str) -> String {
    let text = if text.contains('&') { html_escape::decode_html_entities(text) } else { text.into() };
    spaced(&text)
}

/// A text in one line, without soft hyphens.
fn spaced(text: &str) -> String {
    text.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Metadata elements of a page.
#[derive(Debug, Default)]
struct MetaElements {
    /// Names in lower case with their values, in order.
    named: Vec<(String, String)>,
    title: String,
    canonical: Option<String>,
    base: Option<String>,
    author: Option<String>,
    time: Option<String>,
}

impl MetaElements {
    fn new(tree: &Tree) -> Self {
        let mut elements = Self::default();
        for node in tree.descendants(NodeId::ROOT) {
            let Some(element) = tree.element(node) else { continue };
            match element.name() {
                "meta" => {
                    let Some(value) = element.attribute("content") else { continue };
                    for attribute in ["property", "name", "itemprop"] {
                        let names = element.attribute(attribute).unwrap_or("").split_ascii_whitespace();
                        elements.named.extend(names.map(|name| (name.to_ascii_lowercase(), value.to_owned())));
                    }
                }
                // A drawing has a title of its own.
                "title" if elements.title.is_empty() && !in_drawing(tree, node) => {
                    elements.title = node_text(tree, node)
                }
                "link" if elements.canonical.is_none() && element.has_word("rel", "canonical") => {
                    elements.canonical = element.attribute("href").map(str::to_owned);
                }
                "base" if elements.base.is_none() => elements.base = element.attribute("href").map(str::to_owned),
                name => {
                    let is_time = name == "time" && element.attribute("datetime").is_some();
                    if elements.time.is_none() && (is_time || element.has_word("itemprop", "datePublished")) {
                        let moment = element.attribute("datetime").or_else(|| element.attribute("content"));
                        elements.time = Some(moment.map_or_else(|| node_text(tree, node), str::to_owned));
                    }
                    let is_author = element.has_word("rel", "author")
                        || element.has_word("itemprop", "author")
                        || ["byline", "author", "author-name", "byline-name", "post-author"]
                            .iter()
                            .any(|class| element.has_word("class", class));
                    if elements.author.is_none() && is_author {
                        let name = node_text(tree, node);
                        elements.author = Some(name).filter(|name| (1..=100).contains(&name.chars().count()));
                    }
                }
            }
        }
        elements
    }

    /// The first value with text under one of these names.
    fn named(&self, names: &[&str]) -> Option<&str> {
        let values = names.iter().flat_map(|name| self.named.iter().filter(move |(have, _)| have == name));
        values.map(|(_, value)| value.as_str()).find(|value| !value.trim().is_empty())
    }
}

fn in_drawing(tree: &Tree, node: NodeId) -> bool {
    tree.ancestors(node).any(|node| tree.name(node) == "svg")
}

/// The text of a node in one line, with ruby in brackets.
pub fn node_text(tree: &Tree, node: NodeId) -> String {
    let mut words = String::new();
    // Open ruby annotations, outermost first.
    let mut readings: Vec<NodeId> = Vec::new();
    let mut next = tree.first(node);
    while let Some(inner) = next {
        let element = tree.element(inner);
        let is_skipped =
            element.is_some_and(|element| rendering::is_never_text(element) || rendering::is_hidden(element));
        if element.is_some_and(|element| rendering::is_block(element) || element.name() == "br") {
            words.push(' ');
        }
        if tree.name(inner) == "rt" && walk::has_text(tree, inner) {
            words.push('(');
            readings.push(inner);
        }
        words.push_str(tree.text(inner).unwrap_or(""));
        next = tree.first(inner).filter(|_| !is_skipped).or_else(|| {
            let after = tree.beyond(inner, node);
            while readings.pop_if(|reading| after.is_none_or(|after| !is_in(tree, after, *reading))).is_some() {
                words.push(')');
            }
            after
        });
    }
    spaced(&words)
}

fn is_in(tree: &Tree, node: NodeId, outer: NodeId) -> bool {
    tree.ancestors(node).any(|around| around == outer)
}

/// The address recorded by a browser or archiver ("Mark of the Web"; the comment of SingleFile).
fn saved_from(html: &str) -> Option<Address> {
    const LOOKED_AT: usize = 4_096;
    let start = &html[..html.floor_char_boundary(LOOKED_AT)];
    for comment in start.split("<!--").skip(1).filter_map(|rest| rest.split("-->").next()) {
        let marked = comment
            .split_once("saved from url=(")
            .and_then(|(_, rest)| rest.split_once(')'))
            .map(|(_, address)| address);
        let archived =
            comment.contains("SingleFile").then(|| comment.split_once("url:")).flatten().map(|(_, address)| address);
        let address = marked.or(archived).and_then(|address| address.split_whitespace().next());
        if let Some(address) =
            address.and_then(Address::absolute).filter(|address| address.as_str().starts_with("http"))
        {
            return Some(address);
        }
    }
    None
}

/// Separators between a title and a site name.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " _ ", "｜", " ‹ ", " ‒ "];

/// Removes the site name from either end of a title.
fn without_site(title: &str, site: &str) -> String {
    let bare = |words: &str| words.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let site = bare(site);
    let mut title = title.trim();
    // There may be a section name between title and site name.
    while !site.is_empty() {
        let last =
            SEPARATORS.iter().filter_map(|separator| title.rsplit_once(separator)).min_by_key(|(_, end)| end.len());
        let first =
            SEPARATORS.iter().filter_map(|separator| title.split_once(separator)).min_by_key(|(start, _)| start.len());
        let is_site = |words: &str| {
            let words = bare(words);
            !words.is_empty()
                && (words == site || site.contains(&words) || words.contains(&site) && words.len() < site.len() + 8)
        };
        match (last, first) {
            (Some((start, end)), _) if is_site(end) && !bare(start).is_empty() => title = start.trim_end(),
            (_, Some((start, end))) if is_site(start) && !bare(end).is_empty() => title = end.trim_start(),
            _ => break,
        }
    }
    title.to_owned()
}

fn starts_with_separator(rest: &str) -> bool {
    SEPARATORS.iter().any(|separator| rest.starts_with(separator))
}

/// Removes the part after the last separator, if it looks like a name. Only for pages that neither state a site name
/// nor show the title.
fn without_name(title: &str) -> &str {
    let last = SEPARATORS.iter().filter_map(|separator| title.rsplit_once(separator)).min_by_key(|(_, end)| end.len());
    let is_name = |text: &str| {
        text.split_whitespace().count() <= 4
            && text.split_whitespace().all(|word| !word.starts_with(char::is_lowercase))
    };
    match last {
        Some((start, end)) if start.split_whitespace().count() >= 4 && is_name(end) => start.trim_end(),
        _ => title,
    }
}

/// The site name in a full title: the part after the article's own title.
fn site_of(full: &str, title: &str) -> String {
    let rest = full.strip_prefix(title).unwrap_or("");
    let site = SEPARATORS.iter().find_map(|separator| rest.strip_prefix(separator)).unwrap_or("");
    if site.split_whitespace().count() <= 5 { site.trim().to_owned() } else { String::new() }
}

/// Removes the word before an author's name ("By").
fn without_by(byline: &str) -> String {
    let by = ["by ", "von ", "par ", "por ", "door ", "автор: ", "written by ", "story by "];
    let rest = by.iter().find_map(|by| {
        let start = byline.get(..by.len())?;
        start.to_lowercase().eq(by).then(|| &byline[by.len()..])
    });
    let rest = rest.unwrap_or(byline);
    // The same line often has the date, with the month before or after the day.
    let end = rest.find(|c: char| c.is_ascii_digit() || c == '@').unwrap_or(rest.len());
    let name = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let month =
        name.rsplit_once(' ').filter(|(_, word)| end < rest.len() && MONTHS.iter().any(|month| is_month(word, month)));
    let name = month.map_or(name, |(name, _)| name);
    let is_dated = rest[end..].contains([':', ',', ' ', '@']) && !name.is_empty();
    let name = if is_dated { name } else { rest };
    name.trim().trim_end_matches([',', '|', '·', '-', '–', '•', '(']).trim_end().to_owned()
}

/// Abbreviated English months.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_month(word: &str, month: &str) -> bool {
    word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(month)) && word.len() <= 9
}

/// Finds the heading with the title: the first of level 1 or 2 with most words of a stated title; without one, the only
/// heading of level 1.
fn headline(tree: &Tree, blocks: &Blocks, titles: &[&str]) -> Option<NodeId> {
    let seen = |node: &NodeId| blocks.within(*node).all > 0;
    let headings =
        |name: &'static str| tree.descendants(NodeId::ROOT).filter(move |node| tree.name(*node) == name).filter(seen);
    let has_text = |node: &NodeId| titles.iter().any(|title| is_like(&node_text(tree, *node), title));
    let elements = ["h1", "h2"].iter().find_map(|name| headings(name).find(has_text));
    // A short heading is the whole title but the site name.
    let starts = |node: &NodeId| {
        let text = node_text(tree, *node);
        titles.iter().any(|title| title.strip_prefix(text.as_str()).is_some_and(starts_with_separator))
    };
    elements.or_else(|| headings("h1").find(starts)).or_else(|| {
        let mut firsts = headings("h1");
        let first = firsts.next()?;
        let is_stated = titles.iter().any(|title| !title.is_empty());
        (firsts.next().is_none() && (!is_stated || node_text(tree, first).split_whitespace().count() >= 4))
            .then_some(first)
    })
}

/// Finds the title outside headings: the first element with exactly the stated title, or the full title without the
/// site name.
fn shown(tree: &Tree, blocks: &Blocks, full: &str, stated: &str) -> Option<NodeId> {
    let mut titles: Vec<&str> = vec![stated.trim(), full.trim()];
    for separator in SEPARATORS.iter().chain(&["_"]) {
        for (at, _) in full.match_indices(separator) {
            titles.extend([full[..at].trim(), full[at + separator.len()..].trim()]);
        }
    }
    // Shorter text may be the name of the site or of a section.
    titles.retain(|title| title.chars().filter(|c| c.is_alphanumeric()).count() >= 12);
    let starts = |text: &str| !text.is_empty() && titles.iter().any(|title| title.starts_with(text));
    let is_link = |node: NodeId| tree.ancestors(node).any(|node| tree.name(node) == "a");
    let first_words = tree.descendants(NodeId::ROOT).filter(|node| {
        blocks.of(*node).is_some() && tree.text(*node).is_some_and(|text| starts(&one_line(text))) && !is_link(*node)
    });
    first_words.take(MAX_TRIES).find_map(|node| {
        let block = blocks.of(node)?;
        let mut around = tree.ancestors(node).take_while(|node| *node >= block);
        let text = |node: &NodeId| node_text(tree, *node);
        around
            .by_ref()
            .take_while(|node| starts(&text(node)))
            .filter(|node| titles.contains(&text(node).as_str()))
            .last()
    })
}

/// Maximum number of elements compared with the title.
const MAX_TRIES: usize = 20;

/// True if two titles differ by a few words at most.
pub fn is_like(one: &str, other: &str) -> bool {
    let words = |title: &str| -> Vec<String> {
        title
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared * 4 >= one.len().max(other.len()) * 3 || shared == one.len().min(other.len()) && shared >= 3
}
