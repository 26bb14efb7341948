//! Lines and sentences matched whatever their order: rows of a table that was sorted anew, paragraphs and sentences
//! that moved.
//!
//! A word diff keeps the order of both texts, so it aligns a row with whichever row took its place. Lines are matched
//! first: those that occur once in each text, then their equal neighbours, then sentences that occur once in each text,
//! then rows whose figures changed, by the words that distinguish a row (inverse document frequency, K. Spärck Jones
//! 1972).

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::align::words::Words;

/// Minimum words and bytes of a line that is matched by itself; a shorter one may occur anywhere.
const LINE: (usize, usize) = (3, 12);

/// Minimum words and bytes of a sentence that is matched by itself.
const SENTENCE: (usize, usize) = (4, 20);

/// Maximum words and bytes of a row.
const ROW: (usize, usize) = (60, 1000);

/// Minimum share of a line's words that a neighbouring line has too, for both to be rows of one table.
const TEMPLATE: f64 = 0.5;

/// Minimum share of numbers among a line's words, for it to be a row of figures.
const FIGURES: f64 = 0.25;

/// Weight of a number next to that of a name: the same number may be in any row.
const NUMBER: f64 = 0.3;

/// Factor for the name that a row begins with.
const LABEL: f64 = 2.0;

/// Minimum share of the distinguishing words that two versions of a row have in common.
const SHARE: f64 = 0.4;

/// The same if neither is the other's best match.
pub(super) const ALIKE: f64 = 0.6;

/// Minimum lead of a match over the next best one.
const LEAD: f64 = 1.3;

/// Maximum rows with a word by which rows are looked up, and maximum look-ups: bounds on hostile tables.
const POSTINGS: usize = 64;
const LOOK_UPS: usize = 1 << 22;

/// A text with its words and lines.
#[derive(Debug)]
pub(super) struct Lined<'a> {
    text: &'a str,
    words: &'a Words,
    /// The words of each line that is not blank.
    pub lines: Vec<Range<usize>>,
    /// True for lines that are rows of a table or of figures.
    pub rows: Vec<bool>,
}

/// A stretch of the old text and the stretch of the new text that matches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub old: Range<usize>,
    pub new: Range<usize>,
    /// True if the words are the same.
    pub same: bool,
}

impl<'a> Lined<'a> {
    pub fn new(text: &'a str, words: &'a Words) -> Self {
        let mut lines: Vec<Range<usize>> = Vec::new();
        for word in 0..words.len() {
            let starts = word == 0 || text[words.gap(word)].contains('\n');
            match lines.last_mut() {
                Some(last) if !starts => last.end = word + 1,
                _ => lines.push(word..word + 1),
            }
        }
        let mut lined = Self { text, words, lines, rows: Vec::new() };
        lined.rows = (0..lined.lines.len()).map(|line| lined.is_row(line)).collect();
        lined
    }

