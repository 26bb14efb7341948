//! From what a format says of a passage to a fragment of the text.

use crate::model::align::similarity::Similarity;
use crate::model::anchor::{Effort, Outcome, same_words};
use crate::model::annotation::{Changed, Fragment};
use crate::model::offset::ByteRange;
use crate::model::selector::Quote;
use crate::model::text::ArticleText;

/// How much work looking for the passages of one document may be: about two seconds. The rest is left lost, with its words.
const EFFORT: usize = 1 << 31;

/// Finds the passages of one document in its text.
pub struct Placer<'t> {
    text: &'t ArticleText,
    effort: Effort,
}

impl<'t> Placer<'t> {
    /// In this text.
    pub fn new(text: &'t ArticleText) -> Self {
        Self { text, effort: Effort::new(EFFORT) }
    }

    /// The text.
    pub fn text(&self) -> &'t ArticleText {
        self.text
    }

    /// The fragment with these words: where they are said to be, else wherever they are; lost if they are nowhere, or if
    /// several places cannot be told apart.
    pub fn find(&mut self, range: Option<ByteRange>, quote: &Quote) -> Fragment {
        let quote = Quote {
            exact: unix_lines(&quote.exact),
            prefix: unix_lines(&quote.prefix),
            suffix: unix_lines(&quote.suffix),
            ..quote.clone()
        };
        let range = range.filter(|range| self.text.admits(*range));
        if let Some(range) = range
            && self.text.slice(range) == quote.exact
        {
            return Fragment::Found(range);
        }
        if let Some(Outcome::Exact(range) | Outcome::Moved(range)) = same_words(self.text, &quote, &mut self.effort) {
            return Fragment::Found(range);
        }
        match range.and_then(|range| self.changed(range, &quote)) {
            Some(changed) => Fragment::Changed(Box::new(changed)),
            None => Fragment::Lost(Box::new(quote)),
        }
    }

    /// A passage with other words than these, if they are like enough.
    pub fn changed(&mut self, range: ByteRange, quote: &Quote) -> Option<Changed> {
        self.effort.take(Similarity::effort(&quote.exact, self.text.slice(range)))?;
        Changed::at(self.text, range, quote)
    }
}

/// Words with the line ends of an article's text.
fn unix_lines(words: &str) -> String {
    words.replace("\r\n", "\n").replace('\r', "\n")
}
