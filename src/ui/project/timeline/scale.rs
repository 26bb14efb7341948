//! The visible part of time.

/// Points at the left of the first day.
const BEFORE: f32 = 16.0;

/// Points behind the last day: room for a card that begins there.
pub const AFTER: f32 = 216.0;

/// Least and most points of a day.
const LEAST: f64 = 0.02;
const MOST: f64 = 320.0;

/// Points of a day of a timeline that was not zoomed, at most: a few days are not spread over the whole window.
const USUAL: f64 = 120.0;

/// The visible part of time. Distances are in points from the left side of the cards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scale {
    /// Points of a day; 0 before the first frame.
    per_day: f64,
    /// The distance of the first day.
    first_at: f64,
    /// The width of the room.
    width: f32,
    /// The first and the last day.
    days: (i32, i32),
    /// True if there are statements without a date, which are behind the last day.
    undated: bool,
    /// True if all of it was fitted and not moved since.
    fitted: bool,
}

impl Scale {
    /// Sets the room and the days. A timeline that was not moved is fitted to them.
    pub fn set_room(&mut self, width: f32, days: Option<(i32, i32)>, undated: bool) {
        let days = days.unwrap_or((0, 0));
        let same = (self.width, self.days, self.undated) == (width, days, undated);
        (self.width, self.days, self.undated) = (width, days, undated);
        if self.per_day == 0.0 || (self.fitted && !same) {
            self.fit();
        }
    }

    /// Shows all days.
    pub fn fit(&mut self) {
        let days = f64::from(self.days.1 - self.days.0 + 1);
        let room = f64::from(self.width - BEFORE - AFTER - if self.undated { AFTER } else { 0.0 });
        self.per_day = (room.max(60.0) / days).clamp(LEAST, USUAL);
        self.first_at = f64::from(BEFORE);
        self.fitted = true;
    }

    /// Zooms by a factor around a distance from the left.
    pub fn zoom_at(&mut self, x: f32, factor: f64) {
        let held = (f64::from(x) - self.first_at) / self.per_day;
        self.per_day = (self.per_day * factor).clamp(LEAST, MOST);
        self.first_at = f64::from(x) - held * self.per_day;
        self.fitted = false;
        self.keep_in_sight();
    }

    /// Moves time by a distance.
    pub fn pan(&mut self, by: f32) {
        if by != 0.0 {
            self.first_at += f64::from(by);
            self.fitted = false;
            self.keep_in_sight();
        }
    }

    /// Something of the timeline stays visible.
    fn keep_in_sight(&mut self) {
        let length = f64::from(self.undated_at() + AFTER) - self.first_at;
        let width = f64::from(self.width);
        let slack = width / 2.0;
        self.first_at = self.first_at.clamp((slack - length).min(0.0), slack.max(f64::from(BEFORE)));
    }

    /// Points of a day.
    pub fn per_day(&self) -> f64 {
        self.per_day
    }

    /// The distance of the start of a day.
    pub fn x(&self, day: i32) -> f32 {
        (self.first_at + f64::from(day - self.days.0) * self.per_day) as f32
    }

    /// The distance of the start of a day from that of the first day, which moving does not change.
    pub fn after_first(&self, day: i32) -> f32 {
        (f64::from(day - self.days.0) * self.per_day) as f32
    }

    /// The distance of the statements without a date: at the left if there are no others.
    pub fn undated_at(&self) -> f32 {
        if self.has_days() { self.x(self.days.1 + 1) + AFTER } else { self.first_at as f32 }
    }

    /// True if there are statements without a date.
    pub fn has_undated(&self) -> bool {
        self.undated
    }

    /// The same from the start of the first day.
    pub fn undated_after_first(&self) -> f32 {
        self.undated_at() - self.first_at as f32
    }

    /// True if there are statements with a date.
    pub fn has_days(&self) -> bool {
        self.days != (0, 0)
    }

    /// The visible days.
    pub fn visible(&self) -> (i32, i32) {
        let day = |x: f32| self.days.0 + ((f64::from(x) - self.first_at) / self.per_day).floor() as i32;
        (day(0.0), day(self.width))
    }

    /// Shows what is at a distance, with the smallest possible move. True if it moved.
    pub fn reveal(&mut self, x: f32, length: f32) -> bool {
        let by = if x < BEFORE { BEFORE - x } else { (self.width - BEFORE - x - length).min(0.0) };
        if by == 0.0 {
            return false;
        }
        self.first_at += f64::from(by);
        self.fitted = false;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    fn scale() -> Scale {
        let mut scale = Scale::default();
        scale.set_room(1000.0, Some((100, 199)), false);
        scale
    }

    #[test]
    fn all_days_are_fitted_until_they_are_moved() {
        let mut scale = scale();
        let before = scale.per_day();
        scale.set_room(2000.0, Some((100, 199)), false);
        assert!(scale.per_day() > 2.0 * before);
        scale.pan(-30.0);
        let moved = scale;
        scale.set_room(1000.0, Some((100, 199)), false);
        assert_eq!((scale.x(100), scale.per_day()), (moved.x(100), moved.per_day()));
        scale.fit();
        assert_eq!(scale.per_day(), before);
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let mut scale = scale();
        scale.zoom_at(400.0, 3.0);
        let before = scale.visible();
        scale.zoom_at(400.0, 1.0);
        assert_eq!(scale.visible(), before);
        let x = scale.x(140);
        scale.zoom_at(x, 1.7);
        assert!((scale.x(140) - x).abs() < 0.01);
    }

    #[test]
    fn something_always_stays_in_sight() {
        let mut scale = scale();
        scale.pan(-1.0e7);
        assert!(scale.x(200) > 0.0);
        scale.pan(1.0e7);
        assert!(scale.x(100) < 1000.0);
    }

    #[test]
    fn a_card_is_revealed_by_the_smallest_move() {
        let mut scale = scale();
        assert!(!scale.reveal(200.0, 100.0));
        assert!(scale.reveal(950.0, 100.0));
        assert!(scale.reveal(-20.0, 100.0));
    }
}
