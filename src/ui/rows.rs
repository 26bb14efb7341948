//! Scrolled lists of rows of different heights. Only rows in sight are laid out: their heights are measured, those of the
//! others estimated, and what is in sight stays where it is while they are corrected.

use egui::{Pos2, Rect, ScrollArea, Ui};

use crate::ui::list::List;

/// Differences of heights in points that do not matter.
const SAME: f32 = 0.1;

/// Room in points at the right of rows for the scroll bar.
const BAR: f32 = 10.0;

/// A list between frames: the heights of its rows and its scroll position.
pub struct Rows {
    heights: Heights,
    /// The width that the heights were measured for, in points.
    width: f32,
    /// The scroll position, in points.
    offset: f64,
    /// True if the position was changed since the last frame.
    moved: bool,
    /// The row to show next.
    target: Option<usize>,
}

impl Rows {
    /// A list whose rows are about this high, in points.
    pub fn new(estimate: f32) -> Self {
        Self { heights: Heights::new(estimate, 0), width: 0.0, offset: 0.0, moved: false, target: None }
    }

    /// The number of rows.
    pub fn count(&self) -> usize {
        self.heights.count()
    }

    /// The row at the top of the view.
    pub fn top(&self) -> usize {
        self.heights.at(self.offset)
    }

    /// True if the view begins with the first row.
    pub fn is_at_top(&self) -> bool {
        self.offset <= 0.0
    }

    /// Takes other rows. `top` is the row that was at the top of the view; without it, the list starts at its first row.
    pub fn restart(&mut self, count: usize, top: Option<usize>) {
        let old = self.top();
        let within = self.offset - self.heights.top(old);
        if self.heights.count() != count {
            self.heights = Heights::new(self.heights.average(), count);
        }
        let offset = top.map_or(0.0, |top| self.heights.top(top.min(count)) + within);
        self.moved |= (offset - self.offset).abs() > f64::from(SAME);
        self.offset = offset;
    }

    /// Shows a row in the middle of the view, in the next frame.
    pub fn reveal(&mut self, row: usize) {
        self.target = Some(row);
    }

    /// Shows the rows in sight. `lay` lays a row out for a width and returns its height, `paint` paints it.
    pub fn show<L>(
        &mut self,
        ui: &mut Ui,
        list: &List,
        mut lay: impl FnMut(&mut Ui, usize, f32) -> (f32, L),
        mut paint: impl FnMut(&mut Ui, usize, Rect, L),
    ) {
        let width = (ui.available_width() - BAR).max(1.0);
        if self.width != width {
            self.width = width;
            self.heights = Heights::new(self.heights.average(), self.heights.count());
        }
        let view = ui.available_height();
        if let Some(row) = self.target.take().filter(|row| *row < self.heights.count()) {
            self.centre(view, row, &mut |row| lay(ui, row, width).0);
        }
        let mut area = ScrollArea::vertical().id_salt(list.id()).auto_shrink(false);
        if std::mem::take(&mut self.moved) {
            area = area.vertical_scroll_offset(self.offset as f32);
        }
        let heights = &mut self.heights;
        let (mut shift, mut changed) = (0.0, false);
        let show = |ui: &mut Ui, viewport: Rect| {
            ui.set_height(heights.total() as f32);
            let place = ui.min_rect().left_top() + egui::vec2(0.0, viewport.min.y);
            let offset = f64::from(viewport.min.y);
            let first = heights.at(offset);
            let mut y = (heights.top(first) - offset) as f32;
            for row in first..heights.count() {
                if y >= viewport.height() {
                    break;
                }
                let (height, laid) = lay(ui, row, width);
                let difference = height - heights.of(row);
                if difference.abs() > SAME {
                    heights.set(row, height);
                    changed = true;
                    // The end of a row that is partly above the view stays where it is.
                    if row == first && y < 0.0 {
                        y -= difference;
                        shift += f64::from(difference);
                    }
                }
                let rect = Rect::from_min_size(Pos2::new(place.x, place.y + y), egui::vec2(width, height));
                paint(ui, row, rect, laid);
                y += height;
            }
        };
        let shown = list.rows(ui, |ui| area.show_viewport(ui, show));
        self.offset = f64::from(shown.state.unclamped_offset().y) + shift;
        self.moved = shift != 0.0;
        if changed {
            ui.ctx().request_repaint();
        }
    }

