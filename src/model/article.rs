//! The article: its text, and what is known of where it came from.

use crate::model::extra::Extra;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// The text being read, with title, source and media type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its title; empty if nobody gave one.
    pub title: String,
    /// The name of its file, without a folder: the annotations lie beside it.
    pub file: String,
    /// Its media type: `text/plain`, `text/markdown`.
    pub media_type: String,
    /// SHA-256 of the file's bytes as they were read, in hexadecimal; empty if never read from a file.
    pub sha256: String,
    /// The encoding it was decoded from, as the Encoding Standard names it ("UTF-8", "windows-1252"); empty if unknown.
    pub encoding: String,
    /// What the page or document said of itself.
    pub source: Source,
    /// The importer that made the text of the file, with its version, and " whole" if it left
    /// nothing out: "html 2"; empty where the text is the file's own.
    pub importer: String,
    /// What else the annotation file says of the article.
    pub extra: Extra,
    /// Its headings, lists, quotes, emphasis and links.
    pub structure: Structure,
    /// The text.
    pub text: ArticleText,
}

/// Where an article was published, as its page or document said; each is empty where it did not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Who wrote it.
    pub byline: String,
    /// The name of the site, newspaper or book.
    pub site: String,
    /// When it was published, as it said: mostly a date or a moment of RFC 3339.
    pub published: String,
    /// Its address, the canonical one where there are several.
    pub address: String,
}

impl Source {
    /// What is known, in the order of the fields.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        let all = [&self.byline, &self.site, &self.published, &self.address];
        all.into_iter().map(String::as_str).filter(|words| !words.is_empty())
    }
}

/// Longest title taken from a text, in characters.
const TITLE_LENGTH: usize = 120;

impl Article {
    /// What to call it: its title, else its first line that is not blank, else its file's name.
    pub fn name(&self) -> String {
        if !self.title.is_empty() {
            return self.title.clone();
        }
        first_line(self.text.as_str()).unwrap_or_else(|| self.file.clone())
    }
}

/// The first line of `text` that is not blank, without Markdown's heading marks, cut to a title's length.
pub fn first_line(text: &str) -> Option<String> {
    let line = text.lines().take(100).map(|line| line.trim_start_matches('#').trim()).find(|line| !line.is_empty())?;
    Some(cut_title(line))
}

/// `words`, cut to a title's length.
pub fn cut_title(words: &str) -> String {
    match words.char_indices().nth(TITLE_LENGTH) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
