//! Speakers in scripts without capitals: the phrases around a verb of saying, and those that can speak.
//!
//! A phrase is the words between punctuation, figures and the words that end a subject. It is a speaker by a word for an
//! office or a body in it, by the particle of a subject, or by its place alone between the start of a clause and the verb.

use super::japanese;
use super::verbs::{Beside, THAT, brackets, has_case, has_uncased, is_punctuation, verbs};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::phrases::{Use, has_word, phrases};
use crate::model::script::{ascii_digit, is_hangul, is_unspaced};
use crate::model::segment;
use crate::model::text::ArticleText;

/// Maximum words of a speaker, and maximum characters in scripts without spaces.
const LONGEST: (usize, usize) = (7, 40);

/// Maximum words of a speaker that is known by its place alone, and maximum characters in scripts without spaces.
const PLAIN: (usize, usize) = (4, 20);

/// Minimum words of a clause that is said.
const CONTENT: usize = 3;

/// Particles of a Korean subject, the longer ones first; those of a topic before the last two.
const PARTICLES: &[&str] = &["께서는", "께서", "에서는", "은", "는", "이", "가"];

/// Endings of Korean words that only look like those of a subject.
const NO_SUBJECTS: &[&str] =
    &["다는", "라는", "하는", "되는", "있는", "없는", "같은", "받은", "많은", "한다는", "지는", "리는"];

/// The cause of the end of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Punctuation, or the end of the words.
    Clause,
    /// A word that ends a subject, or a figure.
    Word,
    /// A particle that only subjects of such verbs have: ने.
    Agent,
    /// The particle of a topic.
    Topic,
    /// The particle of any subject.
    Subject,
    /// A verb of denial, of which the last words of the phrase are the object.
    Denial,
}

/// Words between two ends.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    range: ByteRange,
    words: usize,
    /// The number of its clause.
    clause: usize,
    /// True if nothing but times and prepositions is before it in its clause.
    is_first: bool,
    end: End,
}

/// The speaker before or after a verb of saying in one of the gaps between quotations.
pub(super) fn speaker(text: &ArticleText, gaps: &[ByteRange], gap: usize, cue: ByteRange) -> Option<ByteRange> {
    let here = ByteRange::new(gaps[gap].start(), cue.start());
    let previous = gap.checked_sub(1).and_then(|before| gaps.get(before)).copied();
    if is_japanese(text, cue) {
        return japanese::subject(text, here).or_else(|| japanese::subject(text, previous?));
    }
    let near = before(text, here);
    let after = || after(text, cue, gaps[gap], gap > 0);
    let is_joined = text.slice(cue).starts_with(['و', 'ו']);
    let found = match near {
        Some((rank, range)) if rank <= 1 && !is_joined => Some(range),
        _ => after().or(near.map(|(_, range)| range)),
    };
    found.or_else(|| before(text, previous?).map(|(_, range)| range))
}

/// The attribution of a clause: "X reports that …", "according to X, …".
pub(super) fn clause(text: &ArticleText, sentence: ByteRange) -> Option<Beside> {
    if !has_uncased(text.slice(sentence)) {
        return None;
    }
    according(text, sentence).or_else(|| {
        let words = segment::words(text, sentence);
        let verbs = verbs(text, &words);
        let ((_, cue), (_, last)) = (*verbs.first()?, *verbs.last()?);
        if has_case(text.slice(cue)) {
            return None;
        }
        if is_japanese(text, cue) {
            return japanese::clause(text, sentence, last);
        }
        if text.slice(cue).starts_with(is_hangul) {
            return reported(text, sentence, last);
        }
        let is_last = !words.iter().any(|word| word.start() >= cue.end());
        if is_last && is_ethiopic(text, cue) {
            return reported(text, sentence, cue);
        }
        let (rank, speaker) = match before(text, ByteRange::new(sentence.start(), cue.start())) {
            Some(found) if !text.slice(cue).starts_with(['و', 'ו']) => found,
            _ => (1, after(text, cue, sentence, false)?),
        };
        // The verb of a main clause, beside its subject.
        let is_sure =
            rank <= 1 && has_letters_only(text, speaker.end().min(cue.end()), cue.start().max(speaker.start()));
        let content = rest(text, ByteRange::new(cue.end().max(speaker.end()), sentence.end()))?;
        is_sure.then_some(Beside { cue, speaker: Some(speaker), content: Some(content) })
    })
}

