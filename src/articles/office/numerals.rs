//! Numerals: digits, Roman numerals, letters.

/// A number in a format named by its first number, as in ODF and HTML: "1", "i", "I", "a", "A".
pub fn write(format: &str, number: u32) -> String {
    match format.chars().next() {
        Some('i') => roman(number),
        Some('I') => roman(number).to_uppercase(),
        Some('a') => letters(number),
        Some('A') => letters(number).to_uppercase(),
        _ => number.to_string(),
    }
}

/// Lower-case Roman numerals; digits beyond 3999.
fn roman(count: u32) -> String {
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if count == 0 || count > 3999 {
        return count.to_string();
    }
    let mut left = count;
    let mut written = String::new();
    for (worth, numeral) in NUMERALS {
        while left >= worth {
            written.push_str(numeral);
            left -= worth;
        }
    }
    written
}

/// Letters as in Word: a to z, then aa, bb.
fn letters(count: u32) -> String {
    let Some(from_zero) = count.checked_sub(1).filter(|count| *count < 26 * 30) else { return count.to_string() };
    let letter = char::from(b'a' + u8::try_from(from_zero % 26).unwrap_or_default());
    std::iter::repeat_n(letter, from_zero as usize / 26 + 1).collect()
}
