//! A paragraph, and tests on its text.

use crate::articles::pdf::line::Line;
use crate::articles::pdf::statistics::mode;

/// Lines that form a paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its lines, at least one.
    pub lines: Vec<Line>,
    /// True if it is the first of a column.
    pub begins_column: bool,
    /// The space after its last line.
    pub room: f64,
    /// True if its first line is indented.
    pub indented: bool,
}

impl Paragraph {
    /// Its text, with a space between lines.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.text()).collect::<Vec<_>>().join(" ")
    }

    /// Index of its first page.
    pub fn page(&self) -> usize {
        self.lines[0].page
    }

    /// The font size of most letters.
    pub fn size(&self) -> f64 {
        mode(self.lines.iter().map(|line| (line.size, line.letters() as f64)), 0.03).unwrap_or(0.0)
    }

    /// The number of letters.
    pub fn letters(&self) -> usize {
        self.lines.iter().map(Line::letters).sum()
    }

    /// True if all lines satisfy a condition.
    pub fn is(&self, look: fn(&Line) -> bool) -> bool {
        self.lines.iter().all(look)
    }
}

/// The text after a bullet, if it begins with one.
pub fn bullet(text: &str) -> Option<&str> {
    const BULLETS: &[char] = &[
        '•',
        '◦',
        '▪',
        '▫',
        '■',
        '□',
        '●',
        '○',
        '‣',
        '⁃',
        '∙',
        '➢',
        '➔',
        '❖',
        '✓',
        '◆',
        '·',
        char::REPLACEMENT_CHARACTER,
    ];
    let rest = text.strip_prefix(BULLETS)?;
    let words = rest.trim_start();
    // An unknown character before a space is most likely a bullet.
    let is_one = !text.starts_with(char::REPLACEMENT_CHARACTER) || words.len() < rest.len();
    (is_one && !words.is_empty() && !words.starts_with(BULLETS)).then_some(words)
}

/// True if a text ends like a sentence.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '“']);
    // The number of a note may follow the full stop.
    let text = text.trim_end_matches(|c: char| c.is_numeric());
    text.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '۔'])
}

/// True if a paragraph is a caption: "Figure 2: …", "Table 1. …".
pub fn is_caption(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    let mut words = text.split_whitespace();
    let named = words.next().is_some_and(|word| {
        matches!(
            word.trim_end_matches('.').to_lowercase().as_str(),
            "figure"
                | "fig"
                | "table"
                | "tab"
                | "abbildung"
                | "abb"
                | "tabelle"
                | "рис"
                | "таблица"
                | "tableau"
                | "figura"
                | "tabla"
        )
    });
    let number = words.next().unwrap_or_default();
    named
        && number.chars().next().is_some_and(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'))
        && (number.ends_with([':', '.', '|']) || words.next().is_some_and(|word| matches!(word, "–" | "—" | "-" | "|")))
        && paragraph.letters() < 800
}
