//! The edge of a panel at a side of the window, which the person drags.

use egui::containers::panel::PanelState;
use egui::{IdSalt, Ui};

/// An edge between frames: the widths of the window and the panel in the last frame, in points; true if it is dragged.
#[derive(Default)]
pub struct Edge {
    window: f32,
    panel: f32,
    dragged: bool,
}

impl Edge {
    /// Before the panel is shown: it regains its width after the window was narrow.
    pub fn begin(&self, ui: &Ui, panel: &'static str, window: f32) {
        if self.window != window {
            ui.data_mut(|data| data.remove::<PanelState>(ui.scope_id().with_salt(IdSalt::new(panel))));
        }
    }

    /// After the panel was shown with a width: returns it if its edge was dragged there. A narrow window is no drag.
    pub fn end(&mut self, ui: &Ui, window: f32, panel: f32) -> Option<f32> {
        let down = ui.input(|input| input.pointer.primary_down());
        let is_moved = self.window == window && self.panel != 0.0 && self.panel != panel;
        let ended = self.dragged && !down;
        *self = Self { window, panel, dragged: down && (self.dragged || is_moved) };
        ended.then_some(panel)
    }
}
