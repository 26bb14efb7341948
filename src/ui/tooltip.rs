//! Tooltips and cards under the pointer: it can enter them, and `Escape` or a click closes them.

use egui::{
    AreaState, Context, Event, Id, Key, LayerId, Order, Pos2, RawInput, Rect, Sense, Tooltip, Ui, UiBuilder, Vec2,
};

/// The pointer over cards and tooltips, and what closes them, between frames.
#[derive(Default)]
pub struct Pointing {
    /// True if the pointer was moved since the last key: a card or tooltip is then in the person's way.
    points: bool,
    /// True if `Escape` closes what is shown at the pointer in this frame.
    pub uncovers: bool,
    /// True if a card or tooltip was clicked.
    clicked: bool,
}

/// Seconds until the direction of the pointer is forgotten after it stopped.
const STOPPED: f32 = 0.15;

impl Pointing {
    /// Takes the events of a frame. `Escape` over a card or tooltip closes it: the pointer is taken as gone until it moves.
    pub fn take(&mut self, ctx: &Context, input: &mut RawInput) {
        self.uncovers = false;
        for event in &input.events {
            match event {
                Event::PointerMoved(_) => self.points = true,
                Event::Key { key: Key::Escape, pressed: true, .. } => self.uncovers = self.points,
                Event::Key { pressed: true, .. } => self.points = false,
                _ => {}
            }
        }
        self.uncovers &= !shown_above(ctx).is_empty();
        if self.uncovers || std::mem::take(&mut self.clicked) {
            input.events.push(Event::PointerGone);
        }
    }

    /// True if the next frame closes what was clicked.
    pub fn closes(&self) -> bool {
        self.clicked
    }

    /// Keeps cards and tooltips open while the pointer is on them: egui lets it enter those that can be clicked. A click closes
    /// them. At the end of a frame.
    pub fn hold(&mut self, ctx: &Context) {
        for (layer, rect) in shown_above(ctx) {
            let id = layer.id.with("held");
            let ui = Ui::new(ctx.clone(), id, UiBuilder::new().layer_id(layer).max_rect(rect));
            // With the id of the interface it would be as large as what is in that: nothing.
            self.clicked |= ui.interact(rect, id.with("press"), Sense::CLICK).clicked();
            // Where the pointer stops on its way, one more frame closes it.
            if ctx.input(|input| input.pointer.direction() != Vec2::ZERO) {
                ctx.request_repaint_after_secs(STOPPED);
            }
        }
    }
}

/// The cards and tooltips that are shown, with their places.
fn shown_above(ctx: &Context) -> Vec<(LayerId, Rect)> {
    let layers = ctx.memory(|memory| memory.areas().visible_layer_ids());
    let tooltips = layers.into_iter().filter(|layer| layer.order == Order::Tooltip);
    tooltips.filter_map(|layer| Some((layer, AreaState::load(ctx, layer.id)?.rect()))).collect()
}

/// The thing whose card a widget shows: the one under the pointer, or the last one while the pointer is on its card or on its
/// way there.
pub fn kept<T: Clone + Send + Sync + 'static>(ctx: &Context, owner: Id, under: Option<T>) -> Option<T> {
    let place = owner.with("thing of the card");
    let last = ctx.data(|data| data.get_temp::<T>(place)).filter(|_| is_entered(ctx, owner));
    let kept = last.or(under);
    ctx.data_mut(|data| match &kept {
        Some(kept) => drop(data.insert_temp(place, kept.clone())),
        None => data.remove::<T>(place),
    });
    kept
}

/// True if the pointer is on the card of a widget, or on its way there, and no key or wheel sent the card away.
fn is_entered(ctx: &Context, owner: Id) -> bool {
    let card = Tooltip::tooltip_id(owner, 0);
    let Some((_, rect)) = shown_above(ctx).into_iter().find(|(layer, _)| layer.id == card) else { return false };
    ctx.input(|input| {
        let closes = |event: &Event| matches!(event, Event::Key { pressed: true, .. } | Event::MouseWheel { .. });
        let way = input.pointer.direction();
        let enters = |at: Pos2| rect.contains(at) || (way != Vec2::ZERO && rect.intersects_ray(at, way.normalized()));
        !input.events.iter().any(closes) && input.pointer.hover_pos().is_some_and(enters)
    })
}
