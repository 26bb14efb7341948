//! Text direction by the Unicode Bidirectional Algorithm (UAX #9), as far as paragraphs are concerned.

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

/// Maximum bytes of a paragraph that are read for its direction.
const READ: usize = 1000;

/// True if a character is written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and the like.
pub fn is_rtl(c: char) -> bool {
    matches!(class(c), BidiClass::RightToLeft | BidiClass::ArabicLetter)
}

/// True if a text has any character that is written from right to left.
pub fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_rtl)
}

/// True if a paragraph reads from right to left: by its first strong character outside of isolates (UAX #9, P2 and P3).
pub fn reads_rtl(paragraph: &str) -> bool {
    let start = &paragraph[..paragraph.floor_char_boundary(READ)];
    if start.is_ascii() {
        return false;
    }
    let mut isolates = 0_usize;
    for c in start.chars() {
        match class(c) {
            BidiClass::LeftToRightIsolate | BidiClass::RightToLeftIsolate | BidiClass::FirstStrongIsolate => {
                isolates += 1
            }
            BidiClass::PopDirectionalIsolate => isolates = isolates.saturating_sub(1),
            BidiClass::LeftToRight if isolates == 0 => return false,
            BidiClass::RightToLeft | BidiClass::ArabicLetter if isolates == 0 => return true,
            _ => {}
        }
    }
    false
}

fn class(c: char) -> BidiClass {
    CodePointMapData::<BidiClass>::new().get(c)
}