    pub fn ids(&self, stretch: &Range<usize>) -> &'a [u32] {
        &self.words.ids[stretch.clone()]
    }

    /// True if a line is short enough to be a row.
    pub fn is_short(&self, line: usize) -> bool {
        let words = &self.lines[line];
        words.len() <= ROW.0 && self.words.length(words.clone()) <= ROW.1
    }

    /// The text of a stretch of words.
    pub fn slice(&self, stretch: &Range<usize>) -> &'a str {
        self.words.stretch(stretch.clone()).map_or("", |bytes| &self.text[bytes])
    }

    /// The line that contains a word.
    pub fn line_of(&self, word: usize) -> usize {
        self.lines.partition_point(|line| line.end <= word)
    }

    fn is_number(&self, word: usize) -> bool {
        self.slice(&(word..word + 1)).starts_with(|c: char| c.is_numeric())
    }

    fn is_letters(&self, word: usize) -> bool {
        self.slice(&(word..word + 1)).contains(char::is_alphanumeric)
    }

    fn is_row(&self, line: usize) -> bool {
        let words = &self.lines[line];
        if !self.is_short(line) {
            return false;
        }
        let numbers = words.clone().filter(|word| self.is_number(*word)).count();
        if numbers > 0 && numbers as f64 >= FIGURES * words.len() as f64 || self.slice(words).contains('\t') {
            return true;
        }
        let neighbours = [line.checked_sub(1), Some(line + 1)];
        neighbours.into_iter().flatten().any(|other| self.is_like(line, other))
    }

    /// True if a line shares most of its words with another.
    fn is_like(&self, line: usize, other: usize) -> bool {
        let Some(other) = self.lines.get(other).filter(|other| other.len() <= ROW.0) else { return false };
        // Punctuation is the same anywhere.
        let ids = |line: &Range<usize>| -> Vec<u32> {
            line.clone().filter(|word| self.is_letters(*word)).map(|word| self.words.ids[word]).collect()
        };
        let (one, mut rest) = (ids(&self.lines[line]), ids(other));
        let longer = one.len().max(rest.len());
        let same = one.iter().filter(|id| {
            let at = rest.iter().position(|other| other == *id);
            at.map(|at| rest.swap_remove(at)).is_some()
        });
        let same = same.count();
        same >= LINE.0 && same as f64 >= TEMPLATE * longer as f64
    }

    /// The sentences of a line by their end marks: units of comparison, not of grammar.
    fn sentences(&self, line: &Range<usize>) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut from = line.start;
        for word in line.clone() {
            let ends = self.slice(&(word..word + 1)).ends_with(['.', '!', '?', '…', '。', '！', '？']);
            // A closing quotation mark belongs to its sentence.
            let apart = word + 1 == line.end || !self.words.gap(word + 1).is_empty();
            let closes = !self.is_letters(word) && word > from && self.ends_before(word);
            let wide = self.slice(&(word..word + 1)).ends_with(['。', '！', '？']);
            if (ends || closes) && (apart || wide) || word + 1 == line.end {
                sentences.push(from..word + 1);
                from = word + 1;
            }
        }
        sentences
    }

    fn ends_before(&self, word: usize) -> bool {
        self.words.gap(word).is_empty() && self.slice(&(word - 1..word)).ends_with(['.', '!', '?', '…'])
    }
}

/// The stretches of two texts that match, in the order of the old text; none of them overlap.
pub(super) fn pairs(old: &Lined<'_>, new: &Lined<'_>, weights: &Weights) -> Vec<Pair> {
    let mut matched = Matched::new(old, new);
    let lines = |lined: &Lined<'_>| lined.lines.iter().cloned().enumerate().collect::<Vec<_>>();
    for (one, other) in once((old, lines(old)), (new, lines(new)), LINE) {
        matched.take(one, other);
    }
    matched.extend();
    let sentences = |lined: &Lined<'_>, taken: &[Option<usize>]| {
        let free = (0..lined.lines.len()).filter(|line| taken[*line].is_none());
        free.flat_map(|line| lined.sentences(&lined.lines[line]).into_iter().map(move |words| (line, words)))
            .collect::<Vec<_>>()
    };
    let parts = (sentences(old, &matched.new_of), sentences(new, &matched.old_of));
    let whole: Vec<(Range<usize>, Range<usize>)> = {
        let places =
            |units: &[(usize, Range<usize>)]| units.iter().map(|(_, words)| words.clone()).enumerate().collect();
        let (old_places, new_places): (Vec<_>, Vec<_>) = (places(&parts.0), places(&parts.1));
        let found = once((old, old_places), (new, new_places), SENTENCE);
        found.into_iter().map(|(one, other)| (parts.0[one].1.clone(), parts.1[other].1.clone())).collect()
    };
    let cut: (HashSet<usize>, HashSet<usize>) = (
        whole.iter().map(|(one, _)| old.line_of(one.start)).collect(),
        whole.iter().map(|(_, other)| new.line_of(other.start)).collect(),
    );
    let changed = changed_rows(&matched, &cut, weights);
    let same = matched.new_of.iter().enumerate().filter_map(|(line, other)| Some((line, (*other)?)));
    let pair =
        |(one, other): (usize, usize), same| Pair { old: old.lines[one].clone(), new: new.lines[other].clone(), same };
    let mut pairs: Vec<Pair> = same.map(|lines| pair(lines, true)).collect();
    pairs.extend(changed.into_iter().map(|lines| pair(lines, false)));
    pairs.extend(whole.into_iter().map(|(old, new)| Pair { old, new, same: true }));
    pairs.sort_by_key(|pair| pair.old.start);
    pairs
}

