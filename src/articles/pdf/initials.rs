//! Initials: large first letters beside several lines (drop caps) or on the first line (raised).

use crate::articles::pdf::glyph::Glyph;
use crate::articles::pdf::piece::Piece;
use crate::articles::pdf::statistics::mode;

/// Minimum size of an initial, relative to the text.
const LARGER: f64 = 1.5;
/// Maximum number of initials on a page.
const MAX: usize = 100;

/// Joins each initial to the first of its lines, which then all begin at its edge.
pub fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let body = mode(pieces.iter().map(|piece| (piece.size, piece.letters() as f64)), 0.05).unwrap_or(0.0);
    let mut initials = Vec::new();
    let mut others = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let length = length(&piece, body);
        if length == 0 || initials.len() == MAX {
            others.push(piece);
            continue;
        }
        let (first, rest) = piece.glyphs.split_at(length);
        initials.extend(Piece::new(first.to_vec()));
        others.extend(Piece::new(rest.to_vec()));
    }
    for initial in initials {
        join(initial, &mut others);
    }
    others
}

/// Number of glyphs of an initial at the start of a piece, including a quotation mark.
fn length(piece: &Piece, body: f64) -> usize {
    let alone = piece.size > body * LARGER && piece.glyphs.len() <= 2;
    let text = if alone { body } else { piece.size };
    let large = piece.glyphs.iter().take_while(|glyph| glyph.size > text * LARGER).count();
    let letters: String = piece.glyphs.iter().take(large).map(|glyph| glyph.letters.as_str()).collect();
    let stripped = letters.trim_start_matches(['"', '\'', '“', '‘', '«', '„', '¿', '¡']);
    let mut rest = stripped.chars();
    let is_one = rest.next().is_some_and(char::is_uppercase) && rest.next().is_none();
    if is_one && large <= 3 && (alone || large < piece.glyphs.len()) { large } else { 0 }
}

/// Joins an initial to the lines beside it, or returns it to the pieces.
fn join(initial: Piece, pieces: &mut Vec<Piece>) {
    let beside = |piece: &&mut Piece| {
        let gap = piece.x.0 - initial.x.1;
        initial.size > piece.size * LARGER
            && (-piece.size..piece.size * 1.5).contains(&gap)
            && (initial.baseline - initial.size..initial.baseline + 0.3 * piece.size).contains(&piece.baseline)
    };
    let mut lines: Vec<&mut Piece> = pieces.iter_mut().filter(beside).collect();
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    for (index, line) in lines.iter_mut().enumerate() {
        if index == 0 {
            // The initial and the line are one word whatever the gap, unless there is a space.
            let end = line.x.0.max(initial.x.0);
            let letters = initial.glyphs.iter().map(|letter| Glyph {
                x: (letter.x.0, letter.x.1.min(end)),
                size: line.size,
                baseline: line.baseline,
                ..letter.clone()
            });
            let mut letters: Vec<Glyph> = letters.collect();
            if let Some(last) = letters.last_mut() {
                last.x.1 = end;
            }
            line.glyphs.splice(0..0, letters);
        }
        line.x.0 = initial.x.0;
    }
    if lines.is_empty() {
        pieces.push(initial);
    }
}
