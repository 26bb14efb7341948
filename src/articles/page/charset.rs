//! Declared encoding of a page (HTML standard, section 13.2.3.2): transport metadata, else "prescan a byte stream to
//! determine its encoding". A byte-order mark and the user's choice come first, detection last.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Length of the prescan, in bytes.
const PRESCAN: usize = 1024;

/// The encoding of a page without a byte-order mark, where `label` is that of the transport. `None` if UTF-8 is
/// declared, which is tried first anyway, or if the page is UTF-8 in spite of its declaration: no text in another
/// encoding looks like that.
pub fn declared(bytes: &[u8], label: Option<&str>) -> Option<&'static str> {
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let start = &bytes[..bytes.len().min(PRESCAN)];
    let known = label.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    let encoding = known.or_else(|| prescan(start)).or_else(|| xml(start)).filter(|encoding| *encoding != UTF_8)?;
    let is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() && encoding != ISO_2022_JP;
    (!is_utf8).then(|| encoding.name())
}

fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(b"<!--") {
            // The hyphens that begin a comment may also end it.
            at += 2 + find(&rest[2..], b"-->")? + 3;
        } else if is_meta(rest) {
            let mut scanner = Scanner { bytes, at: at + 5 };
            if let Some(encoding) = meta(&mut scanner) {
                return Some(encoding);
            }
            at = scanner.at;
        } else if rest.len() > 1 && rest[0] == b'<' && (rest[1].is_ascii_alphabetic() || is_end_tag(rest)) {
            let name = rest.iter().position(|byte| is_space(*byte) || *byte == b'>')?;
            let mut scanner = Scanner { bytes, at: at + name };
            while scanner.attribute().is_some() {}
            at = scanner.at;
        } else if rest[0] == b'<' && matches!(rest.get(1), Some(b'!' | b'/' | b'?')) {
            at += find(rest, b">")?;
        }
        at += 1;
    }
    None
}

fn is_meta(rest: &[u8]) -> bool {
    rest.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"<meta"))
        && rest.get(5).is_some_and(|byte| is_space(*byte) || *byte == b'/')
}

fn is_end_tag(rest: &[u8]) -> bool {
    rest[1] == b'/' && rest.get(2).is_some_and(u8::is_ascii_alphabetic)
}

/// The encoding declared by a `meta` element.
fn meta(scanner: &mut Scanner<'_>) -> Option<&'static Encoding> {
    let mut names: Vec<Vec<u8>> = Vec::new();
    let mut got_pragma = false;
    let mut needs_pragma = None;
    let mut charset = None;
    while let Some((name, value)) = scanner.attribute() {
        if names.contains(&name) {
            continue;
        }
        match name.as_slice() {
            b"http-equiv" => got_pragma |= value == b"content-type",
            b"content" if charset.is_none() => {
                if let Some(found) = in_content(&value) {
                    charset = Some(found);
                    needs_pragma = Some(true);
                }
            }
            b"charset" => {
                charset = Some(Encoding::for_label(&value));
                needs_pragma = Some(false);
            }
            _ => {}
        }
        names.push(name);
    }
    if needs_pragma? && !got_pragma {
        return None;
    }
    as_read(charset??)
}

/// The effective encoding: a declaration that is readable as ASCII is not UTF-16.
fn as_read(encoding: &'static Encoding) -> Option<&'static Encoding> {
    match encoding {
        wide if wide == UTF_16LE || wide == UTF_16BE => Some(UTF_8),
        user if user == X_USER_DEFINED => Some(WINDOWS_1252),
        // The standard's label for content that must not be decoded.
        refused if refused.name() == "replacement" => None,
        encoding => Some(encoding),
    }
}

/// The encoding in a `content` attribute (section 2.5: "extracting a character encoding from a meta element").
fn in_content(value: &[u8]) -> Option<Option<&'static Encoding>> {
    let mut rest = value;
    loop {
        let at = find(rest, b"charset")?;
        rest = trimmed(&rest[at + 7..]);
        if let Some(after) = rest.strip_prefix(b"=") {
            rest = trimmed(after);
            break;
        }
    }
    let label = match rest.first()? {
        quote @ (b'"' | b'\'') => {
            let inner = &rest[1..];
            &inner[..inner.iter().position(|byte| byte == quote)?]
        }
        _ => &rest[..rest.iter().position(|byte| is_space(*byte) || *byte == b';').unwrap_or(rest.len())],
    };
    Some(Encoding::for_label(label))
}

/// The encoding in an XML declaration ("get an XML encoding" of the standard).
fn xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..find(declaration, b">")?];
    let rest = trimmed(&declaration[find(declaration, b"encoding")? + 8..]);
    let rest = trimmed(rest.strip_prefix(b"=")?);
    let quote = rest.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let inner = &rest[1..];
    let label = &inner[..inner.iter().position(|byte| byte == quote)?];
    if label.iter().any(|byte| *byte <= 0x20) {
        return None;
    }
    as_read(Encoding::for_label(label)?)
}

/// Reads the attributes of a tag, by byte.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&skipped) {
            self.at += 1;
        }
    }

    /// The next attribute and its value, both in lower case ("get an attribute").
    fn attribute(&mut self) -> Option<(Vec<u8>, Vec<u8>)> {
        self.skip(|byte| is_space(byte) || byte == b'/');
        self.peek().filter(|byte| *byte != b'>')?;
        let mut name = Vec::new();
        while let Some(byte) = self.peek() {
            match byte {
                b'=' if !name.is_empty() => break,
                b'/' | b'>' => return Some((name, Vec::new())),
                byte if is_space(byte) => break,
                byte => name.push(byte.to_ascii_lowercase()),
            }
            self.at += 1;
        }
        self.skip(is_space);
        if self.peek()? != b'=' {
            return Some((name, Vec::new()));
        }
        self.at += 1;
        self.skip(is_space);
        let mut value = Vec::new();
        match self.peek()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                while self.peek()? != quote {
                    value.push(self.peek()?.to_ascii_lowercase());
                    self.at += 1;
                }
                self.at += 1;
            }
            _ => {
                while self.peek().is_some_and(|byte| !is_space(byte) && byte != b'>') {
                    value.push(self.peek()?.to_ascii_lowercase());
                    self.at += 1;
                }
            }
        }
        Some((name, value))
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !is_space(*byte)).unwrap_or(bytes.len());
    &bytes[start..]
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|piece| piece == words)
}
