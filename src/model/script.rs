//! Scripts without spaces between words, and the width of letters.

/// True if the script of `c` has no spaces between words: Han and kana with their punctuation and full-width forms,
/// Thai, Lao, Burmese and Khmer (Unicode 16.0, `Blocks.txt`). Korean has spaces.
pub fn is_unspaced(c: char) -> bool {
    is_wide(c) || is_southeast_asian(c)
}

/// True if `c` belongs to Thai, Lao, Burmese or Khmer, whose words only a model or a dictionary can separate.
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
    let is_hangul = |c: char| matches!(c, '\u{1100}'..='\u{115F}' | '\u{AC00}'..='\u{D7A3}');
    words.chars().map(|c| if is_wide(c) || is_hangul(c) { 2 } else { 1 }).sum()
}
