//! Text runs: the letters of a row that have one direction and one look, as nodes of the accessibility tree.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::accesskit::{Color, Node, Role, TextDecoration, TextDecorationStyle, TextDirection};
use egui::{Color32, Rect, pos2};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::segment;
use crate::ui::text_view::blocks::Blocks;
use crate::ui::text_view::form::{Part, face_at};
use crate::ui::text_view::layout::{BlockLayout, Row};
use crate::ui::text_view::marks::Ink;
use crate::ui::text_view::names::hidden_lines;
use crate::ui::text_view::scroll::Placed;
use crate::ui::text_view::style::TextStyle;

/// Maximum letters of a run: their indices are bytes in the tree.
const LONGEST: usize = 255;
/// Distance in points from which the next letter does not continue a run.
const GAP: f32 = 1.0;
/// Weight of bold text, of 1000.
const BOLD: f32 = 700.0;

/// A run of a block.
#[derive(Debug)]
pub(super) struct Run {
    /// The starts of its letters and the end of the last, in bytes from the start of the block.
    pub bounds: Vec<u32>,
    /// Its row of the block.
    pub row: usize,
    /// True if it is the marker of a list item, which is not in the article's text.
    pub is_marker: bool,
    /// From the top left corner of the block.
    pub rect: Rect,
    /// Its node, without place and neighbours.
    pub node: Node,
}

/// A letter of a row: a grapheme cluster.
#[derive(Clone, Copy, Debug)]
struct Letter {
    start: u32,
    left: f32,
    right: f32,
    rtl: bool,
}

/// The runs of the blocks in the tree, while their layout, marks and style are the same.
#[derive(Debug, Default)]
pub(super) struct Runs {
    style: Option<TextStyle>,
    known: HashMap<usize, Known>,
}

#[derive(Debug)]
struct Known {
    layout: Arc<BlockLayout>,
    ink: Arc<Ink>,
    runs: Arc<[Run]>,
}

impl Runs {
    /// Forgets the blocks outside of a range, and all of them in another style.
    pub(super) fn keep(&mut self, blocks: &Range<usize>, style: &TextStyle) {
        let same = self.style.as_ref() == Some(style);
        if !same {
            self.style = Some(style.clone());
        }
        self.known.retain(|block, _| same && blocks.contains(block));
    }

    /// The runs of a block.
    pub(super) fn of(&mut self, placed: &Placed, blocks: &Blocks, ink: Arc<Ink>, style: &TextStyle) -> Arc<[Run]> {
        let same = |known: &&Known| Arc::ptr_eq(&known.layout, &placed.layout) && Arc::ptr_eq(&known.ink, &ink);
        if let Some(known) = self.known.get(&placed.block).filter(same) {
            return known.runs.clone();
        }
        let runs: Arc<[Run]> = runs(placed, blocks, &ink, style).into();
        self.known.insert(placed.block, Known { layout: placed.layout.clone(), ink, runs: runs.clone() });
        runs
    }
}

/// Divides a block into runs.
fn runs(placed: &Placed, blocks: &Blocks, ink: &Ink, style: &TextStyle) -> Vec<Run> {
    let (layout, text) = (&*placed.layout, blocks.text());
    let words = blocks.str(placed.block);
    let next = blocks.start(placed.block + 1);
    let has_feed = next > placed.range.end().get();
    if let Part::Fold(lines) = layout.form.part {
        return vec![fold(layout, lines, words.len() as u32, has_feed)];
    }
    let base = placed.range.start().get();
    let starts = segment::words(text, placed.range).into_iter().map(|word| (word.start().get() - base) as u32);
    let starts: Vec<u32> = starts.collect();
    let edges = edges(layout, ink);
    let marker = layout.form.marker().filter(|_| !blocks.continues(placed.block));
    let mut runs: Vec<Run> = marker.map(|marker| self::marker(layout, marker)).into_iter().collect();
    for (index, row) in layout.rows.iter().enumerate() {
        let is_last = index == layout.last_row();
        let end = if is_last { words.len() as u32 } else { layout.rows[index + 1].start };
        let mut letters = letters(layout, row, end, words);
        if is_last && has_feed {
            let x = letters.last().map_or(layout.left, |last| if last.rtl { last.left } else { last.right });
            letters.push(Letter {
                start: end,
                left: x,
                right: x,
                rtl: letters.last().map_or(layout.rtl, |last| last.rtl),
            });
        }
        let end = end + u32::from(is_last && has_feed);
        let mut from = 0;
        for at in 1..=letters.len() {
            if at - from == LONGEST || letters.get(at).is_none_or(|next| !continues(&letters[at - 1], next, &edges)) {
                let end = letters.get(at).map_or(end, |next| next.start);
                let mut run = run(layout, row, &letters[from..at], end, &starts);
                let value = text.as_str().get(base + run.bounds[0] as usize..base + end as usize);
                run.node.set_value(value.unwrap_or_default());
                run.row = index;
                look(&mut run, layout, ink, style);
                runs.push(run);
                from = at;
            }
        }
    }
    // The caret needs a place at the end of the text.
    if runs.is_empty() && placed.block + 1 == blocks.len() {
        let row = layout.rows.last();
        runs.extend(row.map(|row| run(layout, row, &[], words.len() as u32, &[])));
    }
    runs
}