/// The attribution of a clause whose verb comes last, in Korean and Amharic.
fn reported(text: &ArticleText, sentence: ByteRange, cue: ByteRange) -> Option<Beside> {
    let said = ByteRange::new(sentence.start(), cue.start());
    let is_korean = text.slice(cue).starts_with(is_hangul);
    if is_korean && !text.slice(said).trim_end().ends_with(['고', '며']) {
        return None;
    }
    let can = |phrase: &Phrase| phrase.is_first && (can_speak(text, phrase) && has_office(text, phrase.range));
    let found = split(text, said).into_iter().take_while(|phrase| phrase.clause == 0).find(can)?;
    if is_korean && !matches!(found.end, End::Topic | End::Subject) {
        return None;
    }
    let particle = segment::words(text, said).into_iter().find(|word| word.end() >= found.range.end())?;
    let content = is_korean.then(|| rest(text, ByteRange::new(particle.end(), cue.start()))).flatten();
    Some(Beside { cue, speaker: Some(found.range), content })
}

/// The attribution by words for "according to", after the source or before it.
pub(super) fn according(text: &ArticleText, sentence: ByteRange) -> Option<Beside> {
    if let Some(found) = japanese::according(text, sentence) {
        return Some(found);
    }
    let words = segment::words(text, sentence);
    let is = |of: Use, word: &&ByteRange| has_word(of, text.slice(**word));
    if let Some(cue) = words.iter().find(|word| is(Use::According, word)) {
        let source = split(text, ByteRange::new(sentence.start(), cue.start())).pop()?;
        let genitive = |range: ByteRange| without_ending(text, range, &["এর", "ের", "에"]);
        let source = Phrase { range: genitive(source.range), ..source };
        let content = rest(text, ByteRange::new(cue.end(), sentence.end()));
        return is_source(text, &source).then_some(Beside { cue: *cue, speaker: Some(source.range), content });
    }
    let cue = words.iter().take(2).find(|word| is(Use::AccordingTo, word))?;
    let after = split(text, ByteRange::new(cue.end(), sentence.end()));
    let source = after.first().filter(|phrase| phrase.clause == 0 && phrase.is_first)?;
    let next = after.iter().find(|phrase| phrase.clause > 0)?;
    let content = rest(text, ByteRange::new(next.range.start(), sentence.end()));
    is_source(text, source).then_some(Beside { cue: *cue, speaker: Some(source.range), content })
}

/// True if a phrase can be the source of what is reported: not "reports", and not one common word.
fn is_source(text: &ArticleText, phrase: &Phrase) -> bool {
    can_speak(text, phrase) && phrase.is_first && (has_office(text, phrase.range) || phrase.words > 1)
}

/// The likeliest speaker of the words before a verb or a quotation, with its rank, of which the lower is the surer.
fn before(text: &ArticleText, range: ByteRange) -> Option<(usize, ByteRange)> {
    let all = split(text, range);
    // The clause of the verb may be empty: "رضا، گفت".
    let clause = all.last()?.clause;
    let count = all.len();
    let korean = text.slice(range).contains(is_hangul);
    let rank = |(at, phrase): (usize, &Phrase)| {
        let is_marked = matches!(phrase.end, End::Topic | End::Subject);
        if !can_speak(text, phrase) || (korean && !is_marked) {
            return None;
        }
        let is_office = has_office(text, phrase.range);
        let is_near = at + 1 == count;
        let rank = match phrase.end {
            End::Agent => 0,
            _ if is_office && phrase.clause == clause => 1,
            End::Subject if is_near && phrase.is_first => 1,
            _ if !korean && phrase.clause == clause && is_near && phrase.is_first && is_plain(text, phrase) => 1,
            _ if is_office => 2,
            End::Topic if phrase.is_first => 3,
            _ => return None,
        };
        // Among the subjects of one clause the first, among clauses the nearest.
        Some(((rank, clause - phrase.clause, if rank == 0 { count - at } else { at }), phrase.range))
    };
    all.iter().enumerate().filter_map(rank).min().map(|((rank, ..), range)| (rank, range))
}

/// The subject after a verb, where it can follow: in Arabic and Hebrew, and elsewhere where the verb follows a quotation.
fn after(text: &ArticleText, cue: ByteRange, gap: ByteRange, is_quoted: bool) -> Option<ByteRange> {
    let first = text.slice(cue).chars().next()?;
    if is_unspaced(first) || is_hangul(first) {
        return None;
    }
    let is_verb_first = matches!(first, '\u{590}'..='\u{77F}');
    let leads = split(text, ByteRange::new(gap.start(), cue.start())).is_empty();
    if !(is_verb_first || is_quoted && leads) {
        return None;
    }
    let range = ByteRange::new(cue.end(), gap.end());
    let next = segment::words(text, range).into_iter().next()?;
    let word = text.slice(next);
    let apart = text.slice(ByteRange::new(cue.end(), next.start())).contains(is_punctuation);
    if apart || THAT.contains(&word) || word == "و" || word.starts_with("לע") && word.ends_with("ים") {
        return None;
    }
    let phrase = split(text, range).into_iter().next().filter(|phrase| phrase.clause == 0 && phrase.is_first)?;
    can_speak(text, &phrase).then_some(phrase.range)
}

