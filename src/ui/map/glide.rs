//! The movement of the map to where it is shown next.

use egui::Ui;

use crate::app::shell::Shell;
use crate::ui::map::camera::Camera;
use crate::ui::theme;

/// A movement of the map.
#[derive(Clone, Copy, Debug)]
pub struct Glide {
    /// Where it began.
    from: Camera,
    /// Where it ends.
    to: Camera,
    /// Where the map was drawn last.
    shown: Camera,
    /// The time at which it began, in seconds.
    began: f64,
}

impl Glide {
    /// The camera to draw with, on its way to the wanted one. What the pointer moves, moves at once.
    pub fn camera(last: &mut Option<Self>, ui: &Ui, shell: &Shell, wanted: Camera) -> Camera {
        let seconds = f64::from(theme::motion(shell));
        let (now, direct) = ui.input(|input| {
            let turned = input.smooth_scroll_delta() != egui::Vec2::ZERO || input.zoom_delta() != 1.0;
            (input.time, input.pointer.any_down() || turned)
        });
        let at_once = |_: &Self| seconds > 0.0 && !direct;
        let glide = match last.filter(|last| at_once(last) && last.to.canvas() == wanted.canvas()) {
            Some(last) if last.to == wanted => last,
            Some(last) => Self { from: last.shown, to: wanted, shown: last.shown, began: now },
            None => Self { from: wanted, to: wanted, shown: wanted, began: now },
        };
        let part = if glide.from == glide.to { 1.0 } else { ((now - glide.began) / seconds).clamp(0.0, 1.0) as f32 };
        let shown = glide.to.on_the_way(&glide.from, egui::emath::easing::cubic_out(part));
        if part < 1.0 {
            ui.ctx().request_repaint();
        }
        *last = Some(Self { shown, ..glide });
        shown
    }
}