/// The marker of a list item, as it is seen: its letters are all at the start of the item.
fn marker(layout: &BlockLayout, mut words: String) -> Run {
    words.push(' ');
    let top = layout.rows.first().map_or(0.0, |row| row.top);
    let height = layout.rows.first().map_or(0.0, |row| row.height);
    let edge =
        |first: &Row| layout.cells[first.cells.clone()].iter().map(|cell| cell.right).fold(layout.left, f32::max);
    let left = if layout.rtl { layout.rows.first().map_or(layout.left, edge) } else { 0.0 };
    let rect = Rect::from_min_size(pos2(left, top), egui::vec2(layout.left, height));
    let direction = if layout.rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    let bounds = vec![0; words.chars().count() + 1];
    Run { is_marker: true, ..apart(words, direction, rect, bounds) }
}

/// The label in place of hidden lines: its letters are all at their start.
fn fold(layout: &BlockLayout, lines: u32, end: u32, has_feed: bool) -> Run {
    let mut label = hidden_lines(lines);
    let rect = Rect::from_min_size(pos2(layout.left, 0.0), egui::vec2(layout.end, layout.height()));
    let mut bounds = vec![0; label.chars().count()];
    if has_feed {
        label.push('\n');
        bounds.push(end);
    }
    bounds.push(end + u32::from(has_feed));
    apart(label, TextDirection::LeftToRight, rect, bounds)
}

/// A run of words that are not in the article's text, as wide each.
fn apart(words: String, direction: TextDirection, rect: Rect, bounds: Vec<u32>) -> Run {
    let lengths: Vec<u8> = words.chars().map(|letter| letter.len_utf8() as u8).collect();
    let mut node = Node::new(Role::TextRun);
    let count = lengths.len();
    let width = rect.width() / count as f32;
    node.set_text_direction(direction);
    node.set_value(words);
    node.set_character_lengths(lengths);
    node.set_character_positions((0..count).map(|at| at as f32 * width).collect::<Vec<_>>());
    node.set_character_widths(vec![width; count]);
    Run { bounds, row: 0, is_marker: false, rect, node }
}

