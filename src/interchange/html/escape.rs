//! Text as HTML: escaped, with symbols for invisible characters.

use std::fmt::Write as _;

use crate::model::visible::{hidden, invisible, symbol};

/// Appends text as HTML. An invisible character becomes `<i class="x">` with its symbol or number, so that it can
/// neither hide nor reorder text.
pub fn push(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, c) in hidden(text) {
        html_escape::encode_text_to_string(&text[plain..at], out);
        let _ = write!(out, "<i class=\"x\" title=\"U+{:04X}\">{}</i>", u32::from(c), symbol(c));
        plain = at + c.len_utf8();
    }
    html_escape::encode_text_to_string(&text[plain..], out);
}

/// Text as HTML.
pub fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    push(&mut out, words);
    out
}

/// Text where elements are not allowed: in a title or, with quotes escaped, in an attribute.
pub fn bare(text: &str) -> String {
    let visible: String = text.chars().map(|c| if invisible(c).is_some() || c == '\n' { ' ' } else { c }).collect();
    html_escape::encode_double_quoted_attribute(&visible).into_owned()
}
