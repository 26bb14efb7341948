//! Detection and decoding of character encodings.
//!
//! The order of evidence: a byte-order mark; NULs of UTF-16 and UTF-32; escape sequences of ISO-2022-JP; valid UTF-8;
//! UTF-8 with fewer broken sequences than whole ones; chardetng's guess, which is Firefox's. Encodings have the names
//! of the Encoding Standard (WHATWG). UTF-32, which it lacks, is decoded here. Encodings that it only refuses
//! (ISO-2022-KR, ISO-2022-CN, HZ), and UTF-7, are not decoded.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::encoding::FileError;

/// A decoded file.
#[derive(Debug)]
pub struct Decoded {
    /// The text, with U+FFFD for undecodable bytes and the original line ends.
    pub text: String,
    /// The name of its encoding.
    pub encoding: &'static str,
    /// True if it began with a byte-order mark, which is not in the text.
    pub had_bom: bool,
}

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Code {
    Standard(&'static Encoding),
    Utf32 { little: bool },
}

impl Code {
    fn name(self) -> &'static str {
        match self {
            Self::Standard(encoding) => encoding.name(),
            Self::Utf32 { little: true } => UTF_32LE,
            Self::Utf32 { little: false } => UTF_32BE,
        }
    }
}

const UTF_32LE: &str = "UTF-32LE";
const UTF_32BE: &str = "UTF-32BE";

/// Names of the encodings that a user can choose: those of the Encoding Standard (section 4.2) but the replacement
/// encodings, and UTF-32.
pub fn encodings() -> impl Iterator<Item = &'static str> {
    const LABELS: &[&str] = &[
        "utf-8",
        "utf-16le",
        "utf-16be",
        "windows-1252",
        "iso-8859-2",
        "windows-1250",
        "iso-8859-3",
        "iso-8859-4",
        "windows-1257",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "windows-1254",
        "windows-1258",
        "macintosh",
        "iso-8859-7",
        "windows-1253",
        "iso-8859-5",
        "windows-1251",
        "koi8-r",
        "koi8-u",
        "ibm866",
        "x-mac-cyrillic",
        "iso-8859-6",
        "windows-1256",
        "iso-8859-8",
        "iso-8859-8-i",
        "windows-1255",
        "windows-874",
        "gbk",
        "gb18030",
        "big5",
        "euc-jp",
        "shift_jis",
        "iso-2022-jp",
        "euc-kr",
    ];
    let standard = LABELS.iter().filter_map(|label| Encoding::for_label(label.as_bytes())).map(Encoding::name);
    standard.chain([UTF_32LE, UTF_32BE])
}

/// Decodes a file with the encoding of a label, or the detected one.
///
/// # Errors
/// If the label is not in the Encoding Standard, or the file is binary.
pub fn decode(bytes: &[u8], label: Option<&str>) -> Result<Decoded, FileError> {
    let (code, bom) = match label {
        Some(label) => {
            let code = named(label).ok_or_else(|| FileError::UnknownEncoding { label: label.to_owned() })?;
            // The mark of another encoding is text: the user chose this one.
            (code, marked(bytes).filter(|(marked, _)| *marked == code).map_or(0, |(_, length)| length))
        }
        None => match marked(bytes) {
            Some(marked) => marked,
            None => (detected(bytes)?, 0),
        },
    };
    let rest = &bytes[bom..];
    let text = match code {
        Code::Standard(encoding) => encoding.decode_without_bom_handling(rest).0.into_owned(),
        Code::Utf32 { little } => utf32(rest, little),
    };
    Ok(Decoded { text, encoding: code.name(), had_bom: bom > 0 })
}

fn named(label: &str) -> Option<Code> {
    match label.trim().to_ascii_lowercase().as_str() {
        "utf-32" | "utf-32le" => Some(Code::Utf32 { little: true }),
        "utf-32be" => Some(Code::Utf32 { little: false }),
        label => Encoding::for_label_no_replacement(label.as_bytes()).map(Code::Standard),
    }
}

/// The encoding of a byte-order mark, and its length (Unicode 16.0, section 23.8).
fn marked(bytes: &[u8]) -> Option<(Code, usize)> {
    // UTF-32LE before UTF-16LE, whose mark it begins with; UTF-16 text does not start with a NUL.
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] if bytes.len().is_multiple_of(4) => Some((Code::Utf32 { little: true }, 4)),
        [0, 0, 0xFE, 0xFF, ..] => Some((Code::Utf32 { little: false }, 4)),
        _ => Encoding::for_bom(bytes).map(|(encoding, length)| (Code::Standard(encoding), length)),
    }
}

/// Length of a sample, where the whole file would take too long.
const SAMPLE: usize = 1 << 16;

/// Detects the encoding of a file without a byte-order mark.
fn detected(bytes: &[u8]) -> Result<Code, FileError> {
    let wide = bytes[..bytes.len().min(SAMPLE)].contains(&0).then(|| Wide::of(bytes));
    if let Some(code) = wide.as_ref().and_then(Wide::certain) {
        return Ok(code);
    }
    if is_iso_2022_jp(bytes) {
        return Ok(Code::Standard(ISO_2022_JP));
    }
    let utf8 = std::str::from_utf8(bytes).ok();
    if let Some(wide) = wide {
        // Cyrillic in UTF-16 is valid UTF-8 full of controls.
        let is_plain_utf8 = utf8.is_some_and(|text| is_plain(&text[..text.floor_char_boundary(SAMPLE)]));
        if !is_plain_utf8 && let Some(code) = wide.likely() {
            return Ok(code);
        }
        if wide.is_binary() {
            return Err(FileError::Binary);
        }
    }
    if utf8.is_some() || mostly_utf8(bytes) {
        return Ok(Code::Standard(UTF_8));
    }
    Ok(Code::Standard(guessed(bytes)))
}

