//! Layout word by word, for text whose characters egui does not place correctly.
//!
//! Every word is shaped on its own, so that hit tests and rectangles concern whole words and never the wrong one. Words
//! are put in visual order by a simplified Unicode Bidirectional Algorithm (UAX #9): words instead of characters get
//! levels, by their first strong character (W and N rules reduced to neighbours), and are reordered by rule L2.

use std::sync::Arc;

use egui::{Context, Galley, vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::form::face_at;
use super::glyphs::cells;
use super::layout::{BlockLayout, Cell, Request, Row};
use super::setting::Setting;
use crate::model::direction::{has_rtl, is_rtl};
use crate::model::line::Face;

/// A word, a run of white space, or a piece of a word that is longer than a row.
struct Word {
    start: usize,
    end: usize,
    galley: Arc<Galley>,
    width: f32,
    level: u8,
    space: bool,
    /// The cells of its characters from the word's left edge, if egui places them correctly.
    letters: Option<Vec<Cell>>,
}

/// Lays out a block word by word. `shown` is `request.text` with some characters replaced by symbols.
pub(super) fn lay_out(ctx: &Context, setting: &Setting, request: Request<'_>, shown: &str) -> BlockLayout {
    let (height, baseline) = setting.row;
    let mut words = Vec::new();
    let mut shown_chars = shown.chars();
    let levels = levels(request.text, request.rtl);
    for ((start, word), level) in request.text.split_word_bound_indices().zip(levels) {
        let drawn: String = shown_chars.by_ref().take(word.chars().count()).collect();
        // Joining letters need one face.
        let face = face_at(request.pieces, start as u32);
        shape(ctx, setting, face, start, word, &drawn, level, &mut words);
    }
    let lines = wrap(&words, setting.width, request);
    let mut layout = BlockLayout { indent: request.indent, ..BlockLayout::bare() };
    for (index, line) in lines.iter().enumerate() {
        let indent = if index == 0 { request.indent } else { 0.0 };
        let top = index as f32 * height;
        let words = &words[line.clone()];
        let width: f32 = words.iter().map(|word| word.width).sum();
        let mut x = if request.rtl { (setting.width - indent - width).max(0.0) } else { indent };
        let first = layout.cells.len();
        let levels: Vec<u8> = words.iter().map(|word| word.level).collect();
        for word in visual_order(&levels) {
            let word = &words[word];
            layout.galleys.push((vec2(x, top), word.galley.clone()));
            match &word.letters {
                Some(letters) => layout.cells.extend(letters.iter().map(|cell| Cell {
                    left: x + cell.left,
                    right: x + cell.right,
                    ..*cell
                })),
                None => layout.cells.push(Cell {
                    start: word.start as u32,
                    left: x,
                    right: x + word.width,
                    rtl: word.level % 2 == 1,
                }),
            }
            x += word.width;
        }
        layout.cells[first..].sort_by_key(|cell| cell.start);
        let start = words.first().map_or(0, |word| word.start);
        let end = words.last().map_or(start, |word| word.end);
        layout.rows.push(Row {
            top,
            height,
            baseline: top + baseline,
            start: start as u32,
            end: end as u32,
            inked: (start + request.text[start..end].trim_end().len()) as u32,
            in_order: words.iter().all(|word| word.level == 0),
            cells: first..layout.cells.len(),
        });
        layout.end = indent + width;
    }
    layout
}

/// Shapes a word, in pieces if it is longer than a row.
#[expect(clippy::too_many_arguments, reason = "a word is all of this")]
fn shape(
    ctx: &Context,
    setting: &Setting,
    face: Face,
    start: usize,
    word: &str,
    drawn: &str,
    level: u8,
    words: &mut Vec<Word>,
) {
    let space = word.chars().all(char::is_whitespace);
    let drawn =
        if level % 2 == 1 && !has_rtl(drawn) { drawn.chars().map(mirrored).collect() } else { drawn.to_owned() };
    let galley = setting.word(ctx, &drawn, face);
    let width = galley.rows.first().map_or(0.0, |row| row.size.x);
    if width > setting.width && !space {
        let clusters: Vec<&str> = word.graphemes(true).collect();
        if clusters.len() > 1 {
            let head: String = clusters[..clusters.len() / 2].concat();
            let (head, tail) = word.split_at(head.len());
            let drawn_at = drawn.char_indices().nth(head.chars().count()).map_or(drawn.len(), |(at, _)| at);
            let (drawn_head, drawn_tail) = drawn.split_at(drawn_at);
            shape(ctx, setting, face, start, head, drawn_head, level, words);
            shape(ctx, setting, face, start + head.len(), tail, drawn_tail, level, words);
            return;
        }
    }
    let letters = if has_rtl(word) { None } else { cells(&galley, start as u32, word, &drawn) };
    words.push(Word {
        start,
        end: start + word.len(),
        galley,
        width,
        level,
        space,
        letters: letters.map(|(cells, _)| cells),
    });
}

/// The words of each row. Rows break after white space, or between any two words where there is none.
fn wrap(words: &[Word], width: f32, request: Request<'_>) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut x) = (0, request.indent);
    let mut breakable: Option<usize> = None;
    for (index, word) in words.iter().enumerate() {
        if !word.space && x + word.width > width && (index > start || x > 0.0) {
            let first_line = lines.is_empty() && request.indent > 0.0;
            let at = match breakable {
                Some(at) => at,
                None if first_line && !request.break_anywhere => start,
                None => index,
            };
            lines.push(start..at);
            start = at;
            x = words[at..index].iter().map(|word| word.width).sum();
            breakable = None;
        }
        x += word.width;
        if word.space {
            breakable = Some(index + 1);
        }
    }
    lines.push(start..words.len());
    lines
}

/// The embedding level of each word.
pub(in crate::ui) fn levels(text: &str, rtl: bool) -> Vec<u8> {
    #[derive(Clone, Copy, PartialEq)]
    enum Class {
        Left,
        Right,
        Number,
        Neutral,
    }
    let base = if rtl { Class::Right } else { Class::Left };
    let class = |word: &str| {
        let strong = word.chars().find(|c| is_rtl(*c) || c.is_alphanumeric());
        match strong {
            Some(c) if c.is_numeric() => Class::Number,
            Some(c) if is_rtl(c) => Class::Right,
            Some(_) => Class::Left,
            None => Class::Neutral,
        }
    };
    let mut classes: Vec<Class> = text.split_word_bounds().map(class).collect();
    // A number after left-to-right letters goes with them (W7).
    let mut strong = base;
    for class in &mut classes {
        match class {
            Class::Number if strong == Class::Left => *class = Class::Left,
            Class::Left | Class::Right => strong = *class,
            _ => {}
        }
    }
    // Neutrals between equal directions take that direction, others that of the paragraph (N1, N2); numbers count as
    // right-to-left.
    let direction = |class: Class| if class == Class::Number { Class::Right } else { class };
    let mut index = 0;
    while index < classes.len() {
        let run = classes[index..].iter().take_while(|class| **class == Class::Neutral).count();
        if run > 0 {
            let before = index.checked_sub(1).map_or(base, |before| direction(classes[before]));
            let after = classes.get(index + run).map_or(base, |after| direction(*after));
            let resolved = if before == after { before } else { base };
            classes[index..index + run].fill(resolved);
        }
        index += run.max(1);
    }
    let level = |class: &Class| match (class, rtl) {
        (Class::Left, false) => 0,
        (Class::Right, _) => 1,
        _ => 2,
    };
    classes.iter().map(level).collect()
}

/// The order of words with these levels from left to right (UAX #9, L2).
pub(in crate::ui) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut index = 0;
        while index < order.len() {
            let run = order[index..].iter().take_while(|word| levels[**word] >= level).count();
            order[index..index + run].reverse();
            index += run.max(1);
        }
    }
    order
}

/// Brackets face the other way in right-to-left text (UAX #9, L4).
pub(in crate::ui) fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        c => c,
    }
}
