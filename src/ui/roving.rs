//! Rows of widgets that are one stop of `Tab`: the arrow keys, `Home` and `End` move within.

use egui::{EventFilter, Id, Key, Ui};

/// The index of the widget that the keys lead to from the one at `now`, of `count`, while that one has the focus.
pub fn next(ui: &Ui, id: Id, now: usize, count: usize) -> Option<usize> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    let next = match () {
        () if pressed(Key::ArrowRight) => (now + 1) % count,
        () if pressed(Key::ArrowLeft) => (now + count - 1) % count,
        () if pressed(Key::Home) => 0,
        () if pressed(Key::End) => count - 1,
        () => now,
    };
    (next != now).then_some(next)
}
