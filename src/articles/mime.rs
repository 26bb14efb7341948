//! Messages in parts, as browsers and mail programs write them (RFC 2045, 2046, 2387): their fields and what they hold.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// Media types of web pages.
pub const PAGES: &[&str] = &["text/html", "application/xhtml+xml"];

/// Most bytes of the fields before a message, or before a part of it.
const MAX_FIELDS: usize = 256 << 10;
/// Most parts that are looked at.
const MAX_PARTS: usize = 20_000;
/// Most parts that lie in one another.
const MAX_DEPTH: usize = 8;

/// A message, or a part of one.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// Names in small letters, with values in one line.
    fields: Vec<(String, String)>,
    body: &'a [u8],
    is_whole: bool,
}

impl<'a> Part<'a> {
    /// The message that these bytes are, if they begin with fields.
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
            let words = line.trim();
            if words.is_empty() {
                break;
            } else if line.starts_with([' ', '\t']) {
                let (_, value) = fields.last_mut()?;
                value.push(' ');
                value.push_str(words);
            } else {
                let (name, value) = words.split_once(':')?;
                fields.push((name.trim_end().to_ascii_lowercase(), value.trim_start().to_owned()));
            }
        }
        Some(Self { fields, body: &bytes[at..], is_whole })
    }

    /// The value of a field, by its name in small letters.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }

    /// Its media type in small letters, without parameters; empty if it says none.
    pub fn media_type(&self) -> String {
        let content_type = self.field("content-type").unwrap_or("");
        content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }

    /// A parameter of its media type, by its name in small letters.
    pub fn parameter(&self, name: &str) -> Option<String> {
        parameters(self.field("content-type")?)
            .find(|(have, _)| have.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// True if the end of it was there too, and not only that of the file.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// What it holds, decoded.
    pub fn content(&self) -> Cow<'a, [u8]> {
        let encoding = self.field("content-transfer-encoding").unwrap_or("");
        match encoding.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => Cow::Owned(quoted_printable(self.body)),
            "base64" => Cow::Owned(base64(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }

    /// The part of one of these media types that the message begins with: itself, the part that it names as its start, or the
    /// first.
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
        // What stands before the first part is for programs that know no parts.
        parts.next_piece();
        Some(parts)
    }
}

fn is_same_id(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|id| id.trim_matches(['<', '>', ' ']));
    one == other
}

/// The parameters that follow a media type: names with values, which may stand in quotes (RFC 2045, section 5.1).
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

/// The parts of a message, one after the other.
struct Parts<'a> {
    /// The line between two parts; the one after the last has two more hyphens.
    delimiter: String,
    rest: Option<&'a [u8]>,
}

impl<'a> Parts<'a> {
    /// The bytes before the next delimiter, and whether there was one.
    fn next_piece(&mut self) -> Option<(&'a [u8], bool)> {
        let bytes = self.rest.take()?;
        let mut at = 0;
        for line in lines(bytes) {
            if let Some(end) = line.trim_ascii_end().strip_prefix(self.delimiter.as_bytes())
                && matches!(end, b"" | b"--")
            {
                // The line end before a delimiter is a part of it.
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

/// A word of a field, decoded if it is written in letters of another encoding (RFC 2047).
pub fn word(word: &str) -> Cow<'_, str> {
    let decoded = word.strip_prefix("=?").and_then(|word| word.strip_suffix("?=")).and_then(|inner| {
        let (charset, inner) = inner.split_once('?')?;
        let encoding = Encoding::for_label_no_replacement(charset.as_bytes())?;
        let bytes = match inner.split_once('?')? {
            ("q" | "Q", letters) => quoted_printable(letters.replace('_', " ").as_bytes()),
            ("b" | "B", letters) => base64(letters.as_bytes()),
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

/// Decodes "quoted-printable" (RFC 2045, section 6.7); what is not in it stays as it is.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut decoded = Vec::with_capacity(bytes.len());
    for line in lines(bytes) {
        let words = line.trim_ascii_end();
        let (words, end) = match words.strip_suffix(b"=") {
            Some(words) => (words, b"".as_slice()),
            None if line.ends_with(b"\n") => (words, b"\n".as_slice()),
            None => (words, b"".as_slice()),
        };
        let mut rest = words;
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

/// Decodes "base64" (RFC 2045, section 6.8), passing over all that is none of its letters.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            decoded.extend(u8::try_from(bits >> held & 0xFF));
        }
    }
    decoded
}
