//! Text direction by the Unicode Bidirectional Algorithm (UAX #9), for simple cases.

/// True if a character is written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and the like.
pub fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// True if a text has any character that is written from right to left.
pub fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_rtl)
}

/// True if a paragraph reads from right to left: by its first strong letter (UAX #9, P2 and P3).
pub fn reads_rtl(paragraph: &str) -> bool {
    let start = &paragraph[..paragraph.floor_char_boundary(1000)];
    !start.is_ascii() && start.chars().find(|c| is_rtl(*c) || c.is_alphabetic()).is_some_and(is_rtl)
}
