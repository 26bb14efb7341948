//! Reading order of a page with one or several columns.
//!
//! A gutter is a strip that hardly any line crosses, with lines of text on both sides. Lines that cross it divide the
//! page into bands, and each band is read by column. Without a gutter, the page is cut at its widest vertical gap and
//! each part is analysed again (a recursive cut as in Nagy and Seth, 1984, with columns first).

use crate::articles::pdf::piece::Piece;
use crate::articles::pdf::pieces::rows;
use crate::articles::pdf::statistics::median;
use crate::articles::pdf::tables::{self, Parted, Table};

/// Maximum recursion depth.
const DEPTH: usize = 24;
/// Minimum width of a gutter, in font sizes.
const GUTTER: f64 = 0.7;
/// Maximum share of lines that cross a gutter.
const CROSSING: f64 = 0.2;

/// A column: rows of pieces, in reading order.
pub type Column = Vec<Vec<Piece>>;

/// The columns of a page, in reading order.
pub fn columns(pieces: Vec<Piece>, from_right: bool) -> Vec<Column> {
    let mut columns = Vec::new();
    part(pieces, from_right, 0, &mut columns);
    columns.retain(|column| !column.is_empty());
    columns
}

fn part(pieces: Vec<Piece>, from_right: bool, depth: usize, columns: &mut Vec<Column>) {
    if pieces.is_empty() {
        return;
    }
    if depth < DEPTH {
        let (pieces, gutter) = with_rows(pieces);
        if let Some(gutter) = gutter {
            return bands(pieces, gutter, from_right, depth, columns);
        }
        if let Some((above, below)) = at_gap(&pieces) {
            // Text in one column is not cut: a paragraph may continue.
            let parted = |pieces: &[Piece]| gutter_within(pieces, DEPTH - depth);
            if parted(&above) || parted(&below) {
                part(above, from_right, depth + 1, columns);
                return part(below, from_right, depth + 1, columns);
            }
        }
        return columns.push(in_rows(pieces));
    }
    columns.push(in_rows(pieces));
}

/// Merges each table row into one piece, and finds the gutter between columns of text. Tables beside each other, or
/// beside text, keep their pieces until the columns are separated.
fn with_rows(pieces: Vec<Piece>) -> (Vec<Piece>, Option<(f64, f64)>) {
    let Parted { tables, others: mut pieces } = tables::parted(pieces);
    if tables.is_empty() {
        let gutter = gutter(&pieces);
        return (pieces, gutter);
    }
    let outside = gutter(&pieces).or_else(|| {
        let all: Vec<Piece> = pieces.iter().cloned().chain(tables.iter().flat_map(Table::cells)).collect();
        gutter_that(&all, parts_column)
    });
    for table in tables {
        match outside {
            Some(strip) if !table.crosses(strip) => pieces.extend(table.pieces()),
            _ => pieces.extend(table.merged()),
        }
    }
    let gutter = outside.or_else(|| gutter(&pieces));
    (pieces, gutter)
}

/// Groups pieces into rows, from the top.
fn in_rows(mut pieces: Vec<Piece>) -> Column {
    pieces.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x.0.total_cmp(&b.x.0)));
    let mut rows = rows(pieces);
    for row in &mut rows {
        row.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
    }
    rows
}

/// True if there is a gutter in any part.
fn gutter_within(pieces: &[Piece], depth: usize) -> bool {
    if pieces.len() < 6 || depth == 0 {
        return false;
    }
    gutter(pieces).is_some()
        || at_gap(pieces)
            .is_some_and(|(above, below)| gutter_within(&above, depth - 1) || gutter_within(&below, depth - 1))
}

