//! Names of files that are valid on every system.

/// Longest name that is made from words, in characters: some disks allow 143 bytes.
const LONGEST: usize = 120;

/// Words as a file name that is valid on every system and not too long; empty if nothing of them is.
pub fn fit(words: &str) -> String {
    valid(&words.chars().take(LONGEST).collect::<String>())
}

/// A file name as one that is valid on every system; empty if nothing of it is.
pub fn valid(name: &str) -> String {
    let unfit = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let name: String = name.chars().map(|c| if unfit(c) { '_' } else { c }).collect();
    let name = name.trim().trim_start_matches('.').trim_end_matches(['.', ' ']);
    if is_device(name) { format!("_{name}") } else { name.to_owned() }
}

/// True if a name means a device on Windows, whatever its extension (“Naming Files, Paths, and Namespaces”, Microsoft Learn).
pub fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let numbered = ["COM", "LPT"].iter().find_map(|port| stem.strip_prefix(port));
    let is_number = |number: &str| number.chars().count() == 1 && number.contains(|c| "123456789¹²³".contains(c));
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str()) || numbered.is_some_and(is_number)
}
