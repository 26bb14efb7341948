//! Live regions: labels whose changes are announced by assistive technologies.
//!
//! Each has an id of its own. The id of a usual label depends on the number of widgets before it, so that it would be
//! another label, and be announced again, whenever something appears above it.

use egui::accesskit::{Live, Role};
use egui::{AsIdSalt, Id, Rect, Response, Sense, Ui, UiBuilder, Widget};

/// Adds a label whose changes are announced when the person pauses. `key` is unique in the window.
pub fn polite(ui: &mut Ui, key: impl AsIdSalt, label: impl Widget) -> Response {
    live(ui, key, Live::Polite, label)
}

/// Adds a label whose changes are announced at once: an error.
pub fn assertive(ui: &mut Ui, key: impl AsIdSalt, label: impl Widget) -> Response {
    live(ui, key, Live::Assertive, label)
}

/// Adds a label whose changes are announced as `live` says.
pub fn live(ui: &mut Ui, key: impl AsIdSalt, live: Live, label: impl Widget) -> Response {
    let builder = UiBuilder::new().scope_id(id(key));
    let response = ui.scope_builder(builder, |ui| ui.add(label)).inner;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(live));
    response
}

/// Announces words when they change, unless they are empty: what a person who sees the screen takes from other things.
pub fn unseen(ui: &Ui, key: impl AsIdSalt, place: Rect, words: impl FnOnce() -> String) {
    let id = id(key);
    ui.interact(place, id, Sense::empty());
    if ui.ctx().accesskit_node_builder(id, |node| node.set_role(Role::Log)).is_none() {
        return;
    }
    let words = words();
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_bounds(bounds(place));
        node.set_live(if words.is_empty() { Live::Off } else { Live::Polite });
        node.set_label(words);
    });
}

/// A place in the accessibility tree.
pub fn bounds(rect: Rect) -> egui::accesskit::Rect {
    let (min, max) = (rect.min, rect.max);
    egui::accesskit::Rect { x0: min.x.into(), y0: min.y.into(), x1: max.x.into(), y1: max.y.into() }
}

fn id(key: impl AsIdSalt) -> Id {
    Id::unique("announced").with(key)
}
