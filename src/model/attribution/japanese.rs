//! Subjects of Japanese verbs of saying: the noun before は or が, by its letters. Nouns are in kanji, katakana or Latin
//! letters, and what joins them to the rest of a sentence is in hiragana.

use super::verbs::{Beside, brackets};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::phrases::{Use, has_word, phrases};
use crate::model::script::ascii_digit;
use crate::model::text::ArticleText;

/// Maximum characters of a speaker.
const LONGEST: usize = 40;

/// Ends of names in hiragana.
const HONORIFICS: &[&str] = &["さん", "さま", "くん", "ちゃん", "たち", "ら"];

/// Words before a noun that point at something said before.
const POINTING: &[&str] = &["この", "その", "あの", "どの", "こうした", "そうした"];

/// A noun before the particle of a topic or a subject.
struct Noun {
    range: ByteRange,
    is_topic: bool,
    /// The start and the end of its particle.
    particle: (usize, usize),
}

/// The subject in the words before a verb or a quotation: the last one that is an office, a body or a person, else one right before their end.
pub(super) fn subject(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let mut nouns = nouns(text, range);
    nouns.retain(|noun| can_speak(text, noun.range));
    let is_last = |noun: &&Noun| {
        let rest = &text.as_str()[noun.particle.1..range.end().get()];
        rest.chars().all(|c| {
            c.is_whitespace() || matches!(c, '、' | '，' | 'と') || ascii_digit(c).is_some() || "年月日時".contains(c)
        })
    };
    let sure = |noun: &&Noun| is_somebody(text, noun.range) && (noun.is_topic || is_last(noun));
    let found = nouns.iter().rfind(sure).or_else(|| nouns.iter().rfind(is_last).filter(|noun| noun.is_topic));
    let found = found.or_else(|| nouns.iter().rfind(|noun| is_somebody(text, noun.range)));
    found.map(|noun| noun.range)
}

/// The attribution of a clause: 総務省は…と発表した.
pub(super) fn clause(text: &ArticleText, sentence: ByteRange, cue: ByteRange) -> Option<Beside> {
    let said = text.as_str()[sentence.start().get()..cue.start().get()].trim_end_matches(['、', ' ']);
    let said = said.strip_suffix('と')?;
    let nouns = nouns(text, ByteRange::new(sentence.start(), cue.start()));
    let is_it = |noun: &&Noun| noun.is_topic && is_somebody(text, noun.range) && can_speak(text, noun.range);
    let speaker = nouns.iter().find(is_it)?;
    let (start, end) = (speaker.particle.1, sentence.start().get() + said.len());
    let content = bare(text, ByteRange::of(start.min(end), end));
    Some(Beside { cue, speaker: Some(speaker.range), content })
}

/// The attribution of a clause by words for "according to": 警察によると、….
pub(super) fn according(text: &ArticleText, sentence: ByteRange) -> Option<Beside> {
    let words = text.slice(sentence);
    let japanese = phrases(Use::According).iter().filter(|phrase| phrase.starts_with(['に', 'の']));
    let (at, phrase) = japanese.filter_map(|phrase| Some((words.find(phrase)?, phrase))).min()?;
    let at = sentence.start().get() + at;
    let cue = ByteRange::of(at, at + phrase.len());
    let speaker = noun_before(text, sentence, at)?;
    if !can_speak(text, speaker) || !is_somebody(text, speaker) {
        return None;
    }
    let content = bare(text, ByteRange::new(cue.end(), sentence.end()));
    Some(Beside { cue, speaker: Some(speaker), content })
}

/// The nouns before the particles of a topic or a subject, in order.
fn nouns(text: &ArticleText, range: ByteRange) -> Vec<Noun> {
    let aside = brackets(text, range);
    let base = range.start().get();
    let mut found = Vec::new();
    for (at, c) in text.slice(range).char_indices() {
        let at = base + at;
        if !matches!(c, 'は' | 'が' | 'も') || aside.iter().any(|one| one.contains(ByteOffset::new(at))) {
            continue;
        }
        let is_double = text.as_str()[..at].ends_with('に') || text.as_str()[..at].ends_with('で');
        if let Some(noun) = noun_before(text, range, at).filter(|_| !is_double) {
            found.push(Noun { range: noun, is_topic: c == 'は', particle: (at, at + c.len_utf8()) });
        }
    }
    found
}

