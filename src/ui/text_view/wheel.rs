//! The wheel over the article. Its steps are taken before egui sees them: egui would keep them for its tooltips, and paint
//! another frame for that later.

use egui::{Context, Event, LayerId, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Ui};

/// Steps taken and not yet scrolled.
#[derive(Debug, Default)]
pub(super) struct Wheel {
    /// The view's rectangle and layer in the last frame; `None` while it is disabled.
    shown: Option<(Rect, LayerId)>,
    /// Points to scroll.
    points: f32,
}

impl Wheel {
    /// Takes the steps of a wheel over the view from the input.
    pub(super) fn take(&mut self, ctx: &Context, input: &mut RawInput) {
        let Some((rect, layer)) = self.shown else { return };
        let mut pointer = ctx.pointer_latest_pos();
        let line = ctx.options(|options| options.input_options.line_scroll_speed);
        input.events.retain(|event| match event {
            Event::PointerMoved(at) => {
                pointer = Some(*at);
                true
            }
            Event::MouseWheel { unit, delta, phase: TouchPhase::Move, modifiers: Modifiers::NONE, .. }
                if *unit != MouseWheelUnit::Point =>
            {
                let over = |at: &Pos2| rect.contains(*at) && ctx.layer_id_at(*at).is_none_or(|top| top == layer);
                let ours = delta.x == 0.0 && pointer.is_some_and(|at| over(&at));
                if ours {
                    self.points += delta.y * if *unit == MouseWheelUnit::Line { line } else { rect.height() };
                }
                !ours
            }
            _ => true,
        });
    }

    /// The points to scroll in this frame, with those of a touchpad. The view is shown in `rect`.
    pub(super) fn turned(&mut self, ui: &Ui, rect: Rect) -> f32 {
        self.shown = Some((rect, ui.layer_id())).filter(|_| ui.is_enabled());
        let points = std::mem::take(&mut self.points);
        if ui.rect_contains_pointer(rect) {
            points + ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y))
        } else {
            points
        }
    }
}
