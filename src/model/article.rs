//! The article: its text and its origin.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::extra::Extra;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// The article, with title, source and media type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its title; may be empty.
    pub title: String,
    /// The name of its file, without a folder; the annotation file is in the same folder.
    pub file: String,
    /// Its media type: `text/plain`, `text/markdown`.
    pub media_type: String,
    /// SHA-256 of the bytes of the file, in hexadecimal; empty if it was not read from a file.
    pub sha256: String,
    /// The encoding of the file, by its name in the Encoding Standard ("UTF-8", "windows-1252"); empty if unknown.
    pub encoding: String,
    /// The metadata in the page or document.
    pub source: Source,
    /// The importer that extracted the text, with its version, and " whole" if it left nothing out: "html 2"; empty if
    /// the text is the file's own.
    pub importer: String,
    /// Unknown fields of the article in the annotation file.
    pub extra: Extra,
    /// Its headings, lists, quotes, emphasis and links.
    pub structure: Structure,
    /// The text.
    pub text: ArticleText,
}

/// The publication of an article, from the metadata of its page or document; unknown fields are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The author.
    pub byline: String,
    /// The name of the site, newspaper or book.
    pub site: String,
    /// The date of publication, as given: usually a date, or a date and time of RFC 3339.
    pub published: String,
    /// The address; the canonical one if there are several.
    pub address: String,
}

impl Source {
    /// The fields that are not empty, in order.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        let all = [&self.byline, &self.site, &self.published, &self.address];
        all.into_iter().map(String::as_str).filter(|words| !words.is_empty())
    }
}

/// Maximum length of a title taken from a text, in characters.
const TITLE_LENGTH: usize = 120;

impl Article {
    /// A name for display: the title, else the first line that is not blank, else the file name.
    pub fn name(&self) -> String {
        if !self.title.is_empty() {
            return self.title.clone();
        }
        first_line(self.text.as_str()).unwrap_or_else(|| self.file.clone())
    }

    /// True if the text begins with the title, which then serves as the headline of a page.
    pub fn begins_with_title(&self) -> bool {
        !self.title.is_empty() && first_line(self.text.as_str()).is_some_and(|line| line == self.title)
    }
}

impl Article {
    /// True if this is another article, not another version of one: its title is another, and so are nearly all words.
    pub fn is_other_than(&self, other: &Self) -> bool {
        if self.text == other.text || (self.title == other.title && !self.title.is_empty()) {
            return false;
        }
        let words = |article: &Self| {
            let words = article.text.as_str().unicode_words().filter(|word| word.chars().count() >= WORD);
            words.map(str::to_lowercase).collect::<HashSet<String>>()
        };
        let (mine, theirs) = (words(self), words(other));
        let least = mine.len().min(theirs.len());
        least >= FEW && mine.intersection(&theirs).count() * SHARE < least
    }
}

/// Least characters of a word that tells articles apart.
const WORD: usize = 5;
/// Least number of such words by which articles are told apart.
const FEW: usize = 3;
/// Versions of an article have at least one in this many words in common.
const SHARE: usize = 4;

/// The first line of `text` that is not blank, without Markdown's heading marks, cut to a title's length.
pub fn first_line(text: &str) -> Option<String> {
    let line = text.lines().take(100).map(|line| line.trim_start_matches('#').trim()).find(|line| !line.is_empty())?;
    Some(cut_title(line))
}

/// `words`, cut to the maximum length of a title.
pub fn cut_title(words: &str) -> String {
    match words.char_indices().nth(TITLE_LENGTH) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
