//! Tables: rows of cells in columns of their own, found by gaps that rows have in common.
//!
//! A row is a baseline with wide gaps. Consecutive rows with overlapping gaps form a block, and a block is a table
//! unless its columns are text: lines that fill their column. Table rows become one piece each, with tab stops, so that
//! no later step takes a table column for a text column. (Alignment of white space as evidence follows Nurminen's
//! thesis, "Algorithmic Extraction of Data in Tables in PDF Documents", 2013; digits as evidence are ours.) Each step
//! compares a row with the block before it, so the time is linear in the number of pieces.

use crate::articles::pdf::piece::{Piece, is_spread};
use crate::articles::pdf::pieces::rows;
use crate::articles::pdf::statistics::median;

/// Maximum distance of rows in a table, in font sizes.
const STEP: f64 = 3.2;
/// Maximum number of rows without gaps between two table rows: subheadings, or further lines of a cell.
const BETWEEN: usize = 3;
/// Minimum gap between two cells with numbers, in font sizes; a space has 0.2 to 0.35.
const FIGURE_GAP: f64 = 0.42;

/// A row on a page.
#[derive(Debug)]
struct Row {
    cells: Vec<Piece>,
    baseline: f64,
    size: f64,
    /// The gaps between its cells.
    gaps: Vec<(f64, f64)>,
}

/// Consecutive rows with overlapping gaps.
#[derive(Debug)]
struct Block {
    /// Indices into the rows of the page.
    rows: Vec<usize>,
    gaps: Vec<(f64, f64)>,
}

/// Measures of a column of a block.
#[derive(Debug, Default)]
struct Stats {
    cells: usize,
    figures: usize,
    letters: Vec<f64>,
    words: Vec<f64>,
    widths: Vec<f64>,
    x: Vec<(f64, f64)>,
}

/// The tables of a page, and the other pieces.
#[derive(Debug, Default)]
pub struct Parted {
    /// The tables.
    pub tables: Vec<Table>,
    /// The pieces outside tables.
    pub others: Vec<Piece>,
}

/// The rows of a table.
#[derive(Debug)]
pub struct Table {
    rows: Vec<Vec<Piece>>,
    gaps: Vec<(f64, f64)>,
}

/// Finds the tables in a part of a page.
pub fn parted(mut pieces: Vec<Piece>) -> Parted {
    pieces.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x.0.total_cmp(&b.x.0)));
    let mut all: Vec<Option<Row>> = joined(rows(pieces).into_iter().map(Row::new)).map(Some).collect();
    let blocks = blocks(&all);
    let mut parted = Parted::default();
    for block in blocks {
        let members = block.rows.iter().filter_map(|at| all[*at].as_ref());
        if !block.is_table(&members.collect::<Vec<_>>()) {
            continue;
        }
        let rows = block.rows.iter().filter_map(|at| all[*at].take()).map(|row| row.cells).collect();
        parted.tables.push(Table { rows, gaps: block.gaps });
    }
    parted.others.extend(all.into_iter().flatten().flat_map(|row| row.cells));
    parted
}

/// Joins rows with slightly different baselines, as from different font sizes.
fn joined(rows: impl Iterator<Item = Row>) -> impl Iterator<Item = Row> {
    let mut joined: Vec<Row> = Vec::new();
    for row in rows {
        let is_one = joined.last().is_some_and(|last| {
            let near = row.baseline - last.baseline < 0.5 * row.size.min(last.size);
            let has_figures = || row.cells.iter().chain(&last.cells).any(|cell| is_figure(&cell.words()));
            near && has_figures() && last.is_apart_from(&row)
        });
        match joined.last_mut().filter(|_| is_one) {
            Some(last) => *last = Row::new(std::mem::take(&mut last.cells).into_iter().chain(row.cells).collect()),
            None => joined.push(row),
        }
    }
    joined.into_iter()
}

