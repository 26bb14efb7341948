//! Phrases that messages share.

/// A count with its noun: "1 mark", "2 marks".
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
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
