//! Types of article formats: the format, the options of reading, the parsed article.

use crate::articles::ArticleError;
use crate::encoding::Cancellation;
use crate::model::article::{Article, cut_title};

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

/// A format in which articles come in: a row of [`ARTICLE_FORMATS`].
#[derive(Debug)]
pub struct ArticleFormat {
    /// The id on the command line and in settings.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The file extensions it is known by, in small letters and without the dot.
    pub extensions: &'static [&'static str],
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
    /// One line for help.
    pub help: &'static str,
    /// The version of the text that it makes, which grows when that becomes another one; `None` if it takes the text as it
    /// is.
    pub version: Option<u32>,
    /// True if the format has a text around the article, which is read on request.
    pub has_surroundings: bool,
    /// Reads the text, its structure and its title. [`ArticleFormat::read`] fills in the rest.
    pub(super) parse: fn(&Input<'_>) -> Result<ParsedArticle, ArticleError>,
}

/// What the name of an importer ends with that left nothing out.
const WHOLE: &str = " whole";

/// True if an article was read with what stands around it on its page.
pub fn is_whole(article: &Article) -> bool {
    article.importer.ends_with(WHOLE)
}

/// How a person chose to have an article's file read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions<'a> {
    /// The encoding, by a label of the Encoding Standard; `None` to detect it.
    pub encoding: Option<&'a str>,
    /// True if with what stands around the article on its page; `None` for as before, which is without at first.
    pub whole: Option<bool>,
}

impl ArticleFormat {
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
        parsed.article.title = cut_title(&parsed.article.title);
        parsed.article.file = file.to_owned();
        parsed.article.media_type = self.media_type.to_owned();
        parsed.article.importer =
            self.version.map(|version| format!("{} {version}{suffix}", self.id)).unwrap_or_default();
        Ok(parsed)
    }
}

/// An article as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedArticle {
    /// The article; its `sha256` is left empty for whoever read the file.
    pub article: Article,
    /// True if the file began with a byte-order mark, which is not part of the text.
    pub had_bom: bool,
    /// What to tell the person of it.
    pub notices: Vec<Notice>,
}

impl From<Article> for ParsedArticle {
    fn from(article: Article) -> Self {
        Self { article, had_bom: false, notices: Vec::new() }
    }
}

/// What to tell the person of a file that was read: a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something good to know.
    Info(String),
    /// Something that the text lacks, or that may be wrong in it.
    Warning(String),
    /// Something around the article that [`ArticleFormat::read_whole`] shows.
    Partial(String),
}

/// A count with its noun, for notices: "1 comment", "3 comments"; `None` for 0.
pub fn counted(count: usize, one: &str, several: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {several}")),
    }
}
