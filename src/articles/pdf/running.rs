//! Running elements of pages: headers, footers, page numbers.

use std::collections::HashMap;

use crate::articles::pdf::piece::Piece;
use crate::articles::pdf::pieces::rows;
use crate::articles::pdf::tables;

/// Maximum number of running rows at each end of a page.
const ROWS: usize = 4;
/// Maximum displacement of a row from page to page, in points.
const NEAR: f64 = 6.0;

/// A row at the top or the bottom of a page.
#[derive(Debug)]
struct Row {
    text: String,
    /// The text with every number replaced by one sign.
    pattern: String,
    baseline: f64,
    size: f64,
    /// Distance to the next row inwards.
    apart: f64,
    /// True if it begins with a superscript note number.
    is_note: bool,
    /// The numbers at its ends.
    alone: Vec<i64>,
    /// True if it has the gaps of a table row, and is not a header with its page number.
    is_row: bool,
}

/// Removes headers, footers and page numbers from pages, given with their heights.
pub fn remove(pages: &mut [(Vec<Piece>, f64)]) {
    for from_top in [true, false] {
        let ends: Vec<Vec<Row>> = pages.iter().map(|(pieces, _)| ends(pieces, from_top)).collect();
        let seen = seen(&ends);
        let offsets = offsets(&ends);
        for (page, ((pieces, height), rows)) in pages.iter_mut().zip(&ends).enumerate() {
            // From the edge inwards.
            let is_furniture = |row: &&Row| {
                !row.is_note
                    && !row.is_row
                    && (repeats(row, &seen)
                        || is_page_number(row, page, *height, &offsets, ends.len())
                        || is_running(row, page, &offsets))
            };
            let last = rows.iter().take_while(is_furniture).last();
            if let Some(last) = last {
                let inside = |piece: &Piece| {
                    if from_top {
                        piece.baseline > last.baseline + last.size * 0.3
                    } else {
                        piece.baseline < last.baseline - last.size * 0.5
                    }
                };
                if pieces.iter().any(inside) || is_number(&last.text) {
                    pieces.retain(inside);
                }
            }
        }
    }
}

/// The first or last rows of a page, from the edge inwards.
fn ends(pieces: &[Piece], from_top: bool) -> Vec<Row> {
    let mut sorted = pieces.to_vec();
    sorted.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows = rows(sorted);
    if !from_top {
        rows.reverse();
    }
    let baselines: Vec<f64> = rows.iter().map(|row| row[0].baseline).collect();
    rows.truncate(ROWS + 1);
    let is_row = |at: usize, row: &[Piece]| {
        let beside = |at: usize| rows.get(at).is_some_and(|other| tables::is_row_beside(row, other));
        row.len() > 3 || row.len() > 1 && (beside(at + 1) || at > 0 && beside(at - 1))
    };
    let of_tables: Vec<bool> = rows.iter().enumerate().map(|(at, row)| is_row(at, row)).collect();
    let rows = rows.into_iter().take(ROWS).enumerate().map(|(index, mut row)| {
        row.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
        let text = row.iter().map(Piece::raw).collect::<Vec<_>>().join(" ");
        let apart = baselines.get(index + 1).map_or(f64::INFINITY, |next| (next - baselines[index]).abs());
        let is_note = row[0]
            .glyphs
            .first()
            .is_some_and(|glyph| glyph.size < row[0].size * 0.85 && glyph.letters.chars().all(char::is_numeric));
        let ends = [row.first(), row.last()].into_iter().flatten().filter(|_| row.len() > 1);
        let alone = ends.filter_map(|piece| number(&piece.raw())).collect();
        let (baseline, size) = (row[0].baseline, row[0].size);
        Row { pattern: pattern(&text), text, baseline, size, apart, is_note, alone, is_row: of_tables[index] }
    });
    rows.collect()
}

fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_numeric() {
            pattern.extend(c.to_lowercase());
        } else if !pattern.ends_with('#') {
            pattern.push('#');
        }
    }
    pattern
}

