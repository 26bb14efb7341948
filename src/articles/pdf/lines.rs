//! From letters to pieces of lines: what stands on one baseline without a wide gap.

use std::collections::HashMap;

use crate::articles::pdf::glyph::Glyph;
use crate::articles::pdf::initials;

/// How far apart letters of one piece may stand, in sizes of the font: less than columns are.
const GAP: f64 = 0.8;

/// Letters on one baseline, from left to right.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The letters, none of them blank.
    pub glyphs: Vec<Glyph>,
    /// Where the first one begins and the last one ends.
    pub x: (f64, f64),
    /// Where it stands.
    pub baseline: f64,
    /// The size of most letters.
    pub size: f64,
    /// Where the cells of a row of a table begin, each with how many tab stops are before it; none, if it is no row.
    pub tabs: Vec<(f64, usize)>,
}

impl Piece {
    /// Letters as a piece, if there are any.
    pub fn new(glyphs: Vec<Glyph>) -> Option<Self> {
        let mut piece = Self { glyphs, x: (0.0, 0.0), baseline: 0.0, size: 0.0, tabs: Vec::new() };
        piece.glyphs.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
        piece.measure().then_some(piece)
    }

    fn measure(&mut self) -> bool {
        let Some(largest) = self.glyphs.iter().map(|glyph| glyph.size).max_by(f64::total_cmp) else { return false };
        // The size that most of the width has; raised letters are small, and a first letter may be large.
        let sizes = self.glyphs.iter().map(|glyph| (glyph.size, glyph.x.1 - glyph.x.0 + 0.01));
        self.size = common(sizes, 0.05).unwrap_or(largest);
        let of_size = self.glyphs.iter().filter(|glyph| (glyph.size - self.size).abs() <= self.size * 0.1);
        self.baseline = common(of_size.map(|glyph| (glyph.baseline, 1.0)), 0.01).unwrap_or(self.glyphs[0].baseline);
        let from = self.glyphs.iter().map(|glyph| glyph.x.0).min_by(f64::total_cmp).unwrap_or(0.0);
        let to = self.glyphs.iter().map(|glyph| glyph.x.1).max_by(f64::total_cmp).unwrap_or(0.0);
        self.x = (from, to);
        true
    }

    /// Pieces of a line as one, if there are any.
    pub fn joined(pieces: impl IntoIterator<Item = Self>) -> Option<Self> {
        let (mut glyphs, mut tabs, mut from) = (Vec::new(), Vec::new(), f64::INFINITY);
        for piece in pieces {
            // A line beside a high first letter begins where that does, and not where its own letters do.
            from = from.min(piece.x.0);
            glyphs.extend(piece.glyphs);
            tabs.extend(piece.tabs);
        }
        tabs.sort_by(|a: &(f64, usize), b| a.0.total_cmp(&b.0));
        let mut joined = Self::new(glyphs)?;
        joined.tabs = tabs;
        joined.x.0 = from;
        Some(joined)
    }

    /// Takes in the letters of another piece.
    pub fn take(&mut self, other: Self) {
        let from = self.x.0.min(other.x.0);
        self.glyphs.extend(other.glyphs);
        self.glyphs.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
        self.measure();
        self.x.0 = from;
    }

    /// How many letters it has.
    pub fn letters(&self) -> usize {
        self.glyphs.iter().map(|glyph| glyph.letters.chars().count()).sum()
    }

    /// Its letters, without the spaces between words.
    pub fn raw(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.letters.as_str()).collect()
    }

    /// True if a piece stands on the same line, or is a small one raised or lowered beside it.
    fn shares_line(&self, other: &Self) -> bool {
        let (large, small) = if self.size >= other.size { (self, other) } else { (other, self) };
        let apart = small.baseline - large.baseline;
        if small.size < large.size * 0.85 {
            (-0.75 * large.size..0.4 * large.size).contains(&apart)
        } else {
            apart.abs() <= large.size * 0.25
        }
    }
}

/// True if the words of a line were spread over it: without figures, and with gaps that are all alike, which those between
/// the cells of a row are not.
pub fn is_spread<'g>(glyphs: impl Iterator<Item = &'g Glyph> + Clone, size: f64) -> bool {
    if glyphs.clone().any(|glyph| glyph.letters.chars().any(char::is_numeric)) {
        return false;
    }
    let gaps =
        glyphs.clone().zip(glyphs.skip(1)).map(|(last, next)| next.x.0 - last.x.1).filter(|gap| *gap > 0.15 * size);
    let (count, least, most) =
        gaps.fold((0, f64::INFINITY, 0.0_f64), |(count, least, most), gap| (count + 1, gap.min(least), gap.max(most)));
    count > 1 && most - least < 0.15 * most
}

/// The value with the most weight, those within `near` of one another counted as one; sizes are compared by their ratio
/// where `near` is a part.
pub fn common(values: impl Iterator<Item = (f64, f64)>, near: f64) -> Option<f64> {
    let mut sorted: Vec<(f64, f64)> = values.collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut best: Option<(f64, f64)> = None;
    let mut start = 0;
    let mut weight = 0.0;
    for end in 0..sorted.len() {
        weight += sorted[end].1;
        while sorted[end].0 - sorted[start].0 > near * sorted[end].0.abs().max(1.0) {
            weight -= sorted[start].1;
            start += 1;
        }
        if best.is_none_or(|(_, most)| weight > most + 1e-9) {
            best = Some((sorted[(start + end) / 2].0, weight));
        }
    }
    best.map(|(value, _)| value)
}

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

/// Groups what is sorted by baseline into rows that stand on one.
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

/// Small pieces that are raised or lowered beside a larger one belong to it.
fn join_raised(pieces: Vec<Piece>) -> Vec<Piece> {
    let (mut small, mut large): (Vec<Piece>, Vec<Piece>) = (Vec::new(), Vec::new());
    let body = common(pieces.iter().map(|piece| (piece.size, piece.letters() as f64)), 0.05).unwrap_or(0.0);
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

/// Letters that are drawn twice on one another, to look bold, are there once.
fn once(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    // Where letters were seen, by the first of them and which strip of the page they stand in.
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

/// Runs of letters that follow one another as they are drawn.
fn runs(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut runs = Vec::new();
    let mut open: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        let goes_on = open.last().is_some_and(|last| {
            let size = last.size.max(glyph.size);
            let gap = (glyph.x.0 - last.x.1).max(last.x.0 - glyph.x.1);
            let apart = (glyph.baseline - last.baseline).abs();
            let raised = last.size.min(glyph.size) < size * 0.85;
            // A mark that is drawn over a letter may stand higher than the letter.
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
        if !goes_on {
            runs.extend(Piece::new(std::mem::take(&mut open)));
        }
        open.push(glyph);
    }
    runs.extend(Piece::new(open));
    runs
}
