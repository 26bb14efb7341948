//! Types of article formats: the format, its input and options, the parsed article.

use crate::articles::{ArticleError, opening};
use crate::encoding::Cancellation;
use crate::model::article::{Article, cut_title};
use crate::model::message::counted;

/// A file to read, and how to read it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The content of the file.
    pub bytes: &'a [u8],
    /// The encoding, by a label of the Encoding Standard; `None` to detect it.
    pub encoding: Option<&'a str>,
    /// True to read a whole page, not only the article on it.
    pub whole: bool,
    /// Stops reading.
    pub cancellation: Cancellation<'a>,
}

/// An article format: a row of [`ARTICLE_FORMATS`](crate::articles::ARTICLE_FORMATS).
#[derive(Debug)]
pub struct ArticleFormat {
    /// The id on the command line and in settings.
    pub id: &'static str,
    /// The name on the screen, in sentence case.
    pub name: &'static str,
    /// File extensions, in lower case without the dot.
    pub extensions: &'static [&'static str],
    /// The media type (RFC 6838).
    pub media_type: &'static str,
    /// A line for help.
    pub help: &'static str,
    /// Version of the conversion, raised when its result changes; `None` if the text is the file's own.
    pub version: Option<u32>,
    /// True if the format has a text around the article, which is read on request.
    pub has_surroundings: bool,
    /// True if a date that its files state is that of publication; else it is that of the file, and one in the text counts more.
    pub is_dated: bool,
    /// Reads the text, its structure and its title. [`ArticleFormat::read`] fills in the rest.
    pub(super) parse: fn(&Input<'_>) -> Result<ParsedArticle, ArticleError>,
}

/// Suffix of [`Article::importer`] for whole pages.
const WHOLE: &str = " whole";

/// True if an article was read as a whole page.
pub fn is_whole(article: &Article) -> bool {
    article.importer.ends_with(WHOLE)
}

/// The user's options for reading an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions<'a> {
    /// The encoding, by a label of the Encoding Standard; `None` to detect it.
    pub encoding: Option<&'a str>,
    /// True to read a whole page, false for the article on it; `None` for the previous choice, at first the article.
    pub whole: Option<bool>,
}

impl ArticleFormat {
    /// The importer of the articles that it reads; `None` if their text is the file's own.
    fn importer(&self) -> Option<String> {
        self.version.map(|version| format!("{} {version}", self.id))
    }

    /// True if it is the format of this importer, whose articles it still reads in the same way.
    pub(super) fn is_of(&self, importer: &str) -> bool {
        self.importer().is_some_and(|own| own == importer.strip_suffix(WHOLE).unwrap_or(importer))
    }

    /// Reads a file of this format, with an encoding or `None` to detect it. `file` is the name without a folder.
    ///
    /// # Errors
    /// If the file is not of this format, is too long, or the encoding is unknown.
    pub fn read(&self, bytes: &[u8], encoding: Option<&str>, file: &str) -> Result<ParsedArticle, ArticleError> {
        self.read_as(bytes, ReadOptions { encoding, whole: None }, file, Cancellation::NEVER)
    }

    /// Reads a file of this format with the options that the user chose.
    ///
    /// # Errors
    /// As [`Self::read`], and if reading was cancelled.
    pub fn read_as(
        &self,
        bytes: &[u8],
        options: ReadOptions<'_>,
        file: &str,
        cancellation: Cancellation<'_>,
    ) -> Result<ParsedArticle, ArticleError> {
        let whole = self.has_surroundings && options.whole == Some(true);
        let suffix = if whole { WHOLE } else { "" };
        let mut parsed = (self.parse)(&Input { bytes, encoding: options.encoding, whole, cancellation })?;
        cancellation.check()?;
        opening::complete(&mut parsed.article, self.is_dated);
        parsed.article.stated.title = cut_title(&parsed.article.stated.title);
        parsed.article.file = file.to_owned();
        parsed.article.media_type = self.media_type.to_owned();
        parsed.article.importer = self.importer().map(|importer| importer + suffix).unwrap_or_default();
        Ok(parsed)
    }
}

/// A parsed article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedArticle {
    /// The article. The caller fills in `sha256`.
    pub article: Article,
    /// True if the file began with a byte-order mark, which is not part of the text.
    pub had_bom: bool,
    /// Notices for the user.
    pub notices: Vec<Notice>,
}

impl From<Article> for ParsedArticle {
    fn from(article: Article) -> Self {
        Self { article, had_bom: false, notices: Vec::new() }
    }
}

/// A notice about a file: a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Information.
    Info(String),
    /// Text that is missing or may be wrong.
    Warning(String),
    /// Text around the article, which a whole page shows.
    Partial(String),
}

/// Counts as the subject of a sentence with its verb: "1 comment and 2 tracked changes", "are"; `None` if all are 0.
pub(super) fn subject(counts: &[(usize, &str, &str)]) -> Option<(String, &'static str)> {
    let parts = counts.iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, one, several)| counted(*count, one, several)).collect();
    let verb = if counts.iter().map(|(count, ..)| count).sum::<usize>() == 1 { "is" } else { "are" };
    (!parts.is_empty()).then(|| (parts.join(" and "), verb))
}