/// The occurrences of each pattern: pages and positions.
fn seen(ends: &[Vec<Row>]) -> HashMap<&str, Vec<f64>> {
    let mut seen: HashMap<&str, Vec<f64>> = HashMap::new();
    for row in ends.iter().flatten() {
        seen.entry(row.pattern.as_str()).or_default().push(row.baseline);
    }
    seen
}

fn repeats(row: &Row, seen: &HashMap<&str, Vec<f64>>) -> bool {
    // A number alone is decided as a page number.
    let says_something = row.pattern.chars().any(char::is_alphabetic);
    let near = |places: &Vec<f64>| places.iter().filter(|place| (*place - row.baseline).abs() <= NEAR).count();
    says_something && seen.get(row.pattern.as_str()).map_or(0, near) >= 2
}

/// Rows with nothing but a number: "12", "- 12 -", "Page 3 of 8", "iv".
fn number(text: &str) -> Option<i64> {
    let plain: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let plain =
        plain.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '[' | ']' | '(' | ')' | '.' | '·' | '•'));
    let plain = ["page", "seite", "pagina", "página", "стр.", "страница", "p.", "s."]
        .iter()
        .find_map(|word| plain.strip_prefix(word))
        .unwrap_or(plain);
    let first = plain.split(['/', '|']).next().unwrap_or_default();
    let first =
        ["of", "von", "de", "из", "sur"].iter().find_map(|word| Some(first.split_once(word)?.0)).unwrap_or(first);
    let digits: Option<String> =
        first.chars().map(|c| c.to_digit(10).and_then(|digit| char::from_digit(digit, 10))).collect();
    digits.filter(|digits| !digits.is_empty() && digits.len() < 6)?.parse().ok()
}

fn is_number(text: &str) -> bool {
    let roman = text.trim_matches(|c: char| !c.is_alphanumeric());
    number(text).is_some()
        || !roman.is_empty() && roman.len() < 8 && roman.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))
}

/// The most common difference between the numbers at this end and the page indices, with its count.
fn offsets(ends: &[Vec<Row>]) -> HashMap<i64, usize> {
    let mut offsets: HashMap<i64, usize> = HashMap::new();
    for (page, rows) in ends.iter().enumerate() {
        let mut here: Vec<i64> =
            rows.iter().flat_map(|row| outer_numbers(&row.text)).map(|number| number - page as i64).collect();
        here.sort_unstable();
        here.dedup();
        for offset in here {
            *offsets.entry(offset).or_default() += 1;
        }
    }
    offsets
}

/// The numbers at the ends of a row.
fn outer_numbers(text: &str) -> Vec<i64> {
    let mut numbers: Vec<i64> = number(text).into_iter().collect();
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let backwards: String = text.chars().rev().collect();
    let (first, last) = (digits(text), digits(&backwards));
    numbers.extend(text[..first].parse::<i64>().ok());
    numbers.extend(text[text.len() - last..].parse::<i64>().ok());
    numbers
}

fn is_page_number(row: &Row, page: usize, height: f64, offsets: &HashMap<i64, usize>, pages: usize) -> bool {
    if !is_number(&row.text) {
        return false;
    }
    let at_edge = row.baseline < height * 0.13 || row.baseline > height * 0.83;
    match number(&row.text) {
        Some(number) => {
            let agreeing = offsets.get(&(number - page as i64)).copied().unwrap_or(0);
            agreeing >= 2 || at_edge && (pages == 1 && number <= 1 || row.apart > row.size * 2.0)
        }
        None => at_edge,
    }
}

/// Headers that change by chapter: set apart, with the page number at one end.
fn is_running(row: &Row, page: usize, offsets: &HashMap<i64, usize>) -> bool {
    let agrees = |number: i64| offsets.get(&(number - page as i64)).copied().unwrap_or(0) >= 3;
    // The number alone is enough if it counts the pages of the file.
    let counts = i64::try_from(page + 1).is_ok_and(|page| row.alone.contains(&page));
    row.apart > row.size * 1.6 && row.text.len() < 160 && (counts || outer_numbers(&row.text).into_iter().any(agrees))
}
