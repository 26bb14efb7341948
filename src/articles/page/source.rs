//! Preparation of HTML source for the parser.

use std::borrow::Cow;

use crate::articles::page::xhtml;

/// Maximum number of attributes of an element, approximately: the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 2_000;

/// Prepares the source: XHTML is rewritten as HTML, and excess attributes are removed.
pub fn prepared(source: &str) -> Cow<'_, str> {
    match cut(source) {
        Cow::Borrowed(source) if source.trim_start().starts_with("<?xml") => Cow::Owned(xhtml::to_html(source)),
        Cow::Owned(source) if source.trim_start().starts_with("<?xml") => Cow::Owned(xhtml::to_html(&source)),
        source => source,
    }
}

/// Removes attributes beyond [`MAX_ATTRIBUTES`].
fn cut(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let mut kept = String::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(tag) = source[at..].find('<').map(|tag| at + tag) {
        at = tag + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut count, mut quote, mut before) = (0, None, b' ');
        while let Some(byte) = bytes.get(at) {
            match (quote, byte) {
                // A tag in a script ends with the script.
                (_, b'<') if ends_script(&bytes[at..]) => break,
                (None, b'>') => break,
                (None, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/') => count += 1,
                (None, b'"' | b'\'') if before == b'=' => quote = Some(*byte),
                (Some(open), close) if open == *close => {
                    quote = None;
                    count += 1;
                }
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = *byte;
            }
            if count > MAX_ATTRIBUTES {
                kept.push_str(&source[from..at]);
                at += bytes[at..]
                    .iter()
                    .enumerate()
                    .position(|(index, byte)| *byte == b'>' || *byte == b'<' && ends_script(&bytes[at + index..]))
                    .unwrap_or(bytes.len() - at);
                from = at;
                break;
            }
            at += 1;
        }
    }
    if from == 0 {
        return Cow::Borrowed(source);
    }
    kept.push_str(&source[from..]);
    Cow::Owned(kept)
}

fn ends_script(bytes: &[u8]) -> bool {
    bytes.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"</script"))
}
