//! Properties of scripts: spaces between words, apostrophes, digits, and the width of letters.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// ICU's dictionaries for Chinese, Japanese, Thai, Lao, Burmese and Khmer.
static WORDS: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The words of letters of scripts without spaces, by ICU's dictionaries.
pub fn unspaced_words(letters: &str) -> Vec<Range<usize>> {
    let breaks: Vec<usize> = WORDS.segment_str(letters).collect();
    breaks.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// True if the script of `c` has no spaces between words: Han and kana with their punctuation and full-width forms,
/// Thai, Lao, Burmese and Khmer (Unicode 16.0, `Blocks.txt`). Korean has spaces.
pub fn is_unspaced(c: char) -> bool {
    is_wide(c) || is_southeast_asian(c)
}

/// True if `c` belongs to Thai, Lao, Burmese or Khmer, whose words only a dictionary can separate.
fn is_southeast_asian(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{19E0}'..='\u{19FF}'
        | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}')
}

/// True if `c` is Han, kana, their punctuation or a full-width form.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FFEF}' | '\u{1AFF0}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFF}')
}

/// Columns of `words`: one for each letter, or two for Han, kana or Hangul (UAX #11).
pub fn columns(words: &str) -> usize {
    if words.is_ascii() {
        return words.len();
    }
    words.chars().map(|c| if is_wide(c) || is_hangul(c) { 2 } else { 1 }).sum()
}

/// True if `c` is a syllable or a leading consonant of Korean.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{AC00}'..='\u{D7A3}')
}

/// True if `c` is of a block with the letters of Latin, Greek, Cyrillic or Armenian.
fn is_european(c: char) -> bool {
    matches!(c, '\0'..='\u{58F}' | '\u{1C80}'..='\u{1C8F}' | '\u{1D00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}'
        | '\u{2DE0}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}' | '\u{A720}'..='\u{A7FF}' | '\u{FB00}'..='\u{FB17}')
}

/// True if `c` is of a block with Hebrew letters and points.
pub fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{5FF}' | '\u{FB1D}'..='\u{FB4F}')
}

/// True if words of the script of `c` have apostrophes in them.
pub fn has_apostrophes(c: char) -> bool {
    is_european(c) || is_hebrew(c)
}

/// True if a letter may be right beside a quotation mark that is none of its word: scripts without spaces, Arabic, Hebrew
/// and Ethiopic with their prefixes, Korean with its particles.
pub fn joins_marks(c: char) -> bool {
    c.is_alphabetic() && !is_european(c)
}

/// The zeros of the decimal digits beyond ASCII (Unicode 16.0, `UnicodeData.txt`), each with nine digits after it.
const ZEROS: &[u32] = &[
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0,
    0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50,
    0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2,
    0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// The ASCII digit of a decimal digit of any script, as "5" of "٥", "५" and "５".
pub fn ascii_digit(c: char) -> Option<char> {
    if c.is_ascii() || !c.is_numeric() {
        return c.is_ascii_digit().then_some(c);
    }
    let at = ZEROS.partition_point(|zero| *zero <= c as u32).checked_sub(1)?;
    char::from_digit((c as u32).checked_sub(ZEROS[at])?, 10)
}