/// Escape sequences of ISO-2022-JP: JIS C 6226-1978 and JIS X 0208 (RFC 1468), Roman letters and half-width katakana of
/// JIS X 0201 (Encoding Standard, section 12.2).
const JAPANESE: &[&[u8]] = &[b"\x1B$@", b"\x1B$B", b"\x1B(J", b"\x1B(I"];

/// Bytes that are searched for the first one, so that a long text is not decoded for a stray escape.
const ESCAPES: usize = 1 << 20;

/// True if a file is ISO-2022-JP: ASCII with known escape sequences and hardly any invalid character between them.
/// Terminal control sequences are neither.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(ESCAPES)];
    let begins = |sequence: &[u8]| JAPANESE.contains(&sequence);
    if !start.contains(&0x1B) || !start.windows(3).any(begins) || !bytes.is_ascii() {
        return false;
    }
    let text = ISO_2022_JP.decode_without_bom_handling(bytes).0;
    let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let japanese = text.chars().filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER).count();
    // A file may be truncated within a character.
    broken == 0 || broken * 20 <= japanese
}

/// Distribution of NULs, which reveals text in units of two or four bytes.
struct Wide<'a> {
    sample: &'a [u8],
    /// The length of the file, not of the sample.
    length: usize,
    /// NULs at even offsets.
    even: usize,
    odd: usize,
}

impl<'a> Wide<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        let nuls = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
        Self { sample, length: bytes.len(), even: nuls(0), odd: nuls(1) }
    }

    fn nuls(&self) -> usize {
        self.even + self.odd
    }

    /// The encoding that alone explains the many NULs at even or odd offsets.
    fn certain(&self) -> Option<Code> {
        let units = self.sample.len() / 2;
        let fits = |high: usize, low: usize| high * 4 >= units && low * 4 <= high;
        self.wide32().or_else(|| match (fits(self.odd, self.even), fits(self.even, self.odd)) {
            (true, false) => self.text16(UTF_16LE).map(|_| Code::Standard(UTF_16LE)),
            (false, true) => self.text16(UTF_16BE).map(|_| Code::Standard(UTF_16BE)),
            _ => None,
        })
    }

    /// The encoding of text with few NULs, as in non-Latin scripts: the one with more spaces and full stops.
    fn likely(&self) -> Option<Code> {
        let stops =
            |text: &str| text.chars().filter(|c| matches!(c, '\n' | ' ' | '.' | ',' | '、' | '。' | '，')).count();
        let scored = [UTF_16LE, UTF_16BE].into_iter().filter_map(|code| Some((stops(&self.text16(code)?), code)));
        let best = scored.filter(|(stops, _)| *stops > 0).max_by_key(|(stops, _)| *stops);
        best.map(|(_, encoding)| Code::Standard(encoding))
    }

    /// The sample as UTF-16, if it is plausible.
    fn text16(&self, encoding: &'static Encoding) -> Option<String> {
        let (text, broken) = encoding.decode_without_bom_handling(&self.sample[..self.sample.len() / 2 * 2]);
        // The sample may end between two surrogates.
        let broken = broken && text.trim_end_matches(char::REPLACEMENT_CHARACTER).contains(char::REPLACEMENT_CHARACTER);
        (self.length.is_multiple_of(2) && !broken && is_plain(&text)).then(|| text.into_owned())
    }

    fn wide32(&self) -> Option<Code> {
        let fits = |little: &bool| {
            let text = utf32(&self.sample[..self.sample.len() / 4 * 4], *little);
            self.length.is_multiple_of(4) && !text.contains(char::REPLACEMENT_CHARACTER) && is_plain(&text)
        };
        [true, false].into_iter().find(fits).map(|little| Code::Utf32 { little })
    }

    /// True if there are more NULs than a few stray ones in a text.
    fn is_binary(&self) -> bool {
        self.nuls() > 8.max(self.sample.len() / 100)
    }
}

/// True if hardly any character is a control.
fn is_plain(text: &str) -> bool {
    let controls = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    !text.is_empty() && controls * 100 <= text.len()
}

/// True if most non-ASCII sequences have the form of UTF-8: a lead byte with as many continuation bytes as it requires,
/// including surrogates and overlong forms. Text in other encodings rarely does.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut shaped, mut stray) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        let wanted = match first {
            0xC0..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF7 => 3,
            _ => 0,
        };
        let followed = bytes[at + 1..].iter().take(wanted).take_while(|byte| matches!(byte, 0x80..=0xBF)).count();
        if !first.is_ascii() {
            let counter = if wanted > 0 && followed == wanted { &mut shaped } else { &mut stray };
            *counter += 1;
        }
        at += 1 + followed;
    }
    shaped > stray
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    /// Bytes given to the detector, from the first non-ASCII byte.
    const SHOWN: usize = 1 << 20;
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
    let shown = &bytes[first..];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&shown[..shown.len().min(SHOWN)], shown.len() <= SHOWN);
    detector.guess(None, Utf8Detection::Deny)
}

/// Decodes UTF-32 (Unicode 16.0, section 3.10, D90), with U+FFFD for units that are not scalar values and for a
/// truncated end.
fn utf32(bytes: &[u8], little: bool) -> String {
    let mut text = String::with_capacity(bytes.len() / 4);
    let (units, rest) = bytes.as_chunks::<4>();
    for unit in units {
        let value = if little { u32::from_le_bytes(*unit) } else { u32::from_be_bytes(*unit) };
        text.push(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}