/// True if two rows have gaps in the same places, like rows of one table.
pub fn is_row_beside(row: &[Piece], other: &[Piece]) -> bool {
    let (row, other) = (Row::new(row.to_vec()), Row::new(other.to_vec()));
    let step = (row.baseline - other.baseline).abs();
    row.gaps.len() > 1 && step < STEP * row.size && agree(&row.gaps, &other.gaps, row.size)
}

impl Row {
    fn new(mut cells: Vec<Piece>) -> Self {
        let baseline = cells.first().map_or(0.0, |cell| cell.baseline);
        let size = cells.iter().map(|cell| cell.size).fold(f64::INFINITY, f64::min);
        cells = cells.into_iter().flat_map(Piece::parted_at_figures).collect();
        cells.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
        let gaps = cells.windows(2).map(|pair| (pair[0].x.1, pair[1].x.0)).filter(|gap| gap.1 > gap.0).collect();
        Self { cells, baseline, size, gaps }
    }

    /// True if the cells of two rows do not overlap horizontally.
    fn is_apart_from(&self, other: &Self) -> bool {
        let over = |cell: &Piece| {
            let at = other.cells.partition_point(|other| other.x.1 <= cell.x.0);
            other.cells.get(at).is_some_and(|other| other.x.0 < cell.x.1)
        };
        !self.cells.iter().any(over)
    }

    /// True if it may be a table row: it has gaps, and at most one cell is a line of text.
    fn may_be_one(&self) -> bool {
        let lines = self.cells.iter().filter(|cell| is_line(&cell.words())).count();
        let glyphs = self.cells.iter().flat_map(|cell| &cell.glyphs);
        !self.gaps.is_empty() && !is_spread(glyphs, self.size) && (lines <= 1 || lines == 2 && self.cells.len() > 4)
    }
}

impl Table {
    /// True if the rows span a strip: a cell is in it, or it separates text from its numbers.
    pub fn crosses(&self, strip: (f64, f64)) -> bool {
        let middle = (strip.0 + strip.1) / 2.0;
        let mut sides = (0_usize, 0_usize, 0_usize);
        for row in &self.rows {
            if row.iter().any(|cell| cell.x.0 < middle && cell.x.1 > middle) {
                sides.0 += 1;
            }
            let right = row.iter().find(|cell| cell.x.0 >= middle);
            let left: Vec<&Piece> = row.iter().filter(|cell| cell.x.1 <= middle).collect();
            if let (Some(right), [_, ..]) = (right, left.as_slice()) {
                let beside_text = left.len() == 1 && is_line(&left[0].words());
                sides.1 += 1;
                sides.2 += usize::from(is_figure(&right.words()) && !beside_text);
            }
        }
        sides.0 * 5 > self.rows.len() || sides.1 * 2 > self.rows.len() && sides.2 * 5 > sides.1 * 3
    }

    /// The cells of all rows.
    pub fn cells(&self) -> impl Iterator<Item = Piece> + '_ {
        self.rows.iter().flatten().cloned()
    }

    /// The rows, each as one piece.
    pub fn merged(self) -> impl Iterator<Item = Piece> {
        let gaps = self.gaps;
        self.rows.into_iter().filter_map(move |row| merged(row, &gaps))
    }

    /// The original pieces of the rows.
    pub fn pieces(self) -> impl Iterator<Item = Piece> {
        self.rows.into_iter().flatten()
    }
}

/// Joins the cells of a row into one piece, with a tab stop before each cell, including empty ones.
fn merged(row: Vec<Piece>, gaps: &[(f64, f64)]) -> Option<Piece> {
    let middles: Vec<f64> = gaps.iter().map(|gap| (gap.0 + gap.1) / 2.0).collect();
    let up_to = |x: f64| middles.partition_point(|middle| *middle <= x);
    let mut tabs = Vec::with_capacity(row.len());
    let mut end: Option<f64> = None;
    for cell in &row {
        let before = up_to(cell.x.0);
        tabs.push((cell.x.0, end.map_or(before, |end| before.saturating_sub(up_to(end)).max(1))));
        end = Some(end.map_or(cell.x.1, |end| end.max(cell.x.1)));
    }
    let mut whole = Piece::joined(row)?;
    whole.tabs = tabs;
    Some(whole)
}

