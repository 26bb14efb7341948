//! Article formats: one module each, one row each in [`ARTICLE_FORMATS`].
//!
//! File filters, the command line and the documentation derive from the table.

mod build;
mod commonmark;
mod converted;
pub(crate) mod decode;
mod docx;
mod epub;
mod left_out;
mod lists;
pub(crate) mod magic;
mod mathml;
mod mime;
mod numerals;
mod odt;
mod page;
mod pdf;
mod styled;
mod symbols;
pub(crate) mod text;
pub(crate) mod watch;
pub(crate) mod xml;
mod xml_bounds;
pub(crate) mod zipped;

use std::path::Path;

use thiserror::Error;

use crate::model::article::{Article, cut_title};

pub use converted::converted;
pub use decode::encodings;
pub use watch::Watch;

/// What makes an article of a file: its bytes, the encoding the person chose (a label of the Encoding Standard; `None` to
/// detect it), the file's name without a folder, and what to ask whether to go on.
type Read = fn(&[u8], Option<&str>, &str, Watch<'_>) -> Result<ParsedArticle, ArticleError>;

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
    make: Read,
    /// The same with nothing left out, where `make` takes the article from what stands around it.
    make_whole: Option<Read>,
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
        self.read_while(bytes, encoding, file, Watch::ENDLESS)
    }

    /// Reads a file of this format, unless that is cancelled.
    ///
    /// # Errors
    /// As [`Self::read`], and [`ArticleError::Cancelled`].
    pub fn read_while(
        &self,
        bytes: &[u8],
        encoding: Option<&str>,
        file: &str,
        watch: Watch<'_>,
    ) -> Result<ParsedArticle, ArticleError> {
        self.read_as(bytes, ReadOptions { encoding, ..ReadOptions::default() }, file, watch)
    }

    /// Reads a file of this format with nothing left out that stands around the article; other formats as [`Self::read`].
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_whole(&self, bytes: &[u8], encoding: Option<&str>, file: &str) -> Result<ParsedArticle, ArticleError> {
        self.read_as(bytes, ReadOptions { encoding, whole: Some(true) }, file, Watch::ENDLESS)
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
        watch: Watch<'_>,
    ) -> Result<ParsedArticle, ArticleError> {
        let make_whole = self.make_whole.filter(|_| options.whole == Some(true));
        let (make, how) = make_whole.map_or((self.make, ""), |make| (make, WHOLE));
        let mut imported = make(bytes, options.encoding, file, watch)?;
        watch.check()?;
        imported.article.title = cut_title(&imported.article.title);
        imported.article.file = file.to_owned();
        imported.article.media_type = self.media_type.to_owned();
        imported.article.importer =
            self.version.map(|version| format!("{} {version}{how}", self.id)).unwrap_or_default();
        Ok(imported)
    }
}

/// Every import format; the first takes the files that no other one knows by their extension.
pub const ARTICLE_FORMATS: &[ArticleFormat] = &[
    ArticleFormat {
        id: "text",
        name: "Plain text",
        extensions: &["txt", "text"],
        media_type: "text/plain",
        help: "plain text in any encoding of the web, and UTF-32",
        version: None,
        make: text::read,
        make_whole: None,
    },
    ArticleFormat {
        id: "markdown",
        name: "Markdown",
        extensions: &["md", "markdown"],
        media_type: "text/markdown",
        help: "Markdown by CommonMark, with tables and footnotes; offsets count the words that are shown",
        version: Some(1),
        make: commonmark::read,
        make_whole: None,
    },
    ArticleFormat {
        id: "html",
        name: "HTML (web page)",
        extensions: &["html", "htm", "xhtml", "xht"],
        media_type: "text/html",
        help: "saved web pages: the article on them, without menus, share bars and links to other articles",
        version: Some(2),
        make: page::read,
        make_whole: Some(page::read_whole),
    },
    ArticleFormat {
        id: "mhtml",
        name: "MHTML (web archive)",
        extensions: &["mhtml", "mht"],
        media_type: "multipart/related",
        help: "web pages that a browser saved in one file, read as those of HTML are",
        version: Some(2),
        make: page::archive::read,
        make_whole: Some(page::archive::read_whole),
    },
    ArticleFormat {
        id: "docx",
        name: "Word (DOCX)",
        extensions: &["docx", "docm", "dotx", "dotm"],
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        help: "Word documents since 2007, with footnotes; comments and tracked changes are reported, not shown",
        version: Some(1),
        make: docx::read,
        make_whole: None,
    },
    ArticleFormat {
        id: "odt",
        name: "OpenDocument text (ODT)",
        extensions: &["odt", "ott", "fodt"],
        media_type: "application/vnd.oasis.opendocument.text",
        help: "texts of LibreOffice and others, packed or flat, with footnotes; comments and tracked changes are reported",
        version: Some(1),
        make: odt::read,
        make_whole: None,
    },
    ArticleFormat {
        id: "epub",
        name: "EPUB book",
        extensions: &["epub"],
        media_type: "application/epub+zip",
        help: "books: their chapters in reading order as one article, with an outline, and their notes at the end",
        version: Some(2),
        make: epub::read,
        make_whole: None,
    },
    ArticleFormat {
        id: "pdf",
        name: "PDF",
        extensions: &["pdf"],
        media_type: "application/pdf",
        help: "PDF documents with text: lines joined to paragraphs in reading order, without what repeats on every page",
        version: Some(1),
        make: pdf::read,
        make_whole: None,
    },
];

