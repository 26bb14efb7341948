//! The visible part of the map and its zoom.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::model::map;
use crate::ui::theme::size;

/// Minimum and maximum zoom.
pub const ZOOMS: std::ops::RangeInclusive<f32> = 0.02..=2.5;

/// Zoom below which text is illegible: boxes are abridged and arrows have no labels.
pub const LEGIBLE: f32 = 0.7;

/// Zoom below which boxes have no text.
const ABRIDGED: f32 = 0.34;

/// Font size of the boxes, in points of the map.
pub const TEXT: f32 = 12.5;

/// Margin in points around a fitted map and a revealed box, and at the sides of a map that is fitted to the width.
const MARGIN: f32 = 20.0;
pub const SIDES: f32 = 8.0;

/// The visible part of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Points on the screen for a point of the map; 0 before the first frame.
    zoom: f32,
    /// The point of the map in the top left corner.
    origin: Vec2,
    /// The size it was fitted for, until the person moves or zooms.
    fitted: Option<Vec2>,
    /// True if it is fitted to the width alone, and never so that quotes are smaller than the smallest words anywhere.
    by_width: bool,
    /// Its rectangle on the screen.
    canvas: Rect,
}

impl Default for Camera {
    fn default() -> Self {
        Self { zoom: 0.0, origin: Vec2::ZERO, fitted: None, by_width: false, canvas: Rect::ZERO }
    }
}

impl Camera {
    /// A camera that is fitted to the width.
    pub fn by_width() -> Self {
        Self { by_width: true, ..Self::default() }
    }

    /// Sets the rectangle. A map that was not moved yet is fitted to it.
    pub fn set_canvas(&mut self, canvas: Rect, size: map::Size) {
        self.canvas = canvas;
        if self.zoom == 0.0 || self.fitted.is_some_and(|fitted| fitted != canvas.size()) {
            self.fit(size);
        }
    }

    /// Points on the screen for a point of the map.
    pub fn zoom(&self) -> f32 {
        self.zoom
    }

    /// Its rectangle on the screen.
    pub fn canvas(&self) -> Rect {
        self.canvas
    }

    /// Fits the whole map; if it would be illegible, fits its width.
    pub fn fit(&mut self, map: map::Size) {
        let margin = if self.by_width { SIDES } else { MARGIN };
        let room = (self.canvas.size() - Vec2::splat(2.0 * margin)).max(Vec2::splat(1.0));
        let ratio = room / vec2(map.width, map.height).max(Vec2::splat(1.0));
        let whole = ratio.x.min(ratio.y);
        let zoom = match () {
            () if self.by_width => ratio.x.max(size::LEAST / TEXT),
            () if whole < ABRIDGED && ratio.x >= ABRIDGED => ratio.x,
            () => whole,
        };
        self.zoom = zoom.clamp(*ZOOMS.start(), 1.0);
        let rest = self.canvas.size() / self.zoom - vec2(map.width, map.height);
        let above = margin / self.zoom;
        self.origin = -vec2(rest.x / 2.0, if self.by_width { above } else { above.max(rest.y / 2.0) });
        self.fitted = Some(self.canvas.size());
    }

    /// True if the whole map was fitted and not moved since.
    pub fn is_fitted(&self) -> bool {
        self.fitted.is_some()
    }

    /// Moves the map by a distance on the screen.
    pub fn pan(&mut self, by: Vec2) {
        self.origin -= by / self.zoom;
        self.fitted = None;
    }

    /// Zooms by a factor around a point on the screen.
    pub fn zoom_at(&mut self, place: Pos2, factor: f32) {
        let held = self.place(place);
        self.zoom = (self.zoom * factor).clamp(*ZOOMS.start(), *ZOOMS.end());
        self.origin = vec2(held.x, held.y) - (place - self.canvas.min) / self.zoom;
        self.fitted = None;
    }

    /// The camera on its way here from another one, of which it has gone a part from 0 to 1.
    pub fn on_the_way(&self, from: &Self, part: f32) -> Self {
        let middle = self.canvas.center();
        let (start, end) = (from.place(middle), self.place(middle));
        let zoom = from.zoom * (self.zoom / from.zoom).powf(part);
        let held = vec2(start.x, start.y) + vec2(end.x - start.x, end.y - start.y) * part;
        let origin = held - (middle - self.canvas.min) / zoom;
        if part < 1.0 { Self { zoom, origin, ..*self } } else { *self }
    }

    /// Follows a point that moved on the map.
    pub fn follow(&mut self, from: map::Point, to: map::Point) {
        self.origin += vec2(to.x - from.x, to.y - from.y);
    }

