//! Documents for tests, made part by part.

use std::io::{Cursor, Write};

use gainsay::articles::{ArticleError, ParsedArticle, article_format};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A ZIP archive of parts; `mimetype` is stored uncompressed, as readers require.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Reads a document with the article format of this id.
pub fn read(id: &str, bytes: &[u8]) -> Result<ParsedArticle, ArticleError> {
    article_format(id).unwrap().read(bytes, None, "story")
}

/// Text and structure, one paragraph a line: its block elements, and its text with inline elements.
pub fn outline(imported: &ParsedArticle) -> String {
    let article = &imported.article;
    let mut lines = String::new();
    for index in 0..article.text.paragraph_count() {
        let range = article.text.paragraph(index);
        let words = article.text.slice(range);
        if words.is_empty() {
            continue;
        }
        let mut line = String::new();
        let mut inline = String::new();
        for span in article.structure.within(range) {
            let number = span.number.map(|number| format!(" no. {number}")).unwrap_or_default();
            let level = if span.level > 0 { format!(" {}", span.level) } else { String::new() };
            if span.element.is_block() {
                line.push_str(&format!("{}{level}{number}: ", span.element.id()));
            } else {
                let address = span.address.as_deref().map(|address| format!(" → {address}")).unwrap_or_default();
                inline.push_str(&format!(" <{}: {}{address}>", span.element.id(), article.text.slice(span.range)));
            }
        }
        lines.push_str(&format!("{line}{words}{inline}\n"));
    }
    lines
}

/// The notices of an article.
pub fn notices(imported: &ParsedArticle) -> Vec<String> {
    imported.notices.iter().map(|notice| format!("{notice:?}")).collect()
}
