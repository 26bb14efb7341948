//! The fonts that parts of a text need: ideographs of a language, the marks among them, emoji, negated operators.

use std::ops::Range;

use egui::epaint::text::has_emoji_presentation;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation;

use super::faces::{Faces, Need};
use super::fallback::{Ideographs, Want};

/// The fonts that a text needs, and the ranges that need others: its emoji, negated operators and marks among ideographs. Those
/// of the system are asked for.
pub(super) fn needs(faces: &Faces, shown: &str, known: Option<Ideographs>) -> (Need, Vec<(Range<usize>, Need)>) {
    // All of them start with one of these bytes.
    if !shown.bytes().any(|byte| byte >= 0xE1 || (0xD4..=0xD6).contains(&byte)) {
        return (Need::Text, Vec::new());
    }
    let operators = shown.char_indices().filter(|(_, c)| is_negated(*c));
    let mut apart: Vec<_> = operators.map(|(at, c)| (at..at + c.len_utf8(), Need::Operator)).collect();
    let Some(finder) = faces.finder() else { return (Need::Text, apart) };
    let mut need = Need::Text;
    if let Some(letter) = shown.chars().find_map(borrowed) {
        finder.ask(Want::Character(letter));
        need = Need::Borrowed;
    }
    if let Some(first) = shown.chars().find(|c| is_ideograph(*c)) {
        let has = |wanted: fn(char) -> bool| shown.chars().any(wanted);
        let language = known.unwrap_or_else(|| match () {
            () if has(|c| matches!(c, '\u{3040}'..='\u{30FF}')) => Ideographs::Japanese,
            () if has(|c| matches!(c, '\u{AC00}'..='\u{D7FF}')) => Ideographs::Korean,
            () => Ideographs::Simplified,
        });
        finder.ask(Want::Ideograph(first, language));
        need = Need::Ideographs(language);
        if language != Ideographs::Korean {
            apart.extend(wide_marks(shown, language));
        }
    }
    let clusters = shown.chars().any(may_be_emoji).then(|| shown.grapheme_indices(true));
    for (at, cluster) in clusters.into_iter().flatten().filter(|(_, cluster)| has_emoji_presentation(cluster)) {
        if let Some(first) = cluster.chars().next() {
            finder.ask(Want::Emoji(first));
        }
        match apart.last_mut().filter(|(last, need)| last.end == at && *need == Need::Emoji) {
            Some((last, _)) => last.end = at + cluster.len(),
            None => apart.push((at..at + cluster.len(), Need::Emoji)),
        }
    }
    apart.sort_by_key(|(range, _)| range.start);
    (need, apart)
}

/// True for a character of each cluster that may be an emoji: those shown so by themselves, and the selector of others.
fn may_be_emoji(c: char) -> bool {
    matches!(c, '\u{231A}'..='\u{2BFF}' | '\u{3030}'..='\u{32FF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FFFF}')
}

/// A letter of the same script, if the script is one that only the bundled monospace font has: Georgian or Armenian.
fn borrowed(c: char) -> Option<char> {
    match c {
        '\u{10A0}'..='\u{10FF}' | '\u{1C90}'..='\u{1CBF}' | '\u{2D00}'..='\u{2D2F}' => Some('ა'),
        '\u{530}'..='\u{58F}' => Some('ա'),
        _ => None,
    }
}

/// The marks of Chinese and Japanese that need a font of their own: those that Latin has too, beside ideographs or their
/// punctuation, and those that share their space with the next one, as in browsers (CSS Text 4, `text-spacing-trim`).
fn wide_marks(shown: &str, language: Ideographs) -> Vec<(Range<usize>, Need)> {
    let is_shared = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '—' | '―' | '…');
    let is_wide = |c: char| is_ideograph(c) || matches!(c, '\u{FF00}'..='\u{FFEF}');
    let mut marks: Vec<(Range<usize>, Need)> = Vec::new();
    let (mut run, mut among, mut before) = (0, false, ' ');
    for (at, c) in shown.char_indices() {
        if is_shared(c) && at >= run {
            let rest = &shown[at..];
            run = at + rest.find(|c| !is_shared(c)).unwrap_or(rest.len());
            among = is_wide(before) || shown[run..].starts_with(is_wide);
        }
        let end = at + c.len_utf8();
        let next = shown[end..].chars().next().unwrap_or(' ');
        let is_trimmed =
            opens(c) && (opens(before) || closes(before, language)) || closes(c, language) && closes(next, language);
        let need = match () {
            () if is_shared(c) && !among => None,
            () if is_trimmed => Some(Need::Trimmed(language)),
            () => is_shared(c).then_some(Need::Marks(language)),
        };
        if let Some(need) = need {
            match marks.last_mut().filter(|(last, other)| last.end == at && *other == need) {
                Some((last, _)) => last.end = end,
                None => marks.push((at..end, need)),
            }
        }
        before = c;
    }
    marks
}

/// True for full-width marks with space before them.
fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '《' | '〈' | '【' | '〔' | '［' | '｛' | '〖')
}

/// True for full-width marks with space after them.
fn closes(c: char, language: Ideographs) -> bool {
    let is_point = matches!(c, '、' | '。' | '，' | '．') && language != Ideographs::Traditional
        || matches!(c, '：' | '；') && language == Ideographs::Simplified;
    is_point || matches!(c, '”' | '’' | '」' | '』' | '）' | '》' | '〉' | '】' | '〕' | '］' | '｝' | '〗')
}

/// True for "≠" and its like: a font that has only the sign and the stroke puts them beside each other.
fn is_negated(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{22FF}') && std::iter::once(c).nfd().any(|part| part == '\u{338}')
}

/// Characters of scripts with so many that they are drawn only on whole pixels.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
