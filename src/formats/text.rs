//! Plain text in: any encoding, decoded and normalised.

use crate::formats::{ImportError, Imported, decode, magic};
use crate::model::article::{self, Article};
use crate::model::text::{ArticleText, MAX_BYTES};

/// Reads plain text.
///
/// # Errors
/// If the file is not text, too long, or the chosen encoding is unknown.
pub fn read(bytes: &[u8], encoding: Option<&str>, file: &str) -> Result<Imported, ImportError> {
    read_as("text/plain", bytes, encoding, file)
}

/// Reads text of a media type, verbatim.
pub(super) fn read_as(
    media_type: &str,
    bytes: &[u8],
    encoding: Option<&str>,
    file: &str,
) -> Result<Imported, ImportError> {
    // A person who names an encoding has seen the file, and knows better than its first bytes.
    if encoding.is_none()
        && let Some(what) = magic::what_is(bytes)
    {
        return Err(ImportError::NotText { what });
    }
    // No encoding takes more than four bytes for what UTF-8 says in one: beyond that, decoding is no use.
    if bytes.len() / 4 > MAX_BYTES {
        return Err(ImportError::TooLong { bytes: bytes.len() });
    }
    let decoded = decode::decode(bytes, encoding)?;
    if decoded.text.len() > MAX_BYTES {
        return Err(ImportError::TooLong { bytes: decoded.text.len() });
    }
    let text = ArticleText::new(decoded.text);
    let article = Article {
        title: article::first_line(text.as_str()).unwrap_or_default(),
        file: file.to_owned(),
        media_type: media_type.to_owned(),
        encoding: decoded.encoding.to_owned(),
        text,
        ..Article::default()
    };
    Ok(Imported { article, had_bom: decoded.had_bom })
}
