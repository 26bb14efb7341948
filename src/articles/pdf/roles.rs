//! Roles of paragraphs: headings by size, items, captions, notes, table rows.

use std::collections::HashSet;

use crate::articles::pdf::paragraph::{Paragraph, bullet, ends_sentence, is_caption};
use crate::articles::pdf::statistics::mode;

/// The role of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Text,
    /// A heading with its level, from 1.
    Heading(u8),
    /// A row of a table.
    Row,
    /// A list item: its level from 0, its number, and the length of its mark in characters.
    Item(u8, Option<u32>, usize),
    /// A caption.
    Caption,
    /// A note with its mark, and the length of the mark in characters.
    Note(String, usize),
}

/// Maximum letters of a heading, and of one in the size of the text.
const HEADING: (usize, usize) = (250, 120);

/// The font size of most text.
pub fn body_size(paragraphs: &[Paragraph]) -> f64 {
    let lines = paragraphs.iter().flat_map(|paragraph| &paragraph.lines);
    mode(lines.map(|line| (line.size, line.letters() as f64)), 0.03).unwrap_or(0.0)
}

/// The role of each paragraph.
pub fn roles(paragraphs: &[Paragraph], body: f64) -> Vec<Role> {
    let mostly_strong = {
        let letters = |strong: bool| -> usize {
            let of = |paragraph: &&Paragraph| paragraph.is(|line| line.look.strong) == strong;
            paragraphs.iter().filter(of).map(Paragraph::letters).sum()
        };
        letters(true) > letters(false)
    };
    let mut headings: Vec<Option<f64>> =
        paragraphs.iter().map(|paragraph| heading_rank(paragraph, body, mostly_strong)).collect();
    only_title_before_text(paragraphs, &mut headings, body);
    // Larger headings rank higher; those in the size of the text rank last.
    let mut ranks: Vec<f64> = headings.iter().flatten().copied().collect();
    ranks.sort_by(|a, b| b.total_cmp(a));
    ranks.dedup_by(|a, b| (*a - *b).abs() < body * 0.06);
    let level = |rank: f64| {
        let at = ranks.iter().position(|known| (known - rank).abs() < body * 0.06).unwrap_or(0);
        u8::try_from(at + 1).unwrap_or(u8::MAX).min(6)
    };
    let is_row = |index: usize| {
        let tabs = |index: usize| paragraphs.get(index).is_some_and(|paragraph| paragraph.lines[0].tabs > 0);
        paragraphs[index].lines[0].is_row || tabs(index) && (tabs(index + 1) || index > 0 && tabs(index - 1))
    };
    let items = items(paragraphs);
    let last = paragraphs.len();
    (0..last)
        .map(|index| {
            let paragraph = &paragraphs[index];
            if is_row(index) {
                Role::Row
            } else if let Some(rank) = headings[index] {
                Role::Heading(level(rank))
            } else if let Some(item) = &items[index] {
                item.clone()
            } else if let Some(note) = note(paragraphs, index, body) {
                note
            } else if is_caption(paragraph) {
                Role::Caption
            } else {
                Role::Text
            }
        })
        .collect()
}

/// The size of a paragraph as a heading: for bold ones, that of the text.
fn heading_rank(paragraph: &Paragraph, body: f64, mostly_strong: bool) -> Option<f64> {
    let size = paragraph.size();
    let text = paragraph.text();
    let letters = text.chars().count();
    let has_words = text.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    if !has_words || paragraph.lines.iter().any(|line| line.tabs > 0) || bullet(&text).is_some() {
        return None;
    }
    if size > body * 1.12 && letters <= HEADING.0 && paragraph.lines.len() <= 5 {
        return Some(size);
    }
    let strong = paragraph.is(|line| line.look.strong) && !mostly_strong;
    let numbered_capitals = is_numbered_capitals(&text);
    let short = letters <= HEADING.1 && paragraph.lines.len() <= 3 && size > body * 0.92;
    let stops = ends_sentence(&text) && !text.ends_with(['?', '!']) || text.ends_with([',', ';']);
    let begins = text.chars().next().is_some_and(|c| !c.is_lowercase());
    (short && begins && !stops && (strong || numbered_capitals)).then_some(body)
}

/// "IV. RELATED WORK", "2 METHODS".
fn is_numbered_capitals(text: &str) -> bool {
    let Some((number, words)) = text.split_once(' ') else { return false };
    let number = number.trim_end_matches('.');
    let is_number = !number.is_empty()
        && (number.chars().all(|c| "IVX".contains(c)) || number.chars().all(|c| c.is_ascii_digit() || c == '.'));
    let letters = words.chars().filter(|c| c.is_alphabetic());
    is_number && letters.clone().count() > 3 && letters.clone().all(char::is_uppercase)
}