/// The noun that ends at a place, with what の joins to it, and without what is in brackets at its end.
fn noun_before(text: &ArticleText, within: ByteRange, at: usize) -> Option<ByteRange> {
    let whole = text.as_str();
    let aside = brackets(text, within);
    let opening = |end: usize| aside.iter().find(|one| one.end().get() == end).map(|one| one.start().get());
    let low = within.start().get();
    let end = opening(at).unwrap_or(at);
    let mut start = end;
    if let Some(honorific) = HONORIFICS.iter().find(|ending| whole[low..end].ends_with(**ending)) {
        start -= honorific.len();
    }
    while start > low {
        let before = whole[low..start].chars().next_back()?;
        if let Some(open) = opening(start) {
            start = open;
        } else {
            let joins = || {
                let first = start - before.len_utf8();
                before == 'の' && start < end && whole[low..first].ends_with(|c| is_noun(c) || c == '）')
            };
            if !is_noun(before) && !joins() {
                break;
            }
            start -= before.len_utf8();
        }
    }
    let noun = whole[start..end].trim_start_matches(['・', 'ー', '―', '-', ' ', '　']);
    let range = ByteRange::of(end - noun.len(), end);
    let points = POINTING.iter().any(|word| whole[low..range.start().get()].ends_with(word));
    let is_long = noun.chars().count() > LONGEST;
    (noun.chars().any(char::is_alphabetic) && !points && !is_long).then_some(range)
}

/// True if a noun may be somebody: no pronoun, and without figures but in brackets.
fn can_speak(text: &ArticleText, noun: ByteRange) -> bool {
    let words = text.slice(noun);
    let mut depth = 0_usize;
    let has_figures = words.chars().any(|c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && ascii_digit(c).is_some()
    });
    let last = words.rsplit('の').next().unwrap_or(words);
    !has_figures
        && !has_word(Use::NoSpeaker, last)
        && !phrases(Use::NoSpeaker).iter().any(|word| word.chars().count() > 1 && last.ends_with(word))
}

/// True if a noun ends as a person, an office or a body does, or is a name in katakana of several parts.
fn is_somebody(text: &ArticleText, noun: ByteRange) -> bool {
    let words = text.slice(noun);
    // "女性（62）"
    let words = match words.ends_with(['）', ')']) {
        true => words.rsplit_once(['（', '(']).map_or(words, |(words, _)| words),
        false => words,
    };
    let is_katakana = |c: char| matches!(c, '\u{30A1}'..='\u{30FF}');
    let is_name = words.contains('・') && words.chars().all(is_katakana);
    is_name
        || HONORIFICS[..4].iter().any(|ending| words.ends_with(ending))
        || phrases(Use::Office).iter().any(|office| words.ends_with(office))
}

/// The attribution of a quotation whose verb is left out: 「…」と広報担当者.
pub(super) fn verbless(text: &ArticleText, after: ByteRange) -> Option<Beside> {
    let start = after.start().get();
    let rest = text.slice(after).strip_prefix('と')?.trim_end_matches(['。', ' ', '\n']);
    let cue = ByteRange::of(start, start + 'と'.len_utf8());
    let end = cue.end().get() + rest.len();
    let noun = noun_before(text, after, end).filter(|noun| noun.start() == cue.end())?;
    let is_it = can_speak(text, noun) && is_somebody(text, noun);
    is_it.then_some(Beside { cue, speaker: Some(noun), content: None })
}

/// A stretch without commas and full stops at its ends.
fn bare(text: &ArticleText, range: ByteRange) -> Option<ByteRange> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | '。');
    let words = text.slice(range);
    let start = range.start().get() + words.len() - words.trim_start_matches(is_mark).len();
    let length = words.trim_matches(is_mark).len();
    (length > 0).then(|| ByteRange::of(start, start + length))
}

fn is_noun(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FF}' | '々' | '〆' | '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}'
        | '\u{FF41}'..='\u{FF5A}' | '.' | ',' | ' ')
        || c.is_ascii_alphanumeric()
}