fn blocks(rows: &[Option<Row>]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut between = 0;
    let mut last: Option<&Row> = None;
    for (at, row) in rows.iter().enumerate() {
        let Some(row) = row else { continue };
        let near = last.is_some_and(|last| row.baseline - last.baseline < STEP * last.size.max(row.size));
        last = Some(row);
        if !near {
            blocks.extend(open.take());
        }
        if !row.may_be_one() {
            between += 1;
            if between > BETWEEN {
                blocks.extend(open.take());
            }
            continue;
        }
        between = 0;
        match &mut open {
            Some(block) if agree(&block.gaps, &row.gaps, row.size) => block.take(at, row),
            _ => blocks.extend(open.replace(Block { rows: vec![at], gaps: row.gaps.clone() })),
        }
    }
    blocks.extend(open);
    blocks
}

/// True if the gaps of two rows overlap: all but a few of the row with fewer.
fn agree(a: &[(f64, f64)], b: &[(f64, f64)], size: f64) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = |gap: &&(f64, f64)| {
        let mut over = overlapping(many, **gap);
        over.any(|other| gap.1.min(other.1) - gap.0.max(other.0) > size * 0.15)
    };
    let agreeing = few.iter().filter(shared).count();
    agreeing > 0 && agreeing * 10 >= few.len() * 7
}

/// The gaps, sorted from left to right, that overlap another.
fn overlapping(gaps: &[(f64, f64)], gap: (f64, f64)) -> impl Iterator<Item = &(f64, f64)> {
    let first = gaps.partition_point(|other| other.1 <= gap.0);
    gaps[first..].iter().take_while(move |other| other.0 < gap.1)
}

impl Block {
    fn take(&mut self, at: usize, row: &Row) {
        self.rows.push(at);
        // A row with as many gaps narrows them; one with fewer has empty or spanning cells.
        if row.gaps.len() >= self.gaps.len() {
            let narrowed = |gap: &(f64, f64)| {
                let (from, to) =
                    overlapping(&self.gaps, *gap).fold(*gap, |(from, to), known| (from.max(known.0), to.min(known.1)));
                if to > from { (from, to) } else { *gap }
            };
            self.gaps = row.gaps.iter().map(narrowed).collect();
        }
    }

    /// True if it is a table: it has at least three columns, not all of them text.
    fn is_table(&self, rows: &[&Row]) -> bool {
        let middles: Vec<f64> = self.gaps.iter().map(|gap| (gap.0 + gap.1) / 2.0).collect();
        let mut columns: Vec<Stats> = Vec::new();
        columns.resize_with(middles.len() + 1, Stats::default);
        let full = rows.iter().filter(|row| row.cells.len() > 2).count();
        for cell in rows.iter().flat_map(|row| &row.cells) {
            let column = middles.partition_point(|middle| *middle < cell.x.0);
            let spans = middles.get(column).is_some_and(|middle| *middle < cell.x.1);
            if !spans {
                columns[column].take(cell);
            }
        }
        columns.retain(|column| column.cells > 0);
        if columns.len() < 3 || full == 0 {
            return false;
        }
        let lines = columns.iter().filter(|column| column.is_text()).count();
        let cells: usize = columns.iter().skip(1).map(|column| column.cells).sum();
        let figures: usize = columns.iter().skip(1).map(|column| column.figures).sum();
        if lines > 1 + usize::from(columns.len() > 4) {
            return false;
        }
        let many = figures * 10 >= cells * 3;
        if rows.len() == 1 {
            return columns.len() > 3 && figures > 1 && many;
        }
        // Without numbers, only the alignment tells a table from justified lines.
        let size = median(rows.iter().map(|row| row.size).collect()).unwrap_or(1.0);
        let aligned = columns.iter().filter(|column| column.is_aligned(size)).count() * 10 >= columns.len() * 7;
        many || full > 2 && aligned
    }
}