/// Only the title is a heading before the text begins; authors are often set large, too.
fn only_title_before_text(paragraphs: &[Paragraph], headings: &mut [Option<f64>], body: f64) {
    let is_text = |paragraph: &Paragraph| {
        paragraph.lines.len() >= 2 && paragraph.letters() > 120 && paragraph.size() < body * 1.12
    };
    let Some(begins) = paragraphs.iter().position(is_text).filter(|at| paragraphs[*at].page() == 0) else { return };
    let largest = headings[..begins].iter().flatten().copied().max_by(f64::total_cmp).unwrap_or(0.0);
    for (paragraph, heading) in paragraphs[..begins].iter().zip(headings) {
        let is_title = heading.is_some_and(|rank| rank > largest * 0.97);
        if !is_title && !paragraph.is(|line| line.look.strong) {
            *heading = None;
        }
    }
}

/// The list items: by bullets, and by consecutive numbers.
fn items(paragraphs: &[Paragraph]) -> Vec<Option<Role>> {
    let mut items: Vec<Option<Role>> = vec![None; paragraphs.len()];
    let number = |index: usize| paragraphs.get(index).and_then(|paragraph| numbered(&paragraph.text()));
    let mut starts: Vec<f64> = Vec::new();
    let mut expected: Option<u32> = None;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let text = paragraph.text();
        let line = &paragraph.lines[0];
        let marked = if let Some(rest) = bullet(&text) {
            Some((None, text.chars().count() - rest.chars().count()))
        } else if let Some((count, length)) = numbered(&text) {
            let counts_on = expected == Some(count)
                || count == 1 && (index + 1..index + 4).any(|next| number(next).is_some_and(|(next, _)| next == 2));
            counts_on.then_some((Some(count), length))
        } else {
            None
        };
        let Some((count, length)) = marked else {
            if paragraph.lines[0].start < starts.first().copied().unwrap_or(0.0) + line.size {
                starts.clear();
            }
            continue;
        };
        if let Some(count) = count {
            expected = Some(count + 1);
        }
        starts.retain(|start| *start < line.start - line.size * 0.7 || (start - line.start).abs() < line.size * 0.7);
        if !starts.iter().any(|start| (start - line.start).abs() < line.size * 0.7) {
            starts.push(line.start);
        }
        let level = u8::try_from(starts.len().saturating_sub(1)).unwrap_or(0).min(8);
        items[index] = Some(Role::Item(level, count, length));
    }
    items
}

/// The number at the start of an item, "3. ", "3) " or "c) ", with the length of the mark.
fn numbered(text: &str) -> Option<(u32, usize)> {
    if let [letter @ b'a'..=b'z', b'.' | b')', b' ', ..] = text.as_bytes() {
        return Some((u32::from(letter - b'a') + 1, 3));
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let count = text.get(..digits)?.parse().ok().filter(|_| digits <= 3)?;
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    let words = rest.trim_start();
    (rest.len() > words.len() && words.chars().next().is_some_and(char::is_alphabetic))
        .then(|| (count, digits + 1 + rest.chars().count() - words.chars().count()))
}

/// A footnote: smaller than the text, with a mark, and no text below it on the page.
fn note(paragraphs: &[Paragraph], index: usize, body: f64) -> Option<Role> {
    let paragraph = &paragraphs[index];
    let text_below = |other: &Paragraph| {
        other.page() == paragraph.page()
            && other.lines[0].baseline > paragraph.lines[0].baseline
            && other.size() > body * 0.94
            && (other.lines[0].start - paragraph.lines[0].start).abs() < body * 8.0
    };
    if paragraph.size() > body * 0.93
        || paragraphs.iter().skip(index + 1).take(12).any(text_below)
        || paragraphs[index.saturating_sub(12)..index].iter().any(text_below)
    {
        return None;
    }
    let first = &paragraph.lines[0].runs[0];
    let mark: String =
        first.text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | '¶')).collect();
    let alone = first.raised && mark.len() == first.text.trim_end().len()
        || !first.raised && first.text[mark.len()..].starts_with(' ');
    (!mark.is_empty() && mark.chars().count() <= 3 && alone).then(|| {
        let length = mark.chars().count();
        Role::Note(mark, length)
    })
}

/// The marks of the notes, by page.
pub fn marks(paragraphs: &[Paragraph], roles: &[Role]) -> HashSet<(usize, String)> {
    let notes = paragraphs.iter().zip(roles).filter_map(|(paragraph, role)| match role {
        Role::Note(mark, _) => Some((paragraph.page(), mark.clone())),
        _ => None,
    });
    notes.collect()
}
