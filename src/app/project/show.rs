//! Showing the large views of the project, and the article again.

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::project::view::ProjectView;
use crate::jobs::project::ProjectJob;
use crate::jobs::project::map::ProjectMapJob;
use crate::model::map::Fit;
use crate::model::project::map::MapView;

/// Shows a view in place of the article.
pub fn show_view(cx: &mut Context<'_>, view: ProjectView) {
    let Some(project) = &mut *cx.project else { return };
    project.view = Some(view);
    (cx.shell.reading, cx.shell.manual.is_open) = (false, false);
    cx.focus(Field::ProjectView);
}

/// Shows the article again, if a view or the manual took its place.
pub fn leave_view(cx: &mut Context<'_>) {
    let view = cx.project.as_mut().and_then(|project| project.view.take());
    if std::mem::take(&mut cx.shell.manual.is_open) || view.is_some() {
        cx.focus(Field::Article);
    }
}

/// Starts laying out a map of the project.
pub fn lay_out_map(cx: &mut Context<'_>, view: MapView, fit: Fit) {
    let Some(project) = &*cx.project else { return };
    let Some(overview) = project.overview.clone() else { return };
    let job = ProjectMapJob { overview, view, fit };
    cx.start_for_project(project.id, ProjectJob::LayOut(Box::new(job)));
}
