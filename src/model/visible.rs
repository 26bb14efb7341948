//! Words without anything that hides in them: for every place that is no text field and no data.

use crate::model::text::invisible;

/// Words on one line without characters that cannot be seen, whose pictures or numbers stand there instead, so that none
/// can hide words or turn them round, and XML may hold them all.
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

/// The characters that cannot be seen and do nothing that the words need, with their places in bytes.
pub fn hidden(words: &str) -> impl Iterator<Item = (usize, char)> {
    odd(words).filter(|(at, c)| is_hidden(words, *at, *c))
}

/// The characters that are not printed ASCII, with their places in bytes. Most words have few.
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

/// Whether a character cannot be seen, and does nothing there that words need: a joiner does its work between two letters
/// or emoji of scripts that need it (UTS #51, 2.2 "Emoji ZWJ sequences"; Unicode 16.0, section 23.2 "Cursive connection").
fn is_hidden(words: &str, at: usize, c: char) -> bool {
    let needs = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && invisible(c).is_none());
    let joins = || {
        let (before, after) = (&words[..at], &words[at + c.len_utf8()..]);
        matches!(c, '\u{200C}' | '\u{200D}') && needs(before.chars().next_back()) && needs(after.chars().next())
    };
    invisible(c).is_some() && !joins()
}

/// A picture of a control character (Unicode block "Control Pictures"), the number of any other.
pub fn symbol(c: char) -> String {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c).to_string(),
        '\u{7F}' => "␡".to_owned(),
        c => format!("U+{:04X}", u32::from(c)),
    }
}
