//! Reading the two files of a document: the article and its annotations.

use std::path::Path;

use crate::articles::{self, ParsedArticle, ReadOptions};
use crate::encoding::Cancellation;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::model::article::Article;
use crate::model::message::counted;
use crate::storage::files::{self, ArticleFile, FileError, Stamp};
use crate::storage::journal;
use crate::storage::reader::{self, AnnotationFile};
use crate::storage::tree::Listing;

/// The access of a reader to the folder of an annotation file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Finish or undo a save that was cut short, since the file is going to be edited.
    Work,
    /// Change nothing.
    Read,
    /// Change nothing, and do not look for a save that was cut short, which would list the folder: of many files.
    Glance,
}

impl Access {
    /// Access to a file of a listing that changes nothing.
    pub fn reading(listing: &Listing, file: &Path) -> Self {
        if listing.is_torn(file) { Self::Read } else { Self::Glance }
    }
}

/// An annotation file, read.
#[derive(Debug)]
pub struct ReadAnnotations {
    /// Its content.
    pub file: AnnotationFile,
    /// Its stamp.
    pub stamp: Stamp,
    /// Messages about saves that were cut short.
    pub cut_short: Vec<String>,
}

/// Reads an annotation file.
///
/// # Errors
/// With a message for the person.
pub fn read_annotations(path: &Path, access: Access) -> Result<ReadAnnotations, String> {
    let Source { bytes, stamp, cut_short } =
        read_source(path, access, files::ANNOTATIONS_LIMIT).map_err(|error| error.to_string())?;
    let file = reader::read(path, bytes)
        .map_err(|error| cut_short.iter().fold(error.to_string(), |all, more| format!("{all}. {more}")))?;
    Ok(ReadAnnotations { file, stamp, cut_short })
}

/// The bytes of a file that is saved whole.
#[derive(Debug)]
pub struct Source {
    /// The bytes; those from before, where a save was cut short.
    pub bytes: Vec<u8>,
    /// The stamp of the file.
    pub stamp: Stamp,
    /// Messages about saves that were cut short.
    pub cut_short: Vec<String>,
}

/// Reads the bytes of a file that is saved whole, at most `limit`.
///
/// # Errors
/// If it cannot be read.
pub fn read_source(path: &Path, access: Access, limit: u64) -> Result<Source, FileError> {
    if access == Access::Work {
        // If recovery fails, the file is read as it is.
        let _ = journal::recover(path);
        journal::sweep(path);
    }
    let (mut bytes, stamp) = files::read_bytes(path, limit)?;
    let mut cut_short = Vec::new();
    let interrupted =
        if access == Access::Glance { Vec::new() } else { journal::interrupted(path).unwrap_or_default() };
    for cut in interrupted {
        let kept = cut.journal.display().to_string();
        match cut.torn() {
            Ok(old) => {
                bytes = old;
                cut_short.push(format!(
                    "Saving {} was cut short. It is shown as it was before, from {kept}, and is put right once it is \
                     opened to be worked on",
                    path.display()
                ));
            }
            Err(cut) if cut.is_settled() => {}
            Err(_) => cut_short.push(format!(
                "Saving {} was once cut short, and it was changed since. It is left as it is; what it was before that \
                 save is in {kept}, which you can delete once it is of no use",
                path.display()
            )),
        }
    }
    Ok(Source { bytes, stamp, cut_short })
}

/// Parses the content of an annotation file that is in no file; `name` is for messages.
///
/// # Errors
/// With a message for the person.
pub fn parse_annotations(name: &Path, content: Vec<u8>) -> Result<ReadAnnotations, String> {
    let content = files::content(name, content, files::ANNOTATIONS_LIMIT);
    let (source, stamp) = content.map_err(|error| error.to_string())?;
    let file = reader::read(name, source).map_err(|error| error.to_string())?;
    Ok(ReadAnnotations { file, stamp, cut_short: Vec::new() })
}

/// An article as it was read from its file.
#[derive(Debug)]
pub struct ReadArticle {
    /// The article, with the notices of its format.
    pub parsed: ParsedArticle,
    /// The stamp of the file.
    pub stamp: Stamp,
}

/// Reads an article's file. An article `kept` with annotations is read as it was read then, so that the annotations do not
/// move because Gainsay learned to read a format; if the file holds just its text, that is shared.
///
/// # Errors
/// With a message for the person.
pub fn read_article(
    path: &Path,
    options: ReadOptions<'_>,
    kept: Option<&Article>,
    cancellation: Cancellation<'_>,
) -> Result<ReadArticle, String> {
    let expected = kept.map(|article| article.text.as_str().as_bytes());
    let file = files::read_article(path, expected).map_err(|error| error.to_string())?;
    parse_article(path, file, options, kept, cancellation)
}

