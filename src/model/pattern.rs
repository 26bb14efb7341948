//! Patterns: searches by regular expression.

use regex::{Regex, RegexBuilder};

use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;

/// Largest size of a compiled pattern in bytes.
const SIZE: usize = 1 << 20;

/// Deepest nesting of groups.
const NESTED: u32 = 50;

/// A regular expression. Searching takes time in proportion to the text, whatever the expression.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// The pattern of a regular expression; `^` and `$` are the ends of a line.
    ///
    /// # Errors
    /// If it is not one, or is too large; with a message for the person.
    pub fn new(source: &str, case: bool) -> Result<Self, String> {
        let mut builder = RegexBuilder::new(source);
        builder.case_insensitive(!case).multi_line(true).size_limit(SIZE).dfa_size_limit(SIZE).nest_limit(NESTED);
        builder.build().map(Self).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "The pattern is too large".to_owned(),
            error => format!("Not a pattern: {}", reason(&error.to_string())),
        })
    }

    /// Its places in the article, in order and without overlaps, at most `limit` of those admitted. An empty match is none.
    pub fn places(&self, text: &ArticleText, limit: usize, admits: &dyn Fn(ByteRange) -> bool) -> Vec<ByteRange> {
        let found = self.0.find_iter(text.as_str()).filter(|found| !found.is_empty());
        let ranges = found.map(|found| ByteRange::of(found.start(), found.end()));
        ranges.filter(|range| admits(*range)).take(limit).collect()
    }

    /// True if `text` contains a match.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.find_iter(text).any(|found| !found.is_empty())
    }
}

/// The reason in the parser's message, whose last line begins with "error:".
fn reason(message: &str) -> &str {
    let last = message.lines().next_back().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last)
}
