//! Notes on an imported file.

use std::collections::BTreeMap;
use std::fmt;

/// Notes on an imported file with their counts, sorted by text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    notes: BTreeMap<String, Noted>,
    missed: usize,
}

/// Occurrences of one note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Noted {
    count: usize,
    names: Vec<String>,
}

/// Maximum number of names in a note.
const NAMES: usize = 50;

impl Notes {
    /// Counts a note: "selectors by CSS are not supported".
    pub fn add(&mut self, what: impl Into<String>) {
        self.notes.entry(what.into()).or_default().count += 1;
    }

    /// Counts a note with a name.
    pub fn name(&mut self, what: impl Into<String>, name: &str) {
        let noted = self.notes.entry(what.into()).or_default();
        noted.count += 1;
        if !name.is_empty() && noted.names.len() < NAMES {
            noted.names.push(name.to_owned());
        }
    }

    /// Counts a passage that was not found.
    pub fn miss(&mut self) {
        self.missed += 1;
    }

    /// The number of passages that were not found.
    pub fn missed(&self) -> usize {
        self.missed
    }

    /// True if there are no notes.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The notes, one line each.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.notes.iter().map(|(what, noted)| {
            let times = if noted.count == 1 { String::new() } else { format!(" ({} times)", noted.count) };
            let names: Vec<String> = noted.names.iter().map(|name| format!("“{name}”")).collect();
            match (names.is_empty(), noted.count - noted.names.len()) {
                (true, _) => format!("{what}{times}"),
                (false, 0) => format!("{what}{times}: {}", names.join(", ")),
                (false, more) => format!("{what}{times}: {} and {more} more", names.join(", ")),
            }
        })
    }
}

impl fmt::Display for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().collect::<Vec<_>>().join("; "))
    }
}