/// The lines matched so far.
struct Matched<'a, 'b> {
    old: &'b Lined<'a>,
    new: &'b Lined<'a>,
    new_of: Vec<Option<usize>>,
    old_of: Vec<Option<usize>>,
}

impl<'a, 'b> Matched<'a, 'b> {
    fn new(old: &'b Lined<'a>, new: &'b Lined<'a>) -> Self {
        Self { old, new, new_of: vec![None; old.lines.len()], old_of: vec![None; new.lines.len()] }
    }

    fn take(&mut self, old: usize, new: usize) {
        self.new_of[old] = Some(new);
        self.old_of[new] = Some(old);
    }

    /// True if two unmatched lines have the same words.
    fn may(&self, old: usize, new: usize) -> bool {
        let free = matches!((self.new_of.get(old), self.old_of.get(new)), (Some(None), Some(None)));
        free && self.old.ids(&self.old.lines[old]) == self.new.ids(&self.new.lines[new])
    }

    /// Matches the equal neighbours of matched lines: repeated text is distinguished by its neighbours.
    fn extend(&mut self) {
        for line in 0..self.new_of.len() {
            if let Some(other) = self.new_of[line].filter(|other| self.may(line + 1, other + 1)) {
                self.take(line + 1, other + 1);
            }
        }
        for line in (1..self.new_of.len()).rev() {
            if let Some(other) = self.new_of[line].and_then(|other| other.checked_sub(1))
                && self.may(line - 1, other)
            {
                self.take(line - 1, other);
            }
        }
    }
}

/// Numbered stretches of a text.
type Units<'a, 'b> = (&'b Lined<'a>, Vec<(usize, Range<usize>)>);

/// The numbers of the stretches, long enough, that occur once in each of two texts.
fn once(old: Units<'_, '_>, new: Units<'_, '_>, (words, bytes): (usize, usize)) -> Vec<(usize, usize)> {
    #[derive(Default)]
    struct Seen {
        old: (usize, usize),
        new: (usize, usize),
    }
    let mut seen: HashMap<&[u32], Seen> = HashMap::new();
    for (number, stretch) in &old.1 {
        let (times, place) = &mut seen.entry(old.0.ids(stretch)).or_default().old;
        (*times, *place) = (*times + 1, *number);
    }
    for (number, stretch) in &new.1 {
        if let Some(Seen { new: (times, place), .. }) = seen.get_mut(new.0.ids(stretch)) {
            (*times, *place) = (*times + 1, *number);
        }
    }
    let long = |stretch: &Range<usize>| stretch.len() >= words || old.0.words.length(stretch.clone()) >= bytes;
    let of = |(number, stretch): &(usize, Range<usize>)| {
        let seen = seen.get(old.0.ids(stretch)).filter(|seen| seen.old.0 == 1 && seen.new.0 == 1)?;
        long(stretch).then_some((*number, seen.new.1))
    };
    old.1.iter().filter_map(of).collect()
}

/// Rows without an equal one, and the rows that they became: each the other's best match, by a clear lead.
fn changed_rows(
    matched: &Matched<'_, '_>,
    cut: &(HashSet<usize>, HashSet<usize>),
    weights: &Weights,
) -> Vec<(usize, usize)> {
    let Matched { old, new, .. } = matched;
    let free = |lined: &Lined<'_>, taken: &[Option<usize>], cut: &HashSet<usize>| -> Vec<usize> {
        let is_free = |line: &usize| lined.rows[*line] && taken[*line].is_none() && !cut.contains(line);
        (0..lined.lines.len()).filter(is_free).collect()
    };
    let (had, has) = (free(old, &matched.new_of, &cut.0), free(new, &matched.old_of, &cut.1));
    if had.is_empty() || has.is_empty() {
        return Vec::new();
    }
    let mut rows_with: HashMap<u32, Vec<usize>> = HashMap::new();
    for row in &has {
        for id in weights.telling(new.ids(&new.lines[*row])) {
            let rows = rows_with.entry(id).or_default();
            if rows.last() != Some(row) && rows.len() <= POSTINGS {
                rows.push(*row);
            }
        }
    }
    let mut left = LOOK_UPS;
    // For each row of either text its best match, the share, and the share of the next best.
    let mut best_old: HashMap<usize, (usize, f64, f64)> = HashMap::new();
    let mut best_new: HashMap<usize, (usize, f64, f64)> = HashMap::new();
    for row in &had {
        let mut likely: Vec<usize> = Vec::new();
        for id in weights.telling(old.ids(&old.lines[*row])) {
            let rows = rows_with.get(&id).filter(|rows| rows.len() <= POSTINGS);
            likely.extend(rows.into_iter().flatten());
        }
        likely.sort_unstable();
        likely.dedup();
        let words = old.lines[*row].len();
        let Some(rest) = left.checked_sub(likely.len() * words) else { return Vec::new() };
        left = rest;
        for other in likely {
            let share = weights.share(old.ids(&old.lines[*row]), new.ids(&new.lines[other]));
            note(best_old.entry(*row).or_insert((other, 0.0, 0.0)), other, share);
            note(best_new.entry(other).or_insert((*row, 0.0, 0.0)), *row, share);
        }
    }
    let clear = |(_, best, next): &(usize, f64, f64)| *best >= SHARE && *best >= LEAD * next;
    let mutual = |row: &usize| {
        let there = best_old.get(row).filter(|there| clear(there))?;
        let back = best_new.get(&there.0).filter(|back| clear(back) && back.0 == *row)?;
        Some((back.0, there.0))
    };
    had.iter().filter_map(mutual).collect()
}

