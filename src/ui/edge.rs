//! The edge of a panel at a side of the window, which the person drags.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::containers::panel::PanelState;
use egui::{Event, EventFilter, Id, IdSalt, Key, Ui};

/// An edge between frames: the widths of the window and the panel in the last frame, in points; true if it is dragged.
#[derive(Default)]
pub struct Edge {
    window: f32,
    panel: f32,
    dragged: bool,
    /// True if it was moved by key, or by an assistive technology.
    pressed: bool,
}

/// The side of the window at which a panel is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At the left.
    Left,
    /// At the right.
    Right,
}

impl Edge {
    /// Before the panel is shown: it regains its width after the window was narrow.
    pub fn begin(&mut self, ui: &Ui, panel: &'static str, side: Side, window: f32) {
        let id = ui.scope_id().with_salt(IdSalt::new(panel));
        if self.window != window {
            ui.data_mut(|data| data.remove::<PanelState>(id));
        }
        self.pressed = handle_keys(ui, id, side);
    }

    /// After the panel was shown with a width: returns it if its edge was dragged there. A narrow window is no drag.
    pub fn end(&mut self, ui: &Ui, window: f32, panel: f32) -> Option<f32> {
        let down = ui.input(|input| input.pointer.primary_down());
        let is_moved = self.window == window && self.panel != 0.0 && self.panel != panel;
        let ended = (self.dragged && !down) || (self.pressed && is_moved);
        *self = Self { window, panel, dragged: down && (self.dragged || is_moved), pressed: self.pressed };
        ended.then_some(panel)
    }
}

/// Moves the edge of a panel by the arrow keys while it has the focus; true if it is moved, also by an assistive
/// technology, whose requests egui carries out.
fn handle_keys(ui: &Ui, panel: Id, side: Side) -> bool {
    // As egui derives it.
    let handle = panel.with("__resize");
    if ui.memory(|memory| memory.has_focus(handle)) {
        let filter = EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(handle, filter));
        let wider = if side == Side::Left { Key::ArrowRight } else { Key::ArrowLeft };
        let narrower = if side == Side::Left { Key::ArrowLeft } else { Key::ArrowRight };
        for (key, action) in [(wider, Action::Increment), (narrower, Action::Decrement)] {
            if ui.input(|input| input.modifiers.is_none() && input.key_pressed(key)) {
                let request =
                    ActionRequest { action, target_tree: TreeId::ROOT, target_node: handle.accesskit_id(), data: None };
                ui.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
            }
        }
    }
    let asks = |action| ui.input(|input| input.has_accesskit_action_request(handle, action));
    [Action::Increment, Action::Decrement, Action::SetValue].into_iter().any(asks)
}

/// Names the edge of a panel that was shown.
pub fn name(ui: &Ui, panel: &'static str, name: &str) {
    let handle = ui.scope_id().with_salt(IdSalt::new(panel)).with("__resize");
    if ui.read_response(handle).is_some() {
        ui.ctx().accesskit_node_builder(handle, |node| node.set_label(name));
    }
}
