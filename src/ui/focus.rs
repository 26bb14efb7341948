//! The ring around the widget that has the focus: the same for all, at 3:1 or more (WCAG 2.2, 1.4.11 and 2.4.7).

use egui::{Context, Id, Painter, Rect, Stroke, StrokeKind, Ui};

use crate::ui::theme::{self, radius};

/// Width of the ring in points.
const RING: f32 = 2.0;

/// Room in points between a widget and the ring around it.
const APART: f32 = 1.0;

/// Height in points of the highest widget that has the ring around it; that of a higher one is within.
const AROUND: f32 = 40.0;

/// The widget that drew a ring, or another sign of the focus, by itself.
#[derive(Clone, Copy, Default)]
struct Drawn(Option<Id>);

fn place() -> Id {
    Id::unique("drawn focus")
}

/// Paints the ring within a rectangle.
pub fn ring(painter: &Painter, rect: Rect, corners: u8) {
    let palette = theme::palette(&painter.ctx().global_style().visuals);
    painter.rect_stroke(rect, corners, Stroke::new(RING, palette.accent), StrokeKind::Inside);
}

/// Says that a widget, or a row of it, shows in this frame that it has the focus.
pub fn is_drawn(ctx: &Context, id: Id) {
    ctx.data_mut(|data| data.insert_temp(place(), Drawn(Some(id))));
}

/// Scrolls to the widget that got the focus since the last frame, if it is in the area that is being filled. At the end of
/// the contents of an area that scrolls.
pub fn into_view(ui: &Ui) {
    let place = ui.scope_id().with("focus in view");
    let focused = ui.memory(|memory| memory.focused());
    if ui.data(|data| data.get_temp::<Option<Id>>(place)) == Some(focused) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(place, focused));
    let widget = focused.and_then(|id| ui.ctx().read_response(id)).filter(|widget| widget.layer_id == ui.layer_id());
    let Some(place) = widget.map(|widget| widget.rect.expand(APART + RING)) else { return };
    if ui.min_rect().contains(place.center()) && !ui.clip_rect().contains_rect(place) {
        ui.scroll_to_rect(place, None);
    }
}

/// Paints the ring around the widget that has the focus, unless it draws one by itself. At the end of a frame.
pub fn show(ctx: &Context) {
    let drawn = ctx.data_mut(|data| data.remove_temp::<Drawn>(place())).unwrap_or_default().0;
    let focused = ctx.memory(|memory| memory.focused());
    let Some(id) = focused.filter(|id| drawn != Some(*id)) else { return };
    let Some(widget) = ctx.read_response(id) else { return };
    let is_within = ctx.text_edit_focused() || widget.rect.height() > AROUND;
    let (rect, corners) = match is_within {
        true => (widget.rect, radius::USUAL),
        false => (widget.rect.expand(APART + RING), radius::USUAL + 3),
    };
    let seen = widget.interact_rect.expand(APART + RING);
    ring(&ctx.layer_painter(widget.layer_id).with_clip_rect(seen), rect, corners);
}
