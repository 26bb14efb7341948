//! Text fields that `Escape` resets to their value on entry.
//!
//! Each field reports its value before and after each frame. At most one field has the focus, so one value is kept, in
//! egui's memory beside the focus.

use egui::text::{CCursor, CCursorRange};
use egui::{Context, Id, Response, TextEdit, Ui};

/// The focused field.
#[derive(Clone)]
struct Entered {
    field: Id,
    /// The value on entry.
    before: String,
    /// The value after the last frame. A different value at the start of a frame did not come from typing.
    last: String,
}

/// The field in which `Escape` was pressed in this frame.
#[derive(Clone, Copy)]
struct Left(Id);

fn place() -> Id {
    Id::unique("entered field")
}

/// Makes the focused field discard what was typed.
pub fn discard(ctx: &Context, field: Id) {
    ctx.data_mut(|data| data.insert_temp(place(), Left(field)));
}

/// True if the field's value differs from its value on entry.
pub fn is_changed(ctx: &Context, field: Id) -> bool {
    let entered = ctx.data(|data| data.get_temp::<Entered>(place()));
    entered.is_some_and(|entered| entered.field == field && entered.before != entered.last)
}

/// Selects everything in a field of one line that is reached without the pointer, so that what is typed takes its place.
pub fn select_reached(ui: &Ui, field: &Response, value: &str) {
    if !field.gained_focus() || ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
        return;
    }
    let mut state = TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
    let end = CCursor::new(value.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    state.store(ui.ctx(), field.id);
}

/// Tracks a field whose value was `before` at the start of the frame and is `after` now. Returns the value on entry if
/// `Escape` was pressed.
pub fn reset(ui: &Ui, field: &Response, before: &str, after: &str) -> Option<String> {
    let entered = ui.data(|data| data.get_temp::<Entered>(place())).filter(|entered| entered.field == field.id);
    if ui.data(|data| data.get_temp::<Left>(place())).is_some_and(|left| left.0 == field.id) {
        ui.data_mut(|data| {
            data.remove::<Left>(place());
            data.remove::<Entered>(place());
        });
        field.surrender_focus();
        return Some(entered.map_or_else(|| before.to_owned(), |entered| entered.before));
    }
    if !field.has_focus() {
        if entered.is_some() {
            ui.data_mut(|data| data.remove::<Entered>(place()));
        }
        return None;
    }
    match entered.filter(|entered| entered.last == before) {
        Some(entered) if after == before => drop(entered),
        Some(entered) => {
            let entered = Entered { last: after.to_owned(), ..entered };
            ui.data_mut(|data| data.insert_temp(place(), entered));
        }
        None => {
            let entered = Entered { field: field.id, before: before.to_owned(), last: after.to_owned() };
            ui.data_mut(|data| data.insert_temp(place(), entered));
        }
    }
    None
}
