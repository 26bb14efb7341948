//! The reading place: the line at the top of the article's view, kept for each article and found again on opening.

use crate::app::action::Effect;
use crate::app::state::Open;
use crate::app::update::Work;
use crate::jobs::job::Job;
use crate::model::offset::ByteOffset;
use crate::model::selection::Selection;
use crate::model::text::ArticleText;
use crate::storage::places::Place;

/// Milliseconds without scrolling after which the place is kept.
const RESTS: u64 = 3000;

/// Length of the text by which a place is found again, in scalars.
const LENGTH: usize = 60;

/// The reading place in the open article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingPlace {
    /// The start of the line at the top.
    pub top: ByteOffset,
    /// The same as it is on disk.
    kept: ByteOffset,
    /// When it is to be kept, in milliseconds since the start; `None` where it is kept.
    pub due: Option<u64>,
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

impl Open {
    /// Goes to the place that was kept, with the caret there; says where that is.
    pub fn resume(&mut self, place: &Place) -> ByteOffset {
        let top = found(&self.document.article().text, place);
        self.place = ReadingPlace { top, kept: top, due: None };
        self.focus.selection = Selection::caret(top);
        top
    }
}

impl Work<'_> {
    /// Notes which line is at the top of the view.
    pub(in crate::app) fn reading_at(&mut self, top: ByteOffset) {
        if let Some(open) = &mut self.state.open {
            let due = (top != open.place.kept).then(|| self.state.millis + RESTS);
            open.place = ReadingPlace { top, due, ..open.place };
        }
    }

    /// Keeps the reading place, if it has changed since it was kept.
    pub(in crate::app) fn keep_place(&mut self) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.place.due.is_some()) else { return };
        open.place = ReadingPlace { kept: open.place.top, due: None, ..open.place };
        self.effects.push(Effect::Do(Job::KeepPlace(
            open.path.clone().unwrap_or_else(|| open.saving.path.clone()),
            described(&open.document.article().text, open.place.top),
        )));
    }
}
