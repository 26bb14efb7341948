//! The caret, and the keys that move it.

use egui::{Key, Modifiers};

use super::flow::{Flow, RowAt};
use super::layout::Engine;
use super::scroll::Scroll;
use crate::model::direction::reads_rtl;
use crate::model::offset::ByteOffset;
use crate::model::segment;
use crate::model::selection::Selection;

/// The caret's state beyond its offset.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Caret {
    /// The offset for which the state is valid.
    at: ByteOffset,
    /// The caret is at the end of the cell before it: at a break between rows on the earlier one, where the direction
    /// changes at the other place.
    upstream: bool,
    /// The x position kept by moves up and down, in points from the left of the column.
    x: Option<f32>,
}

impl Caret {
    /// A caret put at an offset.
    pub(super) fn new(at: ByteOffset, upstream: bool) -> Self {
        Self { at, upstream, x: None }
    }

    /// True if the caret at `offset` is at the end of the cell before it.
    pub(super) fn upstream(&self, offset: ByteOffset) -> bool {
        self.at == offset && self.upstream
    }

    /// The row of the caret at `offset`.
    pub(super) fn row<E: Engine>(&self, flow: &mut Flow<'_, E>, offset: ByteOffset) -> RowAt {
        flow.row_of(offset, self.upstream(offset))
    }
}

/// A caret movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    ParagraphUp,
    ParagraphDown,
    PageUp,
    PageDown,
    LineStart,
    LineEnd,
    Start,
    End,
}

/// The action of a key in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyAction {
    /// Moves the caret; the flag extends the selection.
    Move(Move, bool),
    SelectAll,
    /// Drops the selection and keeps the caret.
    Drop,
}

/// The action of a key; `None` if it is not one of the article's keys.
pub(super) fn action(key: Key, modifiers: Modifiers, mac: bool) -> Option<KeyAction> {
    let Modifiers { alt, ctrl, shift, mac_cmd, .. } = modifiers;
    // One modifier moves by words and paragraphs; on macOS, another one moves to the ends of lines and of the article.
    let (word, far) = if mac { (alt, mac_cmd) } else { (ctrl, false) };
    let foreign = if mac { ctrl } else { alt || mac_cmd };
    if foreign || (word && far) {
        return None;
    }
    let motion = match key {
        Key::ArrowLeft if far => Move::LineStart,
        Key::ArrowRight if far => Move::LineEnd,
        Key::ArrowUp if far => Move::Start,
        Key::ArrowDown if far => Move::End,
        Key::ArrowLeft if word => Move::WordLeft,
        Key::ArrowRight if word => Move::WordRight,
        Key::ArrowUp if word => Move::ParagraphUp,
        Key::ArrowDown if word => Move::ParagraphDown,
        Key::ArrowLeft => Move::Left,
        Key::ArrowRight => Move::Right,
        Key::ArrowUp => Move::Up,
        Key::ArrowDown => Move::Down,
        Key::Home if word || far => Move::Start,
        Key::End if word || far => Move::End,
        Key::Home => Move::LineStart,
        Key::End => Move::LineEnd,
        Key::PageUp if !word && !far => Move::PageUp,
        Key::PageDown if !word && !far => Move::PageDown,
        Key::A if (if mac { far } else { word }) && !shift => return Some(KeyAction::SelectAll),
        Key::Escape if !word && !far && !shift => return Some(KeyAction::Drop),
        _ => return None,
    };
    Some(KeyAction::Move(motion, shift))
}

