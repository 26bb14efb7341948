//! The map panel: the argument, drawn.

use egui::Ui;

use crate::app::action::Action;
use crate::app::state::State;
use crate::ui::panels::View;

/// Shows the map.
pub fn show(_ui: &mut Ui, _state: &State, _view: &mut View, _said: &mut Vec<Action>) {}
