//! The glyphs of a galley matched with the characters of its text.

use egui::Galley;
use unicode_segmentation::UnicodeSegmentation;

use super::layout::Cell;

/// The cells of a galley, and for each of its rows the first cell on it; `None` unless the glyphs are the characters of
/// `shown`, one for one and in order.
///
/// `text` has as many characters as `shown`, and starts at `start` in its block.
pub(super) fn cells(galley: &Galley, start: u32, text: &str, shown: &str) -> Option<(Vec<Cell>, Vec<usize>)> {
    let mut glyphs =
        galley.rows.iter().enumerate().flat_map(|(n, row)| row.glyphs.iter().map(move |g| (n, row.pos.x, g)));
    let mut cells: Vec<Cell> = Vec::with_capacity(galley.rows.iter().map(|row| row.glyphs.len()).sum());
    let mut firsts = vec![usize::MAX; galley.rows.len()];
    let mut shown = shown.chars();
    let mut continued: Vec<bool> = Vec::new();
    for (at, cluster) in graphemes(text) {
        for (index, _) in cluster.chars().enumerate() {
            let (row, x, glyph) = glyphs.next()?;
            if shown.next()? != glyph.chr && index == 0 {
                return None;
            }
            let (left, right) = (x + glyph.pos.x, x + glyph.max_x());
            match cells.last_mut() {
                Some(cell) if index > 0 => cell.right = cell.right.max(right),
                _ => {
                    firsts[row] = firsts[row].min(cells.len());
                    cells.push(Cell { start: start + at, left, right, rtl: false });
                    continued.push(glyph.advance_width == 0.0 && glyph.uv_rect.is_nothing());
                }
            }
        }
    }
    share_ligatures(&mut cells, &continued);
    glyphs.next().is_none().then_some((cells, firsts))
}

/// The grapheme clusters of a text with their starts.
fn graphemes(text: &str) -> Box<dyn Iterator<Item = (u32, &str)> + '_> {
    if text.is_ascii() {
        // Articles have no CR LF, so every ASCII character is a cluster.
        Box::new((0..text.len()).map(|at| (at as u32, &text[at..at + 1])))
    } else {
        Box::new(text.grapheme_indices(true).map(|(at, cluster)| (at as u32, cluster)))
    }
}

/// Divides the width of a ligature among its letters: egui gives it one glyph, followed by glyphs without width.
fn share_ligatures(cells: &mut [Cell], continued: &[bool]) {
    let mut index = 0;
    while index < cells.len() {
        let more = continued[index + 1..].iter().take_while(|more| **more).count();
        if more > 0 {
            let Cell { left, right, .. } = cells[index];
            let step = (right - left) / (more + 1) as f32;
            for (n, cell) in cells[index..=index + more].iter_mut().enumerate() {
                cell.left = left + step * n as f32;
                cell.right = cell.left + step;
            }
        }
        index += more + 1;
    }
}