/// Moves the caret; returns the new selection. Only page moves scroll the view.
pub(super) fn move_caret<E: Engine>(
    flow: &mut Flow<'_, E>,
    scroll: &mut Scroll,
    caret: &mut Caret,
    selection: Selection,
    motion: Move,
    extend: bool,
) -> Selection {
    let from = selection.focus;
    let text = flow.blocks.text().clone();
    let collapses = !extend && !selection.is_empty();
    let rtl = reads_rtl(text.slice(text.paragraph(text.paragraph_at(from))));
    // In right-to-left text, the left arrow moves forward.
    let motion = match motion {
        Move::Left if rtl => Move::Right,
        Move::Right if rtl => Move::Left,
        Move::WordLeft if rtl => Move::WordRight,
        Move::WordRight if rtl => Move::WordLeft,
        motion => motion,
    };
    let arrow = match motion {
        Move::Left | Move::Right if !collapses => visual(flow, caret, from, rtl, (motion == Move::Right) != rtl),
        _ => None,
    };
    let (to, upstream, x) = match motion {
        Move::Left | Move::Right if arrow.is_some() => arrow.map_or((from, false, None), |(to, at)| (to, at, None)),
        Move::Left if collapses => (selection.range().start(), false, None),
        Move::Right if collapses => (selection.range().end(), false, None),
        Move::Left => (segment::previous_grapheme(&text, from), false, None),
        Move::Right => (segment::next_grapheme(&text, from), false, None),
        Move::WordLeft => (segment::previous_word_start(&text, from), false, None),
        Move::WordRight => (segment::next_word_end(&text, from), true, None),
        Move::ParagraphUp => (segment::previous_paragraph(&text, from), false, None),
        Move::ParagraphDown => (segment::next_paragraph(&text, from), false, None),
        Move::Start => (ByteOffset::ZERO, false, None),
        Move::End => (text.end(), false, None),
        Move::LineStart => {
            let row = caret.row(flow, from);
            (flow.line_range(row).start, false, None)
        }
        Move::LineEnd => {
            let row = caret.row(flow, from);
            (flow.line_range(row).end, true, None)
        }
        Move::Up | Move::Down | Move::PageUp | Move::PageDown => {
            let row = caret.row(flow, from);
            let kept = caret.x.filter(|_| caret.at == from);
            let x = kept.unwrap_or_else(|| flow.x_of(from, row, caret.upstream(from)));
            let target = match motion {
                Move::Up => flow.above(row),
                Move::Down => flow.below(row),
                page => page_row(flow, scroll, row, page == Move::PageDown),
            };
            match target {
                Some(row) => {
                    let hit = flow.hit_line(row, x);
                    (hit.caret, hit.upstream, Some(x))
                }
                // Beyond the first and the last line, the caret moves to the end of the text.
                None if matches!(motion, Move::Up | Move::PageUp) => (ByteOffset::ZERO, false, Some(x)),
                None => (text.end(), false, Some(x)),
            }
        }
    };
    *caret = Caret { at: to, upstream, x };
    Selection { anchor: if extend { selection.anchor } else { to }, focus: to }
}

/// The caret a cell to the right, or to the left, on a line of both directions, and from its ends on the next one; `None`
/// on other lines, where that is the order of the text.
fn visual<E: Engine>(
    flow: &mut Flow<'_, E>,
    caret: &Caret,
    from: ByteOffset,
    rtl: bool,
    to_right: bool,
) -> Option<(ByteOffset, bool)> {
    let row = caret.row(flow, from);
    let cells = flow.cells(row);
    if cells.iter().all(|cell| cell.2 == rtl) {
        return None;
    }
    let upstream = caret.upstream(from);
    let before = cells.iter().position(|(_, end, _)| *end == from);
    let after = cells.iter().position(|(start, ..)| *start == from);
    let is_end = (upstream || after.is_none()) && before.is_some();
    let at = if is_end { before } else { after }?;
    // The number of cells to the left of the caret.
    let place = if is_end != cells[at].2 { at + 1 } else { at };
    let passed = if to_right { Some(place) } else { place.checked_sub(1) };
    if let Some((start, end, rtl)) = passed.and_then(|passed| cells.get(passed)) {
        return Some(if to_right != *rtl { (*end, true) } else { (*start, false) });
    }
    let line = flow.line_range(row);
    let text = flow.blocks.text();
    let is_feed = text.as_str().as_bytes().get(line.end.get()) == Some(&b'\n');
    Some(match to_right != rtl {
        true if is_feed => (segment::next_grapheme(text, line.end), false),
        true => (line.end, false),
        false => (segment::previous_grapheme(text, line.start), false),
    })
}

/// Scrolls by a page less two lines; returns the row at that distance from the caret's, or `None` beyond the text.
fn page_row<E: Engine>(flow: &mut Flow<'_, E>, scroll: &mut Scroll, row: RowAt, down: bool) -> Option<RowAt> {
    let row_height = flow.row_height();
    let page = (scroll.height - 2.0 * row_height).max(row_height);
    let points = if down { page } else { -page };
    if scroll.y_of(flow, row).is_none_or(|y| y < -row_height || y > scroll.height) {
        scroll.reveal(flow, row..row, row_height);
    }
    let y = scroll.y_of(flow, row).unwrap_or(0.0) + row_height / 2.0;
    let went = scroll.by(flow, points);
    let target = scroll.row_at(flow, y + (points - went));
    let beyond = if down { target <= row } else { target >= row };
    (!beyond).then_some(target)
}
