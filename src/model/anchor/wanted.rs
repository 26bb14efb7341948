//! Fuzzy search for one passage: candidates and the acceptance rule.

use std::cmp::Reverse;

use crate::model::align::distance::Pattern;
use crate::model::align::letters::{Letters, folded};
use crate::model::align::similarity::Similarity;
use crate::model::anchor::effort::Effort;
use crate::model::anchor::outcome::Outcome;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selector::{CONTEXT, Quote};
use crate::model::text::ArticleText;

/// Passages with fewer scalars are a word or two: any "said" equals any other, so the context must match too.
const SHORT: usize = 12;

/// Passages with fewer scalars may occur again in another sentence, so the same text elsewhere is not yet a match.
const PHRASE: usize = 32;

/// Minimum similarity of the context.
const CONTEXT_FLOOR: Similarity = Similarity::HALF;

/// Minimum similarity of the context for a word or two that occur more than once: near a "the" there is often another.
const SAME_CONTEXT: Similarity = Similarity::thousandths(800);

/// Candidates that differ less in similarity, or in that of their context, cannot be distinguished.
const MARGIN: (Similarity, Similarity) = (Similarity::thousandths(20), Similarity::thousandths(50));

/// Maximum loss of similarity for extending a match to whole words.
const HALF_WORD: Similarity = Similarity::thousandths(100);

/// Maximum candidates that are weighed and offered to the person.
pub(super) const PLACES: usize = 16;

/// A passage that is searched for.
#[derive(Debug)]
pub(super) struct Wanted<'q> {
    /// Its quote.
    pub quote: &'q Quote,
    letters: Letters,
    pattern: Pattern,
}

/// A place that a passage may be at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The place.
    pub range: ByteRange,
    /// The similarity of its text.
    pub similarity: Similarity,
    /// The similarity of its context; `None` if the quote has none.
    pub context: Option<Similarity>,
}

/// The best of each group of overlapping candidates, the best first: a fuzzy match can be cut in several ways.
pub(super) fn distinct(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|candidate| Reverse(candidate.rank()));
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        if !kept.iter().any(|other| other.range.overlaps(candidate.range)) {
            kept.push(candidate);
        }
    }
    kept
}

/// The choice between several candidates.
#[derive(Debug)]
pub(super) enum Choice {
    /// No candidate.
    None,
    /// One that is better than the others.
    One(Candidate),
    /// Several that cannot be distinguished.
    Several(Vec<(ByteRange, Similarity)>),
}

impl<'q> Wanted<'q> {
    /// A search for this quote.
    pub fn new(quote: &'q Quote) -> Self {
        let letters = Letters::of(&quote.exact, 0);
        let pattern = Pattern::new(&letters.letters);
        Self { quote, letters, pattern }
    }

    /// Number of letters, counting runs of white space as one.
    pub fn len(&self) -> usize {
        self.letters.letters.len()
    }

    /// The cost of [`ends`](Self::ends) for a text of this length.
    pub fn effort(&self, letters: usize) -> usize {
        self.pattern.effort(letters)
    }

    /// True if it is more than a word or two, and occurred once in the old text; `None` if that takes too much effort.
    pub fn is_once(&self, old: &ArticleText, effort: &mut Effort) -> Option<bool> {
        if self.len() < SHORT {
            return Some(false);
        }
        effort.take(old.end().get())?;
        Some(old.as_str().matches(self.quote.exact.as_str()).nth(1).is_none())
    }

    /// True if it is too long to occur again in another sentence by chance.
    pub fn is_long(&self) -> bool {
        self.len() >= PHRASE
    }

    /// True if a place with the exact text quotes it, as a correction does: it follows a colon or an opening quotation
    /// mark that the passage did not follow.
    pub fn is_quoted(&self, text: &ArticleText, candidate: &Candidate) -> bool {
        let quotes = |before: &str| {
            let last = before.trim_end().chars().next_back();
            last.is_some_and(|c| matches!(folded(c), ':' | '"' | '\'' | '：'))
        };
        quotes(&text.as_str()[..candidate.range.start().get()]) && !quotes(&self.quote.prefix)
    }

    /// Accepts a place with the exact text whose place is not otherwise known.
    pub fn is_at(&self, candidate: &Candidate) -> bool {
        !candidate.is_out_of_context() || self.len() >= PHRASE
    }

