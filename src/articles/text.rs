//! Plain text, in any encoding.

use crate::articles::{ArticleError, Input, ParsedArticle, opening, sniff};
use crate::encoding::{Decoded, decode};
use crate::model::article::{self, Article, Details};
use crate::model::text::{ArticleText, MAX_BYTES};

/// Reads plain text, unchanged but for line ends.
///
/// # Errors
/// If the file is not text, too long, or the chosen encoding is unknown.
pub fn read(input: &Input<'_>) -> Result<ParsedArticle, ArticleError> {
    let decoded = decoded(input.bytes, input.encoding)?;
    let text = ArticleText::new(decoded.text);
    let title = opening::title_line(&text).and_then(article::first_line).unwrap_or_default();
    let article = Article {
        stated: Details { title, ..Details::default() },
        encoding: decoded.encoding.to_owned(),
        text,
        ..Article::default()
    };
    Ok(ParsedArticle { had_bom: decoded.had_bom, ..ParsedArticle::from(article) })
}

/// Decodes a text file.
///
/// # Errors
/// If the file is not text, is too long, or the chosen encoding is unknown.
pub(super) fn decoded(bytes: &[u8], encoding: Option<&str>) -> Result<Decoded, ArticleError> {
    // A user who chooses an encoding has seen the file, and overrides detection.
    if encoding.is_none()
        && let Some(what) = sniff::file_type(bytes)
    {
        return Err(ArticleError::NotText { what });
    }
    // No encoding takes more than four times the bytes of UTF-8: longer files need not be decoded.
    if bytes.len() / 4 > MAX_BYTES {
        return Err(ArticleError::TooLong { bytes: bytes.len(), limit: MAX_BYTES });
    }
    let decoded = decode(bytes, encoding)?;
    if decoded.text.len() > MAX_BYTES {
        return Err(ArticleError::TooLong { bytes: decoded.text.len(), limit: MAX_BYTES });
    }
    Ok(decoded)
}
