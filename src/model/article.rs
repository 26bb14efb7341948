//! The article: its text and its origin.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::extra::Extra;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// The article, with its details and media type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The details that its file or its text states.
    pub stated: Details,
    /// The details that the person gave, which take the place of those.
    pub given: Details,
    /// The name of its file, without a folder; the annotation file is in the same folder.
    pub file: String,
    /// Its media type: `text/plain`, `text/markdown`.
    pub media_type: String,
    /// SHA-256 of the bytes of the file, in hexadecimal; empty if it was not read from a file.
    pub sha256: String,
    /// The encoding of the file, by its name in the Encoding Standard ("UTF-8", "windows-1252"); empty if unknown.
    pub encoding: String,
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

/// The title of an article and its publication; unknown fields are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The title.
    pub title: String,
    /// The author.
    pub byline: String,
    /// The name of the site, newspaper or book.
    pub site: String,
    /// The date of publication, as stated: usually a date, or a date and time of RFC 3339.
    pub published: String,
    /// The address; the canonical one if there are several.
    pub address: String,
}

/// A field of the details.
#[derive(Debug)]
pub struct Detail {
    /// The id in files.
    pub id: &'static str,
    /// The label on the screen, in sentence case.
    pub label: &'static str,
    /// The value.
    pub of: fn(&Details) -> &String,
    /// The value, to change it.
    pub of_mut: fn(&mut Details) -> &mut String,
}

macro_rules! detail {
    ($field:ident, $label:literal) => {
        Detail {
            id: stringify!($field),
            label: $label,
            of: |details| &details.$field,
            of_mut: |details| &mut details.$field,
        }
    };
}

/// The fields of the details.
pub const DETAILS: [Detail; 5] = [
    detail!(title, "Title"),
    detail!(byline, "Author"),
    detail!(site, "Site"),
    detail!(published, "Date"),
    detail!(address, "Address"),
];

/// Maximum length of a title taken from a text, in characters.
const TITLE_LENGTH: usize = 120;

impl Article {
    /// The title; may be empty.
    pub fn title(&self) -> &str {
        self.detail(|details| &details.title)
    }

    /// The author.
    pub fn byline(&self) -> &str {
        self.detail(|details| &details.byline)
    }

    /// The name of the site, newspaper or book.
    pub fn site(&self) -> &str {
        self.detail(|details| &details.site)
    }

    /// The date of publication; see [`Details::published`].
    pub fn published(&self) -> &str {
        self.detail(|details| &details.published)
    }

    /// The address.
    pub fn address(&self) -> &str {
        self.detail(|details| &details.address)
    }

    /// A detail as it was given, else as it is stated.
    pub fn detail(&self, field: impl Fn(&Details) -> &String) -> &str {
        let given = field(&self.given);
        if given.is_empty() { field(&self.stated) } else { given }
    }

    /// Author, site, date and address, as far as they are known.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        let all = [self.byline(), self.site(), self.published(), self.address()];
        all.into_iter().filter(|words| !words.is_empty())
    }

    /// A name for display: the title, else the first line that is not blank, else the file name.
    pub fn name(&self) -> String {
        if !self.title().is_empty() {
            return self.title().to_owned();
        }
        first_line(self.text.as_str()).unwrap_or_else(|| self.file.clone())
    }

    /// True if the text begins with the title, which then serves as the headline of a page.
    pub fn begins_with_title(&self) -> bool {
        !self.title().is_empty() && first_line(self.text.as_str()).is_some_and(|line| line == self.title())
    }
}

impl Article {
    /// True if this is another article, not another version of one: its title is another, and so are nearly all words.
    pub fn is_other_than(&self, other: &Self) -> bool {
        if self.text == other.text || (self.title() == other.title() && !self.title().is_empty()) {
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