    /// Accepts a place with similar text whose place is not otherwise known: in its context, or so similar that it is
    /// no coincidence.
    ///
    /// Measured: of 12 to 20 letters of one article 1 in 10 is above the threshold somewhere in eight others, of 30 to
    /// 45 letters 1 in 100; and in a rewritten article many sentences are half similar to some other with the same
    /// names.
    pub fn may_be_at(&self, candidate: &Candidate) -> bool {
        let clear = || self.len() >= PHRASE && candidate.similarity.suffices_by_half(&self.quote.exact);
        self.admits(candidate) && (!candidate.is_out_of_context() || clear())
    }

    /// Accepts a place with the exact text that belonged to another occurrence in the old text: of two that were equal,
    /// one may be left.
    pub fn may_share(&self, candidate: &Candidate) -> bool {
        let least = if self.len() < PHRASE { SAME_CONTEXT } else { CONTEXT_FLOOR };
        candidate.context.is_none_or(|context| context >= least)
    }

    /// True if the context of a likely place does not contradict it.
    pub fn fits(&self, candidate: &Candidate) -> bool {
        self.len() >= SHORT || candidate.in_context()
    }

    /// The ends of similar text in a text given by its letters, each with the edit distance and the number of letters
    /// up to it; of ends near each other the best.
    pub fn ends(&self, text: &Letters) -> Vec<(usize, usize)> {
        let wanted = self.len();
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut end = 0;
        self.pattern.scan(text.letters.iter().copied(), false, |edits| {
            end += 1;
            match found.last_mut() {
                Some(last) if end - last.1 <= wanted / 2 + 1 && edits >= last.0 => {}
                Some(last) if end - last.1 <= wanted / 2 + 1 => *last = (edits, end),
                _ if edits < wanted => found.push((edits, end)),
                _ => {}
            }
        });
        found
    }

    /// The text most similar to the passage that ends with this letter.
    pub fn ending(&self, text: &Letters, end: usize) -> ByteRange {
        let backwards: Vec<char> = self.letters.letters.iter().rev().copied().collect();
        let length = best_end(&backwards, text.letters[..end].iter().rev().copied());
        ByteRange::of(text.byte(end - length), text.byte(end))
    }

    /// A candidate at this place, without the white space at its ends; `None` if there is nothing else.
    pub fn candidate(&self, text: &ArticleText, range: ByteRange) -> Option<Candidate> {
        let range = if text.get(range)? == self.quote.exact { range } else { text.trimmed(range)? };
        let similarity = Similarity::of(&self.quote.exact, text.slice(range));
        Some(Candidate { range, similarity, context: context(text, range, self.quote) })
    }

    /// A candidate at a place found by similarity: extended to whole words, if it is as similar then.
    pub fn rounded(&self, text: &ArticleText, range: ByteRange) -> Option<Candidate> {
        let rounded = whole_words(text, range, self.quote);
        let (cut, whole) = (self.candidate(text, range)?, self.candidate(text, rounded)?);
        Some(if cut.similarity.less(whole.similarity) > HALF_WORD { cut } else { whole })
    }

    /// True if a candidate has the exact text of the passage.
    pub fn is_same(&self, text: &ArticleText, candidate: &Candidate) -> bool {
        text.slice(candidate.range) == self.quote.exact
    }

    /// True if a candidate is similar enough for a match.
    pub fn admits(&self, candidate: &Candidate) -> bool {
        candidate.similarity.suffices(&self.quote.exact)
    }
}

impl Candidate {
    /// True if its context matches.
    pub fn in_context(&self) -> bool {
        self.context.is_some_and(|context| context >= CONTEXT_FLOOR)
    }

    /// True if its context is known and differs.
    pub fn is_out_of_context(&self) -> bool {
        self.context.is_some() && !self.in_context()
    }

    fn rank(&self) -> (Similarity, Option<Similarity>) {
        (self.similarity, self.context)
    }
}

impl Choice {
    /// The outcome, if there is a candidate; `of_one` gives it for a single one.
    pub fn outcome(self, of_one: impl FnOnce(Candidate) -> Outcome) -> Option<Outcome> {
        match self {
            Self::None => None,
            Self::One(one) => Some(of_one(one)),
            Self::Several(places) => Some(Outcome::Ambiguous(places)),
        }
    }