    /// Reveals a rectangle of the map with the smallest possible move.
    pub fn reveal(&mut self, rect: &map::Rect) {
        let rect = self.rect(rect);
        let inner = self.canvas.shrink(MARGIN);
        let by = vec2(
            nearest(rect.left(), rect.right(), inner.left(), inner.right()),
            nearest(rect.top(), rect.bottom(), inner.top(), inner.bottom()),
        );
        if by != Vec2::ZERO {
            self.pan(by);
        }
    }

    /// A point of the map on the screen.
    pub fn at(&self, point: map::Point) -> Pos2 {
        self.canvas.min + (vec2(point.x, point.y) - self.origin) * self.zoom
    }

    /// A rectangle of the map on the screen.
    pub fn rect(&self, rect: &map::Rect) -> Rect {
        Rect::from_min_max(self.at(rect.min), self.at(rect.max))
    }

    /// The point of the map at a point on the screen.
    pub fn place(&self, place: Pos2) -> map::Point {
        let point = pos2(0.0, 0.0) + self.origin + (place - self.canvas.min) / self.zoom;
        map::Point::new(point.x, point.y)
    }
}

/// The shift that brings a range into another one; of a longer range, its start.
fn nearest(start: f32, end: f32, from: f32, to: f32) -> f32 {
    if start < from || end - start > to - from { from - start } else { (to - end).min(0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(width: f32, height: f32) -> Camera {
        let mut camera = Camera::default();
        let canvas = Rect::from_min_size(pos2(100.0, 50.0), vec2(width, height));
        camera.set_canvas(canvas, map::Size::new(600.0, 300.0));
        camera
    }

    #[test]
    fn a_camera_goes_from_one_place_to_another() {
        let from = camera(340.0, 340.0);
        let mut to = from;
        to.zoom_at(to.canvas().center(), 4.0);
        to.pan(vec2(80.0, 0.0));
        let place = map::Point::new(100.0, 200.0);
        assert!(to.on_the_way(&from, 0.0).at(place).distance(from.at(place)) < 0.01);
        assert_eq!(to.on_the_way(&from, 1.0), to);
        assert!((to.on_the_way(&from, 0.5).zoom() - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_map_is_fitted_and_never_enlarged() {
        let small = camera(340.0, 340.0);
        assert_eq!(small.zoom(), 0.5);
        assert_eq!(small.at(map::Point::new(300.0, 150.0)), small.canvas().center());
        let large = camera(2000.0, 2000.0);
        assert_eq!(large.zoom(), 1.0);
        assert_eq!(large.at(map::Point::new(300.0, 150.0)), large.canvas().center());
    }

    #[test]
    fn a_tall_map_is_fitted_to_the_width_while_that_can_be_read() {
        let mut camera = camera(400.0, 400.0);
        camera.fit(map::Size::new(600.0, 9000.0));
        assert_eq!(camera.zoom(), 0.6);
        let corner = camera.canvas().min + Vec2::splat(MARGIN);
        assert!(camera.at(map::Point::new(0.0, 0.0)).distance(corner) < 0.01);
        camera.fit(map::Size::new(3000.0, 9000.0));
        assert!(camera.zoom() < 0.05, "not even the width can be read: all of it is shown");
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let mut camera = camera(400.0, 400.0);
        let place = pos2(333.0, 222.0);
        let held = camera.place(place);
        for factor in [1.3, 1.7, 0.2, 1000.0, 0.000_01] {
            camera.zoom_at(place, factor);
            assert!(ZOOMS.contains(&camera.zoom()));
            assert!(camera.at(held).distance(place) < 0.01);
        }
    }

    #[test]
    fn a_box_is_brought_into_sight_and_not_moved_when_it_is() {
        let mut camera = camera(400.0, 400.0);
        let before = camera.at(map::Point::default());
        camera.reveal(&map::Rect::new(map::Point::new(10.0, 10.0), map::Size::new(50.0, 50.0)));
        assert_eq!(camera.at(map::Point::default()), before);
        let far = map::Rect::new(map::Point::new(2000.0, -900.0), map::Size::new(200.0, 90.0));
        camera.reveal(&far);
        assert!(camera.canvas().contains_rect(camera.rect(&far)));
    }

    #[test]
    fn only_a_map_that_nobody_moved_is_fitted_again() {
        let mut camera = camera(340.0, 340.0);
        let size = map::Size::new(600.0, 300.0);
        camera.set_canvas(Rect::from_min_size(pos2(0.0, 0.0), vec2(640.0, 640.0)), size);
        assert_eq!(camera.zoom(), 1.0);
        camera.pan(vec2(5.0, 0.0));
        camera.set_canvas(Rect::from_min_size(pos2(0.0, 0.0), vec2(340.0, 340.0)), size);
        assert_eq!(camera.zoom(), 1.0);
    }
}
