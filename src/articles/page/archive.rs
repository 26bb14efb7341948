//! MHTML: a page with its pictures and style sheets in one file, as saved by Chrome, Edge, Opera and Internet Explorer
//! (RFC 2557). Only the page is read.

use crate::articles::mime::{self, PAGES, Part};
use crate::articles::page::address::Address;
use crate::articles::page::{charset, parsed};
use crate::articles::{ArticleError, Input, Notice, ParsedArticle, sniff, text};
use crate::model::article::Article;

/// Reads the article on a page in a web archive, or the whole page.
///
/// # Errors
/// As for a page, and if the archive has no page.
pub fn read(input: &Input<'_>) -> Result<ParsedArticle, ArticleError> {
    let bytes = input.bytes;
    let message = Part::message(bytes).filter(|message| message.field("content-type").is_some());
    let message = message.ok_or_else(|| sniff::refusal(bytes))?;
    let page =
        message.root(PAGES).ok_or(ArticleError::NotText { what: "a web archive (MHTML) without a page in it" })?;
    let content = page.content();
    let label = page.parameter("charset");
    let decoded = text::decoded(&content, input.encoding.or_else(|| charset::declared(&content, label.as_deref())))?;
    let from = saved_from(&message, &page);
    let ParsedArticle { article, mut notices, .. } = parsed(&decoded.text, from, input)?;
    let article = Article { encoding: decoded.encoding.to_owned(), ..article };
    if article.text.is_empty() && decoded.text.trim().is_empty() {
        notices.push(Notice::Warning("the page in this web archive has no text".to_owned()));
    }
    if !page.is_whole() {
        notices.push(Notice::Warning("the file is truncated, so the end of the page may be missing".to_owned()));
    }
    Ok(ParsedArticle { notices, ..ParsedArticle::from(article) })
}

/// The address of the page when it was saved: Chrome's field, else that of the part (RFC 2557, section 4.2).
fn saved_from(message: &Part<'_>, page: &Part<'_>) -> Option<Address> {
    let stated = [
        message.field("snapshot-content-location"),
        page.field("content-location"),
        message.field("content-location"),
        page.field("content-base"),
    ];
    // Long addresses are folded into lines or encoded words, and contain no blanks (section 4.4).
    let address = |field: &str| field.split_whitespace().map(mime::word).collect::<String>();
    stated.into_iter().flatten().find_map(|field| Address::absolute(&address(field)))
}
