//! Pointer capture beside the text: a press on a link, or on a mark's stripe, from which a link can be dragged.

use egui::{Pos2, pos2};

use super::TextEvent;
use super::mouse::STILL;
use crate::model::annotation::Id;

/// The item under the press, until the button is released.
#[derive(Clone, Debug)]
pub(super) enum Capture {
    /// A link or its stub; a click goes to this mark.
    Link(Id),
    /// A stripe, pressed at this point.
    Stripe(Id, Pos2),
    /// A link that is being dragged from the stripe pressed at this point.
    Drag(Id, Pos2),
}

impl Capture {
    /// Handles a move of the pointer.
    pub(super) fn moved(self, to: Pos2) -> Self {
        match self {
            Self::Stripe(mark, from) if from.distance(to) > STILL => Self::Drag(mark, from),
            capture => capture,
        }
    }

    /// Handles the release over a link, a stripe, or a mark to be linked.
    pub(super) fn released(self, link: Option<&Id>, stripe: Option<&Id>, mark: Option<Id>) -> Option<TextEvent> {
        match self {
            Self::Link(to) => (link == Some(&to)).then_some(TextEvent::Follow(to)),
            Self::Stripe(pressed, _) => (stripe == Some(&pressed)).then_some(TextEvent::Stripe(pressed)),
            Self::Drag(from, _) => mark.map(|to| TextEvent::Drop { from, to }),
        }
    }

    /// The mark that a link is dragged from, and the point of the press.
    pub(super) fn drag(&self) -> Option<(&Id, Pos2)> {
        if let Self::Drag(mark, from) = self { Some((mark, *from)) } else { None }
    }

    /// Handles scrolling by this many points.
    pub(super) fn scrolled(&mut self, points: f32) {
        if let Self::Drag(_, from) | Self::Stripe(_, from) = self {
            *from = pos2(from.x, from.y - points);
        }
    }
}