/// Reads each band between lines across the gutter by column.
fn bands(mut pieces: Vec<Piece>, gutter: (f64, f64), from_right: bool, depth: usize, columns: &mut Vec<Column>) {
    pieces.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x.0.total_cmp(&b.x.0)));
    let middle = (gutter.0 + gutter.1) / 2.0;
    let crosses = |piece: &Piece| piece.x.0 < middle && piece.x.1 > middle;
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    let flush = |left: &mut Vec<Piece>, right: &mut Vec<Piece>, columns: &mut Vec<Column>| {
        let (first, second) = if from_right { (right, left) } else { (left, right) };
        part(std::mem::take(first), from_right, depth + 1, columns);
        part(std::mem::take(second), from_right, depth + 1, columns);
    };
    // A piece beside one that crosses is on the same line.
    let crossing: Vec<(f64, f64)> =
        pieces.iter().filter(|piece| crosses(piece)).map(|piece| (piece.baseline, piece.size)).collect();
    let on_crossing_line =
        |piece: &Piece| crossing.iter().any(|(baseline, size)| (piece.baseline - baseline).abs() < size * 0.2);
    for piece in pieces {
        if crosses(&piece) || on_crossing_line(&piece) {
            flush(&mut left, &mut right, columns);
            across.push(piece);
        } else {
            if !across.is_empty() {
                columns.push(in_rows(std::mem::take(&mut across)));
            }
            if piece.x.1 <= middle { left.push(piece) } else { right.push(piece) }
        }
    }
    flush(&mut left, &mut right, columns);
    columns.push(in_rows(across));
}

/// The gutter between two columns of text, if there is one.
fn gutter(pieces: &[Piece]) -> Option<(f64, f64)> {
    gutter_that(pieces, parts_text)
}

/// The widest strip with hardly any crossing piece that `parts` accepts.
fn gutter_that(pieces: &[Piece], parts: fn(&[Piece], (f64, f64)) -> bool) -> Option<(f64, f64)> {
    let from = pieces.iter().map(|piece| piece.x.0).min_by(f64::total_cmp)?;
    let to = pieces.iter().map(|piece| piece.x.1).max_by(f64::total_cmp)?;
    let size = median(pieces.iter().map(|piece| piece.size).collect())?;
    if to - from < size * 12.0 || pieces.len() < 6 {
        return None;
    }
    // The number of pieces over each point.
    let width = (to - from).ceil() as usize + 1;
    let mut cover = vec![0_i64; width + 1];
    for piece in pieces {
        cover[(piece.x.0 - from).max(0.0) as usize] += 1;
        cover[((piece.x.1 - from).ceil() as usize).min(width)] -= 1;
    }
    let mut sum = 0;
    for point in &mut cover {
        sum += *point;
        *point = sum;
    }
    let (first, last) = (width / 8, width - width / 8);
    let mut best: Option<(f64, (f64, f64))> = None;
    let lowest = *cover[first..last].iter().min()?;
    for allowed in [lowest, lowest + 1, lowest + 2, lowest * 3 / 2 + 3] {
        let mut start = None;
        // A sentinel ends the last strip.
        let points = cover[first..last].iter().map(|cover| *cover <= allowed).chain([false]);
        for (at, is_free) in points.enumerate().map(|(at, is_free)| (at + first, is_free)) {
            if is_free {
                start.get_or_insert(at);
            } else if let Some(begun) = start.take() {
                let strip = (from + begun as f64, from + at as f64);
                if strip.1 - strip.0 >= GUTTER * size && parts(pieces, strip) {
                    let score = strip.1 - strip.0;
                    if best.is_none_or(|(most, _)| score > most) {
                        best = Some((score, strip));
                    }
                }
            }
        }
        if best.is_some() {
            break;
        }
    }
    best.map(|(_, strip)| strip)
}

/// True if there is text on both sides of a strip, and not table cells.
fn parts_text(pieces: &[Piece], strip: (f64, f64)) -> bool {
    let middle = (strip.0 + strip.1) / 2.0;
    let (mut left, mut right, mut crossing) = (Vec::new(), Vec::new(), 0_usize);
    for piece in pieces {
        if piece.x.1 <= middle {
            left.push(piece);
        } else if piece.x.0 >= middle {
            right.push(piece);
        } else {
            crossing += 1;
        }
    }
    let (left, right) = (Side::new(&left), Side::new(&right));
    let (Some(left), Some(right)) = (left, right) else { return false };
    let fewer = left.rows.min(right.rows);
    if crossing as f64 > CROSSING * (left.rows + right.rows) as f64 && crossing > 2 {
        return false;
    }
    // Columns overlap vertically.
    let beside = left.bottom.min(right.bottom) - left.top.max(right.top);
    if fewer < 3 || beside < 2.0 * left.size {
        return false;
    }
    // Lines of text fill their column, or are longer than table cells.
    let is_text = |side: &Side| side.letters >= 18.0 || side.letters >= 12.0 && side.filled >= 0.75;
    is_text(&left) && is_text(&right)
}

