//! Limits on the unpacked size of streams, checked before the library unpacks them: it has none of its own.
//!
//! Streams are found by keyword and measured by content, whatever their dictionaries state, so that damaged and forged
//! files are measured too. Streams of an encrypted file are measured per page, after it is decrypted.

use std::io::Read;

use flate2::bufread::ZlibDecoder;

/// Maximum unpacked size of a stream, in bytes.
pub const MAX_STREAM: u64 = 256 << 20;
/// Maximum unpacked size of a picture. It is never unpacked here, but could be mistaken for another stream.
const MAX_PICTURE: u64 = 1 << 30;
/// Distance before a stream that is searched for its dictionary, in bytes.
const DICTIONARY: usize = 1024;
/// Maximum number of nested filters.
const CHAIN: usize = 3;

/// True if no stream of the file exceeds its limit.
pub fn holds(file: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = find(&file[from..], b"stream").map(|at| from + at) {
        from = at + b"stream".len();
        if file[..at].ends_with(b"end") {
            continue;
        }
        let start = match file[from..] {
            [b'\r', b'\n', ..] => from + 2,
            [b'\n' | b'\r', ..] => from + 1,
            _ => continue,
        };
        let dictionary = &file[at.saturating_sub(DICTIONARY)..at];
        let dictionary = find_last(dictionary, b"obj").map_or(dictionary, |begun| &dictionary[begun..]);
        let is_picture = find(dictionary, b"/Image").is_some();
        if !within(&file[start..], if is_picture { MAX_PICTURE } else { MAX_STREAM }) {
            return false;
        }
    }
    true
}

/// True if the data unpacks to no more than `limit`.
pub fn within(packed: &[u8], limit: u64) -> bool {
    unpacks_within(packed, limit, CHAIN)
}

fn unpacks_within(packed: &[u8], limit: u64, chain: usize) -> bool {
    if let Some(inner) = packed_as_text(packed) {
        return unpacks_within(&inner, limit, chain);
    }
    if !is_zlib(packed) {
        return lzw_length(packed, limit) <= limit;
    }
    // Data packed twice begins like packed data.
    let mut decoder = ZlibDecoder::new(packed);
    let mut start = [0; 2];
    let again = decoder.read_exact(&mut start).is_ok() && is_zlib(&start);
    if again && chain > 0 {
        let mut unpacked = start.to_vec();
        // Damage at the end adds nothing.
        let _ = decoder.take(limit).read_to_end(&mut unpacked);
        return unpacked.len() as u64 <= limit && unpacks_within(&unpacked, limit, chain - 1);
    }
    let mut buffer = [0; 1 << 14];
    let mut length = 0;
    while let Ok(read @ 1..) = decoder.read(&mut buffer) {
        length += read as u64;
        if length > limit {
            return false;
        }
    }
    !again || length < limit / 1032
}

/// True for the header of the zlib format (RFC 1950, 2.2), unless it may be two letters.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..] if method & 0x0F == 8 && method >> 4 <= 7 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31))
}

/// The content of ASCII85 or hexadecimal data, if that may be packed again.
fn packed_as_text(packed: &[u8]) -> Option<Vec<u8>> {
    let trimmed = packed.trim_ascii_start();
    let end = trimmed.iter().position(|byte| matches!(byte, b'~' | b'>')).unwrap_or(trimmed.len().min(1 << 16));
    let text = &trimmed[..end];
    let start: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(10).collect();
    let is_hex = start.len() > 3 && start.iter().all(u8::is_ascii_hexdigit);
    let unpack = if is_hex { from_hex } else { from_85 };
    is_zlib(&unpack(&start)).then(|| unpack(text))
}

fn from_hex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        text.iter().filter_map(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()
}

/// ASCII85 (ISO 32000-2, 7.4.3).
fn from_85(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut group: Vec<u32> = Vec::with_capacity(5);
    let write = |group: &[u32], bytes: &mut Vec<u8>| {
        let padded = (0..5).map(|index| group.get(index).copied().unwrap_or(84));
        let value = padded.fold(0_u32, |value, digit| value.wrapping_mul(85).wrapping_add(digit));
        bytes.extend(&value.to_be_bytes()[..group.len().saturating_sub(1)]);
    };
    for byte in text {
        match byte {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            _ => {}
        }
        if group.len() == 5 {
            write(&group, &mut bytes);
            group.clear();
        }
    }
    write(&group, &mut bytes);
    bytes
}

/// The unpacked size of LZW data (ISO 32000-2, 7.4.4), which begins with the clear code.
fn lzw_length(packed: &[u8], limit: u64) -> u64 {
    const CLEAR: u32 = 256;
    const END: u32 = 257;
    if packed.first() != Some(&0x80) {
        return 0;
    }
    // Lengths of the sequences for codes from 258.
    let mut words: Vec<u64> = Vec::new();
    let (mut held, mut bits, mut length, mut last) = (0_u32, 0_u32, 0_u64, None);
    for byte in packed {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        let width = match words.len() {
            0..=252 => 9,
            253..=764 => 10,
            765..=1788 => 11,
            _ => 12,
        };
        if bits < width {
            continue;
        }
        bits -= width;
        let code = held >> bits;
        held &= (1 << bits) - 1;
        let stated = match code {
            CLEAR => {
                words.clear();
                last = None;
                continue;
            }
            END => break,
            0..CLEAR => 1,
            _ => words.get(code as usize - 258).copied().or(last.map(|last| last + 1)).unwrap_or(1),
        };
        if let Some(last) = last
            && words.len() < 4096 - 258
        {
            words.push(last + 1);
        }
        last = Some(stated);
        length += stated;
        if length > limit {
            break;
        }
    }
    length
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == words[0]).map(|at| from + at) {
        if bytes[at..].starts_with(words) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn find_last(bytes: &[u8], words: &[u8]) -> Option<usize> {
    (0..bytes.len()).rev().find(|at| bytes[*at..].starts_with(words))
}
