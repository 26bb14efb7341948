//! Types of article formats: the format, the options of reading, the parsed article.

use crate::articles::ArticleError;
use crate::encoding::Cancellation;
use crate::model::article::{Article, cut_title};

/// What makes an article of a file: its bytes, the encoding the person chose (a label of the Encoding Standard; `None` to
/// detect it), the file's name without a folder, and what to ask whether to go on.
type Read = fn(&[u8], Option<&str>, &str, Cancellation<'_>) -> Result<ParsedArticle, ArticleError>;

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
    /// Makes the text, its structure and its title; what else an article has comes from [`ArticleFormat::read`].
    pub(super) make: Read,
    /// The same with nothing left out, where `make` takes the article from what stands around it.
    pub(super) make_whole: Option<Read>,
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
    /// Reads a file of this format.
    ///
    /// # Errors
    /// If it is not one, too long, or the chosen encoding is unknown.
    pub fn read(&self, bytes: &[u8], encoding: Option<&str>, file: &str) -> Result<ParsedArticle, ArticleError> {
        self.read_while(bytes, encoding, file, Cancellation::NEVER)
    }

    /// Reads a file of this format, unless that is cancelled.
    ///
    /// # Errors
    /// As [`Self::read`], and [`FileError::Cancelled`].
    pub fn read_while(
        &self,
        bytes: &[u8],
        encoding: Option<&str>,
        file: &str,
        cancellation: Cancellation<'_>,
    ) -> Result<ParsedArticle, ArticleError> {
        self.read_as(bytes, ReadOptions { encoding, ..ReadOptions::default() }, file, cancellation)
    }

    /// Reads a file of this format with nothing left out that stands around the article; other formats as [`Self::read`].
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_whole(&self, bytes: &[u8], encoding: Option<&str>, file: &str) -> Result<ParsedArticle, ArticleError> {
        self.read_as(bytes, ReadOptions { encoding, whole: Some(true) }, file, Cancellation::NEVER)
    }

    /// True if this format leaves something out that can be shown.
    pub fn leaves_out(&self) -> bool {
        self.make_whole.is_some()
    }

    /// Reads a file of this format in the way that the person chose, unless that is cancelled.
    ///
    /// # Errors
    /// As [`Self::read_while`].
    pub fn read_as(
        &self,
        bytes: &[u8],
        options: ReadOptions<'_>,
        file: &str,
        cancellation: Cancellation<'_>,
    ) -> Result<ParsedArticle, ArticleError> {
        let make_whole = self.make_whole.filter(|_| options.whole == Some(true));
        let (make, how) = make_whole.map_or((self.make, ""), |make| (make, WHOLE));
        let mut imported = make(bytes, options.encoding, file, cancellation)?;
        cancellation.check()?;
        imported.article.title = cut_title(&imported.article.title);
        imported.article.file = file.to_owned();
        imported.article.media_type = self.media_type.to_owned();
        imported.article.importer =
            self.version.map(|version| format!("{} {version}{how}", self.id)).unwrap_or_default();
        Ok(imported)
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