/// Parses the content of an article that is in no file, as [`read_article`] does; `name` is for its format and messages.
///
/// # Errors
/// With a message for the person.
pub fn parse_content(
    name: &Path,
    content: Vec<u8>,
    options: ReadOptions<'_>,
    kept: Option<&Article>,
) -> Result<ReadArticle, String> {
    let content = files::content(name, content, files::ARTICLE_LIMIT);
    let (bytes, stamp) = content.map_err(|error| error.to_string())?;
    let file = ArticleFile { sha256: files::sha256(&bytes), bytes: Some(bytes), stamp };
    parse_article(name, file, options, kept, Cancellation::NEVER)
}

/// Parses an article's file that was read with the text of the article `kept` as expected.
///
/// # Errors
/// With a message for the person.
pub fn parse_article(
    path: &Path,
    file: ArticleFile,
    options: ReadOptions<'_>,
    kept: Option<&Article>,
    cancellation: Cancellation<'_>,
) -> Result<ReadArticle, String> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let ArticleFile { bytes, sha256, stamp } = file;
    let is_plain = |article: &&Article| article.importer.is_empty() && options == ReadOptions::default();
    if bytes.is_none()
        && let Some(article) = kept.filter(is_plain)
    {
        let (file, encoding) = (name.into_owned(), "UTF-8".to_owned());
        let media_type = articles::article_format_for(path).media_type.to_owned();
        let mut article = Article { file, media_type, sha256, encoding, ..article.clone() };
        articles::complete(&mut article);
        return Ok(ReadArticle { parsed: ParsedArticle::from(article), stamp });
    }
    let bytes = match (&bytes, kept) {
        (Some(bytes), _) => bytes.as_slice(),
        (None, Some(article)) => article.text.as_str().as_bytes(),
        (None, None) => &[],
    };
    let known = articles::article_format_of(path, bytes);
    // Markdown was once read as plain text, and still is for those who annotated its markup.
    let as_text = known.id == "markdown" && kept.is_some_and(|article| article.importer.is_empty());
    let format = if as_text { &articles::ARTICLE_FORMATS[0] } else { known };
    let ReadOptions { encoding, whole } = options;
    let whole = whole.or_else(|| kept.map(articles::is_whole));
    let read = |encoding| format.read_as(bytes, ReadOptions { encoding, whole }, &name, cancellation);
    // The encoding of the very same bytes is known: the person may have chosen it.
    let before = kept.filter(|article| encoding.is_none() && !article.encoding.is_empty() && article.sha256 == sha256);
    let as_before = before.and_then(|article| {
        let read = read(Some(&article.encoding)).ok()?;
        (read.article.text == article.text).then_some(read)
    });
    let parsed = as_before.map_or_else(|| read(encoding), Ok);
    let mut parsed = parsed.map_err(|error| format!("Could not open {}: {error}", path.display()))?;
    parsed.article.media_type = known.media_type.to_owned();
    parsed.article.sha256 = sha256;
    Ok(ReadArticle { parsed, stamp })
}

/// The message about an annotation file that a newer version wrote.
pub fn newer(path: &Path) -> String {
    format!("{} was written by a newer version of Gainsay and is read-only here", path.display())
}

/// The messages about an article, given those of its format.
pub fn told_of_article(article: &Article, said: Vec<articles::Notice>) -> Vec<Notice> {
    let said = said.into_iter().map(|notice| match notice {
        articles::Notice::Info(text) => Notice::info(text),
        articles::Notice::Warning(text) => Notice::warning(text),
        articles::Notice::Partial(text) => Notice::info(text).on(NoticeTopic::PartialPage),
    });
    said.chain(oddities(article)).collect()
}

/// The message about characters of a text that are not visible.
fn oddities(article: &Article) -> Option<Notice> {
    if article.text.is_empty() {
        return Some(Notice::info("This article is empty"));
    }
    let odd = article.text.oddities();
    let counts = [
        (odd.replacements, "character could not be decoded", "characters could not be decoded"),
        (odd.bidi, "direction override", "direction overrides"),
        (odd.zero_width, "zero-width character", "zero-width characters"),
        (odd.controls, "control character", "control characters"),
    ];
    let said: Vec<String> =
        counts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, more)| counted(*count, one, more)).collect();
    if said.is_empty() {
        return None;
    }
    let text = format!("This article contains {}; each is shown as a symbol", said.join(", "));
    Some(match odd {
        _ if odd.replacements > 0 => Notice::warning(text).on(NoticeTopic::Encoding),
        _ if odd.bidi > 0 => Notice::warning(text),
        _ => Notice::info(text),
    })
}
