//! The ledger panel: every claim with what answers it.

use egui::Ui;

use crate::app::action::Action;
use crate::app::state::State;
use crate::ui::panels::View;

/// Shows it.
pub fn show(_ui: &mut Ui, _state: &State, _view: &mut View, _said: &mut Vec<Action>) {}
