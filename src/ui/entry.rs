//! Fields of text that `Escape` leaves as they were when they were entered.
//!
//! Each field tells this module, in every frame, what it held before and after. One field at most has the keyboard, so one
//! value is remembered. It lies in egui's memory, beside the focus that it belongs to.

use egui::{Context, Id, Response, Ui};

/// The field that has the keyboard.
#[derive(Clone)]
struct Entered {
    field: Id,
    /// The value to go back to.
    before: String,
    /// The value after the last frame. One that differs from it was given by something else than typing.
    last: String,
}

/// The field in which `Escape` was pressed in this frame.
#[derive(Clone, Copy)]
struct Left(Id);

fn place() -> Id {
    Id::unique("entered field")
}

/// Tells a field that has the keyboard to drop what was typed in it.
pub fn leave(ctx: &Context, field: Id) {
    ctx.data_mut(|data| data.insert_temp(place(), Left(field)));
}

/// True if something was typed in a field since it was entered.
pub fn is_changed(ctx: &Context, field: Id) -> bool {
    let entered = ctx.data(|data| data.get_temp::<Entered>(place()));
    entered.is_some_and(|entered| entered.field == field && entered.before != entered.last)
}

/// Follows a field that held `before` at the start of the frame and holds `after` now. Where `Escape` was pressed in it,
/// returns what it held when it was entered.
pub fn followed(ui: &Ui, field: &Response, before: &str, after: &str) -> Option<String> {
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
