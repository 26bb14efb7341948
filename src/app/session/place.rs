//! The reading position: the line at the top of the article's view.

use crate::model::offset::ByteOffset;
use crate::model::text::ArticleText;
use crate::storage::places::Place;

/// Milliseconds without scrolling after which the position is saved.
const RESTS: u64 = 3000;

/// Length of the text by which a position is found again, in characters.
const LENGTH: usize = 60;

/// The reading position in the article of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingPlace {
    /// The start of the line at the top.
    pub top: ByteOffset,
    /// The same as it is on disk.
    kept: ByteOffset,
    /// The time of the next save, in milliseconds since the start; `None` if it is saved.
    pub due: Option<u64>,
}

impl ReadingPlace {
    /// A position that was read from disk.
    pub fn resumed(top: ByteOffset) -> Self {
        Self { top, kept: top, due: None }
    }

    /// Notes the line at the top of the view.
    pub fn scrolled(&mut self, top: ByteOffset, millis: u64) {
        self.top = top;
        self.due = (top != self.kept).then(|| millis + RESTS);
    }

    /// Notes that the position is being saved, if it changed; false if not.
    pub fn begin_save(&mut self) -> bool {
        self.kept = if self.due.is_some() { self.top } else { self.kept };
        self.due.take().is_some()
    }
}

/// Describes a place, so that it can be found again in a later version of the text.
pub fn described(text: &ArticleText, at: ByteOffset) -> Option<Place> {
    let rest = text.as_str().get(at.get()..).filter(|_| at > ByteOffset::ZERO)?;
    Some(Place { start: text.scalar_of(at), text: rest.chars().take(LENGTH).collect() })
}

/// A place in this version of the text: where its offset has the same text, or else the nearest place that has it, or else
/// its offset.
pub fn found(text: &ArticleText, place: &Place) -> ByteOffset {
    let whole = text.as_str();
    let at = text.byte_of_scalar(place.start).unwrap_or(text.end());
    let is_same = whole.get(at.get()..).is_some_and(|rest| rest.starts_with(&place.text));
    if is_same || place.text.is_empty() {
        return at;
    }
    let nearest = whole.match_indices(&place.text).map(|(found, _)| found).min_by_key(|found| found.abs_diff(at.get()));
    nearest.map_or(at, ByteOffset::new)
}
