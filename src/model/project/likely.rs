//! The marks of other articles that a mark may be linked with, the likeliest first.
//!
//! The words that two passages share count by their rarity among the passages of the project; those of the mark's
//! sentence, and those of the articles' titles, count less.

use std::sync::Arc;

use crate::model::annotation::Annotation;
use crate::model::document::Document;
use crate::model::fold::{self, Keeps};
use crate::model::offset::ByteOffset;
use crate::model::project::corpus::Entry;
use crate::model::project::spot::Spot;
use crate::model::role;
use crate::model::segment;
use crate::model::suggest::is_negative;
use crate::model::suggest::stems::{Shared, Stems};
use crate::model::text::ArticleText;

/// Maximum marks that are found.
pub const MOST: usize = 60;

/// Weight of a word of the mark's passage, of its sentence, and of its article's title.
const WEIGHTS: [f32; 3] = [1.0, 0.4, 0.25];

/// Share of the weight of a word that the other passage does not have, but the title of its article.
const IN_TITLE: f32 = 0.3;

/// Share of the words of a passage, by their rarity, from which another one probably says the same.
const SURE: f32 = 0.4;

/// Minimum words that two passages share of which one says the same as the other.
const FEWEST: u32 = 3;

/// Bytes of a paragraph beyond which the sentence of a passage in it is not looked for.
const LONG: usize = 20_000;

/// A mark, and the words typed that the other one must have.
#[derive(Debug)]
pub struct Wanted<'a> {
    path: &'a str,
    document: &'a Document,
    mark: &'a Annotation,
    stems: Stems,
    /// The bits of the words of its passage, of its sentence, and of its article's title.
    groups: Vec<u64>,
    typed: Vec<String>,
    keeps: Keeps,
}

/// A mark in another article.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The mark.
    pub spot: Spot,
    /// The likelihood; only its order means something.
    pub score: f32,
    /// True if both passages probably say the same, or the one answers the other.
    pub sure: bool,
    /// The role that is likely meant, and true if it leads from the other mark to this one.
    pub role: Option<(&'static str, bool)>,
}

/// Marks that were looked at.
#[derive(Debug, Default)]
pub struct Looked<'a> {
    seen: Vec<Seen<'a>>,
    /// Marks that share no word, of which a few are kept.
    others: usize,
    /// Number of passages with each word.
    counts: Vec<u32>,
    passages: u32,
}

#[derive(Debug)]
struct Seen<'a> {
    entry: &'a Entry,
    mark: &'a Annotation,
    shared: Shared,
    title: u64,
    /// True if its passage has the words typed.
    says: bool,
}

impl<'a> Wanted<'a> {
    /// The query for a mark of the article with this path: all of the words typed.
    pub fn new(path: &'a str, document: &'a Document, mark: &'a Annotation, typed: &str) -> Self {
        let text = &document.article().text;
        let passages: Vec<&str> = mark.target.found().map(|range| text.slice(range)).collect();
        let sentence = mark.target.found().next().filter(|range| text.full_paragraph(range.start()).len() <= LONG);
        let sentence = sentence.and_then(|range| segment::sentence_at(text, range.start()));
        let passage = passages.join(" ");
        let title = document.article().name();
        let (stems, groups) =
            Stems::of([passage.as_str(), sentence.map_or("", |sentence| text.slice(sentence)), title.as_str()]);
        let (typed, keeps) = fold::as_typed(typed);
        let typed = typed.split_whitespace().map(str::to_owned).collect();
        Self { path, document, mark, stems, groups, typed, keeps }
    }

