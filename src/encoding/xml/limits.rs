//! Limits of an XML part, checked before it is parsed.
//!
//! The parser compares each attribute of an element with those before it, and each name with the namespaces in scope;
//! an element with namespace declarations copies those around it. So a few packed kilobytes can take minutes. A single
//! pass over the tags estimates the cost.

use crate::encoding::{Cancellation, FileError};

/// Maximum number of attributes of an element, including namespace declarations.
const ATTRIBUTES: usize = 1_000;

/// Maximum number of namespaces in scope. Word and LibreOffice declare about 40.
const NAMESPACES: usize = 256;

/// Maximum number of comparisons: well under a second.
const STEPS: u64 = 1 << 28;

/// Bytes between two cancellation checks.
const STRETCH: usize = 1 << 20;

/// Checks the limits of a part; `what` is the kind of document, for messages.
///
/// # Errors
/// If a limit is exceeded, or reading was cancelled. Malformed XML is left to the parser.
pub fn check(source: &str, what: &'static str, cancellation: Cancellation<'_>) -> Result<(), FileError> {
    let bytes = source.as_bytes();
    let too_large = |limit: &'static str| Err(FileError::TooLarge { what, limit });
    // Number of namespaces in scope, for each open element.
    let mut scopes: Vec<u16> = Vec::new();
    let mut steps = 0_u64;
    let (mut at, mut looked) = (0, 0);
    while let Some(start) = find(bytes, at, b'<') {
        if start - looked >= STRETCH {
            looked = start;
            cancellation.check()?;
        }
        let rest = &source[start..];
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
        if let Some((open, close)) = skipped.iter().find(|(open, _)| rest.starts_with(open)) {
            let Some(length) = rest[open.len()..].find(close) else { return Ok(()) };
            at = start + open.len() + length + close.len();
            continue;
        }
        if rest.starts_with("</") {
            scopes.pop();
            at = start + 2;
            continue;
        }
        let Some(tag) = Tag::read(bytes, start + 1) else { return Ok(()) };
        at = tag.end;
        if tag.attributes > ATTRIBUTES {
            return too_large("1,000 attributes on an element");
        }
        let around = scopes.last().copied().unwrap_or_default();
        let scope = usize::from(around) + tag.namespaces;
        if scope > NAMESPACES {
            return too_large("256 namespaces in scope");
        }
        let (names, scope_steps) = (tag.attributes as u64, scope as u64);
        let copied = if tag.namespaces > 0 { scope_steps * scope_steps / 2 } else { 0 };
        steps += names * names / 2 + (names + 1) * scope_steps + copied;
        if steps > STEPS {
            return too_large("the time for attributes and namespaces");
        }
        if !tag.is_empty {
            scopes.push(scope as u16);
        }
    }
    Ok(())
}

/// Counts of a start tag.
struct Tag {
    /// Offset after its `>`.
    end: usize,
    is_empty: bool,
    /// Number of attributes, including namespace declarations.
    attributes: usize,
    /// Number of namespace declarations.
    namespaces: usize,
}

impl Tag {
    /// Reads the tag whose name starts here; `None` if it is truncated.
    fn read(bytes: &[u8], start: usize) -> Option<Self> {
        let mut tag = Self { end: start, is_empty: false, attributes: 0, namespaces: 0 };
        let mut at = start;
        // Start of the name of the last attribute.
        let mut name = start;
        loop {
            match *bytes.get(at)? {
                b'>' => {
                    tag.end = at + 1;
                    tag.is_empty = bytes[at - 1] == b'/';
                    return Some(tag);
                }
                quote @ (b'"' | b'\'') => {
                    tag.attributes += 1;
                    tag.namespaces += usize::from(bytes[name..at].starts_with(b"xmlns"));
                    at = find(bytes, at + 1, quote)? + 1;
                    name = at;
                }
                c if c.is_ascii_whitespace() => {
                    at += 1;
                    // `a = "b"`: the name may be followed by white space.
                    if bytes.get(at).is_some_and(|next| !next.is_ascii_whitespace() && *next != b'=')
                        && bytes[name..at].trim_ascii_end().last() != Some(&b'=')
                    {
                        name = at;
                    }
                }
                _ => at += 1,
            }
        }
    }
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|byte| *byte == wanted).map(|at| from + at)
}
