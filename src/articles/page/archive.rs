//! MHTML: a page in one file with its pictures and style sheets, as Chrome, Edge, Opera and Internet Explorer save it
//! (RFC 2557). Only the page is read.

use crate::articles::mime::{self, Part};
use crate::articles::page::address::Address;
use crate::articles::page::{Extent, charset, imported};
use crate::articles::{ArticleError, Notice, ParsedArticle, magic, text};
use crate::encoding::Cancellation;
use crate::model::article::Article;

/// The media types of pages.
const PAGES: &[&str] = &["text/html", "application/xhtml+xml"];

/// Reads the article on a page that was saved in one file.
///
/// # Errors
/// As for a page, or if there is none in it.
pub fn read(
    bytes: &[u8],
    encoding: Option<&str>,
    _file: &str,
    cancellation: Cancellation<'_>,
) -> Result<ParsedArticle, ArticleError> {
    read_page(bytes, encoding, cancellation, Extent::Article)
}

/// Reads a page that was saved in one file, with all that stands around the article.
///
/// # Errors
/// As [`read`].
pub fn read_whole(
    bytes: &[u8],
    encoding: Option<&str>,
    _file: &str,
    cancellation: Cancellation<'_>,
) -> Result<ParsedArticle, ArticleError> {
    read_page(bytes, encoding, cancellation, Extent::Page)
}

fn read_page(
    bytes: &[u8],
    encoding: Option<&str>,
    cancellation: Cancellation<'_>,
    extent: Extent,
) -> Result<ParsedArticle, ArticleError> {
    let message = Part::message(bytes).filter(|message| message.field("content-type").is_some());
    let message = message.ok_or_else(|| magic::refusal(bytes))?;
    let page =
        message.root(PAGES).ok_or(ArticleError::NotText { what: "a web archive (MHTML) without a page in it" })?;
    let content = page.content();
    let label = page.parameter("charset");
    let decoded = text::decoded(&content, encoding.or_else(|| charset::declared(&content, label.as_deref())))?;
    let from = saved_from(&message, &page);
    let ParsedArticle { article, mut notices, .. } = imported(&decoded.text, from, cancellation, extent)?;
    let article = Article { encoding: decoded.encoding.to_owned(), ..article };
    if article.text.is_empty() && decoded.text.trim().is_empty() {
        notices.push(Notice::Warning("the page in this web archive has no text".to_owned()));
    }
    if !page.is_whole() {
        notices.push(Notice::Warning("the file is cut off, so the end of the page may be missing".to_owned()));
    }
    Ok(ParsedArticle { notices, ..ParsedArticle::from(article) })
}

/// True if a file is a page in one file, by the fields that it begins with.
pub fn is_archive(bytes: &[u8]) -> bool {
    Part::message(bytes).is_some_and(|message| {
        let media_type = message.media_type();
        message.field("mime-version").is_some()
            && (media_type == "multipart/related" || PAGES.contains(&media_type.as_str()))
    })
}

/// The address that the page had when it was saved: as Chrome says it, else that of the part (RFC 2557, section 4.2).
fn saved_from(message: &Part<'_>, page: &Part<'_>) -> Option<Address> {
    let stated = [
        message.field("snapshot-content-location"),
        page.field("content-location"),
        message.field("content-location"),
        page.field("content-base"),
    ];
    // A long address is written in several lines or words, and has no blanks of its own (section 4.4).
    let address = |field: &str| field.split_whitespace().map(mime::word).collect::<String>();
    stated.into_iter().flatten().find_map(|field| Address::absolute(&address(field)))
}
