//! The places of the cards: the rows of each lane, and the size of the cards for which there is room.

use crate::model::project::timeline::rows::{Rows, rows};
use crate::model::project::timeline::{Event, Timeline};
use crate::ui::project::timeline::scale::Scale;
use crate::ui::theme::gap;

/// The size of the cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Speaker or site, and two lines of the words.
    #[default]
    Full,
    /// One line of the words.
    Brief,
    /// The glyph of the kind alone.
    Dot,
}

/// Every size, the largest first.
const LEVELS: [Level; 3] = [Level::Full, Level::Brief, Level::Dot];

impl Level {
    /// Width of a card in points.
    pub fn width(self) -> f32 {
        match self {
            Self::Full => 200.0,
            Self::Brief => 150.0,
            Self::Dot => 18.0,
        }
    }

    /// Height of a card in points.
    pub fn height(self) -> f32 {
        match self {
            Self::Full => 62.0,
            Self::Brief => 24.0,
            Self::Dot => 18.0,
        }
    }
}

/// Distance between two cards in points.
const APART: f32 = 6.0;

/// Least height of a lane in points.
const LANE: f32 = 48.0;

/// Heights of the window that lanes of full, and of brief, cards may take.
const ROOM: f32 = 2.0;

/// The places of the cards of a timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// The points of a day and the height of the window that it was made for.
    of: Option<(f64, f32)>,
    level: Level,
    rows: Rows,
    /// The top of each lane, and at the end their height.
    tops: Vec<f32>,
}

impl Plot {
    /// Places the cards anew if the scale or the room changed.
    pub fn update(&mut self, timeline: &Timeline, scale: &Scale, room: f32) {
        if self.of == Some((scale.per_day(), room)) {
            return;
        }
        for level in LEVELS {
            let lefts = timeline.events.iter().map(|event| (after_first(scale, event), event.lane));
            self.level = level;
            self.rows = rows(lefts, timeline.lanes.len(), level.width() + APART);
            self.tops.clear();
            let mut top = 0.0;
            for count in &self.rows.lanes {
                self.tops.push(top);
                top += (*count as f32 * (level.height() + APART) + 2.0 * gap::LINE).max(LANE);
            }
            self.tops.push(top);
            if top <= room * ROOM {
                break;
            }
        }
        self.of = Some((scale.per_day(), room));
    }

    /// The size of the cards.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The height of all lanes in points.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The top and the bottom of a lane.
    pub fn lane(&self, at: usize) -> (f32, f32) {
        let top = |at: usize| self.tops.get(at).copied().unwrap_or_default();
        (top(at), top(at + 1))
    }

    /// The distance of a card from the left side of the cards.
    pub fn x(&self, timeline: &Timeline, scale: &Scale, at: usize) -> f32 {
        timeline.events.get(at).map_or(0.0, |event| x(scale, event))
    }

    /// The distance of a card from the top of the first lane.
    pub fn y(&self, timeline: &Timeline, at: usize) -> f32 {
        let lane = timeline.events.get(at).map_or(0, |event| event.lane as usize);
        let row = self.rows.of.get(at).copied().unwrap_or_default() as f32;
        self.lane(lane).0 + gap::LINE + row * (self.level.height() + APART)
    }

    /// The scroll distance of the lanes that makes a card visible.
    pub fn reveal(&self, timeline: &Timeline, at: usize, top: f32, room: f32) -> f32 {
        let y = self.y(timeline, at);
        let bottom = y + self.level.height() + gap::USUAL;
        if y - gap::USUAL < top { y - gap::USUAL } else { top.max(bottom - room) }
    }

    /// The statement below or above another one: the nearest in time of the next lane that has one, or in the row beside
    /// it.
    pub fn beside(&self, timeline: &Timeline, at: usize, below: bool) -> Option<usize> {
        let event = timeline.events.get(at)?;
        let here = self.y(timeline, at);
        let date = |event: &Event| event.date.map_or(i32::MAX, |date| date.first_day());
        let others = (0..timeline.events.len()).filter(|other| {
            let there = self.y(timeline, *other);
            if below { there > here } else { there < here }
        });
        let far = |other: &usize| {
            let there = &timeline.events[*other];
            let lanes = there.lane.abs_diff(event.lane);
            let days = i64::from(date(there)).abs_diff(i64::from(date(event)));
            let rows = (self.y(timeline, *other) - here).abs() as u32;
            // Within a lane the next row counts, in another one the date.
            if lanes == 0 { (0, u64::from(rows), days) } else { (lanes, days, u64::from(rows)) }
        };
        others.min_by_key(far)
    }
}

/// The distance of a statement from the left side of the cards.
pub fn x(scale: &Scale, event: &Event) -> f32 {
    event.date.map_or(scale.undated_at(), |date| scale.x(date.first_day()))
}

fn after_first(scale: &Scale, event: &Event) -> f32 {
    event.date.map_or(scale.undated_after_first(), |date| scale.after_first(date.first_day()))
}
