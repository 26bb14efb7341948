//! Selection by mouse: clicks, multiple clicks and drags.

use egui::Pos2;

use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::segment;
use crate::model::selection::Selection;
use crate::model::text::ArticleText;

/// The unit of a drag selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Character,
    Word,
    Sentence,
    Paragraph,
}

impl Unit {
    fn of(presses: u8) -> Self {
        match presses {
            0 | 1 => Self::Character,
            2 => Self::Word,
            3 => Self::Sentence,
            _ => Self::Paragraph,
        }
    }

    /// The unit around an offset; empty where there is none.
    fn around(self, text: &ArticleText, offset: ByteOffset) -> ByteRange {
        let found = match self {
            Self::Character => None,
            Self::Word => segment::word_at(text, offset),
            Self::Sentence => segment::sentence_at(text, offset).and_then(|range| segment::tidied(text, range)),
            Self::Paragraph => segment::tidied(text, text.full_paragraph(offset)),
        };
        found.unwrap_or(ByteRange::new(offset, offset))
    }
}

/// A press before its release.
#[derive(Clone, Copy, Debug)]
struct Drag {
    unit: Unit,
    /// The range selected by the press, always part of the selection.
    origin: ByteRange,
    /// The word where the drag began. Within it, single characters are selected.
    first: ByteRange,
    pressed: Pos2,
    /// The pointer has left the place of the press.
    moved: bool,
    /// The press extended the existing selection.
    extends: bool,
    /// The start of the cell under the press.
    under: ByteOffset,
}

/// The meaning of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Release {
    /// A plain single click, with the start of the cell under it.
    Click(ByteOffset),
    /// The end of a drag or of a multiple click.
    Selected,
}

/// The state of the mouse over the article. egui's count of presses is private, so it is kept here.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mouse {
    /// Consecutive presses at one place.
    presses: u8,
    last: Option<(f64, Pos2)>,
    /// True until the frame after the last press.
    is_new: bool,
    drag: Option<Drag>,
}

/// The end, or else the start, of the word around `offset`; `offset` itself at the edge of a word.
pub(super) fn covering(text: &ArticleText, offset: ByteOffset, end: bool) -> ByteOffset {
    match segment::word_at(text, offset) {
        Some(word) if word.start() < offset && offset < word.end() => {
            if end {
                word.end()
            } else {
                word.start()
            }
        }
        _ => offset,
    }
}

/// Points that the pointer may move during a click.
pub(super) const STILL: f32 = 4.0;

impl Mouse {
    pub(super) fn dragging(&self) -> bool {
        self.drag.is_some_and(|drag| drag.moved || drag.unit != Unit::Character)
    }

    pub(super) fn pressed(&self) -> bool {
        self.drag.is_some()
    }

    /// True if the last press was a single one, not the second of a double click.
    pub(super) fn is_single(&self) -> bool {
        self.presses == 1
    }

    /// Drops the press: the pointer is gone, or the text was replaced.
    pub(super) fn reset(&mut self) {
        *self = Self::default();
    }

    /// Begins a frame at this time in seconds. The time that the window took to handle a press does not count between presses,
    /// since events have the time of their frame.
    pub(super) fn begin(&mut self, now: f64) {
        if let Some((last, _)) = self.last.as_mut().filter(|(last, _)| self.is_new && *last < now) {
            (*last, self.is_new) = (now, false);
        }
    }

    /// Handles a press at `caret`, over the cell at `under`. `delay` is the maximum time in seconds between the presses
    /// of a double click.
    #[expect(clippy::too_many_arguments, reason = "a press is all of this")]
    pub(super) fn press(
        &mut self,
        text: &ArticleText,
        selection: Selection,
        at: Pos2,
        (caret, under): (ByteOffset, ByteOffset),
        extend: bool,
        time: f64,
        delay: f64,
    ) -> Selection {
        let again = self.last.is_some_and(|(last, place)| time - last <= delay && place.distance(at) <= STILL);
        self.presses = if again && !extend { self.presses % 4 + 1 } else { 1 };
        (self.last, self.is_new) = (Some((time, at)), true);
        let unit = Unit::of(self.presses);
        let origin = match unit {
            Unit::Character if extend => ByteRange::new(selection.anchor, selection.anchor),
            Unit::Character => ByteRange::new(caret, caret),
            unit => unit.around(text, under),
        };
        let first = Unit::Word.around(text, origin.start());
        self.drag = Some(Drag { unit, origin, first, pressed: at, moved: false, extends: extend, under });
        if unit == Unit::Character { Selection { anchor: origin.start(), focus: caret } } else { Selection::of(origin) }
    }

    /// Handles a move to `caret`; returns the selection if a drag changes it. With `snap`, a drag that leaves its first
    /// word selects whole words.
    pub(super) fn drag(&mut self, text: &ArticleText, at: Pos2, caret: ByteOffset, snap: bool) -> Option<Selection> {
        let drag = self.drag.as_mut()?;
        drag.moved |= drag.pressed.distance(at) > STILL;
        if !drag.moved {
            return None;
        }
        let Drag { unit, origin, first, .. } = *drag;
        let forward = caret >= origin.start();
        let is_within = first.start() <= caret && caret <= first.end();
        if unit == Unit::Character && (!snap || is_within) {
            return Some(Selection { anchor: origin.start(), focus: caret });
        }
        let (start, end) = if unit == Unit::Character {
            let (anchor, focus) = (covering(text, origin.start(), !forward), covering(text, caret, forward));
            (anchor.min(focus), anchor.max(focus))
        } else {
            let here = unit.around(text, caret);
            (origin.start().min(here.start().min(caret)), origin.end().max(here.end().max(caret)))
        };
        let range = ByteRange::new(start, end);
        let range = segment::tidied(text, range).unwrap_or(range);
        Some(if forward { Selection::of(range) } else { Selection { anchor: range.end(), focus: range.start() } })
    }

    /// Ends a drag without a release: it is something else.
    pub(super) fn abandon(&mut self) {
        self.drag = None;
    }

    /// Handles the release.
    pub(super) fn release(&mut self) -> Option<Release> {
        let drag = self.drag.take()?;
        let click = drag.unit == Unit::Character && !drag.moved && !drag.extends;
        Some(if click { Release::Click(drag.under) } else { Release::Selected })
    }
}
