//! The view of a thread: its passages side by side.

use egui::Ui;

use crate::app::action::Intent;
use crate::app::project::OpenProject;
use crate::app::state::State;
use crate::model::project::spot::Spot;
use crate::ui::panels::empty;
use crate::ui::project::views;

/// The view's state between frames.
#[derive(Default)]
pub struct Shown;

/// Shows the thread of a claim.
pub fn show(ui: &mut Ui, state: &State, _: &OpenProject, _: &Spot, _: &mut Shown, intents: &mut Vec<Intent>) {
    let keymap = &state.shell.keymap;
    let nothing = |_: &mut Ui, _: &mut Vec<Intent>| {};
    views::framed(ui, "Thread", intents, nothing, |ui, _| {
        views::keyboard(ui, "Thread");
        empty::show(ui, keymap, "No thread", "", &[]);
    });
}