    /// Scrolls so that a row is in the middle of a view of this height, as far as there are rows.
    fn centre(&mut self, view: f32, row: usize, height_of: &mut dyn FnMut(usize) -> f32) {
        let height = height_of(row);
        self.heights.set(row, height);
        let room = ((view - height) / 2.0).max(0.0);
        let mut above = room;
        for other in (0..row).rev() {
            if above <= 0.0 {
                break;
            }
            let height = height_of(other);
            self.heights.set(other, height);
            above -= height;
        }
        let mut below = view - height - room + above.max(0.0);
        for other in row + 1..self.heights.count() {
            if below <= 0.0 {
                break;
            }
            let height = height_of(other);
            self.heights.set(other, height);
            below -= height;
        }
        let most = (self.heights.total() - f64::from(view)).max(0.0);
        self.offset = (self.heights.top(row) - f64::from(room)).clamp(0.0, most);
        self.moved = true;
    }
}

/// Heights of rows in points: measured ones, and an estimate for the others. Sums take logarithmic time (P. Fenwick, "A
/// New Data Structure for Cumulative Frequency Tables", 1994).
struct Heights {
    estimate: f32,
    /// The difference of each measured height from the estimate.
    known: Vec<Option<f32>>,
    /// Partial sums of the differences.
    sums: Vec<f64>,
}

impl Heights {
    fn new(estimate: f32, count: usize) -> Self {
        Self { estimate, known: vec![None; count], sums: vec![0.0; count + 1] }
    }

    fn count(&self) -> usize {
        self.known.len()
    }

    fn of(&self, row: usize) -> f32 {
        self.estimate + self.known.get(row).copied().flatten().unwrap_or_default()
    }

    fn set(&mut self, row: usize, height: f32) {
        let difference = height - self.estimate;
        let Some(known) = self.known.get_mut(row) else { return };
        let change = f64::from(difference - known.unwrap_or_default());
        *known = Some(difference);
        let mut at = row + 1;
        while at < self.sums.len() {
            self.sums[at] += change;
            at += at & at.wrapping_neg();
        }
    }

    /// The distance of a row from the top of the first one.
    fn top(&self, row: usize) -> f64 {
        let mut sum = f64::from(self.estimate) * row as f64;
        let mut at = row.min(self.count());
        while at > 0 {
            sum += self.sums[at];
            at &= at - 1;
        }
        sum
    }

    fn total(&self) -> f64 {
        self.top(self.count())
    }

    /// The row at a distance from the top of the first one; the last row beyond the end.
    fn at(&self, distance: f64) -> usize {
        let (mut row, mut left) = (0, distance);
        let mut step = self.count().next_power_of_two();
        while step > 0 {
            if let Some(sum) = self.sums.get(row + step) {
                let height = f64::from(self.estimate) * step as f64 + sum;
                if height <= left {
                    left -= height;
                    row += step;
                }
            }
            step /= 2;
        }
        row.min(self.count().saturating_sub(1))
    }

    /// The mean of the measured heights, or the estimate.
    fn average(&self) -> f32 {
        let (sum, count) = self.known.iter().flatten().fold((0.0, 0), |(sum, count), known| (sum + known, count + 1));
        self.estimate + sum / count.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::Heights;

    #[test]
    fn the_row_at_a_distance_is_the_one_that_begins_there() {
        let mut heights = Heights::new(10.0, 7);
        for (row, height) in [(1, 30.0), (5, 2.0), (1, 25.0), (6, 11.0)] {
            heights.set(row, height);
        }
        let expected = [10.0, 25.0, 10.0, 10.0, 10.0, 2.0, 11.0];
        let mut top = 0.0;
        for (row, height) in expected.into_iter().enumerate() {
            assert_eq!((heights.top(row), heights.of(row)), (top, height as f32));
            assert_eq!((heights.at(top), heights.at(top + height - 0.5)), (row, row));
            top += height;
        }
        assert_eq!((heights.total(), heights.at(1e9), heights.at(-1.0)), (78.0, 6, 0));
        assert!((heights.average() - (25.0 + 2.0 + 11.0) / 3.0).abs() < 0.01);
    }

    #[test]
    fn an_empty_list_has_no_height() {
        let heights = Heights::new(10.0, 0);
        assert_eq!((heights.total(), heights.at(5.0), heights.average()), (0.0, 0, 10.0));
    }
}