    /// Looks at the marks of some articles.
    pub fn look(&self, entries: &'a [Arc<Entry>]) -> Looked<'a> {
        let mut looked = Looked { counts: vec![0; 64], ..Looked::default() };
        for entry in entries.iter().filter(|entry| entry.path != self.path) {
            let mut title = None;
            for mark in entry.document.set().annotations() {
                if !is_linkable(self.mark, mark) {
                    continue;
                }
                let Some(says) = self.fits(entry, mark) else { continue };
                let mut shared = Shared::default();
                let text = &entry.document.article().text;
                mark.target.found().for_each(|range| self.stems.look(text.slice(range), &mut shared));
                looked.passages += 1;
                let mut bits = shared.bits;
                while bits != 0 {
                    looked.counts[bits.trailing_zeros() as usize] += 1;
                    bits &= bits - 1;
                }
                let title = *title.get_or_insert_with(|| {
                    let mut shared = Shared::default();
                    self.stems.look(&entry.document.article().name(), &mut shared);
                    shared.bits
                });
                let nothing = shared.bits | title == 0;
                looked.others += usize::from(nothing);
                if !nothing || looked.others <= MOST {
                    looked.seen.push(Seen { entry, mark, shared, title, says });
                }
            }
        }
        looked
    }

    /// True if the passage has the words typed, false if it has them with its speaker and its article's title and site;
    /// `None` if these have not all of them either.
    fn fits(&self, entry: &Entry, mark: &Annotation) -> Option<bool> {
        let article = entry.document.article();
        let has = |text: &str, word: &str| {
            contains(text, word) || (!text.is_ascii() && fold::folded(text, self.keeps).contains(word))
        };
        let says = |word: &String| {
            mark.target.found().any(|range| has(article.text.slice(range), word))
                || mark.target.lost().any(|quote| has(&quote.exact, word))
        };
        let speaker = mark.speaker.as_ref().map_or("", |speaker| speaker.label());
        let around = |word: &String| [speaker, article.title(), article.site()].iter().any(|text| has(text, word));
        let mut all = true;
        for word in &self.typed {
            let is_said = says(word);
            all &= is_said;
            if !is_said && !around(word) {
                return None;
            }
        }
        Some(all)
    }

    /// The marks that were looked at, the likeliest first, at most [`MOST`].
    pub fn rank(&self, looked: &[Looked<'_>]) -> Vec<Found> {
        let passages: u32 = looked.iter().map(|looked| looked.passages).sum();
        let count = |bit: usize| looked.iter().map(|looked| looked.counts[bit]).sum();
        let rarity = Rarity(std::array::from_fn(|bit| rarity(count(bit), passages)));
        let seen = looked.iter().flat_map(|looked| &looked.seen);
        let mut scored: Vec<(f32, &Seen<'_>)> = seen.map(|seen| (self.score(seen, &rarity), seen)).collect();
        let order = |(score, seen): &(f32, &Seen<'_>), (other, than): &(f32, &Seen<'_>)| {
            other.total_cmp(score).then_with(|| seen.place().cmp(&than.place()))
        };
        if scored.len() > MOST {
            scored.select_nth_unstable_by(MOST, order);
            scored.truncate(MOST);
        }
        scored.sort_by(order);
        let found = |(score, seen): (f32, &Seen<'_>)| {
            let common = self.groups[0] & seen.shared.bits;
            let least = FEWEST.min(self.groups[0].count_ones().max(2));
            let there = &seen.entry.document.article().text;
            Found {
                spot: Spot { path: seen.entry.path.clone(), mark: seen.mark.id.clone() },
                score,
                sure: rarity.of(common) >= SURE * rarity.of(self.groups[0]) && common.count_ones() >= least,
                role: likely_role((&self.document.article().text, self.mark), (there, seen.mark)),
            }
        };
        scored.into_iter().map(found).collect()
    }

    fn score(&self, seen: &Seen<'_>, rarity: &Rarity) -> f32 {
        let both = |(group, weight): (&u64, f32)| {
            let (here, above) = (group & seen.shared.bits, group & seen.title & !seen.shared.bits);
            weight * (rarity.of(here) + IN_TITLE * rarity.of(above))
        };
        let own = self.groups[0];
        let share = self.groups.iter().zip(WEIGHTS).map(both).sum::<f32>() / rarity.of(own).max(0.01);
        let common = 2 * (own & seen.shared.bits).count_ones();
        let alike = common as f32 / (own.count_ones() + seen.shared.words).max(1) as f32;
        let is_claim = seen.mark.kind.id() == "claim";
        // Nobody denies what they say themselves.
        let speakers = self.mark.speaker.as_ref().zip(seen.mark.speaker.as_ref());
        let same = speakers.is_some_and(|(one, other)| !one.name.is_empty() && one.name == other.name);
        let denies = same && is_claim && self.mark.kind.id() == "denial";
        let typed = if seen.says { 1.0 } else { 0.0 };
        typed + 0.7 * share + 0.3 * alike.min(1.0) + if is_claim { 0.08 } else { 0.0 } - if denies { 0.3 } else { 0.0 }
    }
}

impl Seen<'_> {
    /// The sort key of equally likely marks.
    fn place(&self) -> (&str, ByteOffset) {
        (&self.entry.path, self.mark.target.bounds().unwrap_or_default().start())
    }
}

/// The weight of each word that is looked for.
struct Rarity([f32; 64]);

impl Rarity {
    /// The sum of the weights of words.
    fn of(&self, mut bits: u64) -> f32 {
        let mut sum = 0.0;
        while bits != 0 {
            sum += self.0[bits.trailing_zeros() as usize];
            bits &= bits - 1;
        }
        sum
    }
}

/// The weight of a word by the number of passages that have it, from 0 to 1 for one that is in one passage only.
fn rarity(count: u32, passages: u32) -> f32 {
    /// A word that no other passage has tells less than one that some have: the other may use another word for it.
    const ALONE: f32 = 0.4;
    /// Minimum passages that counts are related to: of few passages, most are about the same.
    const FEW: u32 = 50;
    if count == 0 {
        return ALONE;
    }
    let passages = passages.max(FEW) as f32 + 1.0;
    ((passages / count as f32).ln() / passages.ln()).max(0.0).powi(2)
}

/// True if two marks may be linked, from either end.
fn is_linkable(one: &Annotation, other: &Annotation) -> bool {
    role::allowed(&one.kind, &other.kind).chain(role::allowed(&other.kind, &one.kind)).next().is_some()
}

/// The role in which a mark is probably linked with one in another article, and true if it leads from the other one:
/// marks of one kind restate each other, unless one of them is negative and the other is not.
pub fn likely_role(
    (text, mark): (&ArticleText, &Annotation),
    (their, other): (&ArticleText, &Annotation),
) -> Option<(&'static str, bool)> {
    let differ = || is_negative(text, mark) != is_negative(their, other);
    let from = |one: &Annotation, other: &Annotation| {
        let allowed: Vec<&'static str> = role::allowed(&one.kind, &other.kind).map(|row| row.id).collect();
        let has = |role: &&str| allowed.contains(role);
        let wanted = match () {
            () if has(&"rebuts") && (has(&"restates") || has(&"supports")) && differ() => "rebuts",
            () if has(&"restates") => "restates",
            () => "supports",
        };
        Some(wanted).filter(has).or_else(|| allowed.first().copied())
    };
    from(mark, other).map(|role| (role, false)).or_else(|| from(other, mark).map(|role| (role, true)))
}

/// True if a text has a word typed, which is folded, whatever the case of its ASCII letters.
fn contains(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else { return true };
    let both = [first.to_ascii_lowercase(), first.to_ascii_uppercase()];
    let starts = text.iter().enumerate().filter(|(_, byte)| both.contains(byte)).map(|(at, _)| at);
    starts.into_iter().any(|at| text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word)))
}