    /// The best of these. If candidates cannot be distinguished otherwise, the one that starts at `expected`.
    pub fn of(mut candidates: Vec<Candidate>, expected: Option<ByteOffset>) -> Self {
        candidates.sort_by_key(|candidate| (Reverse(candidate.rank()), candidate.range.start()));
        candidates.dedup_by_key(|candidate| candidate.range);
        let Some(best) = candidates.first().copied() else { return Self::None };
        let rivals = |other: &&Candidate| {
            let context = |candidate: &Candidate| candidate.context.unwrap_or_default();
            // Without context, all places are equal.
            let as_near = !best.in_context() || context(&best).less(context(other)) <= MARGIN.1;
            best.similarity.less(other.similarity) <= MARGIN.0 && as_near
        };
        let mut equals = candidates.iter().filter(rivals);
        if let Some(there) = equals.clone().find(|equal| Some(equal.range.start()) == expected) {
            return Self::One(*there);
        }
        let places: Vec<_> = equals.by_ref().take(PLACES).map(|equal| (equal.range, equal.similarity)).collect();
        if places.len() > 1 { Self::Several(places) } else { Self::One(best) }
    }
}

/// The outcome of a missing passage, with the most similar place, if it is similar at all.
pub(super) fn lost(best: Option<Candidate>) -> Outcome {
    let worth_asking = best.filter(|best| best.similarity >= Similarity::HALF);
    Outcome::Lost { candidate: worth_asking.map(|best| (best.range, best.similarity)) }
}

/// Number of letters from the start of `text` that are most similar to all of `words`.
pub(super) fn best_end(words: &[char], text: impl Iterator<Item = char>) -> usize {
    let mut best = (words.len(), words.len(), 0);
    let mut length = 0_usize;
    // A match of more than twice the letters takes more edits than one of none.
    Pattern::new(words).scan(text.take(2 * words.len()), true, |edits| {
        length += 1;
        best = best.min((edits, length.abs_diff(words.len()), length));
    });
    best.2
}

/// The similarity of the context of a place to that of a quote; `None` if the quote has none.
fn context(text: &ArticleText, range: ByteRange, quote: &Quote) -> Option<Similarity> {
    let whole = text.as_str();
    let (before, after) = (&whole[..range.start().get()], &whole[range.end().get()..]);
    let (prefix, suffix) = (quote.prefix.chars().count(), quote.suffix.chars().count());
    let from = before.char_indices().rev().take(prefix).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(suffix).map_or(after.len(), |(at, _)| at);
    let sides = [(prefix, quote.prefix.as_str(), &before[from..]), (suffix, quote.suffix.as_str(), &after[..to])];
    // In files of other tools, a side may have any length.
    let known = sides.into_iter().filter(|(length, ..)| (1..=8 * CONTEXT).contains(length));
    Similarity::mean(known.map(|(length, was, is)| (length, Similarity::of(was, is))))
}

/// A place extended or cut to whole words, unless the passage has partial ones, and with its quotation marks and full
/// stop.
fn whole_words(text: &ArticleText, place: ByteRange, quote: &Quote) -> ByteRange {
    let whole = text.as_str();
    let Quote { prefix, exact, suffix, .. } = quote;
    let cuts = |before: &str, after: &str| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        letter(before.chars().next_back()) && letter(after.chars().next())
    };
    let (mut start, mut end) = (place.start().get(), place.end().get());
    if !cuts(prefix, exact) && cuts(&whole[..start], &whole[start..]) {
        start -= word_before(&whole[..start]).len();
    }
    if !cuts(exact, suffix) && cuts(&whole[..end], &whole[end..]) {
        end += word_after(&whole[end..]).len();
    }
    let first = &exact[..exact.find(char::is_alphanumeric).unwrap_or(0)];
    let last = &exact[exact.trim_end_matches(|c: char| !c.is_alphanumeric()).len()..];
    if !whole[start..].starts_with(first) && whole[..start].ends_with(first) {
        start -= first.len();
    }
    if !whole[..end].ends_with(last) && whole[end..].starts_with(last) {
        end += last.len();
    }
    ByteRange::of(start, end)
}

/// The letters at the end of some text, up to anything else; a few at most.
fn word_before(words: &str) -> &str {
    let letters = words.chars().rev().take(CONTEXT).take_while(|c| c.is_alphanumeric());
    &words[words.len() - letters.map(char::len_utf8).sum::<usize>()..]
}

/// The letters at the start of some text, up to anything else; a few at most.
fn word_after(words: &str) -> &str {
    let letters = words.chars().take(CONTEXT).take_while(|c| c.is_alphanumeric());
    &words[..letters.map(char::len_utf8).sum::<usize>()]
}
