//! MIME messages (RFC 2045, 2046, 2387): header fields and parts.

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::encoding::base64;

/// Media types of web pages.
pub const PAGES: &[&str] = &["text/html", "application/xhtml+xml"];

/// Maximum size of the header of a message or part.
const MAX_FIELDS: usize = 256 << 10;
/// Maximum number of parts.
const MAX_PARTS: usize = 20_000;
/// Maximum nesting depth of parts.
const MAX_DEPTH: usize = 8;

/// A message, or a part of one.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// Fields: names in lower case, unfolded values.
    fields: Vec<(String, String)>,
    body: &'a [u8],
    is_whole: bool,
}

impl<'a> Part<'a> {
    /// Parses a message, if the bytes begin with a header.
    pub fn message(bytes: &'a [u8]) -> Option<Self> {
        Self::read(bytes.trim_ascii_start(), true).filter(|message| !message.fields.is_empty())
    }

    fn read(bytes: &'a [u8], is_whole: bool) -> Option<Self> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut at = 0;
        for line in lines(bytes) {
            if at > MAX_FIELDS {
                return None;
            }
            at += line.len();
            let line = String::from_utf8_lossy(line);
            let text = line.trim();
            if text.is_empty() {
                break;
            } else if line.starts_with([' ', '\t']) {
                let (_, value) = fields.last_mut()?;
                value.push(' ');
                value.push_str(text);
            } else {
                let (name, value) = text.split_once(':')?;
                fields.push((name.trim_end().to_ascii_lowercase(), value.trim_start().to_owned()));
            }
        }
        Some(Self { fields, body: &bytes[at..], is_whole })
    }

    /// The value of a field, by its name in lower case.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }

    /// The media type in lower case, without parameters; empty if not stated.
    pub fn media_type(&self) -> String {
        let content_type = self.field("content-type").unwrap_or("");
        content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }

    /// A parameter of the media type, by its name in lower case.
    pub fn parameter(&self, name: &str) -> Option<String> {
        parameters(self.field("content-type")?)
            .find(|(have, _)| have.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// True if its end delimiter is present.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The decoded content.
    pub fn content(&self) -> Cow<'a, [u8]> {
        let encoding = self.field("content-transfer-encoding").unwrap_or("");
        match encoding.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => Cow::Owned(quoted_printable(self.body)),
            "base64" => Cow::Owned(base64::decode(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }

    /// The root part with one of these media types: itself, the part named by `start`, or the first.
    pub fn root(&self, media_types: &[&str]) -> Option<Self> {
        self.root_within(media_types, MAX_DEPTH)
    }

    fn root_within(&self, media_types: &[&str], depth: usize) -> Option<Self> {
        let media_type = self.media_type();
        if media_types.contains(&media_type.as_str()) {
            return Some(self.clone());
        }
        if !media_type.starts_with("multipart/") || depth == 0 {
            return None;
        }
        let mut parts: Vec<Self> = self.parts()?.take(MAX_PARTS).collect();
        if let Some(start) = self.parameter("start") {
            parts.sort_by_key(|part| !part.field("content-id").is_some_and(|id| is_same_id(id, &start)));
        }
        parts.iter().find_map(|part| part.root_within(media_types, depth - 1))
    }

    fn parts(&self) -> Option<Parts<'a>> {
        let boundary = self.parameter("boundary").filter(|boundary| !boundary.is_empty())?;
        let mut parts = Parts { delimiter: format!("--{boundary}"), rest: Some(self.body) };
        // The preamble is for programs that do not support MIME.
        parts.next_piece();
        Some(parts)
    }
}

fn is_same_id(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|id| id.trim_matches(['<', '>', ' ']));
    one == other
}

/// Parameters of a media type: names and values, which may be quoted (RFC 2045, section 5.1).
fn parameters(content_type: &str) -> impl Iterator<Item = (&str, String)> {
    let mut rest = content_type.split_once(';').map_or("", |(_, rest)| rest);
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once('=')?;
        let name = name.trim_matches(|c: char| c == ';' || c.is_ascii_whitespace());
        let after = after.trim_start();
        let Some(quoted) = after.strip_prefix('"') else {
            let end = after.find(';').unwrap_or(after.len());
            rest = &after[end..];
            return Some((name, after[..end].trim_end().to_owned()));
        };
        let mut value = String::new();
        let mut letters = quoted.char_indices();
        rest = "";
        while let Some((at, c)) = letters.next() {
            match c {
                '"' => {
                    rest = &quoted[at + 1..];
                    break;
                }
                '\\' => value.extend(letters.next().map(|(_, c)| c)),
                c => value.push(c),
            }
        }
        Some((name, value))
    })
}

/// Iterator over the parts of a message.
struct Parts<'a> {
    /// The delimiter; the last one ends with two more hyphens.
    delimiter: String,
    rest: Option<&'a [u8]>,
}

impl<'a> Parts<'a> {
    /// The bytes before the next delimiter, and true if there is one.
    fn next_piece(&mut self) -> Option<(&'a [u8], bool)> {
        let bytes = self.rest.take()?;
        let mut at = 0;
        for line in lines(bytes) {
            if let Some(end) = line.trim_ascii_end().strip_prefix(self.delimiter.as_bytes())
                && matches!(end, b"" | b"--")
            {
                // The line end before a delimiter belongs to it.
                let piece = &bytes[..at];
                let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
                let piece = piece.strip_suffix(b"\r").unwrap_or(piece);
                self.rest = end.is_empty().then(|| &bytes[at + line.len()..]);
                return Some((piece, true));
            }
            at += line.len();
        }
        Some((bytes, false))
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        loop {
            let (piece, is_whole) = self.next_piece()?;
            if let Some(part) = Part::read(piece, is_whole) {
                return Some(part);
            }
        }
    }
}

/// Decodes an encoded word of a field (RFC 2047).
pub fn word(word: &str) -> Cow<'_, str> {
    let decoded = word.strip_prefix("=?").and_then(|word| word.strip_suffix("?=")).and_then(|inner| {
        let (charset, inner) = inner.split_once('?')?;
        let encoding = Encoding::for_label_no_replacement(charset.as_bytes())?;
        let bytes = match inner.split_once('?')? {
            ("q" | "Q", letters) => quoted_printable(letters.replace('_', " ").as_bytes()),
            ("b" | "B", letters) => base64::decode(letters.as_bytes()),
            _ => return None,
        };
        Some(encoding.decode_without_bom_handling(&bytes).0.into_owned())
    });
    decoded.map_or(Cow::Borrowed(word), Cow::Owned)
}

/// Lines with their ends.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n')
}

/// Decodes "quoted-printable" (RFC 2045, section 6.7); invalid sequences are kept.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut decoded = Vec::with_capacity(bytes.len());
    for line in lines(bytes) {
        let text = line.trim_ascii_end();
        let (text, end) = match text.strip_suffix(b"=") {
            Some(text) => (text, b"".as_slice()),
            None if line.ends_with(b"\n") => (text, b"\n".as_slice()),
            None => (text, b"".as_slice()),
        };
        let mut rest = text;
        while let Some(at) = rest.iter().position(|byte| *byte == b'=') {
            decoded.extend(&rest[..at]);
            rest = &rest[at + 1..];
            match rest {
                [high, low, after @ ..] if digit(high).is_some() && digit(low).is_some() => {
                    decoded.extend(digit(high).zip(digit(low)).map(|(high, low)| high << 4 | low));
                    rest = after;
                }
                _ => decoded.push(b'='),
            }
        }
        decoded.extend(rest);
        decoded.extend(end);
    }
    decoded
}
