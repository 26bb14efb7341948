//! The large views of the project, in place of the article.

use egui::Ui;

use crate::app::action::Intent;
use crate::app::project::OpenProject;
use crate::app::project::view::ProjectView;
use crate::app::state::State;
use crate::ui::project::{Views, map, thread, timeline};

/// Shows a view in place of the article.
pub fn show(
    ui: &mut Ui,
    state: &State,
    project: &OpenProject,
    view: &ProjectView,
    views: &mut Views,
    intents: &mut Vec<Intent>,
) {
    match view {
        ProjectView::Thread(claim) => thread::show(ui, state, project, claim, &mut views.thread, intents),
        ProjectView::Timeline(subject, lanes) => {
            timeline::show(ui, state, project, (subject, *lanes), &mut views.timeline, intents);
        }
        ProjectView::Map(map) => map::show(ui, state, project, map, &mut views.map, intents),
    }
}
