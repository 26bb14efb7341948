//! The ring around the widget that has the focus: the same for all, at 3:1 or more (WCAG 2.2, 1.4.11 and 2.4.7).

use egui::{Context, Id, Painter, Rect, Response, Stroke, StrokeKind, Ui};

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

/// The row that keys act on while a list, or its field, has the focus.
#[derive(Clone, Copy)]
struct Acting {
    keyboard: Id,
    row: Id,
    rect: Rect,
}

/// Says which row keys act on in this frame, of the list that has the focus.
pub fn acts_on(row: &Response, keyboard: Id) {
    let acting = Acting { keyboard, row: row.id, rect: row.rect };
    row.ctx.data_mut(|data| data.insert_temp(place().with("row"), acting));
}

/// Frames in which an area scrolls to what got the focus: an area within it may scroll first.
const FOLLOWED: u8 = 4;

/// The last thing that an area scrolled to.
#[derive(Clone, Copy, Default)]
struct Followed {
    focused: Option<Id>,
    row: Option<Id>,
    /// The height of the contents in points.
    height: i32,
    /// Frames in which it goes on to scroll.
    left: u8,
}

/// Scrolls to the widget, or the row of a list, that got the focus of late, if it is in the area that is being filled; also
/// when the contents get another height. At the end of the contents of an area that scrolls.
pub fn into_view(ui: &Ui) {
    let here = ui.scope_id().with("focus in view");
    let focused = ui.memory(|memory| memory.focused());
    let acting = ui.data(|data| data.get_temp::<Acting>(place().with("row")));
    let acting = acting.filter(|acting| focused == Some(acting.keyboard));
    let (row, height) = (acting.map(|acting| acting.row), ui.min_rect().height().round() as i32);
    let known = ui.data(|data| data.get_temp::<Followed>(here)).unwrap_or_default();
    let is_new = (known.focused, known.row, known.height) != (focused, row, height);
    let left = if is_new { FOLLOWED } else { known.left };
    let widget = focused.and_then(|id| ui.ctx().read_response(id)).filter(|widget| widget.layer_id == ui.layer_id());
    // A row that its list does not show yet is within the list.
    let target = widget.map(|widget| {
        let row = acting.map(|acting| acting.rect).filter(|row| widget.rect.contains(row.center()));
        row.unwrap_or(widget.rect).expand(APART + RING)
    });
    let clip = ui.clip_rect();
    let is_seen = |target: &Rect| {
        let (all, seen) = (target.size().min(clip.size()), target.intersect(clip).size());
        seen.x + 1.0 >= all.x && seen.y + 1.0 >= all.y
    };
    let target = target.filter(|target| left > 0 && ui.min_rect().contains(target.center()) && !is_seen(target));
    if let Some(target) = target {
        ui.scroll_to_rect(target, None);
        ui.ctx().request_repaint();
    }
    let left = if target.is_some() || is_new { left.saturating_sub(1) } else { left };
    ui.data_mut(|data| data.insert_temp(here, Followed { focused, row, height, left }));
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
