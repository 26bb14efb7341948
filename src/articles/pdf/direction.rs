//! Which way the rows of a column are read: that of their paragraph, whatever most letters of a row are.

use crate::articles::pdf::line::is_from_right;
use crate::articles::pdf::piece::Piece;

/// How near rows of one paragraph are, in sizes of the font.
const NEAR: f64 = 1.8;
/// The part of a column that a row reaches over which does not end its paragraph.
const FULL: f64 = 0.72;

/// Signs of a row.
struct Row {
    from_right: Option<bool>,
    x: (f64, f64),
    baseline: f64,
    size: f64,
}

/// True if each row of a column is read from the right.
///
/// A row whose letters are mostly of the other direction than the column's is read as the column is where it goes on from a
/// full row before it, or is full itself and the row after it goes on from it: it is then part of a paragraph in which
/// somebody is quoted. Else it is a paragraph of its own.
pub fn directions(rows: &[Vec<Piece>]) -> Vec<bool> {
    let raw = |row: &[Piece]| row.iter().map(Piece::raw).collect::<String>();
    let texts: Vec<String> = rows.iter().map(|row| raw(row)).collect();
    let column = is_from_right(&texts.concat());
    let rows: Vec<Row> = rows.iter().zip(&texts).map(|(row, text)| Row::new(row, text)).collect();
    let mut read: Vec<bool> = rows.iter().map(|row| row.from_right.unwrap_or(column)).collect();
    let left = rows.iter().map(|row| row.x.0).fold(f64::INFINITY, f64::min);
    let right = rows.iter().map(|row| row.x.1).fold(f64::NEG_INFINITY, f64::max);
    let is_full = |row: &Row| row.x.1 - row.x.0 >= FULL * (right - left);
    let goes_on = |at: usize| {
        at > 0 && {
            let (last, next) = (&rows[at - 1], &rows[at]);
            let size = last.size.max(next.size);
            is_full(last) && next.baseline - last.baseline < NEAR * size && (last.size - next.size).abs() < 0.15 * size
        }
    };
    for at in 1..read.len() {
        if read[at] != column && read[at - 1] == column && goes_on(at) {
            read[at] = column;
        }
    }
    // A paragraph may begin with the quotation.
    for at in (1..read.len()).rev() {
        if read[at] == column && read[at - 1] != column && goes_on(at) && rows[at].from_right == Some(column) {
            let mut begins = at - 1;
            read[begins] = column;
            while begins > 0 && read[begins - 1] != column && goes_on(begins) {
                begins -= 1;
                read[begins] = column;
            }
        }
    }
    read
}

impl Row {
    fn new(row: &[Piece], text: &str) -> Self {
        let has_letters = text.chars().any(char::is_alphabetic);
        Self {
            from_right: has_letters.then(|| is_from_right(text)),
            x: (
                row.iter().map(|piece| piece.x.0).fold(f64::INFINITY, f64::min),
                row.iter().map(|piece| piece.x.1).fold(f64::NEG_INFINITY, f64::max),
            ),
            baseline: row.first().map_or(0.0, |piece| piece.baseline),
            size: row.first().map_or(0.0, |piece| piece.size),
        }
    }
}
