//! Handles at the ends of the selected mark's fragments, which are dragged to move the ends.

use egui::{Painter, Pos2, Rect, Shape, pos2, vec2};

use super::TextInput;
use super::marks::row_of;
use super::mouse::{STILL, covering};
use super::page::Page;
use super::pen::Pen;
use crate::model::annotation::{Id, Target};
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::segment;
use crate::model::text::ArticleText;

/// Points beside a handle in which it is hit.
const REACH: f32 = 4.0;
/// Maximum fragments of a mark with handles.
const MOST: usize = 50;

/// An end of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Handle {
    pub fragment: ByteRange,
    pub is_end: bool,
}

impl Handle {
    /// The end's offset.
    pub(super) fn offset(self) -> ByteOffset {
        if self.is_end { self.fragment.end() } else { self.fragment.start() }
    }
}

/// A press on a handle of the selected mark.
#[derive(Clone, Debug)]
pub(super) struct Pull {
    pub mark: Id,
    pub handle: Handle,
    pressed: Pos2,
    /// The pointer has left the place of the press.
    pub moved: bool,
    /// The fragment as the drag has it.
    pub range: ByteRange,
}

impl Pull {
    pub(super) fn new(mark: &Id, handle: Handle, pressed: Pos2) -> Self {
        Self { mark: mark.clone(), handle, pressed, moved: false, range: handle.fragment }
    }

    /// Handles a move of the pointer; true if it is a drag.
    pub(super) fn moves(&mut self, to: Pos2) -> bool {
        self.moved |= self.pressed.distance(to) > STILL;
        self.moved
    }

    /// Moves the end to `to`, if that is possible.
    pub(super) fn pull(&mut self, input: &TextInput<'_>, to: ByteOffset, snap: bool) {
        let target = input.set.get(&self.mark).map(|mark| &mark.target);
        self.range = target.and_then(|target| pulled(input.text, target, self.handle, to, snap)).unwrap_or(self.range);
    }

    /// True if the selected mark still has the fragment.
    pub(super) fn fits(&self, input: &TextInput<'_>) -> bool {
        let mark = input.selected.filter(|id| **id == self.mark).and_then(|id| input.set.get(id));
        mark.is_some_and(|mark| mark.target.found().any(|range| range == self.handle.fragment))
    }
}

/// A fragment with one end moved to `to`: to the edge of the word there with `snap`, up to the next fragment, without
/// white space and stray quotation marks. `None` if nothing is left.
pub(super) fn pulled(
    text: &ArticleText,
    target: &Target,
    Handle { fragment, is_end }: Handle,
    to: ByteOffset,
    snap: bool,
) -> Option<ByteRange> {
    let to = if snap { covering(text, to, is_end) } else { to };
    let others = || target.found().filter(|other| *other != fragment);
    let range = if is_end {
        let limit = others().map(ByteRange::start).filter(|start| *start >= fragment.end()).min();
        ByteRange::new(fragment.start(), to.min(limit.unwrap_or(text.end())).max(fragment.start()))
    } else {
        let limit = others().map(ByteRange::end).filter(|end| *end <= fragment.start()).max();
        ByteRange::new(to.max(limit.unwrap_or(ByteOffset::ZERO)).min(fragment.end()), fragment.end())
    };
    segment::tidied(text, range)
}

/// The visible handles with their lines on the screen; while one is dragged, where it is now.
pub(super) fn places(page: &Page<'_>, input: &TextInput<'_>, pull: Option<&Pull>) -> Vec<(Handle, Rect)> {
    let mark = input.selected.filter(|_| input.editable).and_then(|id| input.set.get(id));
    let Some(mark) = mark else { return Vec::new() };
    let seen = page.range();
    let ends = mark.target.found().filter(|range| seen.overlaps(*range)).take(MOST).flat_map(|fragment| {
        let range = pull.filter(|pull| pull.handle.fragment == fragment).map_or(fragment, |pull| pull.range);
        [(false, range.start()), (true, range.end())].map(|(is_end, at)| (Handle { fragment, is_end }, at))
    });
    ends.filter_map(|(handle, at)| Some((handle, page.caret_rect(at, handle.is_end)?))).collect()
}

/// The handle at a point.
pub(super) fn at(page: &Page<'_>, input: &TextInput<'_>, at: Pos2) -> Option<Handle> {
    let near = |line: &Rect| (line.center().x - at.x).abs();
    let hit = |(handle, line): &(Handle, Rect)| {
        let on_line = line.y_range().contains(at.y) && near(line) <= REACH;
        on_line || knob(*line, handle.is_end, input.style.size).0.distance(at) <= REACH + 2.0
    };
    let hits = places(page, input, None).into_iter().filter(hit);
    hits.min_by(|a, b| near(&a.1).total_cmp(&near(&b.1))).map(|(handle, _)| handle)
}

/// The centre and the size of a handle's knob: above the start, below the end.
fn knob(line: Rect, is_end: bool, size: f32) -> (Pos2, f32) {
    let y = if is_end { line.bottom() - size * 0.05 } else { line.top() + size * 0.05 };
    (pos2(line.center().x, y), (size * 0.42).max(6.0))
}

/// Paints the handles; `lit` is the one under the pointer.
pub(super) fn paint(
    painter: &Painter,
    page: &Page<'_>,
    input: &TextInput<'_>,
    pull: Option<&Pull>,
    lit: Option<Handle>,
) {
    let Some(mark) = input.selected.and_then(|id| input.set.get(id)) else { return };
    let style = input.style;
    let color = style.line(row_of(&mark.kind));
    let mut pen = Pen::new(painter.pixels_per_point());
    let held = pull.map(|pull| pull.handle).or(lit);
    for (handle, line) in places(page, input, pull) {
        let (center, size) = knob(line, handle.is_end, style.size);
        let is_held = held == Some(handle);
        let width = if is_held { 2.0 } else { 1.0 };
        let bar = Rect::from_center_size(line.center(), vec2(width, line.height()));
        pen.rect(bar, color);
        pen.glyph("●", center, size + if is_held { 4.0 } else { 2.0 }, style.page);
        pen.glyph("●", center, size + if is_held { 2.0 } else { 0.0 }, color);
    }
    if !pen.mesh.is_empty() {
        painter.add(Shape::mesh(pen.mesh));
    }
}