/// True if there is a column of text on one side of a strip, and something else, such as a table, on the other: the
/// lines of the column are evenly spaced, unlike lines in table cells.
fn parts_column(pieces: &[Piece], strip: (f64, f64)) -> bool {
    let middle = (strip.0 + strip.1) / 2.0;
    let crossing = pieces.iter().filter(|piece| piece.x.0 < middle && piece.x.1 > middle).count();
    let sides = [true, false].map(|left| {
        let on_side = |piece: &&Piece| if left { piece.x.1 <= middle } else { piece.x.0 >= middle };
        let mut side: Vec<&Piece> = pieces.iter().filter(on_side).collect();
        side.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        side
    });
    let is_column = |side: &[&Piece]| {
        let Some(measured) = Side::new(side) else { return false };
        let steps: Vec<f64> = side.windows(2).map(|pair| pair[1].baseline - pair[0].baseline).collect();
        let usual = median(steps.clone()).unwrap_or(0.0);
        let even = steps.iter().filter(|step| (*step - usual).abs() < measured.size * 0.06).count();
        measured.rows >= 8
            && measured.rows == side.len()
            && measured.letters >= 22.0
            && measured.filled >= 0.8
            && even * 4 >= steps.len() * 3
    };
    let [left, right] = &sides;
    let matched = |side: &[&Piece], other: &[&Piece]| {
        let beside = |piece: &&&Piece| {
            let at = other.partition_point(|other| other.baseline < piece.baseline - 0.12 * piece.size);
            other.get(at).is_some_and(|other| other.baseline < piece.baseline + 0.12 * piece.size)
        };
        side.iter().filter(beside).count()
    };
    // A column has few baselines in common with a table beside it.
    let differs = |text: &[&Piece], other: &[&Piece]| matched(text, other) * 10 < text.len() * 7;
    crossing * 10 <= left.len().min(right.len())
        && left.len().min(right.len()) >= 3
        && (is_column(left) && differs(left, right) || is_column(right) && differs(right, left))
}

/// Measures of one side of a strip.
struct Side {
    rows: usize,
    top: f64,
    bottom: f64,
    size: f64,
    /// Median letters of a row.
    letters: f64,
    /// Median share of the width that a row fills.
    filled: f64,
}

impl Side {
    fn new(pieces: &[&Piece]) -> Option<Self> {
        let from = pieces.iter().map(|piece| piece.x.0).min_by(f64::total_cmp)?;
        let to = pieces.iter().map(|piece| piece.x.1).max_by(f64::total_cmp)?;
        let mut sorted: Vec<&&Piece> = pieces.iter().collect();
        sorted.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let mut rows: Vec<(f64, f64, f64)> = Vec::new();
        for piece in &sorted {
            let (letters, width) = (piece.letters() as f64, piece.x.1 - piece.x.0);
            match rows.last_mut() {
                Some(row) if (piece.baseline - row.0).abs() < piece.size * 0.3 => {
                    row.1 += letters;
                    row.2 += width;
                }
                _ => rows.push((piece.baseline, letters, width)),
            }
        }
        Some(Self {
            rows: rows.len(),
            top: sorted.first()?.baseline,
            bottom: sorted.last()?.baseline,
            size: median(pieces.iter().map(|piece| piece.size).collect())?,
            letters: median(rows.iter().map(|row| row.1).collect())?,
            filled: median(rows.iter().map(|row| row.2 / (to - from).max(1.0)).collect())?,
        })
    }
}

/// Cuts a page at its widest vertical gap, if that exceeds the usual line spacing.
fn at_gap(pieces: &[Piece]) -> Option<(Vec<Piece>, Vec<Piece>)> {
    let mut sorted = pieces.to_vec();
    sorted.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let apart: Vec<f64> = sorted.windows(2).map(|pair| pair[1].baseline - pair[0].baseline).collect();
    let steps: Vec<f64> = apart
        .iter()
        .copied()
        .zip(&sorted)
        .filter(|(apart, piece)| *apart > piece.size * 0.4)
        .map(|(apart, _)| apart)
        .collect();
    let usual = median(steps)?;
    let (at, widest) = apart.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    if widest < usual * 1.25 {
        return None;
    }
    let below = sorted.split_off(at + 1);
    Some((sorted, below))
}