/// The phrases of a stretch of text, without what is in brackets.
fn split(text: &ArticleText, range: ByteRange) -> Vec<Phrase> {
    let aside = brackets(text, range);
    let words: Vec<ByteRange> =
        segment::words(text, range).into_iter().filter(|word| !aside.iter().any(|one| one.encloses(*word))).collect();
    let mut found = Vec::new();
    let (mut clause, mut is_first) = (0, true);
    let mut open: Option<(usize, usize)> = None;
    let mut close =
        |open: &mut Option<(usize, usize)>, clause: usize, is_first: &mut bool, end: End, to: Option<ByteOffset>| {
            let Some((first, last)) = open.take() else { return };
            let range = ByteRange::new(words[first].start(), to.unwrap_or(words[last].end()));
            found.push(Phrase { range, words: last - first + 1, clause, is_first: *is_first, end });
            *is_first = false;
        };
    for (at, word) in words.iter().enumerate() {
        let written = text.slice(*word);
        if at > 0 {
            let between = ByteRange::new(words[at - 1].end(), word.start());
            let mut marks = text.slice(between).char_indices().map(|(to, c)| (between.start().get() + to, c));
            if marks.any(|(to, c)| is_punctuation(c) && !aside.iter().any(|one| one.contains(ByteOffset::new(to)))) {
                close(&mut open, clause, &mut is_first, End::Clause, None);
                (clause, is_first) = (clause + 1, true);
            }
        }
        if let Some(end) = ending(written) {
            // "X-এ": the particle takes in the word that it is joined to.
            let joined = at > 0 && text.slice(ByteRange::new(words[at - 1].end(), word.start())) == "-";
            if joined && let Some((first, last)) = open.as_mut() {
                if first == last { open = None } else { *last -= 1 }
            }
            close(&mut open, clause, &mut is_first, end, None);
            let is_date = [Use::DateWord, Use::Month, Use::Weekday].iter().any(|of| has_word(*of, written));
            is_first = if is_number(written) { false } else { is_first || is_date };
            continue;
        }
        open = Some((open.map_or(at, |(first, _)| first), at));
        let follows = |word: &ByteRange| is_ergative(text.slice(*word));
        if is_ergative(written) && !words[at + 1..].iter().take(2).any(follows) {
            close(&mut open, clause, &mut is_first, End::Agent, None);
            continue;
        }
        if let Some((stem, end)) = particle(written) {
            close(&mut open, clause, &mut is_first, end, Some(ByteOffset::new(word.start().get() + stem.len())));
        }
    }
    close(&mut open, clause, &mut is_first, End::Clause, None);
    found
}

/// The end that a word makes, if it is part of no phrase.
fn ending(word: &str) -> Option<End> {
    if matches!(word, "ने" | "نے") {
        return Some(End::Agent);
    }
    if has_word(Use::Denial, word) {
        return Some(End::Denial);
    }
    let uses = [Use::SubjectEnd, Use::Saying, Use::Month, Use::Weekday, Use::DateWord];
    let ends = is_number(word) || THAT.contains(&word) || uses.iter().any(|of| has_word(*of, word));
    (ends || is_amharic_object(word)).then_some(End::Word)
}

/// True for figures, and words for numbers in scripts with spaces.
fn is_number(word: &str) -> bool {
    word.chars().any(|c| ascii_digit(c).is_some()) || !word.starts_with(is_unspaced) && has_word(Use::Number, word)
}

/// True for an Amharic word with the ending of an object, or a Latin one with a preposition.
fn is_amharic_object(word: &str) -> bool {
    let is_ethiopic = |c: char| matches!(c, '\u{1200}'..='\u{137F}');
    // Letters are in the order of their vowels, of which "u" is the second.
    let is_definite = |stem: &str| stem.ends_with(|c: char| matches!(c, 'ዋ' | 'ች') || u32::from(c) % 8 == 1);
    word.starts_with(is_ethiopic)
        && (word.strip_suffix('ን').is_some_and(is_definite) || word.contains(|c: char| c.is_ascii_alphanumeric()))
}

