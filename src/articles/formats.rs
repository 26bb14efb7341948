//! The table of article formats.

use std::path::Path;

use crate::articles::format::ArticleFormat;
use crate::articles::office::{docx, odt};
use crate::articles::{commonmark, epub, opening, page, pdf, sniff, text};
use crate::model::article::Article;

/// All article formats. The first is the default for unknown extensions.
pub const ARTICLE_FORMATS: &[ArticleFormat] = &[
    ArticleFormat {
        id: "text",
        name: "Plain text",
        extensions: &["txt", "text"],
        media_type: "text/plain",
        help: "plain text in any encoding of the web, and UTF-32",
        version: None,
        has_surroundings: false,
        is_dated: true,
        parse: text::read,
    },
    ArticleFormat {
        id: "markdown",
        name: "Markdown",
        extensions: &["md", "markdown"],
        media_type: "text/markdown",
        help: "Markdown by CommonMark, with tables and footnotes; offsets count the displayed text",
        version: Some(1),
        has_surroundings: false,
        is_dated: true,
        parse: commonmark::read,
    },
    ArticleFormat {
        id: "html",
        name: "HTML (web page)",
        extensions: &["html", "htm", "xhtml", "xht"],
        media_type: "text/html",
        help: "saved web pages: the article on them, without menus, share bars and links to other articles",
        version: Some(2),
        has_surroundings: true,
        is_dated: true,
        parse: page::read,
    },
    ArticleFormat {
        id: "mhtml",
        name: "MHTML (web archive)",
        extensions: &["mhtml", "mht"],
        media_type: "multipart/related",
        help: "web pages that a browser saved in one file, read like HTML",
        version: Some(2),
        has_surroundings: true,
        is_dated: true,
        parse: page::archive::read,
    },
    ArticleFormat {
        id: "docx",
        name: "Word (DOCX)",
        extensions: &["docx", "docm", "dotx", "dotm"],
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        help: "Word documents since 2007, with footnotes; comments and tracked changes are reported, not shown",
        version: Some(1),
        has_surroundings: false,
        is_dated: false,
        parse: docx::read,
    },
    ArticleFormat {
        id: "odt",
        name: "OpenDocument text (ODT)",
        extensions: &["odt", "ott", "fodt"],
        media_type: "application/vnd.oasis.opendocument.text",
        help: "texts of LibreOffice and others, zipped or flat, with footnotes; comments and tracked changes are reported",
        version: Some(1),
        has_surroundings: false,
        is_dated: false,
        parse: odt::read,
    },
    ArticleFormat {
        id: "epub",
        name: "EPUB book",
        extensions: &["epub"],
        media_type: "application/epub+zip",
        help: "books: their chapters in reading order as one article, with an outline, and their notes at the end",
        version: Some(2),
        has_surroundings: false,
        is_dated: true,
        parse: epub::read,
    },
    ArticleFormat {
        id: "pdf",
        name: "PDF",
        extensions: &["pdf"],
        media_type: "application/pdf",
        help: "PDF documents with text: lines joined to paragraphs in reading order, without running headers and footers",
        version: Some(1),
        has_surroundings: false,
        is_dated: false,
        parse: pdf::read,
    },
];

/// Fills in the details of an article that was read before, as far as they stand only in its text.
pub fn complete(article: &mut Article) {
    let id = article.importer.split(' ').next().unwrap_or_default();
    opening::complete(article, article_format(id).is_none_or(|row| row.is_dated));
}

/// The format with this id.
pub fn article_format(id: &str) -> Option<&'static ArticleFormat> {
    ARTICLE_FORMATS.iter().find(|row| row.id == id)
}

/// True if the text of an article of this importer would still be the same, read from the same file.
pub fn is_current(importer: &str) -> bool {
    importer.is_empty() || ARTICLE_FORMATS.iter().any(|row| row.is_of(importer))
}

/// The format of a file: by its content if that identifies a document, else by its extension.
pub fn article_format_of(path: &Path, bytes: &[u8]) -> &'static ArticleFormat {
    let by_content = sniff::document_format(bytes).and_then(article_format);
    by_content.unwrap_or_else(|| article_format_for(path))
}

/// The format for a path, by its extension; plain text by default.
pub fn article_format_for(path: &Path) -> &'static ArticleFormat {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    ARTICLE_FORMATS.iter().find(|row| row.extensions.contains(&extension.as_str())).unwrap_or(&ARTICLE_FORMATS[0])
}
