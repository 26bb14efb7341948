//! Counts with their nouns.

/// "1 mark", "2 marks".
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
