//! The mark or link on which the pointer rests, of which the window shows a card.

use egui::{Event, Pos2, Rect, Ui};

use crate::model::annotation::Id;

/// Seconds that the pointer rests on a mark before its card is shown.
const DELAY: f64 = 0.4;
/// Points that the pointer must move after a click or a key before a card is shown again.
const AWAY: f32 = 8.0;

/// The part of a mark under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Its passage.
    Passage,
    /// Its stripe in the margin.
    Stripe,
    /// A link that leads to it, or the stub of one.
    Link,
}

/// A mark on which the pointer rests.
#[derive(Clone, Debug, PartialEq)]
pub struct Hovered {
    /// The mark; of a link, its other end.
    pub mark: Id,
    /// The part of it under the pointer.
    pub spot: Spot,
    /// The place on the screen that its card must not cover.
    pub rect: Rect,
    /// The number of other marks there.
    pub others: usize,
    /// The address of the text's link there.
    pub address: Option<String>,
}

/// The item under the pointer, and how long it has been there.
#[derive(Debug, Default)]
pub(super) struct Resting {
    under: Option<(Id, Spot)>,
    /// The time in seconds at which the pointer came to rest.
    since: f64,
    shown: bool,
    last: Option<Pos2>,
    /// The place of the pointer at the last click or key.
    silenced: Option<Pos2>,
}

impl Resting {
    /// Drops everything, for another text.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Notes the item under the pointer at `at`; returns true if the pointer has rested on it for a while. Scrolling
    /// counts as a move of the pointer.
    pub(super) fn rests(&mut self, ui: &Ui, at: Pos2, under: Option<(Id, Spot)>) -> bool {
        let (time, acted, wheeled) = ui.input(|input| {
            let acts = |event: &Event| matches!(event, Event::Key { pressed: true, .. } | Event::PointerButton { .. });
            let wheeled = input.events.iter().any(|event| matches!(event, Event::MouseWheel { .. }));
            (input.time, input.pointer.any_down() || input.events.iter().any(acts), wheeled)
        });
        if acted {
            self.silenced = Some(at);
        }
        let moved = self.last.replace(at) != Some(at);
        let is_silenced = self.silenced.is_some_and(|place| place.distance(at) < AWAY);
        if is_silenced || under.is_none() {
            (self.under, self.shown) = (None, false);
            return false;
        }
        self.silenced = None;
        if self.under != under || wheeled || (moved && !self.shown) {
            (self.under, self.since, self.shown) = (under, time, false);
        }
        let left = DELAY - (time - self.since);
        self.shown |= left <= 0.001;
        if !self.shown {
            ui.ctx().request_repaint_after_secs(left as f32);
        }
        self.shown
    }
}
