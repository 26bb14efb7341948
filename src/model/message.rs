//! Phrases that messages share.

/// A count with its noun: "1 mark", "2 marks", "12,000 marks".
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { several })
}

/// A count in digits, with commas between the thousands.
pub fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// The beginning of a quotation, short enough for a message.
pub fn shortened(quotation: &str) -> String {
    const LENGTH: usize = 60;
    let mut short: String = quotation.chars().take(LENGTH).collect();
    if short.len() < quotation.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::{counted, number};

    #[test]
    fn thousands_are_separated() {
        let words = [0, 7, 999, 1000, 12_345, 1_234_567].map(number);
        assert_eq!(words, ["0", "7", "999", "1,000", "12,345", "1,234,567"]);
        assert_eq!(
            (counted(1, "mark", "marks"), counted(1000, "mark", "marks")),
            ("1 mark".into(), "1,000 marks".into())
        );
    }
}