/// The edges of marks and faces in a block, in order.
fn edges(layout: &BlockLayout, ink: &Ink) -> Vec<u32> {
    let fills = ink.fills.iter().flat_map(|fill| [fill.start, fill.end]);
    let lines = ink.lines.iter().flat_map(|line| [line.start, line.end]);
    let faces = layout.pieces.iter().flat_map(|piece| [piece.start, piece.end]);
    let mut edges: Vec<u32> = fills.chain(lines).chain(faces).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// True if a letter continues the run of the one before it.
fn continues(before: &Letter, letter: &Letter, edges: &[u32]) -> bool {
    let gap = if letter.rtl { before.left - letter.right } else { letter.left - before.right };
    let edge = edges.partition_point(|edge| *edge <= before.start);
    let cut = edges.get(edge).is_some_and(|edge| *edge <= letter.start);
    before.rtl == letter.rtl && gap.abs() < GAP && !cut
}

/// The letters of a row up to `end`, where the next row starts.
fn letters(layout: &BlockLayout, row: &Row, end: u32, words: &str) -> Vec<Letter> {
    let cells = &layout.cells[row.cells.clone()];
    let mut letters: Vec<Letter> = Vec::with_capacity(cells.len() + 1);
    let mut add = |from: u32, to: u32, left: f32, right: f32, rtl: bool| {
        let words = &words[from as usize..to as usize];
        // Most cells are one letter.
        let is_one = words.len() <= LONGEST && words.graphemes(true).nth(1).is_none();
        if is_one {
            letters.extend((from < to).then_some(Letter { start: from, left, right, rtl }));
            return;
        }
        let count = words.graphemes(true).count().max(1) as f32;
        for (index, (start, letter)) in words.grapheme_indices(true).enumerate() {
            let part = |index: usize| (right - left) * (index as f32 / count);
            let (near, far) = (part(index), part(index + 1));
            let (left, right) = if rtl { (right - far, right - near) } else { (left + near, left + far) };
            letters.push(Letter { start: from + start as u32, left, right, rtl });
            // Lengths are bytes in the tree, so the rest of a longer letter takes further ones, without width.
            let mut rest = letter.floor_char_boundary(LONGEST);
            while rest < letter.len() {
                let x = if rtl { left } else { right };
                letters.push(Letter { start: from + (start + rest) as u32, left: x, right: x, rtl });
                rest = letter.floor_char_boundary(rest + LONGEST);
            }
        }
    };
    let first = cells.first().map_or(end, |cell| cell.start);
    if row.start < first {
        let x = cells.first().map_or(layout.left, |cell| if cell.rtl { cell.right } else { cell.left });
        add(row.start, first, x, x, layout.rtl);
    }
    for (index, cell) in cells.iter().enumerate() {
        let to = cells.get(index + 1).map_or(end, |next| next.start);
        add(cell.start, to, cell.left, cell.right, cell.rtl);
    }
    letters
}

/// The run of some letters, up to `end`, without its text and look.
fn run(layout: &BlockLayout, row: &Row, letters: &[Letter], end: u32, words: &[u32]) -> Run {
    let rtl = letters.first().map_or(layout.rtl, |first| first.rtl);
    let edge = letters.first().map_or(layout.left, |first| if rtl { first.right } else { first.left });
    let left = letters.iter().map(|letter| letter.left).reduce(f32::min).unwrap_or(edge);
    let right = letters.iter().map(|letter| letter.right).reduce(f32::max).unwrap_or(edge);
    let bounds: Vec<u32> = letters.iter().map(|letter| letter.start).chain([end]).collect();
    let lengths: Vec<u8> = bounds.windows(2).map(|pair| (pair[1] - pair[0]).min(255) as u8).collect();
    let position = |letter: &Letter| if rtl { right - letter.right } else { letter.left - left };
    let starts = (0..letters.len()).filter(|at| words.binary_search(&letters[*at].start).is_ok());
    let mut node = Node::new(Role::TextRun);
    node.set_text_direction(if rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight });
    node.set_value("");
    node.set_character_lengths(lengths);
    node.set_character_positions(letters.iter().map(position).collect::<Vec<_>>());
    node.set_character_widths(letters.iter().map(|letter| letter.right - letter.left).collect::<Vec<_>>());
    node.set_word_starts(starts.map(|at| at as u8).collect::<Vec<_>>());
    let rect = Rect::from_min_max(pos2(left, row.top), pos2(right, row.top + row.height));
    Run { bounds, row: 0, is_marker: false, rect, node }
}

/// Gives a run the look of its first letter: marks as background and underline, and the face.
fn look(run: &mut Run, layout: &BlockLayout, ink: &Ink, style: &TextStyle) {
    let at = run.bounds[0];
    let node = &mut run.node;
    let fills = ink.fills.partition_point(|fill| fill.end <= at);
    if let Some(fill) = ink.fills.get(fills).filter(|fill| fill.start <= at) {
        node.set_background_color(color(style.fill(fill.kind.into(), TextStyle::strength(fill.depth))));
    }
    let mut lines = ink.lines.iter().filter(|line| line.start <= at && at < line.end);
    if let Some(line) = lines.next() {
        let is_several = lines.next().is_some();
        let pattern = match (is_several, line.changed) {
            (true, _) => TextDecorationStyle::Double,
            (false, true) => TextDecorationStyle::Dashed,
            (false, false) => TextDecorationStyle::Solid,
        };
        node.set_underline(TextDecoration { style: pattern, color: color(style.line(line.kind.into())) });
    }
    let face = face_at(&layout.pieces, at);
    if face.strong {
        node.set_font_weight(BOLD);
    }
    if face.emphasis {
        node.set_italic();
    }
    if face.struck {
        node.set_strikethrough(TextDecoration { style: TextDecorationStyle::Solid, color: color(style.text) });
    }
    if face.link {
        node.set_foreground_color(color(style.link));
    }
}

/// A colour in the tree.
pub(super) fn color(color: Color32) -> Color {
    let [red, green, blue, alpha] = color.to_srgba_unmultiplied();
    Color { red, green, blue, alpha }
}
