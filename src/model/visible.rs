//! Words without anything that hides in them: for every place that is no text field and no data.

use crate::model::text::invisible;

/// Words on one line without characters that cannot be seen, whose pictures or numbers stand there instead, so that none
/// can hide words or turn them round, and XML may hold them all.
pub fn visible(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = None;
    for (at, c) in words.char_indices() {
        match c {
            '\n' | '\t' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => out.push(char::REPLACEMENT_CHARACTER),
            c if is_hidden(before, c, words[at + c.len_utf8()..].chars().next()) => {
                let symbol = symbol(c);
                out.push_str(&if symbol.len() > 4 { format!("[{symbol}]") } else { symbol });
            }
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// Whether a character cannot be seen, and does nothing there that words need: a joiner does its work between two letters
/// or emoji of scripts that need it (UTS #51, 2.2 "Emoji ZWJ sequences"; Unicode 16.0, section 23.2 "Cursive connection").
pub fn is_hidden(before: Option<char>, c: char, after: Option<char>) -> bool {
    let needs = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && invisible(c).is_none());
    let joins = matches!(c, '\u{200C}' | '\u{200D}') && needs(before) && needs(after);
    invisible(c).is_some() && !joins
}

/// A picture of a control character (Unicode block "Control Pictures"), the number of any other.
pub fn symbol(c: char) -> String {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c).to_string(),
        '\u{7F}' => "␡".to_owned(),
        c => format!("U+{:04X}", u32::from(c)),
    }
}