impl Stats {
    fn take(&mut self, cell: &Piece) {
        let text = cell.words();
        self.cells += 1;
        self.figures += usize::from(is_figure(&text));
        self.letters.push(text.chars().count() as f64);
        self.words.push(text.split(' ').count() as f64);
        self.widths.push(cell.x.1 - cell.x.0);
        self.x.push(cell.x);
    }

    /// True if most cells are left-aligned, right-aligned or centred.
    fn is_aligned(&self, size: f64) -> bool {
        let at_one = |place: fn(&(f64, f64)) -> f64| {
            let middle = median(self.x.iter().map(place).collect()).unwrap_or(0.0);
            self.x.iter().filter(|x| (place(x) - middle).abs() < size * 0.25).count() * 10 >= self.x.len() * 7
        };
        at_one(|x| x.0) || at_one(|x| x.1) || at_one(|x| (x.0 + x.1) / 2.0)
    }

    /// True if the cells are lines of text that fill the column.
    fn is_text(&self) -> bool {
        let middle = |of: &[f64]| median(of.to_vec()).unwrap_or(0.0);
        let widest = self.widths.iter().copied().fold(1.0, f64::max);
        middle(&self.letters) >= 16.0
            && middle(&self.words) >= 3.0
            && middle(&self.widths) >= widest * 0.75
            && self.figures * 4 < self.cells
    }
}

/// True if a cell is a line of text.
fn is_line(words: &str) -> bool {
    words.len() >= 18
        && words.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count() > 2
}

/// True if a cell is a number, or a placeholder for one: "1,204.5", "(3.2)", "$ 12", "12 %", "–".
pub fn is_figure(text: &str) -> bool {
    let (mut digits, mut letters, mut all) = (0, 0, 0);
    for c in text.chars() {
        digits += usize::from(c.is_numeric());
        letters += usize::from(c.is_alphabetic());
        all += 1;
    }
    all < 25 && (digits > 0 && digits >= letters || letters == 0 && all < 4 && all > 0)
}

impl Piece {
    /// Its text, with a space for each gap.
    fn words(&self) -> String {
        let mut words = String::new();
        for (at, glyph) in self.glyphs.iter().enumerate() {
            if at > 0 && (glyph.spaced || glyph.x.0 - self.glyphs[at - 1].x.1 > 0.15 * self.size) {
                words.push(' ');
            }
            words.push_str(&glyph.letters);
        }
        words
    }

    /// Splits a piece at gaps between two numbers that are wider than a space.
    fn parted_at_figures(self) -> Vec<Piece> {
        let has_digits = self.glyphs.iter().any(|glyph| glyph.letters.chars().any(char::is_numeric));
        let gap = |at: usize| self.glyphs[at].x.0 - self.glyphs[at - 1].x.1;
        let wide = |at: usize| gap(at) > FIGURE_GAP * self.size;
        if !has_digits || !self.tabs.is_empty() || !(1..self.glyphs.len()).any(wide) {
            return vec![self];
        }
        let stops: Vec<usize> = (1..self.glyphs.len()).filter(|at| wide(*at)).collect();
        let word = |from: usize, to: usize| -> String {
            self.glyphs[from..to].iter().map(|glyph| glyph.letters.as_str()).collect()
        };
        // The words before and after the gap.
        let blank = |at: usize| gap(at) > 0.15 * self.size || self.glyphs[at].spaced;
        let before = |at: usize| (1..at).rev().find(|at| blank(*at)).unwrap_or(0);
        let after = |at: usize| (at + 1..self.glyphs.len()).find(|at| blank(*at)).unwrap_or(self.glyphs.len());
        let parts =
            stops.into_iter().filter(|at| is_figure(&word(before(*at), *at)) && is_figure(&word(*at, after(*at))));
        let mut bounds: Vec<usize> = parts.collect();
        bounds.push(self.glyphs.len());
        let mut from = 0;
        let mut pieces = Vec::with_capacity(bounds.len());
        for to in bounds {
            pieces.extend(Piece::new(self.glyphs[from..to].to_vec()));
            from = to;
        }
        pieces
    }
}
