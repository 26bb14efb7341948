//! Growing and shrinking of a selection.

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::segment::quotations::beside;
use crate::model::segment::{Quotation, clauses, quotations, sentences, word_at};
use crate::model::text::ArticleText;

/// Ranges that a selection can grow to around `range`: word, clause, quotation, sentence, paragraph (or the paragraphs
/// around it). Each is within the next, which is larger. Outside a quotation mark the first is that quotation.
pub fn enclosing(text: &ArticleText, range: ByteRange) -> Vec<ByteRange> {
    let inside = if range.is_empty() { range.start() } else { text.floor(ByteOffset::new(range.end().get() - 1)) };
    let (first, last) = (text.full_paragraph(range.start()), text.full_paragraph(inside));
    let mut chain = Vec::new();
    let mut now = range;
    if first == last {
        let units = Units::of(text, first);
        let first_step = beside(&units.quotations, range.start()).filter(|_| range.is_empty());
        // A quotation is whole, even if its marks are within a word.
        let is_whole = units.quotations.iter().any(|one| one.inside == range || one.whole == range);
        if let Some(next) = first_step.or_else(|| words(text, range, inside).filter(|_| !is_whole)) {
            now = next;
            chain.push(next);
        }
        while let Some(next) = units.larger(text, now) {
            now = next;
            chain.push(next);
        }
    } else if let Some(next) = words(text, range, inside) {
        now = next;
        chain.push(next);
    }
    let whole = text.trimmed(ByteRange::new(first.start(), last.end()));
    if let Some(next) = whole.filter(|whole| whole.encloses(now) && *whole != now) {
        chain.push(next);
    }
    chain
}

/// The range that a selection shrinks to: the largest word, clause, quotation or sentence that is within `range`,
/// smaller, and contains its start; `None` if `range` is a word or less.
pub fn enclosed(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let start = text.trimmed(range)?.start();
    let mut candidates = enclosing(text, ByteRange::new(start, start));
    candidates.retain(|candidate| range.encloses(*candidate) && *candidate != range);
    candidates.pop()
}

/// The sentences of the paragraph that `range` is in, and those of every quotation that overlaps them.
pub fn whole_sentences(text: &ArticleText, range: ByteRange) -> ByteRange {
    let units = Units::of(text, text.full_paragraph(range.start()));
    let mut now = units.whole(range);
    // A quotation around all of it is no step here.
    while let Some(around) = units.quotations.iter().find(|one| one.whole.overlaps(now) && !now.encloses(one.whole)) {
        now = units.whole(ByteRange::new(now.start().min(around.whole.start()), now.end().max(around.whole.end())));
    }
    now
}

/// The words at the ends of `range`, if they extend beyond it.
fn words(text: &ArticleText, range: ByteRange, inside: ByteOffset) -> Option<ByteRange> {
    let word = |at| word_at(text, at).filter(|word| text.slice(*word).chars().any(char::is_alphanumeric));
    // A word that ends where the selection begins is beside it, unless that is a caret.
    let one = word(range.start()).filter(|word| range.is_empty() || word.end() > range.start());
    let other = word(inside);
    let start = one.map_or(range.start(), ByteRange::start).min(range.start());
    let end = other.map_or(range.end(), ByteRange::end).max(range.end());
    let grown = ByteRange::new(start, end);
    (grown != range).then_some(grown)
}

/// The parts of one paragraph.
struct Units {
    sentences: Vec<ByteRange>,
    quotations: Vec<Quotation>,
}

impl Units {
    fn of(text: &ArticleText, paragraph: ByteRange) -> Self {
        Self { sentences: sentences(text, paragraph), quotations: quotations(text, paragraph) }
    }

    /// The smallest clause, quotation or sentence that is larger than `range` and contains it.
    fn larger(&self, text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
        let mut candidates = Vec::new();
        let holding = |sentence: &&ByteRange| sentence.start() <= range.end() && range.start() <= sentence.end();
        for sentence in self.sentences.iter().filter(holding) {
            candidates.extend(clauses(text, *sentence));
        }
        for one in &self.quotations {
            // The text without its marks, unless a mark is already in the range.
            candidates.push(if one.inside.encloses(range) { one.inside } else { one.whole });
        }
        let around = self.quotations.iter().map(|one| one.inside).filter(|inside| inside.encloses(range));
        let mut around: Vec<ByteRange> = around.collect();
        around.sort_by_key(|inside| inside.len());
        let mut innermost = range;
        for inside in around {
            // A sentence of a quotation ends with it.
            let sentence = self.sentence(innermost);
            let (start, end) = (sentence.start().max(inside.start()), sentence.end().min(inside.end()));
            candidates.extend(text.trimmed(ByteRange::new(start, end)));
            innermost = inside;
        }
        candidates.push(self.whole(innermost));
        // Marks and white space alone are no selection.
        let has_words = |candidate: &ByteRange| text.slice(*candidate).chars().any(char::is_alphanumeric);
        candidates.retain(|candidate| candidate.encloses(range) && *candidate != range && has_words(candidate));
        candidates.into_iter().min_by_key(|candidate| (candidate.len(), candidate.start()))
    }

    /// The sentences that `range` is in, or `range` itself.
    fn sentence(&self, range: ByteRange) -> ByteRange {
        let touches = |sentence: &&ByteRange| sentence.overlaps(range) || sentence.encloses(range);
        let mut touched = self.sentences.iter().filter(touches);
        let Some(first) = touched.next() else { return range };
        let last = touched.next_back().unwrap_or(first);
        ByteRange::new(first.start().min(range.start()), last.end().max(range.end()))
    }

    /// The sentences that `range` is in, and those of every quotation that overlaps them: no quotation is split.
    fn whole(&self, range: ByteRange) -> ByteRange {
        let mut now = self.sentence(range);
        loop {
            let parted = self.quotations.iter().find(|one| one.whole.overlaps(now) && !now.encloses(one.whole));
            // One around all of it is a step of its own.
            let Some(parted) = parted.filter(|one| !one.inside.encloses(now)) else { return now };
            now =
                self.sentence(ByteRange::new(now.start().min(parted.whole.start()), now.end().max(parted.whole.end())));
        }
    }
}
