//! Direction of the rows of a column: that of their paragraph, whatever most letters of a row are.

use crate::articles::pdf::line::is_from_right;
use crate::articles::pdf::piece::Piece;

/// Maximum distance of rows of a paragraph, in font sizes.
const NEAR: f64 = 1.8;
/// Minimum width of a row that does not end its paragraph, as a share of the column.
const FULL: f64 = 0.72;

/// Measures of a row.
struct Row {
    from_right: Option<bool>,
    x: (f64, f64),
    baseline: f64,
    size: f64,
}

/// For each row of a column, true if it is read from right to left.
///
/// A row with mostly letters of the other direction follows the column if it continues a full row, or is full and
/// continued by the next row: it then belongs to a paragraph with a quotation. Otherwise it is a paragraph of its own.
pub fn directions(rows: &[Vec<Piece>]) -> Vec<bool> {
    let raw = |row: &[Piece]| row.iter().map(Piece::raw).collect::<String>();
    let texts: Vec<String> = rows.iter().map(|row| raw(row)).collect();
    let column = is_from_right(&texts.concat());
    let rows: Vec<Row> = rows.iter().zip(&texts).map(|(row, text)| Row::new(row, text)).collect();
    let mut read: Vec<bool> = rows.iter().map(|row| row.from_right.unwrap_or(column)).collect();
    let left = rows.iter().map(|row| row.x.0).fold(f64::INFINITY, f64::min);
    let right = rows.iter().map(|row| row.x.1).fold(f64::NEG_INFINITY, f64::max);
    let is_full = |row: &Row| row.x.1 - row.x.0 >= FULL * (right - left);
    let keep_going = |at: usize| {
        at > 0 && {
            let (last, next) = (&rows[at - 1], &rows[at]);
            let size = last.size.max(next.size);
            is_full(last) && next.baseline - last.baseline < NEAR * size && (last.size - next.size).abs() < 0.15 * size
        }
    };
    for at in 1..read.len() {
        if read[at] != column && read[at - 1] == column && keep_going(at) {
            read[at] = column;
        }
    }
    // A paragraph may begin with the quotation.
    for at in (1..read.len()).rev() {
        if read[at] == column && read[at - 1] != column && keep_going(at) && rows[at].from_right == Some(column) {
            let mut begins = at - 1;
            read[begins] = column;
            while begins > 0 && read[begins - 1] != column && keep_going(begins) {
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
