//! Invisible characters: their classes, those that a text needs, and text without hidden ones.

use super::direction::is_rtl;

/// The class of an invisible character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invisible {
    /// A control character.
    Control,
    /// A direction override, embedding, isolate or mark.
    Bidi,
    /// A character of no width.
    ZeroWidth,
}

/// The class of `c` if it is invisible; the view draws a symbol for it and a notice counts it.
pub fn invisible(c: char) -> Option<Invisible> {
    match c {
        '\n' | '\t' => None,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(Invisible::Bidi)
        }
        '\u{AD}'
        | '\u{34F}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2064}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => Some(Invisible::ZeroWidth),
        c if c.is_control() => Some(Invisible::Control),
        _ => None,
    }
}

/// Text on one line with a symbol or a number for each invisible character, so that none can hide or reorder text, and
/// XML accepts all of it.
pub fn visible(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut plain = 0;
    for (at, c) in odd(words) {
        out.push_str(&words[plain..at]);
        plain = at + c.len_utf8();
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => out.push(char::REPLACEMENT_CHARACTER),
            c if is_hidden(words, at, c) => {
                let symbol = symbol(c);
                out.push_str(&if symbol.len() > 4 { format!("[{symbol}]") } else { symbol });
            }
            c => out.push(c),
        }
    }
    out.push_str(&words[plain..]);
    out
}

/// The invisible characters that the text does not need, with their byte offsets.
pub fn hidden(words: &str) -> impl Iterator<Item = (usize, char)> {
    odd(words).filter(|(at, c)| is_hidden(words, *at, *c))
}

/// The characters that are not printable ASCII, with their byte offsets; most texts have few.
fn odd(words: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += words.as_bytes()[at..].iter().position(|byte| !matches!(byte, b' '..=b'~'))?;
        let c = words[at..].chars().next()?;
        let place = at;
        at += c.len_utf8();
        Some((place, c))
    })
}

fn is_hidden(words: &str, at: usize, c: char) -> bool {
    invisible(c).is_some() && !is_needed(words, at, c)
}

/// True if the text needs the invisible character `c` at byte offset `at`.
///
/// A direction mark is needed beside a space, a sign or a digit, among letters from right to left: it says where that
/// belongs (UAX #9, 2.6). A joiner is needed between letters or emoji of scripts that use it (UTS #51, 2.2 "Emoji ZWJ sequences"; Unicode
/// 16.0, section 23.2 "Cursive connection"), and so are the tags that spell the region of a flag (UTS #51, ED-14a).
/// Other tags could carry a whole hidden message.
pub fn is_needed(words: &str, at: usize, c: char) -> bool {
    let (before, after) = (&words[..at], &words[at + c.len_utf8()..]);
    match c {
        '\u{200C}' | '\u{200D}' => {
            let shown =
                |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && invisible(c).is_none());
            // A selector modifies the emoji before it.
            let joined = before.chars().rev().find(|c| !matches!(c, '\u{FE00}'..='\u{FE0F}'));
            shown(joined) && shown(after.chars().next())
        }
        '\u{61C}' | '\u{200E}' | '\u{200F}' => {
            let (last, next) = (before.chars().next_back(), after.chars().next());
            let neighbours = || [last, next].into_iter().flatten();
            let near = || before.chars().rev().take(NEAR).chain(after.chars().take(NEAR));
            neighbours().all(|c| invisible(c).is_none())
                && (neighbours().count() < 2 || neighbours().any(|c| !c.is_alphabetic()))
                && near().any(|c| c.is_alphabetic() && is_rtl(c))
        }
        '\u{E0000}'..='\u{E007F}' => {
            // A tag after the end of a flag has no effect.
            let is_tag = |c: &char| matches!(c, '\u{E0000}'..='\u{E007E}');
            let first = before.char_indices().rev().take(REGION).take_while(|(_, c)| is_tag(c)).last();
            let (base, tags) = words.split_at(first.map_or(at, |(first, _)| first));
            is_flag_of_region(tags, base.chars().next_back())
        }
        _ => false,
    }
}

/// Characters on each side of a direction mark, one of which is a letter from right to left.
const NEAR: usize = 40;

/// Maximum tags in the flag of a region: a country, its part, and the end (CLDR, "unicode_subdivision_id").
const REGION: usize = 7;

/// True if `tags` begin with the region of a flag whose first character is `base`.
fn is_flag_of_region(tags: &str, base: Option<char>) -> bool {
    let spelt = tags.chars().take_while(|c| matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}'));
    let length = spelt.take(REGION).count();
    base == Some('\u{1F3F4}') && (3..REGION).contains(&length) && tags.chars().nth(length) == Some('\u{E007F}')
}

/// A picture of a control character (Unicode block "Control Pictures"), the code point of any other.
pub fn symbol(c: char) -> String {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c).to_string(),
        '\u{7F}' => "␡".to_owned(),
        c => format!("U+{:04X}", u32::from(c)),
    }
}
