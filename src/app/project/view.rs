//! The large views of the project, which take the place of the article.

use crate::app::action::Field;
use crate::app::context::Context;
use crate::model::project::spot::Spot;

/// A large view of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectView {
    /// The thread of a claim.
    Thread(Spot),
    /// The timeline.
    Timeline,
    /// The map of the articles.
    Map,
}

/// Shows a view in place of the article.
pub fn show_view(cx: &mut Context<'_>, view: ProjectView) {
    let Some(project) = &mut *cx.project else { return };
    project.view = Some(view);
    cx.shell.reading = false;
    cx.focus(Field::ProjectView);
}

/// Shows the article again, if a view took its place.
pub fn leave_view(cx: &mut Context<'_>) {
    let Some(project) = &mut *cx.project else { return };
    if project.view.take().is_some() {
        cx.focus(Field::Article);
    }
}
