//! Pages of the web in: HTML as it was saved. Nothing is fetched, and no script runs.
//!
//! Readability finds the article ([`body`]); the text is always written from the page itself ([`walk`]).
//!
//! html5ever builds our own tree (`tree.rs`), within bounds. `junk.rs` leaves out what calls itself a menu, a share bar
//! or a comment, and `sections.rs` what stands under a heading such as "Related"; for both a name or a heading is no more than
//! a hint, which the structure has to bear out (`furniture.rs`). Where in doubt, words stay. Readability gets a copy of the rest, bare and with a number on each element, and what comes back is
//! searched for the numbers (`readable.rs`). So it only decides; the text is written from the page itself (`walk.rs`).
//! `body.rs` puts back what Readability is known to lose (headings, lists, tables, paragraphs that are no `<p>`, the summary
//! under the headline) and `prompts.rs` leaves out what it is known to keep ("Read more: …", the author's name). No rule knows a site, and no
//! walk over the tree is recursive. How much is left out is counted (`rest.rs`), and all of it can be had.
//!
//! The port is `dom_smoothie` (MIT), version 0.19 of October 2026: it follows Readability.js 0.6, passes Mozilla's own
//! test pages, had 4 releases this year, adds no dependency on a network, and takes 10 to 60 ms for a newspaper's page.
//! Tried or read beside it: `legible` 0.5 (as good, but brings `url` with the tables of ICU, and no control over its
//! tree), `readabilityrs` 0.1 (slower, on `scraper`), `readable-readability` 0.4, `readability-rs` 0.5 and
//! `readability` 0.3 (ports of an older algorithm, hardly maintained).

mod address;
pub(super) mod archive;
mod blocks;
mod body;
mod charset;
mod furniture;
mod headings;
mod junk;
mod linked_data;
mod look;
mod meta;
mod names;
mod prompts;
mod readable;
mod rest;
mod sections;
mod source;
mod table;
mod tree;
mod walk;
pub(super) mod xhtml;

use crate::articles::build::{Block, Builder};
use crate::articles::{ArticleError, Input, Notice, ParsedArticle, text};
use crate::encoding::Cancellation;
use crate::model::article::{self, Article};

use address::Address;
use blocks::Blocks;
use meta::Meta;
use rest::Rest;
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
    let Meta { title, headline, source, base } = Meta::new(&tree, &blocks, html, saved_from);
    let page = body::Page { tree: &tree, blocks: &blocks, title: &title, headline, byline: &source.byline };
    cancellation.check()?;
    let rest = if whole { Rest::nothing(&page) } else { Rest::beside(&page) };
    cancellation.check()?;
    let walk = Walk { tree: &tree, base: &base, skips: &|node| rest.skips(node), pictures: false, lead: "" };
    let mut builder = Builder::default();
    // A heading of the whole page is shown where it stands.
    if !title.is_empty() && (!whole || headline.is_none()) {
        builder.begin(Block::Heading(1));
        builder.words(&title);
    }
    walk::write(&walk, NodeId::ROOT, &mut builder);
    let (text, structure) = builder.finish();
    let title = if title.is_empty() { article::first_line(text.as_str()).unwrap_or_default() } else { title };
    let mut notices: Vec<Notice> = rest.notice().into_iter().collect();
    if text.is_empty() && !html.trim().is_empty() {
        let why = "the page has no text: what it showed was pictures, or drawn by a script when it was open";
        notices.push(Notice::Warning(why.to_owned()));
    }
    let article = Article { title, source, structure, text, ..Article::default() };
    Ok(ParsedArticle { notices, ..ParsedArticle::from(article) })
}

/// Writes a piece of HTML that is a part of another document, such as a chapter of a book: all of it that is seen, with what
/// pictures show in the words of their authors, and links as they are written. Its first words follow `lead` on their line.
///
/// # Errors
/// If it breaks one of the bounds of a page.
pub(super) fn fragment(builder: &mut Builder, lead: &str, html: &str) -> Result<(), ArticleError> {
    let tree = Tree::parse(html, Cancellation::NEVER)?;
    let walk = Walk { tree: &tree, base: &Address::default(), skips: &|_| false, pictures: true, lead };
    walk::write(&walk, NodeId::ROOT, builder);
    Ok(())
}
