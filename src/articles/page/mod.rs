//! Web pages: saved HTML. Nothing is fetched, and no script is run.
//!
//! Pipeline: html5ever builds a tree within limits (`tree`); `blocks` measures it; `metadata` finds title, author and
//! date. `boilerplate` removes elements with the class names of menus, share bars and comments, and `sections` those
//! under headings such as "Related"; both treat names and headings as hints that the structure must confirm
//! (`furniture`). When in doubt, text stays. Readability gets a copy of what remains, reduced to numbered elements
//! (`readable`), so that it only decides: the text is written from the page itself (`walk`). `body` restores what
//! Readability is known to drop (headings, lists, tables, paragraphs that are not `<p>`, the standfirst) and removes
//! what it is known to keep (`lines`: "Read more: …", bylines). No rule knows a site, and no traversal is recursive.
//! Omitted text is counted (`surroundings`), and can be shown on request.
//!
//! Readability is `dom_smoothie` (MIT), version 0.19 of October 2026: it follows Readability.js 0.6, passes Mozilla's
//! test pages, had 4 releases this year, adds no network dependency, and takes 10 to 60 ms for a newspaper page.
//! Alternatives: `legible` 0.5 (as good, but brings `url` with ICU tables, and no control over its tree),
//! `readabilityrs` 0.1 (slower, on `scraper`), `readable-readability` 0.4, `readability-rs` 0.5 and `readability` 0.3
//! (ports of an older algorithm, hardly maintained).

mod address;
pub(super) mod archive;
mod blocks;
mod body;
mod boilerplate;
mod charset;
mod class_names;
mod furniture;
mod lines;
mod linked_data;
mod metadata;
mod readable;
mod rendering;
mod sections;
mod source;
mod surroundings;
mod table;
mod tree;
mod walk;
pub(super) mod xhtml;

use crate::articles::builder::{Block, Builder};
use crate::articles::{ArticleError, Input, Notice, ParsedArticle, opening, text};
use crate::encoding::Cancellation;
use crate::model::article::{self, Article, Details};

use address::Address;
use blocks::Blocks;
use metadata::Metadata;
use surroundings::Surroundings;
use tree::{NodeId, Tree};
use walk::Walk;

/// Reads the article on a page, or the whole page.
///
/// # Errors
/// As for plain text, and if a limit is exceeded.
pub fn read(input: &Input<'_>) -> Result<ParsedArticle, ArticleError> {
    let encoding = input.encoding.or_else(|| charset::declared(input.bytes, None));
    let decoded = text::decoded(input.bytes, encoding)?;
    let ParsedArticle { article, notices, .. } = parsed(&decoded.text, None, input)?;
    let article = Article { encoding: decoded.encoding.to_owned(), ..article };
    Ok(ParsedArticle { article, had_bom: decoded.had_bom, notices })
}

/// Parses a decoded page. `saved_from` is its address, where that is known.
fn parsed(html: &str, saved_from: Option<Address>, input: &Input<'_>) -> Result<ParsedArticle, ArticleError> {
    let Input { whole, cancellation, .. } = *input;
    let tree = Tree::parse(html, cancellation)?;
    let blocks = Blocks::new(&tree);
    let Metadata { title, headline, source, base } = Metadata::new(&tree, &blocks, html, saved_from);
    let page = body::Page { tree: &tree, blocks: &blocks, title: &title, headline, byline: &source.byline };
    cancellation.check()?;
    let rest = if whole { Surroundings::nothing(&page) } else { Surroundings::beside(&page) };
    cancellation.check()?;
    let walk = Walk { tree: &tree, base: &base, skips: &|node| rest.skips(node), pictures: false, lead: "" };
    let mut builder = Builder::default();
    // On a whole page, the heading is written in its place.
    if !title.is_empty() && (!whole || headline.is_none()) {
        builder.begin(Block::Heading(1));
        builder.write(&title);
    }
    walk::write(&walk, NodeId::ROOT, &mut builder);
    let (text, structure) = builder.finish();
    let title = if title.is_empty() { article::first_line(text.as_str()).unwrap_or_default() } else { title };
    let mut notices: Vec<Notice> = rest.notice().into_iter().collect();
    if text.is_empty() && !html.trim().is_empty() {
        let why = "the page has no text: it only had pictures, or was drawn by a script";
        notices.push(Notice::Warning(why.to_owned()));
    }
    let mut stated = Details { title, ..source };
    // The lines around the headline are not part of the text.
    if stated.published.is_empty() {
        let lines = metadata::lines_after(&tree, &blocks, headline);
        let top = lines.iter().map(String::as_str).collect();
        opening::fill(&mut stated, opening::opening(&opening::Lines { top, end: Vec::new() }), true);
    }
    let article = Article { stated, structure, text, ..Article::default() };
    Ok(ParsedArticle { notices, ..ParsedArticle::from(article) })
}

/// Writes an HTML fragment of another document, such as a chapter of a book: all visible text, with the descriptions of
/// pictures, and links as written. The first text follows `lead` on its line.
///
/// # Errors
/// If a limit is exceeded.
pub(super) fn fragment(builder: &mut Builder, lead: &str, html: &str) -> Result<(), ArticleError> {
    let tree = Tree::parse(html, Cancellation::NEVER)?;
    let walk = Walk { tree: &tree, base: &Address::default(), skips: &|_| false, pictures: true, lead };
    walk::write(&walk, NodeId::ROOT, builder);
    Ok(())
}
