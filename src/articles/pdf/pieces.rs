//! Glyphs to pieces of lines: glyphs on one baseline without a wide gap.

use std::collections::HashMap;

use crate::articles::pdf::glyph::Glyph;
use crate::articles::pdf::initials;
use crate::articles::pdf::piece::Piece;
use crate::articles::pdf::statistics::mode;

/// Maximum gap within a piece, in font sizes: less than between columns.
const GAP: f64 = 0.8;

/// The pieces of a page.
pub fn pieces(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut runs = runs(once(glyphs));
    runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x.0.total_cmp(&b.x.0)));
    let mut pieces: Vec<Piece> = Vec::new();
    for row in rows(runs) {
        let mut row = row;
        row.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
        let mut open: Option<Piece> = None;
        for run in row {
            match &mut open {
                Some(piece) if run.x.0 - piece.x.1 <= GAP * piece.size.min(run.size) => piece.take(run),
                _ => pieces.extend(open.replace(run)),
            }
        }
        pieces.extend(open);
    }
    initials::joined(join_raised(pieces))
}

/// Groups pieces, sorted by baseline, into rows.
pub fn rows(sorted: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in sorted {
        match rows.last_mut() {
            Some(row) if row[0].size.min(piece.size) * 0.25 >= (piece.baseline - row[0].baseline).abs() => {
                row.push(piece)
            }
            _ => rows.push(vec![piece]),
        }
    }
    rows
}

/// Joins superscripts and subscripts to the piece beside them.
fn join_raised(pieces: Vec<Piece>) -> Vec<Piece> {
    let (mut small, mut large): (Vec<Piece>, Vec<Piece>) = (Vec::new(), Vec::new());
    let body = mode(pieces.iter().map(|piece| (piece.size, piece.letters() as f64)), 0.05).unwrap_or(0.0);
    for piece in pieces {
        if piece.size < body * 0.85 && piece.letters() <= 6 { small.push(piece) } else { large.push(piece) }
    }
    for piece in small {
        let beside = large.iter_mut().find(|line| {
            let near = GAP * 0.5 * line.size;
            line.size * 0.85 > piece.size
                && line.shares_line(&piece)
                && piece.x.0 < line.x.1 + near
                && piece.x.1 > line.x.0 - near
        });
        match beside {
            Some(line) => line.take(piece),
            None => large.push(piece),
        }
    }
    large
}

/// Removes glyphs drawn twice in one place for a bold effect.
fn once(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    // Positions of glyphs, by first letter and horizontal strip of the page.
    let mut seen: HashMap<_, Vec<(f64, f64)>> = HashMap::new();
    let mut kept = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        if glyph.is_blank() {
            continue;
        }
        let near = (glyph.x.1 - glyph.x.0).min(glyph.size * 0.5) * 0.3;
        let strip = glyph.baseline.round() as i64;
        let is_it = |place: &(f64, f64)| (place.0 - glyph.x.0).abs() < near && (place.1 - glyph.baseline).abs() < near;
        let first = glyph.letters.chars().next();
        let twice = (strip - 1..=strip + 1)
            .any(|strip| seen.get(&(first, strip)).is_some_and(|places| places.iter().rev().take(200).any(is_it)));
        if !twice {
            seen.entry((first, strip)).or_default().push((glyph.x.0, glyph.baseline));
            kept.push(glyph);
        }
    }
    kept
}

/// Runs of glyphs in drawing order.
fn runs(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut runs = Vec::new();
    let mut open: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        let keep_going = open.last().is_some_and(|last| {
            let size = last.size.max(glyph.size);
            let gap = (glyph.x.0 - last.x.1).max(last.x.0 - glyph.x.1);
            let apart = (glyph.baseline - last.baseline).abs();
            let raised = last.size.min(glyph.size) < size * 0.85;
            // A mark above a letter may have a higher baseline.
            let over = gap < -0.3 * (glyph.x.1 - glyph.x.0).min(last.x.1 - last.x.0);
            let near = if over {
                0.8
            } else if raised {
                0.5
            } else {
                0.15
            };
            gap < GAP * size && gap > -size && apart < size * near
        });
        if !keep_going {
            runs.extend(Piece::new(std::mem::take(&mut open)));
        }
        open.push(glyph);
    }
    runs.extend(Piece::new(open));
    runs
}
