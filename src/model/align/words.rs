//! Words of two texts as numbers, equal for equal words.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::align::letters::compared;

/// The words of a stretch of a text (UAX #29, so also punctuation marks, and single characters of scripts without
/// spaces), without white space.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Words {
    /// The number of each word; words that differ only in case or in the shape of quotation marks and dashes have the
    /// same.
    pub ids: Vec<u32>,
    /// The span of each word, in bytes of the text.
    spans: Vec<(u32, u32)>,
}

/// The numbers assigned to words so far.
#[derive(Debug, Default)]
pub(in crate::model) struct Vocabulary<'t>(HashMap<Cow<'t, str>, u32>);

impl<'t> Vocabulary<'t> {
    /// The words in `stretch` of `text`.
    pub fn words(&mut self, text: &'t str, stretch: Range<usize>) -> Words {
        let mut words = Words::default();
        let (base, stretch) = (stretch.start, text.get(stretch).unwrap_or_default());
        for (at, word) in stretch.split_word_bound_indices() {
            if word.chars().all(char::is_whitespace) {
                continue;
            }
            let next = self.0.len() as u32;
            let same = word.chars().all(|c| compared(c) == c);
            let word_as_compared = if same { Cow::Borrowed(word) } else { word.chars().map(compared).collect() };
            words.ids.push(*self.0.entry(word_as_compared).or_insert(next));
            words.spans.push(((base + at) as u32, (base + at + word.len()) as u32));
        }
        words
    }
}

impl Words {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The span of a word; `None` beyond the last.
    pub fn span(&self, word: usize) -> Option<Range<usize>> {
        self.spans.get(word).map(|(start, end)| *start as usize..*end as usize)
    }

    /// The span from the first to the last of several words; `None` if there are none.
    pub fn stretch(&self, words: Range<usize>) -> Option<Range<usize>> {
        let last = words.end.checked_sub(1).filter(|last| *last >= words.start)?;
        Some(self.span(words.start)?.start..self.span(last)?.end)
    }

    /// The bytes between a word and the one before it, or the start of the stretch.
    pub fn gap(&self, word: usize) -> Range<usize> {
        let start = self.spans.get(word).map_or(0, |(start, _)| *start as usize);
        let before = word.checked_sub(1).and_then(|before| self.spans.get(before));
        before.map_or(start, |(_, end)| *end as usize)..start
    }

    /// Some of the words, in their order.
    pub fn only(&self, some: &[usize]) -> Self {
        Self {
            ids: some.iter().map(|word| self.ids[*word]).collect(),
            spans: some.iter().map(|word| self.spans[*word]).collect(),
        }
    }

    /// The length of several words with the white space between them, in bytes.
    pub fn length(&self, words: Range<usize>) -> usize {
        self.stretch(words).map_or(0, |stretch| stretch.len())
    }

    /// The first word that ends after `byte`.
    pub fn from(&self, byte: usize) -> usize {
        self.spans.partition_point(|(_, end)| *end as usize <= byte)
    }

    /// The number of words that start before `byte`.
    pub fn until(&self, byte: usize) -> usize {
        self.spans.partition_point(|(start, _)| (*start as usize) < byte)
    }
}
