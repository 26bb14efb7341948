//! The ledger of the project: what is claimed in all articles, and everything that answers it.

use egui::{Role, Sense, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::project::OpenProject;
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::state::State;
use crate::ui::panels::{empty, id_of};

/// The panel's state between frames.
#[derive(Default)]
pub struct Shown;

/// Shows the panel.
pub fn show(ui: &mut Ui, state: &State, _: &OpenProject, _: &mut Shown, _: &mut Vec<Intent>) {
    let id = id_of(Field::Project(ProjectPanel::Ledger));
    let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::List, true, "Project ledger"));
    empty::show(
        ui,
        &state.shell.keymap,
        "No claims yet",
        "Every claim of every article is listed here, with everything that answers it anywhere",
        &[],
    );
}
