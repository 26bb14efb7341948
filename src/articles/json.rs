//! JSON form of an article for scripts: text and structure. Offsets are in code points, and all keys are always
//! present.

use serde::{Serialize, Serializer};

use crate::model::article::Article;
use crate::model::structure::Span;
use crate::model::text::ArticleText;

#[derive(Serialize)]
struct Converted<'a> {
    title: &'a str,
    file: &'a str,
    media_type: &'a str,
    encoding: &'a str,
    sha256: &'a str,
    /// The format reader with its version; empty if the text is the file's own.
    importer: &'a str,
    source: Origin<'a>,
    text: &'a str,
    structure: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct Origin<'a> {
    byline: &'a str,
    site: &'a str,
    published: &'a str,
    address: &'a str,
}

#[derive(Serialize)]
struct Piece<'a> {
    element: &'a str,
    level: u8,
    start: usize,
    end: usize,
    number: Option<u32>,
    address: Option<&'a str>,
}

/// An article that serialises with all its fields.
#[derive(Clone, Debug)]
pub struct Json(pub Article);

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        converted(&self.0).serialize(serializer)
    }
}

/// Serialises an article as JSON with a final line end. Equal articles give equal output.
pub fn to_json(article: &Article) -> String {
    // Strings and numbers under fixed keys always serialise.
    serde_json::to_string_pretty(&converted(article)).unwrap_or_default() + "\n"
}

fn converted(article: &Article) -> Converted<'_> {
    Converted {
        title: article.title(),
        file: &article.file,
        media_type: &article.media_type,
        encoding: &article.encoding,
        sha256: &article.sha256,
        importer: &article.importer,
        source: Origin {
            byline: article.byline(),
            site: article.site(),
            published: article.published(),
            address: article.address(),
        },
        text: article.text.as_str(),
        structure: article.structure.spans().iter().map(|span| piece(&article.text, span)).collect(),
    }
}

fn piece<'a>(text: &ArticleText, span: &'a Span) -> Piece<'a> {
    Piece {
        element: span.element.id(),
        level: span.level,
        start: text.scalar_of(span.range.start()).get(),
        end: text.scalar_of(span.range.end()).get(),
        number: span.number,
        address: span.address.as_deref(),
    }
}
