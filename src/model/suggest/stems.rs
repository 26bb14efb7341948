//! The words of a mark, looked for in many passages at once.
//!
//! A passage is read once, byte by byte. Most of its words differ from all of the mark's words in their first two letters,
//! and are left without finding their stems, so that a hundred thousand passages need no index.

use std::collections::HashMap;

use crate::model::suggest::words::{stem, stems};

/// Maximum words that are looked for: a bit for each.
const MOST: usize = 64;

/// The words that are looked for, each with a bit.
#[derive(Debug)]
pub struct Stems {
    bits: HashMap<String, u32>,
    /// A bit for each pair of first bytes that one of them has.
    beginnings: Box<[u64; 1024]>,
}

/// The words that a passage has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// A bit for each word looked for that it has.
    pub bits: u64,
    /// The number of its words that may tell what it is about.
    pub words: u32,
}

impl Stems {
    /// The words of these texts, those of the first ones first, and the bits of each text's words that no earlier one has.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> (Self, Vec<u64>) {
        let mut found = Self { bits: HashMap::new(), beginnings: Box::new([0; 1024]) };
        let mut groups = Vec::new();
        for text in texts {
            let mut group = 0;
            for stem in stems(text) {
                let next = found.bits.len();
                if next < MOST && !found.bits.contains_key(&stem) {
                    let key = beginning(stem.as_bytes());
                    found.beginnings[key >> 6] |= 1 << (key & 63);
                    found.bits.insert(stem, next as u32);
                    group |= 1 << next;
                }
            }
            groups.push(group);
        }
        (found, groups)
    }

    /// Adds the words that a text has.
    pub fn look(&self, text: &str, shared: &mut Shared) {
        each_word(text, |word| {
            shared.words += u32::from(word.len() > 3);
            let bytes = word.as_bytes();
            let key = beginning(bytes);
            // Capital letters beyond ASCII begin with other bytes than small ones.
            if bytes[0].is_ascii() && self.beginnings[key >> 6] & (1 << (key & 63)) == 0 {
                return;
            }
            if let Some(bit) = stem(word).and_then(|stem| self.bits.get(&stem).copied()) {
                shared.bits |= 1 << bit;
            }
        });
    }
}

/// The first two letters of a word as a number, without case; the second is beyond a full stop, which a stem leaves out.
fn beginning(word: &[u8]) -> usize {
    let second = if word.get(1) == Some(&b'.') { word.get(2) } else { word.get(1) };
    let [first, second] = [word.first(), second].map(|byte| byte.copied().unwrap_or_default().to_ascii_lowercase());
    usize::from(first) << 8 | usize::from(second)
}

/// Calls `visit` for each word of a text.
fn each_word(text: &str, mut visit: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let gap = gap(&bytes[at..]);
        if gap > 0 {
            at += gap;
            continue;
        }
        let start = at;
        while at < bytes.len() {
            let between = self::gap(&bytes[at..]);
            let joins = matches!(&bytes[at..], [b'.' | b',' | b'\'', ..] | [0xE2, 0x80, 0x99, ..]);
            if between == 0 {
                at += 1;
            } else if joins && bytes.get(at + between).is_some() && self::gap(&bytes[at + between..]) == 0 {
                at += between;
            } else {
                break;
            }
        }
        visit(&text[start..at]);
    }
}

/// The length of the character at the start of `bytes` if it is no letter or digit, as far as its first bytes tell.
fn gap(bytes: &[u8]) -> usize {
    match bytes {
        [byte, ..] if byte.is_ascii() => usize::from(!byte.is_ascii_alphanumeric()),
        // Signs of Latin 1; general punctuation; punctuation of East Asia.
        [0xC2, _, ..] => 2,
        [0xE2, 0x80, _, ..] | [0xE3, 0x80, _, ..] => 3,
        _ => 0,
    }
}
