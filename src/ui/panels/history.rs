//! The history panel: every step that was done or undone, to go back and forth in.

use egui::{Key, ScrollArea, Ui};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::app::steps::Steps;
use crate::ui::fields::id_of;
use crate::ui::list::{List, Row};
use crate::ui::widgets::{ROW, row};

/// Opacity of the steps that were undone.
const UNDONE: f32 = 0.55;

/// The panel's state between frames.
#[derive(Default)]
pub struct Shown {
    /// The steps of the article and of the project.
    steps: Steps,
    /// The number of steps and of those done when the list was last scrolled to the present place.
    seen: Option<(usize, usize)>,
}

/// Shows the steps, the oldest first, with the present place highlighted.
pub fn show(ui: &mut Ui, state: &State, session: &Session, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let project = state.project.as_ref();
    shown.steps.keep(session, project, state.shell.steps);
    let (count, done) = (shown.steps.len(), shown.steps.done());
    let list = List::new(ui, id_of(Field::Panel(Panel::History)), "History", count + 1);
    if list.has_focus {
        handle_keys(ui, count, intents);
    }
    let mut area = ScrollArea::vertical().id_salt("history list").auto_shrink(false);
    if shown.seen.replace((count, done)) != Some((count, done)) {
        let centred = done as f32 * ROW - (ui.available_height() - ROW) / 2.0;
        area = area.vertical_scroll_offset(centred.clamp(0.0, (count as f32 * ROW).max(0.0)));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_enabled_ui(session.is_editable(), |ui| {
        // The row before the first step is the document as it was opened.
        let rows = |ui: &mut Ui, rows: std::ops::Range<usize>| {
            for place in rows {
                let step = place.checked_sub(1).and_then(|index| shown.steps.step(session, project, index));
                let (title, about) = step.unwrap_or(("Opened", ""));
                ui.scope(|ui| {
                    if place > done {
                        ui.multiply_opacity(UNDONE);
                    }
                    if row(ui, &list, Row::of(place, place == done), title, about).clicked() && place != done {
                        intents.push(Intent::Travel(place));
                    }
                });
            }
        };
        list.rows(ui, |ui| area.show_rows(ui, ROW, count + 1, rows));
    });
}

/// Handles the keys: up and down undo and redo, `Home` and `End` go to the ends.
fn handle_keys(ui: &Ui, count: usize, intents: &mut Vec<Intent>) {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    intents.extend(pressed(Key::ArrowUp).then_some(Intent::Run(&commands::edit::UNDO)));
    intents.extend(pressed(Key::ArrowDown).then_some(Intent::Run(&commands::edit::REDO)));
    intents.extend(pressed(Key::Home).then_some(Intent::Travel(0)));
    intents.extend(pressed(Key::End).then_some(Intent::Travel(count)));
}
