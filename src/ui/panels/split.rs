//! Two stacked parts of a panel with a draggable divider.

use egui::accesskit::{Action, Orientation};
use egui::{CursorIcon, Id, Key, Rect, Role, Sense, Stroke, Ui, WidgetInfo};

use crate::ui::theme;

/// Height of the divider in points.
const DIVIDER: f32 = 13.0;

/// Minimum height of the lower part in points, if there is room.
const LEAST: f32 = 80.0;

/// Points that an arrow key moves the divider.
const STEP: f32 = 24.0;

/// The height of the lower part: that of its content until the divider is moved.
#[derive(Default)]
pub struct Split {
    /// Height of the lower part's content in the last frame, in points.
    natural: f32,
    /// Height in points while the divider is dragged.
    dragged: Option<f32>,
}

/// A change of the height by the person.
pub enum Moved {
    /// To this many points.
    To(f32),
    /// Back to the height of the content.
    Back,
}

impl Split {
    /// Divides the rest of the panel; returns the upper and the lower rectangle, and the divider's move.
    ///
    /// `wanted` is the set height of the lower part in points; `above` is the minimum height of the upper part.
    pub fn divide(&mut self, ui: &mut Ui, name: &str, wanted: Option<f32>, above: f32) -> (Rect, Rect, Option<Moved>) {
        let whole = ui.available_rect_before_wrap();
        let most = (whole.height() - DIVIDER - above).max(LEAST.min(whole.height() / 2.0));
        let fit = |height: f32| height.min(self.natural).clamp(LEAST.min(most), most);
        let height = self.dragged.or(wanted).map_or(fit(self.natural), fit);
        let middle = whole.bottom() - height - DIVIDER / 2.0;
        let bar = Rect::from_x_y_ranges(whole.x_range(), middle - DIVIDER / 2.0..=middle + DIVIDER / 2.0);
        let moved = self.drag(ui, name, bar, height);
        (whole.with_max_y(bar.top()), whole.with_min_y(bar.bottom()), moved)
    }

    /// Records the height of the lower part's content, in points.
    pub fn measured(&mut self, ui: &Ui, natural: f32) {
        if (self.natural - natural).abs() > 0.5 {
            self.natural = natural;
            ui.ctx().request_discard("the height of the lower part");
        }
    }

    fn drag(&mut self, ui: &mut Ui, name: &str, bar: Rect, height: f32) -> Option<Moved> {
        let palette = theme::palette(ui.visuals());
        let id = Id::unique(("divider", name));
        let response = ui.interact(bar, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::ResizeVertical);
        response.widget_info(|| WidgetInfo {
            value: Some(height.into()),
            ..WidgetInfo::labeled(Role::Splitter, true, name)
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_orientation(Orientation::Horizontal);
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
        });
        let lit = response.hovered() || response.dragged() || response.has_focus();
        let stroke = if lit { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.line) };
        ui.painter().hline(bar.x_range(), bar.center().y, stroke);
        if response.has_focus() {
            let arrows = egui::EventFilter { vertical_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        }
        let pressed = |key| response.has_focus() && ui.input(|input| input.key_pressed(key));
        let asked = |action| ui.input(|input| input.has_accesskit_action_request(id, action));
        if pressed(Key::ArrowUp) || asked(Action::Increment) {
            return Some(Moved::To(height + STEP));
        }
        if pressed(Key::ArrowDown) || asked(Action::Decrement) {
            return Some(Moved::To(height - STEP));
        }
        if response.double_clicked() {
            return Some(Moved::Back);
        }
        if response.dragged() {
            self.dragged = Some(self.dragged.unwrap_or(height) - response.drag_delta().y);
        }
        if response.drag_stopped() {
            return self.dragged.take().map(|_| Moved::To(height));
        }
        None
    }
}
