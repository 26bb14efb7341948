//! Words as HTML text: escaped, with symbols for the characters that cannot be seen.

use std::fmt::Write as _;

use crate::model::visible::{hidden, invisible, symbol};

/// Appends words as HTML text. A character that cannot be seen becomes `<i class="x">` with its picture or number, so
/// that none can hide words or turn them round.
pub fn push(out: &mut String, words: &str) {
    let mut plain = 0;
    for (at, c) in hidden(words) {
        html_escape::encode_text_to_string(&words[plain..at], out);
        let _ = write!(out, "<i class=\"x\" title=\"U+{:04X}\">{}</i>", u32::from(c), symbol(c));
        plain = at + c.len_utf8();
    }
    html_escape::encode_text_to_string(&words[plain..], out);
}

/// Words as HTML text.
pub fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    push(&mut out, words);
    out
}

/// Words where no element may stand: in a title or, with quotes escaped, in an attribute.
pub fn bare(words: &str) -> String {
    let visible: String = words.chars().map(|c| if invisible(c).is_some() || c == '\n' { ' ' } else { c }).collect();
    html_escape::encode_double_quoted_attribute(&visible).into_owned()
}
