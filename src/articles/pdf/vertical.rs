//! Pages with vertical lines from right to left: upright glyphs, each below the one before.
//!
//! Some programs use vertical fonts (ISO 32000-2, 9.7.4.3), others place each glyph. Here both look alike: glyphs that
//! follow one another downwards. Such a page is turned to the left, so that later steps see horizontal lines.

use crate::articles::pdf::glyph::Glyph;
use crate::articles::pdf::line::is_cjk;

/// Height of a glyph's middle above its baseline, in font sizes.
const MIDDLE: f64 = 0.36;
/// Maximum number of glyphs side by side in a vertical line, such as the digits of a year.
const BESIDE: usize = 4;

/// Turns the glyphs of a vertical page to the left; `lying` are rotated glyphs, turned already.
///
/// # Errors
/// The glyphs unchanged, if most of them are not below each other.
pub fn turned(glyphs: Vec<Glyph>, lying: &mut Vec<Glyph>, width: f64) -> Result<Vec<Glyph>, Vec<Glyph>> {
    let cjk = |glyph: &Glyph| glyph.letters.chars().all(is_cjk);
    let (mut below, mut beside) = (0_usize, 0_usize);
    for pair in glyphs.windows(2).filter(|pair| cjk(&pair[0]) && cjk(&pair[1])) {
        below += usize::from(is_below(&pair[0], &pair[1]));
        beside += usize::from(is_beside(&pair[0], &pair[1]));
    }
    if below <= beside.max(8) || below * 3 < glyphs.len() {
        return Err(glyphs);
    }
    let runs = runs(glyphs);
    let columns = runs.iter().filter(|run| run.len() <= BESIDE).flatten();
    let top = columns.map(|glyph| glyph.baseline).fold(f64::INFINITY, f64::min);
    let mut all = std::mem::take(lying);
    // Horizontal text is before or after the columns.
    let (mut before, mut after) = (0.0, width);
    for run in runs {
        let middle = run.iter().map(|glyph| glyph.x.0 + glyph.x.1).sum::<f64>() / (2 * run.len()) as f64;
        let Some(size) = run.iter().map(|glyph| glyph.size).max_by(f64::total_cmp) else { continue };
        let baseline = if run.len() <= BESIDE {
            width - middle + size * MIDDLE
        } else if run[0].baseline < top {
            before -= size * 2.0;
            before
        } else {
            after += size * 2.0;
            after
        };
        let count = run.len() as f64;
        for (index, glyph) in run.into_iter().enumerate() {
            // Glyphs side by side share the space of one.
            let part = |index: f64| glyph.baseline + size * (index / count - 1.0 + 0.12);
            let x = if count > BESIDE as f64 { glyph.x } else { (part(index as f64), part(index as f64 + 1.0)) };
            all.push(Glyph { x, baseline, ..glyph });
        }
    }
    // Titles to the right of everything are moved into the page.
    all.iter_mut().for_each(|glyph| glyph.baseline -= before);
    Ok(all)
}

fn is_below(last: &Glyph, next: &Glyph) -> bool {
    let size = last.size.max(next.size);
    let (down, aside) = (next.baseline - last.baseline, (next.x.0 + next.x.1 - last.x.0 - last.x.1).abs() / 2.0);
    (0.5 * size..2.0 * size).contains(&down) && aside < 0.3 * size
}

fn is_beside(last: &Glyph, next: &Glyph) -> bool {
    let size = last.size.max(next.size);
    (next.baseline - last.baseline).abs() < 0.2 * size && (0.3 * size..2.0 * size).contains(&(next.x.0 - last.x.0))
}

/// Glyphs side by side in drawing order.
fn runs(glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| is_beside(last, &glyph)) => run.push(glyph),
            _ => runs.push(vec![glyph]),
        }
    }
    runs
}