fn note(known: &mut (usize, f64, f64), other: usize, share: f64) {
    if share > known.1 {
        *known = (other, share, known.1);
    } else if share > known.2 {
        known.2 = share;
    }
}

/// The weight of each word for distinguishing rows, and whether it is a name rather than a number.
#[derive(Debug)]
pub(super) struct Weights(HashMap<u32, (f64, bool)>);

impl Weights {
    pub fn new(old: &Lined<'_>, new: &Lined<'_>) -> Self {
        let mut found: HashMap<u32, ([usize; 2], f64)> = HashMap::new();
        let mut counts = [0, 0];
        for (side, lined) in [old, new].into_iter().enumerate() {
            for line in (0..lined.lines.len()).filter(|line| lined.rows[*line]) {
                counts[side] += 1;
                let words = lined.lines[line].clone();
                let mut seen: Vec<u32> = Vec::with_capacity(words.len());
                for word in words {
                    let id = lined.words.ids[word];
                    if seen.contains(&id) {
                        continue;
                    }
                    seen.push(id);
                    let kind = || match () {
                        () if lined.is_number(word) => NUMBER,
                        () if lined.is_letters(word) => 1.0,
                        () => 0.0,
                    };
                    found.entry(id).or_insert_with(|| ([0, 0], kind())).0[side] += 1;
                }
            }
        }
        let rows = counts[0].max(counts[1]) as f64;
        let weight = |([old, new], kind): ([usize; 2], f64)| (kind * (rows / old.max(new) as f64).ln(), kind == 1.0);
        Self(found.into_iter().map(|(id, seen)| (id, weight(seen))).collect())
    }

    fn of(&self, id: u32) -> f64 {
        self.0.get(&id).map_or(0.0, |(weight, _)| *weight)
    }

    /// The distinguishing words of a row.
    fn telling(&self, row: &[u32]) -> Vec<u32> {
        row.iter().copied().filter(|id| self.of(*id) > 0.0).collect()
    }

    /// The first name in a row, if there is one.
    fn label(&self, row: &[u32]) -> Option<u32> {
        let names = |id: &u32| self.0.get(id).is_some_and(|(weight, name)| *name && *weight > 0.0);
        row.iter().copied().find(names)
    }

    /// The weighted share of distinguishing words that two rows have in common.
    pub fn share(&self, one: &[u32], other: &[u32]) -> f64 {
        let labels = (self.label(one), self.label(other));
        let of = |id: u32, label: Option<u32>| self.of(id) * if Some(id) == label { LABEL } else { 1.0 };
        let total = |ids: &[u32], label: Option<u32>| ids.iter().map(|id| of(*id, label)).sum::<f64>();
        let mut rest: Vec<u32> = other.to_vec();
        let mut shared = 0.0;
        for id in one {
            if let Some(at) = rest.iter().position(|other| other == id) {
                rest.swap_remove(at);
                shared += of(*id, labels.0).min(of(*id, labels.1));
            }
        }
        let whole = total(one, labels.0).max(total(other, labels.1));
        if whole > 0.0 { shared / whole } else { 0.0 }
    }
}