/// True for a Georgian word in the case of a subject of "said". A first name before a surname may have no such ending.
fn is_ergative(word: &str) -> bool {
    word.starts_with(|c| matches!(c, '\u{10D0}'..='\u{10FF}')) && (word.ends_with("მა") || word.ends_with('მ'))
}

/// A Korean word without the particle of a subject, and the kind of the particle.
fn particle(word: &str) -> Option<(&str, End)> {
    let is_korean = word.chars().next_back().is_some_and(is_hangul);
    if !is_korean || has_word(Use::Office, word) || NO_SUBJECTS.iter().any(|ending| word.ends_with(ending)) {
        return None;
    }
    let (particle, stem) = PARTICLES.iter().find_map(|particle| Some((*particle, word.strip_suffix(particle)?)))?;
    let end = if matches!(particle, "이" | "가") { End::Subject } else { End::Topic };
    (!stem.is_empty()).then_some((stem, end))
}

/// True if a phrase may be somebody: short, not a pronoun, and without an object.
fn can_speak(text: &ArticleText, phrase: &Phrase) -> bool {
    let written = text.slice(phrase.range);
    let words = words_in(text, phrase.range);
    let is_none = |word: Option<&ByteRange>| word.is_some_and(|word| has_word(Use::NoSpeaker, text.slice(*word)));
    let unspaced = written.contains(is_unspaced);
    let is_short = if unspaced { written.chars().count() <= LONGEST.1 } else { phrase.words <= LONGEST.0 };
    is_short
        && phrase.end != End::Denial
        && written.chars().count() > 1
        && !is_none(words.first())
        && !is_none(words.last())
}

/// The words of a phrase, of which the last may go on with a particle.
fn words_in(text: &ArticleText, phrase: ByteRange) -> Vec<ByteRange> {
    let whole = |word: ByteRange| ByteRange::new(word.start(), word.end().min(phrase.end()));
    segment::words(text, phrase).into_iter().map(whole).collect()
}

/// True if a phrase is as short as a name.
fn is_plain(text: &ArticleText, phrase: &Phrase) -> bool {
    let written = text.slice(phrase.range);
    if written.contains(is_unspaced) { written.chars().count() <= PLAIN.1 } else { phrase.words <= PLAIN.0 }
}

/// True if a phrase has a word for an office or a body.
pub(super) fn has_office(text: &ArticleText, phrase: ByteRange) -> bool {
    let written = text.slice(phrase);
    if written.contains(is_unspaced) {
        return phrases(Use::Office).iter().any(|office| {
            let is_single = office.chars().nth(1).is_none();
            if is_single { written.ends_with(office) } else { written.contains(office) }
        });
    }
    words_in(text, phrase).into_iter().any(|word| has_word(Use::Office, text.slice(word)))
}

/// The voice of a speaker: unnamed if it is nothing but words for an office.
pub(super) fn voice(text: &ArticleText, speaker: ByteRange) -> &'static str {
    let words = words_in(text, speaker);
    let is_office = |word: &ByteRange| has_word(Use::Office, text.slice(*word));
    if words.iter().all(is_office) { "unnamed" } else { "named" }
}

/// The words of a clause that is said, if they are enough.
fn rest(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let words = segment::words(text, range);
    let skipped = words.iter().take_while(|word| THAT.contains(&text.slice(**word))).count();
    let words = words.get(skipped..).filter(|words| words.len() >= CONTENT)?;
    Some(ByteRange::new(words.first()?.start(), words.last()?.end()))
}

/// A range without one of these endings.
fn without_ending(text: &ArticleText, range: ByteRange, endings: &[&str]) -> ByteRange {
    let written = text.slice(range);
    let stem = endings.iter().find_map(|ending| written.strip_suffix(ending));
    let stem = stem.filter(|stem| stem.chars().count() > 1).unwrap_or(written);
    ByteRange::of(range.start().get(), range.start().get() + stem.len())
}

/// True if no punctuation is between two places.
fn has_letters_only(text: &ArticleText, start: ByteOffset, end: ByteOffset) -> bool {
    start >= end || !text.slice(ByteRange::new(start, end)).contains(is_punctuation)
}

fn is_japanese(text: &ArticleText, verb: ByteRange) -> bool {
    text.slice(verb).contains(|c| matches!(c, '\u{3041}'..='\u{30FF}'))
}

fn is_ethiopic(text: &ArticleText, verb: ByteRange) -> bool {
    text.slice(verb).starts_with(|c| matches!(c, '\u{1200}'..='\u{137F}'))
}