/// The import format with this id.
pub fn article_format(id: &str) -> Option<&'static ArticleFormat> {
    ARTICLE_FORMATS.iter().find(|row| row.id == id)
}

/// The import format for a file: by its first bytes where they are those of a document, else by its extension.
pub fn article_format_of(path: &Path, bytes: &[u8]) -> &'static ArticleFormat {
    let by_content = magic::document(bytes).and_then(article_format);
    by_content.unwrap_or_else(|| article_format_for(path))
}

/// The import format for a file, by its extension; plain text where no format knows that.
pub fn article_format_for(path: &Path) -> &'static ArticleFormat {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    ARTICLE_FORMATS.iter().find(|row| row.extensions.contains(&extension.as_str())).unwrap_or(&ARTICLE_FORMATS[0])
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

/// Why a file is not read as an article.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ArticleError {
    /// Something else than text, recognised by what it begins with.
    #[error("this is {what}; Gainsay reads {}", readable())]
    NotText {
        /// What it is, with its article: "a PDF document".
        what: &'static str,
    },
    /// More text than an article may have.
    #[error("the text has {} MiB; Gainsay opens articles of this kind of up to {} MiB", bytes.div_ceil(1 << 20), limit >> 20)]
    TooLong {
        /// Its length in bytes: of the file, or of the text in UTF-8 if only that is too long.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// A document that a password protects.
    #[error(
        "this {what} is protected by a password; save a copy without one in the program it came from, and open that"
    )]
    Protected {
        /// What to call it: "Word document".
        what: &'static str,
    },
    /// A document that a seller's software locks.
    #[error("this {what} is locked by the seller's rights management ({by}), so its text cannot be read here")]
    Locked {
        /// Its name.
        what: &'static str,
        /// The name of the lock.
        by: String,
    },
    /// A document that breaks the rules of its format.
    #[error("this {what} is damaged: {why}; try to open it in the program it came from and save it again")]
    Damaged {
        /// Its name.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A document that takes more than a document may, as those do that are made to choke programs.
    #[error("this {what} was not opened, because it holds more than {limit}")]
    TooLarge {
        /// Its name.
        what: &'static str,
        /// The bound that it breaks.
        limit: &'static str,
    },
    /// A document that has no words in it.
    #[error(
        "this {what} has no text, only pictures of its pages; let a program for text recognition (OCR) add the text"
    )]
    NoText {
        /// Its name.
        what: &'static str,
    },
    /// The person cancelled it.
    #[error("reading was cancelled")]
    Cancelled,
    /// A document whose fonts do not say which letters most of its signs are.
    #[error(
        "this {what} can be seen but not read: its fonts do not say which letters they draw; let a program for text recognition (OCR) read its pages"
    )]
    UnknownLetters {
        /// Its name.
        what: &'static str,
    },
    /// The chosen encoding is none that the Encoding Standard names.
    #[error(
        "there is no encoding called {label:?}; choose one like \"UTF-8\" or \"windows-1252\", or let it be detected"
    )]
    UnknownEncoding {
        /// The label that was given.
        label: String,
    },
}

/// The names of all import formats, for a message: "plain text and Markdown".
fn readable() -> String {
    let names: Vec<String> = ARTICLE_FORMATS
        .iter()
        .map(|row| match row.name.split_once(' ') {
            // "Plain text" in the middle of a sentence; names such as "Markdown" and "Word (DOCX)" keep their capitals.
            Some(_) if !row.name.get(1..).is_some_and(|rest| rest.contains(char::is_uppercase)) => {
                row.name.to_lowercase()
            }
            _ => row.name.to_owned(),
        })
        .collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
