//! Joining of lines: broken words are joined, and words with a hyphen keep it. The only dictionary is the document
//! itself.

use std::collections::HashSet;

use crate::articles::pdf::line::{Line, is_cjk};

/// Prefixes that usually keep their hyphen.
const KEEPING: &[&str] = &["self", "well"];

/// The words within the lines of a document.
#[derive(Debug, Default)]
pub struct Words(HashSet<String>);

/// The seam between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seam {
    /// A space.
    Space,
    /// Nothing.
    Joined,
    /// Nothing, and the hyphen is removed.
    Unhyphenated,
}

impl Words {
    /// Adds the words of a line but the last, which may be broken.
    pub fn learn(&mut self, line: &Line) {
        let text = line.text();
        let mut words: Vec<&str> = text.split_whitespace().collect();
        if text.trim_end().ends_with(is_hyphen) {
            words.pop();
        }
        self.0.extend(words.into_iter().map(|word| stripped(word).to_lowercase().replace('\u{2010}', "-")));
    }

    /// The seam between the end of one line and the start of the next.
    pub fn seam(&self, ends: &str, begins: &str) -> Seam {
        let (ends, begins) = (ends.trim_end(), begins.trim_start());
        let (Some(last), Some(first)) = (ends.chars().last(), begins.chars().next()) else { return Seam::Space };
        if is_cjk(last) && is_cjk(first) {
            return Seam::Joined;
        }
        let word = ends.rsplit(char::is_whitespace).next().unwrap_or_default();
        let next = begins.split(char::is_whitespace).next().unwrap_or_default();
        let in_address = word.contains("://") || word.starts_with("www.") || word.contains("doi.org");
        if in_address
            && (matches!(last, '/' | '-' | '_' | '=' | '&' | '?' | '.' | '%') || next.contains('/'))
            && !first.is_uppercase()
        {
            return Seam::Joined;
        }
        if last == '—' {
            return Seam::Joined;
        }
        if !is_hyphen(last) {
            return Seam::Space;
        }
        let stem = &word[..word.len() - last.len_utf8()];
        let Some(before) = stem.chars().last() else { return Seam::Space };
        if last == '\u{AD}' {
            return Seam::Unhyphenated;
        }
        // A dash after a space is not a hyphen; after a digit or before a capital it belongs to a name.
        if !before.is_alphabetic() || !first.is_lowercase() {
            return if before.is_alphanumeric() && first.is_alphanumeric() { Seam::Joined } else { Seam::Space };
        }
        // "pre- and post-war"
        if matches!(next, "and" | "or" | "und" | "oder" | "et" | "ou" | "y" | "o" | "e" | "och" | "en") {
            return Seam::Space;
        }
        let (stem, next) = (stripped(stem).to_lowercase(), stripped(next).to_lowercase());
        if self.0.contains(&format!("{stem}-{next}")) {
            return Seam::Joined;
        }
        if self.0.contains(&format!("{stem}{next}")) {
            return Seam::Unhyphenated;
        }
        let keeps = stem.contains('-') || KEEPING.contains(&stem.as_str());
        if keeps { Seam::Joined } else { Seam::Unhyphenated }
    }
}

/// True if the last word of a line continues in the next line.
pub fn is_broken(text: &str) -> bool {
    let mut letters = text.trim_end().chars().rev();
    letters.next().is_some_and(is_hyphen) && letters.next().is_some_and(char::is_alphabetic)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{AD}')
}

fn stripped(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
